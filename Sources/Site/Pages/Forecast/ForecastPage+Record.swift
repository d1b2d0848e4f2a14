import Core
import Insight
import Portfolio

extension ForecastPage {
  /// Accuracy by past quarter and age of the snapshot.
  func recordSection() -> ReportSection? {
    guard amounts != nil else { return nil }
    let heading = "How good were past calls?"
    guard let record = context.forecast.record, record.newest != nil else {
      return ReportSection(
        id: "record", heading: heading,
        empty: "No snapshot was written before a finished quarter's end. Write one a week: perennial snapshot")
    }
    return ReportSection(
      id: "record", heading: heading, note: "Accuracy of the total; below it, deal by deal, and the bias",
      table: ages(
        "Forecast accuracy by past quarter and age of the snapshot", "Quarter",
        record.quarters.map { ($0.quarter.display, page.href(to: .quarter($0.quarter)), $0.ages) }),
      sources: [source(record)].compactMap(\.self))
  }

  private func source(_ record: ForecastRecord) -> SourceView? {
    guard context.showsProvenance else { return nil }
    let unknown = record.quarters.filter { !$0.isKnown }.map { "\($0.quarter.display): no snapshot was written in it" }
    return SourceView(
      formulas: [
        "Accuracy = 1 − |actual − forecast| ÷ actual; by deal = 1 − Σ|forecast − actual| ÷ Σ actual; bias = (forecast − actual) ÷ actual, positive is too hopeful.",
        "Forecast: won, commit and best case to close in the quarter, in the newest snapshot of that age (at most 13 days older). Actual: won in the quarter, by the newest word on each deal.",
      ],
      inputs: [
        SourceInputView(
          name: FigureFormat.counted(context.forecast.history.count - 1, "snapshot", "snapshots"),
          value: nil, place: "content/snapshots/")
      ], leftOut: unknown)
  }

  private func ages(
    _ caption: String, _ first: String, _ rows: [(name: String, href: String?, ages: [AgedAccuracy])]
  ) -> TableView {
    TableView(
      caption,
      columns: [.text(first), .number("Forecast at 4 weeks, \(symbol)"), .number("Won, \(symbol)")]
        + Self.ageColumns,
      rows: rows.map { row in
        let known = row.ages.compactMap(\.accuracy).last
        let four = row.ages.first { $0.weeks == 4 }?.accuracy
        let money = { (amount: Rational?) in
          amount.map { Total($0, portfolio.settings.currency).bare } ?? "–"
        }
        let link = context.forecast.quarters.contains { $0.quarter.display == row.name } ? row.href : nil
        return RowView(
          [.header(row.name, href: link), .text(money(four?.forecast)), .text(money(known?.actual))]
            + row.ages.map(cell))
      })
  }

  private func cell(_ age: AgedAccuracy) -> CellView {
    guard let accuracy = age.accuracy else { return .text("–", small: "no snapshot") }
    guard let total = accuracy.total, let byDeal = accuracy.byDeal, let bias = accuracy.bias else {
      return .text("–", small: "nothing won")
    }
    return .text(
      FigureFormat.percent(total),
      small: "by deal \(FigureFormat.percent(byDeal, digits: 0)), bias \(FigureFormat.signedPercent(bias, digits: 0))")
  }

  /// The newest known quarter by manager.
  func ownerRecordSection() -> ReportSection? {
    guard let record = context.forecast.record, let newest = record.newest, record.owners.count > 1 else { return nil }
    return ReportSection(
      id: "record-owners", heading: "The same by manager", note: newest.quarter.display,
      table: ages(
        "Forecast accuracy by manager", "Manager",
        record.owners.map { ($0.owner.isEmpty ? "No owner" : PersonView.name(fromAddress: $0.owner), nil, $0.ages) }))
  }

  /// The newest known quarter by category: what was won of its amounts.
  func categoryRecordSection() -> ReportSection? {
    guard let record = context.forecast.record, let newest = record.newest else { return nil }
    let categories = record.categories.filter { $0.ages.contains { ($0.conversion?.deals ?? 0) > 0 } }
    guard !categories.isEmpty else { return nil }
    return ReportSection(
      id: "record-categories", heading: "The same by category",
      note: "\(newest.quarter.display): what was won of the amounts that a category held",
      table: TableView(
        "What was won of each category",
        columns: [.text("Category"), .number("Weight set")] + Self.ageColumns,
        rows: categories.map { item in
          RowView(
            [
              .category(CategoryView(category: item.category)),
              .text(FigureFormat.percent(item.weight, digits: 0)),
            ] + item.ages.map(cell))
        }))
  }

  private func cell(_ age: AgedConversion) -> CellView {
    guard let conversion = age.conversion else { return .text("–", small: "no snapshot") }
    guard let share = conversion.share else { return .text("–", small: "no deal") }
    let deals = FigureFormat.counted(conversion.deals, "deal", "deals")
    return .text(
      FigureFormat.percent(share, digits: 0),
      small: "of \(Total(conversion.forecast, portfolio.settings.currency).short), \(deals)")
  }

  private static var ageColumns: [ColumnView] {
    ForecastAccuracy.weeks.map { .number($0 == 0 ? "At the end" : "\($0) week\($0 == 1 ? "" : "s") before") }
  }

  /// The weights of the settings beside those that the record suggests.
  func calibrationSection() -> ReportSection? {
    guard let record = context.forecast.record, record.categories.contains(where: { $0.conversion.deals > 0 }) else {
      return nil
    }
    return ReportSection(
      id: "calibration", heading: "Do the weights fit?",
      note: "What became of each category's amounts in finished quarters, from their first snapshot on",
      table: TableView(
        "Category weights and the record",
        columns: [
          .text("Category"), .number("Deals"), .number("Forecast, \(symbol)"), .number("Won of it, \(symbol)"),
          .number("Weight set"), .number("Record suggests"), .text("Reading"),
        ],
        rows: record.categories.map { item in
          RowView([
            .category(CategoryView(category: item.category)), .text(String(item.conversion.deals)),
            .text(Total(item.conversion.forecast, record.currency).bare),
            .text(Total(item.conversion.won, record.currency).bare),
            .text(item.weight.decimalText(digits: 2)), .text(item.suggested?.decimalText(digits: 2) ?? "–"),
            .full(Self.reading(item)),
          ])
        }))
  }

  private static func reading(_ item: ForecastRecord.Category) -> String {
    guard let suggested = item.suggested else { return "No deal to judge by" }
    let few =
      item.conversion.deals < 10
      ? "; \(FigureFormat.counted(item.conversion.deals, "deal", "deals")) is thin evidence" : ""
    let apart = suggested - item.weight
    if apart.magnitude < Rational(5, over: 100) { return "Fits" + few }
    return (apart < .zero ? "Too hopeful" : "Too cautious") + few
  }
}
