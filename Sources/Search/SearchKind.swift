/// What an entry is; results are grouped by it.
public enum SearchKind: String, Sendable, Hashable, CaseIterable {
  /// An account's page.
  case account
  /// A stakeholder, seller or manager.
  case person
  /// An enablement guide.
  case guide
  /// A play.
  case play
  /// Any other page of the site.
  case page
  /// A term of the glossary.
  case glossary

  /// What one is called in results: `Account`.
  public var name: String {
    switch self {
    case .account: "Account"
    case .person: "Person"
    case .guide: "Guide"
    case .play: "Play"
    case .page: "Page"
    case .glossary: "Glossary term"
    }
  }

  /// What several are called; the heading of the group.
  public var pluralName: String {
    switch self {
    case .account: "Accounts"
    case .person: "People"
    case .guide: "Guides"
    case .play: "Plays"
    case .page: "Pages"
    case .glossary: "Glossary terms"
    }
  }

  /// Place in lists of groups.
  var rank: Int {
    switch self {
    case .account: 0
    case .person: 1
    case .guide: 2
    case .play: 3
    case .page: 4
    case .glossary: 5
    }
  }
}
