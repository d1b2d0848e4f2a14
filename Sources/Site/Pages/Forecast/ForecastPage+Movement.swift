import Charts
import Core
import Insight
import Portfolio

/// A bridge as chart and table, for every page that shows one.
struct MovementView {
  let context: SiteContext
  let page: PageID
  let bridge: ForecastBridge
  let from: Day

  private var symbol: String { context.portfolio.settings.currency.symbol }

  /// Every cause as a bar, with the accounts behind it.
  func chart(title: String, to day: Day) -> [UInt8] {
    let kinds = ForecastBridge.Kind.allCases.filter { kind in bridge.movements.contains { $0.kind == kind } }
    let steps = kinds.map { kind in
      let total = bridge.total(kind)
      return Waterfall.Step(
        kind.title, note: names(kind), total.amount.approximate, value: total.signed,
        kind: kind == .won ? .won : nil)
    }
    return Waterfall(
      title: title,
      opening: .init(
        "Opening", note: DayView(day: from).shortText, bridge.opening.amount.approximate, value: bridge.opening.bare),
      steps: steps,
      closing: .init(
        "Closing", note: DayView(day: day).shortText, bridge.closing.amount.approximate, value: bridge.closing.bare),
      format: .money(sign: symbol), unit: symbol
    ).markup
  }

  /// `Elderfield Bank, Larkspur Robotics and 2 more`.
  private func names(_ kind: ForecastBridge.Kind) -> String {
    let all = bridge.movements.filter { $0.kind == kind }
    let shown = all.prefix(2).map { name($0.deal) }.joined(separator: ", ")
    return all.count > 2 ? "\(shown) and \(all.count - 2) more" : shown
  }

  private func name(_ deal: SnapshotDeal) -> String {
    Slug(deal.account).flatMap(context.portfolio.account).map { context.portfolio.accounts[$0].name } ?? deal.account
  }

  /// Every deal with what it was and what it is.
  func table(_ caption: String) -> TableView {
    let shown = bridge.movements.prefix(ForecastPage.rowLimit)
    var rows = shown.map(row)
    let rest = bridge.movements.dropFirst(shown.count)
    if !rest.isEmpty {
      let sum = Total(rest.reduce(.zero) { $0 + $1.amount }, bridge.currency)
      rows.append(
        RowView([
          .text("Further"), .header(FigureFormat.counted(rest.count, "movement", "movements")),
          .full("Not listed one by one"), .none, .none, .text(sum.signed),
        ]))
    }
    let change = Total(bridge.closing.amount - bridge.opening.amount, bridge.currency)
    return TableView(
      caption,
      columns: [
        .text("Movement"), .text("Account"), .text("Was"), .text("Is"), .text("Manager"), .number("Amount, \(symbol)"),
      ], rows: rows,
      footer: RowView([.text("Net change"), .none, .none, .none, .none, .text(change.signed)]))
  }

  private func row(_ movement: ForecastBridge.Movement) -> RowView {
    let index = Slug(movement.deal.account).flatMap(context.portfolio.account)
    let href = index.map { page.href(to: .account(context.portfolio.accounts[$0].slug)) }
    let owner = movement.deal.owner.isEmpty ? nil : PersonView.name(fromAddress: movement.deal.owner)
    return RowView([
      .text(movement.kind.title), .header(name(movement.deal), href: href, small: movement.deal.contract),
      .full(Self.described(movement.earlier) ?? "Not in the forecast's data"),
      .full(Self.described(movement.later) ?? "No longer in the data"), .person(owner),
      .text(Total(movement.amount, bridge.currency).signed),
    ])
  }

  /// `Best case, $232,000.00, closes 22 Dec 2026`.
  private static func described(_ deal: SnapshotDeal?) -> String? {
    guard let deal else { return nil }
    let category = deal.category?.word ?? "No category"
    let verb = deal.category?.isClosed == true ? "closed" : "closes"
    return
      "\(category), \(deal.amount.currency.symbol)\(FigureFormat.bare(deal.amount)), \(verb) \(deal.closeDate.display)"
  }

  /// The rule and the file; the team's copy alone says it.
  var source: SourceView? {
    guard context.showsProvenance else { return nil }
    return SourceView(
      formulas: [
        "Opening + new + pulled in + amount up + upgraded − downgraded − amount down − pushed out − lost − won ± exchange rates = closing, to the cent.",
        "\(bridge.opening.exact) \(bridge.movements.isEmpty ? "" : "with \(FigureFormat.counted(bridge.movements.count, "movement", "movements")) ")= \(bridge.closing.exact); unexplained \(bridge.difference.exact).",
        "Counted by expected close date; the quarter's other figures by the contract's last day.",
      ],
      inputs: [
        SourceInputView(
          name: "Snapshot of \(from.display)", value: nil, place: "content/snapshots/\(from).csv")
      ], leftOut: bridge.opening.leftOut.map { "Amounts in \($0), which had no rate" })
  }
}

extension ForecastPage {
  private func movement(from snapshot: Snapshot, _ categories: [ForecastCategory]) -> MovementView? {
    context.forecast.bridge(from: snapshot, forecast.span, categories).map {
      MovementView(context: context, page: page, bridge: $0, from: snapshot.day)
    }
  }

  /// What moved since the last snapshot, as a chart.
  func movementSection(isOverview: Bool) -> ReportSection? {
    guard amounts != nil else { return nil }
    guard let last = context.forecast.last, let view = movement(from: last, ForecastBridge.Scope.open) else {
      return ReportSection(
        id: "moved", heading: "What moved", note: nil,
        empty: "No snapshot yet. Write one before each forecast call: perennial snapshot")
    }
    let heading = "What moved since \(DayView(day: last.day).shortText)"
    if view.bridge.movements.isEmpty {
      return ReportSection(
        id: "moved", heading: heading,
        empty: "Nothing moved: open commit and best case stand at \(view.bridge.closing.exact).")
    }
    let deals = isOverview ? page.href(to: .quarter(forecast.quarter)) + "#moves" : "#moves"
    return ReportSection(
      id: "moved", heading: heading, note: "Open commit and best case, balanced to the cent",
      more: LinkView(label: "Deal by deal", href: deals), chart: view.chart(title: heading, to: asOf),
      sources: [view.source].compactMap(\.self))
  }

  /// The same deal by deal.
  func dealsSection() -> ReportSection? {
    guard let last = context.forecast.last, let view = movement(from: last, ForecastBridge.Scope.open),
      !view.bridge.movements.isEmpty
    else { return nil }
    return ReportSection(
      id: "moves", heading: "Deal by deal", note: "\(last.day.display) to \(asOf.display)",
      more: LinkView(label: "Earlier snapshots", href: page.href(to: .forecast) + "#snapshots"),
      table: view.table("Movements from \(last.day.display) to \(asOf.display), deal by deal"))
  }

  /// Of a finished quarter: from its first snapshot to how it ended.
  func outcomeSection() -> ReportSection? {
    let first = context.forecast.history.dropLast().first {
      $0.day >= forecast.span.lowerBound - 6 && $0.day <= forecast.span.upperBound
    }
    guard amounts != nil else { return nil }
    guard let first, let view = movement(from: first, [.closedWon, .commit, .bestCase]) else {
      return ReportSection(
        id: "moved", heading: "What became of the forecast",
        empty: "No snapshot was written in \(forecast.quarter.display), so nobody can tell what was forecast then.")
    }
    return ReportSection(
      id: "moved", heading: "What became of the forecast",
      note: "Won, commit and best case on \(first.day.display), to what was won",
      chart: view.chart(title: "From forecast to outcome", to: forecast.span.upperBound),
      table: view.bridge.movements.isEmpty ? nil : view.table("From forecast to outcome, deal by deal"),
      sources: [view.source].compactMap(\.self))
  }

  /// Every snapshot, with what moved since.
  func snapshotsSection() -> ReportSection? {
    let earlier = context.forecast.history.dropLast().reversed()
    guard amounts != nil, !earlier.isEmpty else { return nil }
    let rows = earlier.enumerated().map { place, snapshot in
      let bridge = place < 13 ? context.forecast.bridge(from: snapshot, forecast.span) : nil
      let change = bridge.map { Total($0.closing.amount - $0.opening.amount, $0.currency).signed } ?? "–"
      return RowView([
        .header(snapshot.day.display, href: page.href(to: .movement(snapshot.day)), small: snapshot.note),
        .text(FigureFormat.counted(snapshot.deals.count, "renewal", "renewals")), .text(bridge?.opening.bare ?? "–"),
        .text(change),
      ])
    }
    return ReportSection(
      id: "snapshots", heading: "Snapshots", note: "What moved since each of them, deal by deal, behind its day",
      table: TableView(
        "Snapshots, newest first",
        columns: [
          .text("Snapshot"), .number("Holds"), .number("Open commit and best case then, \(symbol)"),
          .number("Change since, \(symbol)"),
        ], rows: rows))
  }
}
