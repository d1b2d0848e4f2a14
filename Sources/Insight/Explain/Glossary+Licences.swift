extension Glossary {
  static let licences = positions + migrations + meters

  private static let positions = [
    GlossaryEntry(.deployed, "Deployed", "Assigned ÷ entitled", "820 ÷ 1,000 = 82.0%"),
    GlossaryEntry(.utilization, "Utilisation", "Active ÷ entitled", "610 ÷ 1,000 = 61.0%"),
    GlossaryEntry(.depth, "Depth of use", "Active ÷ assigned", "610 ÷ 820 = 74.4%"),
    GlossaryEntry(
      .peak, "Peak", "The highest of the last twelve months, of assigned and active the larger, whatever rule counts",
      "Assigned 930, 980 and 960, active below: 980"),
    GlossaryEntry(
      .unusedValue, "Unused value", "max(0, entitled − active) × rate a year", "(1,000 − 610) × 900 = 351,000"),
    GlossaryEntry(
      .rightSize, "Right size",
      "⌈need × (1 + headroom)⌉; the need is the peak of twelve months, or their mean where the contract counts the mean",
      "Peak 700, headroom 10%: ⌈700 × 1.1⌉ = 770"),
    GlossaryEntry(
      .rightSizeChange, "Right size, change a year",
      "(right size − entitled) × rate a year; below zero it is what the customer saves and we lose",
      "(770 − 1,000) × 900 = −207,000"),
  ]

  private static let migrations = [
    GlossaryEntry(
      .migration, "Migration", "⌈quantity × ratio⌉ of the successor, price effect at flat spend", "⌈101 × 1.25⌉ = 127"),
    GlossaryEntry(
      .migrationDeadline, "Migration, by when",
      "End of life if that is not after the contract's end; else the contract's end if the sale has ended by then; else the end of"
        + " sale, until which it may be renewed once more",
      "Contract to 31 Jan 2027, sold until 31 Dec 2025: 31 Jan 2027"),
    GlossaryEntry(
      .migrationEffect, "Migration, annual value with price effect",
      "Today's annual value × (1 + price effect); at flat spend it stays today's", "10,100 × (1 + 8%) = 10,908"),
    GlossaryEntry(
      .migrationAtList, "Migration, annual value at list price", "New quantity × list price of the successor",
      "127 × 100 = 12,700"),
  ]

  private static let meters = [
    GlossaryEntry(
      .trueUp, "True-up exposure, a year",
      "max(0, measured − entitled) × rate a year, products that share a meter pooled first",
      "(1,130 − 1,000) × 900 = 117,000"),
    GlossaryEntry(
      .trueUpToTermEnd, "True-up exposure to the end of the term",
      "max(0, measured − entitled) × rate a year × days left ÷ 365", "117,000 × 122 ÷ 365 = 39,106.85"),
    GlossaryEntry(
      .runsOut, "Entitlement runs out",
      "First day on which the least-squares line through the months passes what is entitled. Told only from six months on, if the"
        + " rise is clear at 95%, and no further ahead than the months reach back; the range is where the 95% band of a month passes",
      "900 at the end of October, +20 a month, 1,000 entitled: passed 5 months later, on 1 Apr"),
    GlossaryEntry(
      .season, "Seasonal peak",
      "The calendar month that was the highest against the line through all months in each of at least two whole years, by a tenth"
        + " or more",
      "Dec 2024 130 against 100, Dec 2025 156 against 120: December, +30.0%"),
  ]
}
