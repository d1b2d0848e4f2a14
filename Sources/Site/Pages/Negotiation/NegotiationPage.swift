import Core
import Insight
import Portfolio
import Search
import Templates

/// `accounts/<slug>-negotiation.html`: what do we ask, what do they want, and what would each way to sign come to?
struct NegotiationPage: TemplateModel {
  let report: ReportPage
  let calculator: CalculatorView?

  static let shape = TemplateShape<Self>(
    .record("frame") { $0.report.frame },
    .record("report") { $0.report },
    .optionalRecord("calculator") { $0.calculator })
}

/// What the calculator of the page starts from.
struct CalculatorView: TemplateModel {
  /// JSON for the script.
  let data: String
  let offers: [CalculatorOffer]
  let currency: String

  static let shape = TemplateShape<Self>(
    .text("data") { $0.data },
    .list("offers") { $0.offers },
    .text("currency") { $0.currency })
}

/// A scenario to start from.
struct CalculatorOffer: TemplateModel {
  let number: Int
  let name: String

  static let shape = TemplateShape<Self>(
    .number("number") { $0.number },
    .text("name") { $0.name })
}

extension SiteContext {
  /// Accounts whose negotiation this copy may know.
  private var negotiated: [Int] {
    portfolio.accounts.indices.filter { visible(portfolio.accounts[$0].negotiation) != nil }
  }

  /// A page for each of them.
  var negotiationPages: [PageID] { negotiated.map { .negotiation(portfolio.accounts[$0].slug) } }

  /// These pages, to be found by name.
  var negotiationEntries: [SearchEntry] {
    negotiated.map { index in
      let note = portfolio.accounts[index]
      return SearchEntry(
        kind: .page, title: "\(note.name): negotiation", href: PageID.negotiation(note.slug).path,
        subtitle: "Scenarios, ladder, calculator")
    }
  }

  /// Whether the account has a proposal that holds on the as-of day.
  func proposes(_ index: Int) -> Bool {
    visible(portfolio.accounts[index].proposal) != nil && !(visible(insight.proposal(of: index)) ?? []).isEmpty
  }

  /// A page for each account with a proposal.
  var proposalPages: [PageID] {
    portfolio.accounts.indices.filter(proposes).map { .proposal(portfolio.accounts[$0].slug) }
  }
}
