public import Core

/// A span of service in whole months and left-over days: months at a twelfth of the annual amount, days at 1/365.
public struct Term: Sendable, Hashable {
  /// Whole months.
  public let months: Int
  /// Days after the last whole month.
  public let days: Int

  /// From `start` to `end`, both days of service.
  public init(from start: Day, through end: Day) {
    guard start <= end else {
      months = 0
      days = 0
      return
    }
    let after = end + 1
    let (from, to) = (start.date, after.date)
    var months = (to.year - from.year) * 12 + to.month - from.month
    if months > 0, start.adding(months: months) > after { months -= 1 }
    self.months = months
    days = after - start.adding(months: months)
  }

  /// Years: months / 12 + days / 365.
  public var years: Rational { Rational(Int128(months), over: 12) + Rational(Int128(days), over: 365) }

  /// What `annual` a year comes to over this span.
  public func value(ofAnnual annual: Rational) -> Rational {
    if days == 0, months == 12 { return annual }
    return annual * years
  }

  /// `36 months`, `3 months and 12 days`.
  public var text: String {
    if months == 0 { return FigureFormat.days(days) }
    let whole = FigureFormat.counted(months, "month", "months")
    return days == 0 ? whole : "\(whole) and \(FigureFormat.days(days))"
  }
}

/// A part of a year's price by days: what a line that ends with others costs (co-term).
public enum Proration {
  /// `annual price × quantity × inclusive days / 365`.
  public static func coTerm(annualPrice: Rational, quantity: Rational, from start: Day, through end: Day) -> Rational {
    annualPrice * quantity * Rational(Int128(max(end - start + 1, 0)), over: 365)
  }
}
