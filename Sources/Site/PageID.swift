import Core
import Portfolio

/// A page of the site, by what it is about. Says its path; whether it exists in a copy is the plan's to say.
enum PageID: Sendable, Hashable {
  case portfolio
  /// Page `number` of the accounts table, from 0.
  case accounts(Int)
  /// The rows of that page for the scripts of the others, so that a filter spans all pages.
  case accountRows(Int)
  case account(Slug)
  /// What to say to an account.
  case words(Slug)
  /// The negotiation with an account; the team's alone.
  case negotiation(Slug)
  /// What is proposed to an account, for its own eyes.
  case proposal(Slug)
  /// Page `number` of the timeline, from 0.
  case timeline(Int)
  case report(Report)
  /// One renewals manager's book.
  case owner(Slug)
  /// One account executive's book.
  case seller(Slug)
  case guides
  case guide(Slug)
  case play(Slug)
  /// A learning path.
  case path(Slug)
  /// Page `number` of the list of everything, from 0.
  case search(Int)
  /// Every component in every state, for designers.
  case styleBook
  /// The current quarter's forecast.
  case forecast
  case quarter(FiscalQuarter)
  /// What moved since the snapshot of a day.
  case movement(Day)
  /// The brief of an escalated account.
  case escalation(Slug)
  /// A product: who has it, and how it is counted.
  case product(Slug)
  /// What licence metrics count.
  case metrics
  /// The cover of a pack, of whom or what it is about; in no site, only in packs.
  case pack(PackRitual, about: Slug?)

  /// Pages made of tiles and tables.
  enum Report: String, Sendable, Hashable, CaseIterable {
    case week, risks
    case licenses, migrations
    case multiYear = "multi-year"
    case retention
    case dataQuality = "data-quality"
    case glossary
  }

  /// Path relative to the output folder.
  var path: String {
    switch self {
    case .portfolio: "index.html"
    case .accounts(0): "accounts.html"
    case .accounts(let number): "accounts-\(number + 1).html"
    case .accountRows(let number): "tables/accounts-\(number + 1).js"
    case .account(let slug): "accounts/\(slug).html"
    case .words(let slug): "words/\(slug).html"
    case .negotiation(let slug): "accounts/\(slug)-negotiation.html"
    case .proposal(let slug): "proposals/\(slug).html"
    case .timeline(0): "timeline.html"
    case .timeline(let number): "timeline-\(number + 1).html"
    case .report(let report): "\(report.rawValue).html"
    case .owner(let slug): "owners/\(slug).html"
    case .seller(let slug): "sellers/\(slug).html"
    case .search(0): "search.html"
    case .search(let number): "search-\(number + 1).html"
    case .styleBook: "style-book.html"
    case .guides: "guides.html"
    case .guide(let slug): "guides/\(slug).html"
    case .play(let slug): "plays/\(slug).html"
    case .path(let slug): "paths/\(slug).html"
    case .forecast: "forecast.html"
    case .quarter(let quarter): "forecast/\(quarter.slug).html"
    case .movement(let day): "forecast/since-\(day).html"
    case .escalation(let slug): "escalations/\(slug).html"
    case .product(let slug): "products/\(slug).html"
    case .metrics: "metrics.html"
    case .pack(let ritual, let subject): "pack-\(ritual.rawValue)\(subject.map { "-\($0)" } ?? "").html"
    }
  }

  /// Name of its template.
  var template: String {
    switch self {
    case .portfolio: "portfolio"
    case .accounts: "accounts"
    case .accountRows: "account-rows"
    case .account: "account"
    case .words: "words"
    case .negotiation: "negotiation"
    case .proposal: "proposal"
    case .timeline: "timeline"
    case .report(let report): report.rawValue
    case .owner, .seller: "owner"
    case .search: "search"
    case .styleBook: "style-book"
    case .guides: "guides"
    case .guide: "guide"
    case .play: "play"
    case .path: "path"
    case .forecast, .quarter, .movement: "forecast"
    case .escalation: "escalation"
    case .product: "product"
    case .metrics: "metrics"
    case .pack: "pack"
    }
  }

  /// The way from the page to the site's root: `""` or `"../"`.
  var root: String {
    switch self {
    case .account, .words, .negotiation, .proposal, .guide, .play, .path, .owner, .seller, .quarter, .movement,
      .escalation, .product:
      "../"
    default: ""
    }
  }

  /// The navigation's entry that the page belongs to.
  var section: PageID {
    switch self {
    case .account, .words, .negotiation, .proposal: .accounts(0)
    case .owner, .seller: .portfolio
    case .guide, .play, .path: .guides
    case .quarter, .movement: .forecast
    case .escalation: .report(.risks)
    case .product, .metrics: .report(.licenses)
    default: self
    }
  }

  /// The relative link to `other`, which stands in the same folder or elsewhere.
  func href(to other: PageID) -> String { root + other.path }
}
