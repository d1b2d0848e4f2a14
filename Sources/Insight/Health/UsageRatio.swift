import Core
import Portfolio

/// An account's usage, and what its contracts allow.
struct AccountLicences {
  let portfolio: Portfolio
  let account: Int

  var usage: ArraySlice<UsageRow> { portfolio.usage(of: account) }

  func countsPeople(_ product: Int) -> Bool { portfolio.products[product].metric?.countsPeople ?? true }

  /// Quantities of the recurring lines of `product` that are active on `day`; nil without any.
  func licensed(_ product: Int, on day: Day) -> Rational? {
    var sum: Rational?
    for contract in portfolio.contracts(of: account) where contract.status != .draft {
      for line in portfolio.lines(of: contract)
      where line.product == product && line.isRecurring && line.isActive(on: day) {
        sum = (sum ?? .zero) + line.quantity.rational
      }
    }
    return sum
  }
}

/// A share of licences over an account's products in the latest month that has one.
///
/// Products counted in people are taken together. Only an account without any is measured by its other products, each by its
/// own unit: the mean of their shares, because nodes and transactions are never added up. A row without an entitlement is
/// measured by the lines that are active on the cut-off day. A month counts from its last day, the as-of month from the as-of
/// day.
struct UsageRatio {
  let input: MeasureInput

  init?(_ licences: AccountLicences, source: MeasureRule.Source, upTo day: Day, asOf: Day) {
    var best = Candidate()
    var licensed: (product: Int, quantity: Rational?)?
    for row in licences.usage {
      let dated = min(row.month.lastDay, asOf)
      guard dated <= day, row.month.firstDay <= asOf else { continue }
      if row.entitled == nil, licensed?.product != row.product {
        licensed = (row.product, licences.licensed(row.product, on: day))
      }
      let entitled = row.entitled?.rational ?? licensed.flatMap { $0.product == row.product ? $0.quantity : nil }
      guard let (part, whole) = Self.parts(of: row, entitled, source), whole > .zero else { continue }
      let isPeople = licences.countsPeople(row.product)
      if best.isReplaced(by: row.month, isPeople: isPeople) {
        best = Candidate(month: row.month, isPeople: isPeople, day: dated)
      }
      if best.month == row.month, best.isPeople == isPeople { best.add(row, part, whole) }
    }
    guard let value = best.value else { return nil }
    input = MeasureInput(value: value, day: best.day, sources: best.sources, ratio: best.ratio)
  }

  /// What is known of the month that counts.
  private struct Candidate {
    var month: Month?
    var isPeople = false
    var day = Day(number: 0)
    var part = Rational.zero
    var whole = Rational.zero
    var shares = Rational.zero
    var sources: [SourceLocation] = []

    /// Numerator and denominator, where one fraction says it.
    var ratio: (active: Rational, of: Rational)? { isPeople || sources.count == 1 ? (part, whole) : nil }
    var value: Rational? {
      ratio.map { $0.active.divided(by: $0.of) } ?? shares.divided(by: Rational(sources.count))
    }

    func isReplaced(by month: Month, isPeople: Bool) -> Bool {
      guard let mine = self.month else { return true }
      return isPeople == self.isPeople ? month > mine : isPeople
    }

    mutating func add(_ row: UsageRow, _ part: Rational, _ whole: Rational) {
      self.part += part
      self.whole += whole
      if !isPeople { shares += part.divided(by: whole) ?? .zero }
      sources.append(row.location)
    }
  }

  private static func parts(
    of row: UsageRow, _ entitled: Rational?, _ source: MeasureRule.Source
  ) -> (Rational, Rational)? {
    let pair: (Rational?, Rational?) =
      switch source {
      case .activeRatio: (row.active?.rational, entitled)
      case .deployedRatio: (row.assigned?.rational, entitled)
      case .depthRatio: (row.active?.rational, row.assigned?.rational)
      case .reading: (nil, nil)
      }
    guard let part = pair.0, let whole = pair.1 else { return nil }
    return (part, whole)
  }
}

extension Product.Metric {
  /// Whether people are counted, so that products can be taken together.
  var countsPeople: Bool {
    switch self {
    case .namedUser, .concurrent, .requester, .unrestricted: true
    case .subscriptionUnit, .node, .transaction, .capacity, .enterprise: false
    }
  }
}
