import Core
import Portfolio

/// A page of the site, by what it is about. Says its path; whether it exists in a copy is the plan's to say.
enum PageID: Sendable, Hashable {
  case portfolio
  /// Page `number` of the accounts table, from 0.
  case accounts(Int)
  case account(Slug)
  /// Page `number` of the timeline, from 0.
  case timeline(Int)
  case guides
  case guide(Slug)

  /// Path relative to the output folder.
  var path: String {
    switch self {
    case .portfolio: "index.html"
    case .accounts(0): "accounts.html"
    case .accounts(let number): "accounts-\(number + 1).html"
    case .account(let slug): "accounts/\(slug).html"
    case .timeline(0): "timeline.html"
    case .timeline(let number): "timeline-\(number + 1).html"
    case .guides: "guides.html"
    case .guide(let slug): "guides/\(slug).html"
    }
  }

  /// Name of its template.
  var template: String {
    switch self {
    case .portfolio: "portfolio"
    case .accounts: "accounts"
    case .account: "account"
    case .timeline: "timeline"
    case .guides: "guides"
    case .guide: "guide"
    }
  }

  /// The way from the page to the site's root: `""` or `"../"`.
  var root: String {
    switch self {
    case .account, .guide: "../"
    default: ""
    }
  }

  /// The navigation's entry that the page belongs to.
  var section: PageID {
    switch self {
    case .account: .accounts(0)
    case .guide: .guides
    default: self
    }
  }

  /// The relative link to `other`, which stands in the same folder or elsewhere.
  func href(to other: PageID) -> String { root + other.path }
}
