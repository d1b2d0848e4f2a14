/// Lengths of time as people write them.
enum Duration {
  /// Days of `90`, `90 days`, `6 weeks`, `6 months` or `1 year`, months and years as parts of 365 days; nil for anything else.
  static func days(_ text: String) -> Int? {
    let words = TextKey.name(text.utf8).split(separator: " ")
    guard let first = words.first, words.count <= 2, let number = Int(first), (1...3650).contains(number) else {
      return nil
    }
    switch words.count == 2 ? String(words[1]) : "days" {
    case "day", "days": return number
    case "week", "weeks": return number * 7
    case "month", "months": return (number * 365 + 6) / 12
    case "year", "years": return number * 365
    default: return nil
    }
  }
}
