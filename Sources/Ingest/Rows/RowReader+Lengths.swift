import Portfolio

/// Lengths of time: the unit that a cell names counts before the one that its column is called by.
extension RowReader {
  /// Months of `36`, `36 months` or `3 years`.
  mutating func months(_ column: Column, in range: ClosedRange<Int>) -> Int? {
    switch measured(column) {
    case (let count, .months)? where range.contains(count): count
    case (let count, .years)? where range.contains(count * 12): count * 12
    default: whole(column, in: range)
    }
  }

  /// The notice period of `30`, which is counted in `unit`, of `30 Days`, `3 months` or `10 business days`; nil for none.
  mutating func notice(_ column: Column, _ unit: Duration.Unit, isBusiness: Bool) -> NoticePeriod? {
    if let (count, stated) = measured(column), let period = Self.period(count, stated, isBusiness) {
      return count > 0 ? period : nil
    }
    guard let count = whole(column, in: 0...(unit == .months ? 120 : 3650)), count > 0 else { return nil }
    return Self.period(count, unit, isBusiness)
  }

  private func measured(_ column: Column) -> (count: Int, unit: Duration.Unit)? {
    if isEmpty(column) { return nil }
    return with(column) { text in text[text.count - 1].isDigit ? nil : Duration.measured(text.trimmedText) }
  }

  private static func period(_ count: Int, _ unit: Duration.Unit, _ isBusiness: Bool) -> NoticePeriod? {
    switch unit {
    case .days where count <= 3650: isBusiness ? .businessDays(count) : .calendarDays(count)
    case .businessDays where count <= 3650: .businessDays(count)
    case .weeks where count <= 520: .calendarDays(count * 7)
    case .months where count <= 120: .months(count)
    case .years where count <= 10: .months(count * 12)
    default: nil
    }
  }
}
