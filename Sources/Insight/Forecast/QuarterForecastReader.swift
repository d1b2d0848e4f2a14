import Core
import Portfolio

/// Sums renewals into a quarter's forecast.
struct QuarterForecastReader {
  /// A renewal with the place it is found at.
  struct Item {
    let place: RenewalPlace
    let renewal: RenewalForecast
  }

  let zero: Total
  let amounts: Audience

  func read(
    _ items: [Item], quarter: FiscalQuarter, span: ClosedRange<Day>, atr: Total, target: Restricted<Total?>
  ) -> QuarterForecast {
    var counts = [Int](repeating: 0, count: ForecastCategory.allCases.count)
    var atrByCategory = [Total](repeating: zero, count: counts.count)
    var (uncategorised, own) = (0, zero)
    for item in items {
      own += item.renewal.atr
      guard let category = item.renewal.category else {
        uncategorised += 1
        continue
      }
      counts[category.place] += 1
      atrByCategory[category.place] += item.renewal.atr
    }
    let sorted = items.sorted {
      let (a, b) = ($0.renewal.atr.amount, $1.renewal.atr.amount)
      return a == b ? ($0.place.account, $0.place.place) < ($1.place.account, $1.place.place) : a > b
    }
    return QuarterForecast(
      quarter: quarter, span: span, atr: atr, renewals: sorted.map(\.place),
      otherLines: Total(atr.amount - own.amount, atr.currency), counts: counts, atrByCategory: atrByCategory,
      uncategorised: uncategorised, amounts: amounts(items.map(\.renewal), atr: atr, target: target))
  }

  /// The amounts alone, of any renewals.
  func amounts(
    _ renewals: [RenewalForecast], atr: Total, target: Restricted<Total?>
  ) -> Restricted<QuarterAmounts> {
    let pairs = renewals.map { $0.amount.zip($0.swing) }
    return Restricted.all(pairs, atLeast: amounts).zip(target).map { [zero] pairs, target in
      var sums = Sums(zero: zero)
      for (renewal, (amount, swing)) in zip(renewals, pairs) { sums.add(renewal, amount, swing) }
      return sums.amounts(atr: atr, target: target)
    }
  }

  private struct Sums {
    var byCategory: [Total]
    var weighted: Total
    var weightedUncapped: Total
    var wonATR: Total
    var swing: Total
    var called: Total
    var withoutAmount = 0

    init(zero: Total) {
      byCategory = [Total](repeating: zero, count: ForecastCategory.allCases.count)
      (weighted, weightedUncapped, wonATR, swing, called) = (zero, zero, zero, zero, zero)
    }

    mutating func add(_ renewal: RenewalForecast, _ amount: Total?, _ swing: Total?) {
      guard let category = renewal.category, let amount else {
        withoutAmount += 1
        return
      }
      let capped = Total(min(amount.amount, renewal.atr.amount), amount.currency, leftOut: amount.leftOut)
      byCategory[category.place] += amount
      weighted += Total(capped.amount * renewal.probability, amount.currency)
      weightedUncapped += Total(amount.amount * renewal.probability, amount.currency)
      if category == .closedWon { wonATR += capped }
      if isCalled(renewal, category) { called += capped }
      if let swing, !renewal.isDecided { self.swing += swing }
    }

    private func isCalled(_ renewal: RenewalForecast, _ category: ForecastCategory) -> Bool {
      switch category {
      case .closedWon, .commit: true
      case .bestCase: renewal.call != nil
      case .pipeline, .omitted, .closedLost: false
      }
    }

    func amounts(atr: Total, target: Total?) -> QuarterAmounts {
      QuarterAmounts(
        atr: atr, byCategory: byCategory, weighted: weighted, weightedUncapped: weightedUncapped, wonATR: wonATR,
        swing: swing, called: called, withoutAmount: withoutAmount, target: target)
    }
  }
}
