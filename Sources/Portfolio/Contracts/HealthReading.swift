public import Core

/// One measured value of an account on a day.
public struct HealthReading: Sendable {
  /// Index in `Portfolio.accounts`.
  public internal(set) var account: Int
  /// The measure's name in the export: `nps`, `open_p1`, …
  public let measure: String
  /// The day it was true.
  public let day: Day
  /// The value, in the measure's own unit.
  public let value: Rational
  /// A remark.
  public let note: String?
  /// Row of the export.
  public let location: SourceLocation

  /// A reading.
  public init(account: Int, measure: String, day: Day, value: Rational, note: String?, location: SourceLocation) {
    self.account = account
    self.measure = measure
    self.day = day
    self.value = value
    self.note = note
    self.location = location
  }
}
