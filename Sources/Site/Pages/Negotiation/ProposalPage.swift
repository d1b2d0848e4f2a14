import Core
import Insight
import Portfolio

/// `proposals/<slug>.html`: what is proposed to a customer — what they get, what it costs, what they save, until when. The only page
/// made from a negotiation that a customer's copy may have, and only of scenarios that the note proposes.
struct ProposalPage {
  private let context: SiteContext
  private let account: Account
  private let base: OfferBase
  private let offers: [ProposedOffer]
  private let page: PageID

  /// Nil without an option that holds.
  init?(_ context: SiteContext, account index: Int) {
    offers = context.visible(context.insight.proposal(of: index)) ?? []
    guard !offers.isEmpty else { return nil }
    self.context = context
    account = context.portfolio.accounts[index]
    base = context.insight.offerBase(of: index)
    page = .proposal(account.slug)
  }

  func build() -> ReportPage {
    let heading = "Proposal for \(account.name)"
    return ReportPage(
      frame: context.frame(
        for: page, title: heading, description: "\(heading), \(context.asOf.display).",
        crumbs: [
          LinkView(label: context.navigation[0].label, href: page.href(to: .portfolio)),
          LinkView(label: account.name, href: page.href(to: .account(account.slug))),
          LinkView(label: "Proposal", href: nil),
        ]),
      heading: heading,
      subtitle: [context.portfolio.settings.organization, "prices in \(base.currency.code), a year"].compactMap(\.self)
        .joined(separator: ", "),
      sections: offers.enumerated().flatMap { option($1, number: $0 + 1) })
  }

  private func option(_ offer: ProposedOffer, number: Int) -> [ReportSection] {
    let value = offer.value
    return [
      ReportSection(
        id: "option-\(number)", heading: title(of: offer, number),
        note: [offer.choice.summary, "good until \(offer.validUntil.display)"].compactMap(\.self).joined(
          separator: "; "),
        table: TableView(
          "What you get: option \(number)",
          columns: [
            .text("What you get"), .text("When"), .number("Quantity"), .number("Price of one"), .number("First year"),
          ],
          rows: value.lines.map { row($0, of: value) })),
      ReportSection(
        id: "option-\(number)-prices", heading: offers.count > 1 ? "Option \(number): what it costs" : "What it costs",
        note: Self.days(value.span),
        table: TableView(
          "Prices by year: option \(number)", columns: [.text("Year"), .text("From and to"), .number("You pay")],
          rows: value.years.map { year in
            RowView([.header("Year \(year.year)"), .text(Self.days(year.span)), .text(money(year.amount))])
          }, footer: RowView([.header("In all"), .none, .text(money(value.total))])),
        empty: savings(of: offer)),
    ]
  }

  private func title(of offer: ProposedOffer, _ number: Int) -> String {
    let term = Term(from: offer.value.span.lowerBound, through: offer.value.span.upperBound).text
    return offer.choice.title ?? (offers.count > 1 ? "Option \(number): \(term)" : term.capitalizedFirst)
  }

  private func row(_ line: OfferLine, of value: OfferValue) -> RowView {
    let first = line.firstPrice(value.terms)
    return RowView([
      .header(line.name, small: line.metric.map { "per \($0.word)" }),
      .text(line.isRecurring ? (line.span == value.span ? "whole term" : Self.days(line.span)) : "once"),
      .text(FigureFormat.trimmed(line.quantity, digits: 3)),
      .text(FigureFormat.exact(Money(rounding: first, base.currency))), .text(money(line.quantity * first)),
    ])
  }

  /// What is saved, in a sentence; nil if nothing is.
  private func savings(of offer: ProposedOffer) -> String? {
    var parts: [String] = []
    if offer.discountSaving > .zero {
      parts.append("Discounts save \(exact(offer.discountSaving)) over the term")
    }
    if let saving = offer.yearlyRenewalSaving, let cap = base.capPercent {
      parts.append(
        "against renewing year by year at your contract's cap of \(FigureFormat.trimmed(cap, digits: 2))% you save \(exact(saving))"
      )
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ").capitalizedFirst + "."
  }

  private func money(_ amount: Rational) -> String { FigureFormat.bare(Money(rounding: amount, base.currency)) }
  private func exact(_ amount: Rational) -> String { FigureFormat.exact(Money(rounding: amount, base.currency)) }

  private static func days(_ span: ClosedRange<Day>) -> String {
    "\(span.lowerBound.display) to \(span.upperBound.display)"
  }
}
