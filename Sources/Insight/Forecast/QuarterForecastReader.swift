import Core
import Portfolio

/// Sums renewals into a quarter's forecast.
struct QuarterForecastReader {
  /// Where a renewal is found among the members' renewals; small, so that sorting is cheap.
  struct Place {
    let member: Int
    let renewal: RenewalPlace
    let atr: Rational
  }

  let zero: Total
  let amounts: Audience

  func read(
    _ places: [Place], of renewals: [[RenewalForecast]], quarter: FiscalQuarter, span: ClosedRange<Day>, atr: Total,
    target: Restricted<Total?>
  ) -> QuarterForecast {
    var counts = [Int](repeating: 0, count: ForecastCategory.allCases.count)
    var atrByCategory = [Total](repeating: zero, count: counts.count)
    var (uncategorised, own) = (0, Rational.zero)
    for place in places {
      own += place.atr
      guard let category = renewals[place.member][place.renewal.place].category else {
        uncategorised += 1
        continue
      }
      counts[category.place] += 1
      atrByCategory[category.place] += renewals[place.member][place.renewal.place].atr
    }
    let sorted = places.sorted { a, b in
      a.atr == b.atr
        ? (a.renewal.account, a.renewal.place) < (b.renewal.account, b.renewal.place) : a.atr > b.atr
    }
    return QuarterForecast(
      quarter: quarter, span: span, atr: atr, renewals: sorted.map(\.renewal),
      otherLines: Total(atr.amount - own, atr.currency), counts: counts, atrByCategory: atrByCategory,
      uncategorised: uncategorised, amounts: amounts(places, of: renewals, atr: atr, target: target))
  }

  private func amounts(
    _ places: [Place], of renewals: [[RenewalForecast]], atr: Total, target: Restricted<Total?>
  ) -> Restricted<QuarterAmounts> {
    let pairs = places.map { place in
      renewals[place.member][place.renewal.place].amount.zip(renewals[place.member][place.renewal.place].swing)
    }
    return Restricted.all(pairs, atLeast: amounts).zip(target).map { [zero] pairs, target in
      var sums = Sums(zero: zero)
      for (place, (amount, swing)) in zip(places, pairs) {
        sums.add(renewals[place.member][place.renewal.place], amount, swing)
      }
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
      if renewal.isCalled { called += capped }
      if let swing, !renewal.isDecided { self.swing += swing }
    }

    func amounts(atr: Total, target: Total?) -> QuarterAmounts {
      QuarterAmounts(
        atr: atr, byCategory: byCategory, weighted: weighted, weightedUncapped: weightedUncapped, wonATR: wonATR,
        swing: swing, called: called, withoutAmount: withoutAmount, target: target)
    }
  }
}
