import Core
import Insight
import Portfolio

extension OwnerPage {
  /// Use of what is licensed below which a position is worth a talk, of one.
  private static let low = Rational(3, over: 4)

  /// What an account executive has to close at each account: people nobody named, licences out of balance, products not sold yet.
  func gapsSection() -> ReportSection? {
    guard person.isSeller else { return nil }
    let sold = context.portfolio.products.indices.filter {
      context.portfolio.products[$0].isCatalogued && !context.portfolio.products[$0].isLegacy
    }
    let rows = person.accounts.compactMap { row($0, sold: Set(sold)) }
    guard !rows.isEmpty else { return nil }
    return ReportSection(
      id: "gaps", heading: "Whom we don't know, what they don't use",
      note: "Buyer and champion by name; meters over what was bought, products used below three quarters of it",
      table: TableView(
        "People, licences and products by account",
        columns: [
          .text("Account"), .text("Economic buyer"), .text("Champion"), .number("Over"), .number("Below 75%"),
          .number("Products of \(sold.count)"),
        ], rows: rows))
  }

  private func row(_ index: Int, sold: Set<Int>) -> RowView? {
    let account = context.portfolio.accounts[index]
    guard let people = context.visible(account.stakeholders) else { return nil }
    // Where not everyone may be shown, who is missing can't be told.
    let isWhole = context.visible(context.insight.accounts[index].people) != nil
    let position = context.insight.accounts[index].licences
    let licences = position.products.filter { !$0.lines.isEmpty }
    let over = position.pools.count(where: \.isOver)
    let low = licences.count { $0.utilization.map { $0 < Self.low } ?? false }
    return RowView([
      .header(account.name, href: page.href(to: .account(account.slug))),
      name(people.first(where: \.isEconomicBuyer), isWhole), name(people.first(where: \.isChampion), isWhole),
      .text(String(over), isBad: over > 0), .text(String(low)),
      .text(String(licences.count { sold.contains($0.product) })),
    ])
  }

  private func name(_ person: Stakeholder?, _ isWhole: Bool) -> CellView {
    guard let person else { return isWhole ? .text("", tag: TagView(tone: .late, word: "none named")) : .text("–") }
    return .text(person.name, small: person.lastContact.map { "met \(DayView(day: $0).shortText)" } ?? "never met")
  }
}
