import Core
import Insight
import Portfolio

extension MigrationsPage {
  func unmappedSection(_ unmapped: [(account: Int, need: MigrationNeed)]) -> ReportSection? {
    let strangers = context.licences.strangers
    guard !unmapped.isEmpty || !strangers.isEmpty else { return nil }
    let legacy = unmapped.map { index, need in
      RowView([
        account(index), product(need.product), .text(LicenceCells.units(need.quantity)),
        .text(LicenceCells.money(need.annual)), .day(need.termEnd),
        .full("Legacy, and products.yaml names no successor"),
      ])
    }
    let unknown = strangers.map { position in
      let licence = context.licence(position)
      let quantity = licence.lines.reduce(Rational.zero) { $0 + portfolio.lines[$1].quantity.rational }
      return RowView([
        account(position.account), product(licence.product), .text(LicenceCells.units(quantity)),
        .text(LicenceCells.money(licence.rate.map { $0 * quantity })), .day(licence.termEnd),
        .full("Not in products.yaml: nobody knows whether it is legacy"),
      ])
    }
    return ReportSection(
      id: "unmapped", heading: "Unmapped lines", note: "Somebody must decide what becomes of them",
      table: TableView(
        "Unmapped lines",
        columns: [
          .text("Account"), .text("Product"), .number("Quantity"), .number("Annual, \(symbol)"),
          .number("Contract ends"), .text("What is missing"),
        ], rows: legacy + unknown))
  }

  func mapsSection(_ maps: [Int]) -> ReportSection? {
    let mapped = maps.filter { portfolio.products[$0].migration != nil }
    guard !mapped.isEmpty else { return nil }
    return ReportSection(
      id: "maps", heading: "The maps", note: "Argued case by case: a map is a proposal with evidence, and it ages",
      table: TableView(
        "The maps",
        columns: [
          .text("From"), .text("To"), .number("Ratio"), .text("Counted"), .number("Price effect"), .text("Confidence"),
          .text("Evidence"), .number("Review by"), .number("Accounts"),
        ],
        rows: mapped.map { index in
          let (from, map) = (portfolio.products[index], portfolio.products[index].migration)
          let to = map.flatMap { map in portfolio.products.first { $0.sku == map.successor } }
          let isDue = map?.reviewDay.map { $0 <= context.asOf } ?? false
          return RowView([
            .header(from.name, href: context.href(toProduct: index, from: page)),
            .text(to?.name ?? map?.successor ?? ""), .text(map?.ratio.description ?? ""),
            .text(metricChange(from, to), small: map?.metricNote),
            .text(map?.priceEffectPercent.map { FigureFormat.signed($0, digits: 1) + "%" } ?? "–"),
            .text(map?.confidence?.word ?? "not said"), .full(map?.evidence ?? "none given"),
            .day(map?.reviewDay, tag: isDue ? TagView(tone: .soon, word: "due") : nil),
            .text("\(context.licences.needs.count { $0.need.product == index })"),
          ])
        }))
  }

  /// `users → concurrent users`, or that it stays what it is.
  private func metricChange(_ from: Product, _ to: Product?) -> String {
    guard let old = from.metric?.unit, let new = to?.metric?.unit else { return "" }
    return old == new ? "\(old), as before" : "\(old) → \(new)"
  }

  func movedSection() -> ReportSection? {
    let moves = context.licences.moves
    guard !moves.isEmpty else { return nil }
    return ReportSection(
      id: "moved", heading: "Moved in the last 90 days", note: "What the map gave, what was bought, what is to do",
      table: TableView(
        "Moved in the last 90 days",
        columns: [
          .text("Account"), .text("From"), .text("To"), .number("On", order: "descending"), .number("Was"),
          .number("By the map"), .number("Bought"), .text("Day 1"),
        ],
        rows: moves.enumerated().map { place, entry in
          let (move, more) = (entry.move, entry.move.bought - Rational(entry.move.expected))
          return RowView([
            account(entry.account), product(move.product), product(move.successor), .day(move.day),
            .text(LicenceCells.units(move.quantity)), .text(FigureFormat.decimal(Rational(move.expected), digits: 0)),
            .text(
              LicenceCells.units(move.bought),
              small: more.isZero ? "as mapped" : FigureFormat.signed(more, digits: more.denominator == 1 ? 0 : 1)),
            place < Self.shownLists ? .link("Checklist", "#day1-\(place + 1)") : .text(""),
          ])
        }))
  }

  /// Day-1 lists on the page: of the latest moves.
  private static let shownLists = 20

  /// Day-1 lists: of the latest moves, then what every move needs, and what a map adds to it, so that it is known before the day.
  func lists(_ maps: [Int]) -> [ReportSection] {
    let moved = context.licences.moves.prefix(Self.shownLists).enumerated().map { place, entry in
      let list = DayOneList(
        product: portfolio.products[entry.move.product], successor: portfolio.products[entry.move.successor])
      return section(
        "day1-\(place + 1)", "Day 1: \(portfolio.accounts[entry.account].name)",
        "\(list.product.name) to \(list.successor.name), moved on \(entry.move.day.display)", list.steps)
    }
    guard !maps.isEmpty else { return moved }
    let general = section(
      "day1-any", "Day 1 after any move", "The day after is when a migration goes wrong quietly",
      DayOneList.steps(from: "the old product", to: "the new one"))
    let own = maps.compactMap { index -> ReportSection? in
      guard let steps = portfolio.products[index].migration?.dayOne, !steps.isEmpty else { return nil }
      return section("day1-map-\(index)", "Day 1 after \(portfolio.products[index].name)", "Besides", steps)
    }
    return moved + [general] + own
  }

  private func section(_ id: String, _ heading: String, _ note: String, _ steps: [String]) -> ReportSection {
    ReportSection(
      id: id, heading: heading, note: note,
      checks: steps.enumerated().map { CheckView(id: "\(id)-\($0 + 1)", text: $1) })
  }
}
