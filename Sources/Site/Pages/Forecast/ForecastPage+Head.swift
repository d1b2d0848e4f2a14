import Core
import Insight
import Portfolio

extension ForecastPage {
  /// The quarter in two sentences: where the call stands, and what moved it.
  func lede() -> String? {
    guard let amounts else {
      let words = ForecastCategory.drawn.filter { forecast.count($0) > 0 }.map {
        "\(forecast.count($0)) \($0.word.lowercased())"
      }
      return words.isEmpty ? nil : "\(forecast.atr.short) up for renewal: \(words.joined(separator: ", "))."
    }
    return [standing(amounts), moved()].compactMap(\.self).joined(separator: " ")
  }

  private func standing(_ amounts: QuarterAmounts) -> String {
    let atr = forecast.atr
    let share = amounts.mostLikely.map { ", \(FigureFormat.percent($0, digits: 0))" } ?? ""
    let verb = isPast ? "Closed" : "Called"
    let value = isPast ? amounts.wonATR : amounts.called
    var text = "\(verb) at \(value.short) of the \(atr.short) up for renewal\(share)"
    if let target = amounts.target {
      let gap = Total(value.amount - target.amount, target.currency)
      let distance = FigureFormat.short(gap.amount.magnitude, gap.currency)
      text +=
        gap.amount.isZero
        ? ", on target" : gap.amount < 0 ? "; \(distance) short of the target" : "; \(distance) above target"
    }
    return text + "."
  }

  /// What moved since the last snapshot: the sum, then the three largest movements by name.
  private func moved() -> String? {
    guard !isPast, let last = baseline, let bridge = context.forecast.bridge(from: last, forecast.span)
    else { return nil }
    let change = Total(bridge.closing.amount - bridge.opening.amount, bridge.currency)
    let since = DayView(day: last.day).shortText
    let told = bridge.movements.filter { $0.kind != .exchange }
      .sorted { $0.amount.magnitude > $1.amount.magnitude }.prefix(3).map { sentence($0) }
    guard !told.isEmpty else { return "Nothing moved since \(since)." }
    let list = told.count > 1 ? told.dropLast().joined(separator: ", ") + " and " + (told.last ?? "") : told[0]
    let size = FigureFormat.short(change.amount.magnitude, change.currency)
    let verb = change.amount < 0 ? "fell \(size)" : change.amount > .zero ? "rose \(size)" : "came out even"
    return "Open commit and best case \(verb) since \(since): \(list)."
  }

  private func sentence(_ movement: ForecastBridge.Movement) -> String {
    let name = Slug(movement.deal.account).flatMap(portfolio.account).map { portfolio.accounts[$0].name }
    let category = movement.later?.category?.word.lowercased() ?? "no category"
    let what =
      switch movement.kind {
      case .new: "came in"
      case .pulledIn: "was pulled in"
      case .amountUp: "grew by \(FigureFormat.short(movement.amount, portfolio.settings.currency))"
      case .upgraded: "rose to \(category)"
      case .downgraded: "slipped to \(category)"
      case .amountDown: "shrank by \(FigureFormat.short(movement.amount.magnitude, portfolio.settings.currency))"
      case .pushedOut: "was pushed out"
      case .lost: "was lost"
      case .won: "was won"
      case .exchange: "moved with its exchange rate"
      }
    return "\(name ?? movement.deal.account) \(what)"
  }

  func tiles() -> [FigureTile] {
    guard let amounts else { return plainTiles() }
    let percent = { (share: Rational?) in share.map { FigureFormat.percent($0) } ?? "–" }
    return [
      tile(
        isPast ? "Won, of ATR" : "Call", isPast ? amounts.wonATR : amounts.called,
        "\(percent(isPast ? amounts.worst : amounts.mostLikely)) of ATR \(forecast.atr.short)"),
      tile("Won", amounts[.closedWon], note(.closedWon)), tile("Commit", amounts[.commit], note(.commit)),
      tile("Best case", amounts[.bestCase], note(.bestCase)), tile("Pipeline", amounts[.pipeline], note(.pipeline)),
      tile("Weighted, capped", amounts.weighted, "uncapped \(amounts.weightedUncapped.short)"),
      lostTile(), targetTile(amounts),
    ].compactMap(\.self)
  }

  private func tile(_ label: String, _ total: Total, _ note: String) -> FigureTile {
    FigureTile(label: label, value: total.short, exact: total.exact, note: note)
  }

  private func note(_ category: ForecastCategory) -> String {
    let count = FigureFormat.counted(forecast.count(category), "renewal", "renewals")
    return category.isClosed
      ? count : "\(count) at \(FigureFormat.percent(portfolio.settings.forecastWeights[category], digits: 0))"
  }

  private func lostTile() -> FigureTile {
    let lost = forecast.atr(.closedLost)
    return FigureTile(label: "Lost, ATR", value: lost.short, exact: lost.exact, note: note(.closedLost))
  }

  private func targetTile(_ amounts: QuarterAmounts) -> FigureTile? {
    guard let target = amounts.target else { return nil }
    let gap = Total((isPast ? amounts.wonATR.amount : amounts.called.amount) - target.amount, target.currency)
    let distance = FigureFormat.short(gap.amount.magnitude, gap.currency)
    return FigureTile(
      label: "Target", value: target.short, exact: target.exact,
      note: gap.amount < 0 ? "gap \(distance)" : "\(distance) above")
  }

  /// Where amounts are not for these readers: what is up for renewal, by category.
  private func plainTiles() -> [FigureTile] {
    [
      tile("Up for renewal, ATR", forecast.atr, FigureFormat.counted(forecast.renewals.count, "renewal", "renewals"))
    ]
      + ForecastCategory.drawn.filter { forecast.count($0) > 0 }.map {
        tile("\($0.word), ATR", forecast.atr($0), FigureFormat.counted(forecast.count($0), "renewal", "renewals"))
      }
  }
}
