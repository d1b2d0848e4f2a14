/// Lengths of time as people write them.
enum Duration {
  enum Unit {
    case days, businessDays, weeks, months, years
  }

  /// Days of `90`, `90 days`, `6 weeks`, `6 months` or `1 year`, months and years as parts of 365 days; nil for anything else.
  static func days(_ text: String) -> Int? {
    guard let (count, unit) = measured(text) ?? Int(TextKey.name(text.utf8)).map({ ($0, .days) }),
      (1...3650).contains(count)
    else { return nil }
    switch unit {
    case .days: return count
    case .businessDays: return nil
    case .weeks: return count * 7
    case .months: return (count * 365 + 6) / 12
    case .years: return count * 365
    }
  }

  /// A whole number with its unit: `30 Days`, `3 months`, `10 business days`; nil without a unit.
  static func measured(_ text: String) -> (count: Int, unit: Unit)? {
    guard text.utf8.first?.isDigit ?? false else { return nil }
    let words = TextKey.words(text.utf8).split(separator: "_")
    guard words.count > 1, let count = Int(words[0]), count <= 100_000 else { return nil }
    return unit(words.dropFirst().joined(separator: " ")).map { (count, $0) }
  }

  private static func unit(_ words: String) -> Unit? {
    switch words {
    case "day", "days", "day s", "calendar day", "calendar days", "tag", "tage": .days
    case "business day", "business days", "working day", "working days", "werktage", "arbeitstage": .businessDays
    case "week", "weeks", "week s", "wk", "wks", "woche", "wochen": .weeks
    case "month", "months", "month s", "mo", "mos", "mth", "mths", "monat", "monate": .months
    case "year", "years", "year s", "yr", "yrs", "jahr", "jahre": .years
    default: nil
    }
  }
}
