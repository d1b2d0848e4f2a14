public import Core

/// A month's licence position of one product at one account. What the customer knows, so not guarded.
public struct UsageRow: Sendable {
  /// Index in `Portfolio.accounts`.
  public internal(set) var account: Int
  /// Index in `Portfolio.products`.
  public internal(set) var product: Int
  /// The month.
  public let month: Month
  /// What the contract allows.
  public let entitled: Quantity?
  /// What was handed out.
  public let assigned: Quantity?
  /// What was used; for metered products, what was measured.
  public let active: Quantity?
  /// Row of the export.
  public let location: SourceLocation

  /// A month's position.
  public init(
    account: Int, product: Int, month: Month, entitled: Quantity?, assigned: Quantity?, active: Quantity?,
    location: SourceLocation
  ) {
    self.account = account
    self.product = product
    self.month = month
    self.entitled = entitled
    self.assigned = assigned
    self.active = active
    self.location = location
  }
}

/// A calendar month.
public struct Month: Sendable, Hashable, Comparable {
  /// Months since January of year 0.
  public let number: Int32

  /// The month, or nil if there is none (year 1...9999, month 1...12).
  public init?(year: Int, month: Int) {
    guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
    number = Int32(year * 12 + month - 1)
  }

  /// The month of `day`.
  public init(of day: Day) {
    let (year, month, _) = day.date
    number = Int32(year * 12 + month - 1)
  }

  private init(number: Int32) { self.number = number }

  /// 1...9999.
  public var year: Int { Int(number) / 12 }
  /// 1...12.
  public var month: Int { Int(number) % 12 + 1 }
  /// The month `months` later.
  public func adding(_ months: Int) -> Month {
    Month(number: Int32(clamping: min(max(Int(number) + months, 12), 119_999)))
  }
  /// Last day.
  public var lastDay: Day {
    Day(year: year, month: month, day: Day.daysIn(month: month, year: year)) ?? Day(number: 0)
  }
  /// First day.
  public var firstDay: Day { Day(year: year, month: month, day: 1) ?? Day(number: 0) }
  /// Earlier is less.
  public static func < (a: Month, b: Month) -> Bool { a.number < b.number }
  /// `Oct 2026`.
  public var display: String { "\(Day.monthNames[month - 1]) \(year)" }
}
