public import Core
import Templates

/// What every page shares: header, navigation, breadcrumbs, footer.
struct PageFrame: TemplateModel {
  let title: String
  let description: String
  /// `""` or `../`: the way from the page to the site's root.
  let root: String
  let audience: Audience
  let territory: String
  let asOf: Day
  let navigation: [NavigationItem]
  let crumbs: [LinkView]
  let money: String
  /// Digest of everything read; the front page of the team's copy alone says it.
  let digest: String?
  /// Definitions of the marks that charts place.
  let marks: [UInt8]

  static let shape = TemplateShape<Self>(
    .text("title") { $0.title },
    .text("description") { $0.description },
    .text("root") { $0.root },
    .text("version") { _ in ProgramVersion.current },
    .text("audience") { $0.audience.copyName },
    .text("audience_note") { $0.audience.copyNote },
    .text("territory") { $0.territory },
    .record("as_of") { DayView(day: $0.asOf) },
    .list("nav") { $0.navigation },
    .list("crumbs") { $0.crumbs },
    .text("money") { $0.money },
    .optionalText("digest") { $0.digest },
    .html("marks") { $0.marks })
}

/// An entry of the site's navigation.
struct NavigationItem: TemplateModel {
  let label: String
  let href: String
  let count: Int?
  let isCurrent: Bool

  static let shape = TemplateShape<Self>(
    .text("label") { $0.label },
    .text("href") { $0.href },
    .optionalText("count") { $0.count.map(String.init) },
    .flag("current") { $0.isCurrent })
}

extension Audience {
  /// Whose copy a page of a built site says it is of; nil if it says nothing.
  public init?(ofCopyWith page: [UInt8]) {
    let text = String(decoding: page, as: UTF8.self)
    guard let found = Self.allCases.first(where: { text.contains("\($0.copyName) — as of ") }) else { return nil }
    self = found
  }

  /// Stated on every page.
  var copyName: String {
    switch self {
    case .team: "Team copy"
    case .field: "Field copy"
    case .customer: "Customer copy"
    }
  }

  /// What the copy holds, and whom it is for.
  var copyNote: String {
    switch self {
    case .team: "Holds call amounts and negotiation positions. Not for customers or field."
    case .field: "For field sales. Holds no call amounts and no negotiation positions. Not for customers."
    case .customer: "Holds contract terms, entitlements and usage, and what was written for the customer."
    }
  }
}
