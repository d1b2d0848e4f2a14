extension Glossary {
  static let dates = [
    GlossaryEntry(.endDate, "End date", "Last day of service, inclusive", "31 Jan 2027"),
    GlossaryEntry(.renewalDate, "Renewal date", "End date + 1 day", "31 Jan 2027 + 1 day = 1 Feb 2027"),
    GlossaryEntry(.daysLeft, "Days left", "End date − as-of day", "31 Jan 2027 − 23 Nov 2026 = 69 days"),
    GlossaryEntry(
      .noticeDeadline, "Notice deadline",
      "Last day on which notice may be received: end date − notice period, moved back to a working day; of two readings of"
        + " months the earlier",
      "31 Dec 2026 − 60 days = Sun 1 Nov 2026, moved back to Fri 30 Oct 2026"),
    GlossaryEntry(
      .autoRenewal, "Automatic renewal",
      "Open, in notice window (30 days before the deadline), notice given, or rolled over once the deadline has passed",
      "Deadline 2 Dec 2026: open to 1 Nov, in notice window to 2 Dec, rolled over from 3 Dec 2026"),
    GlossaryEntry(
      .nextTermEnd, "End of the next term", "Renewal date + renewal term − 1 day",
      "1 Feb 2027 + 12 months − 1 day = 31 Jan 2028"),
    GlossaryEntry(
      .milestone, "Milestone",
      "Anchor − days; the anchor of a contract that renews itself is the earlier of notice deadline and renewal date, else the"
        + " renewal date. Done when a ticked task or a log entry says so; else due, or overdue",
      "1 Feb 2027 − 90 days = 3 Nov 2026"),
  ]

  static let money = [
    GlossaryEntry(
      .arr, "Annual recurring revenue (ARR)", "Sum of the annual amounts of recurring lines active on the as-of day",
      "316,800 + 96,000 + 99,200 = 512,000"),
    GlossaryEntry(
      .acv, "Annual contract value (ACV)",
      "Recurring value of one contract year: whole months at a twelfth of the annual amount, left-over days at 1/365",
      "Ramp 50 / 100 / 150: ACV of year 2 is 100"),
    GlossaryEntry(
      .tcv, "Total contract value (TCV)",
      "Recurring lines over their whole term, by months and left-over days, plus one-off lines",
      "Ramp 50 / 100 / 150: 300"),
    GlossaryEntry(
      .atr, "Available to renew (ATR)",
      "Annual amounts of recurring lines that end with the contract; segments that a further one follows don't count",
      "316,800 + 96,000 = 412,800"),
    GlossaryEntry(
      .blendedPrice, "Blended price", "Σ(quantity × price) ÷ Σ quantity; raised, each line by its own uplift first",
      "(100 × 220 + 50 × 250) ÷ 150 = 230.00; at +5% and +8%, (100 × 231 + 50 × 270) ÷ 150 = 244.00"),
    GlossaryEntry(
      .capHeadroom, "Cap headroom", "Price × (1 + cap) − quoted price; negative means that the quote is over the cap",
      "100,000 × 1.05 − 104,000 = 1,000"),
  ]

  static let health = [
    GlossaryEntry(
      .healthScore, "Health score",
      "Σ(weight × points) ÷ Σ weight over the measures that are present and fresh; what is missing is refilled inside its group"
        + " first. Days to renewal never enter",
      "Weights 30, 15, 20 with 80, 60, 40 points: 4,100 ÷ 65 = 63.1"),
    GlossaryEntry(
      .healthCoverage, "Coverage", "Share of the weight whose measures are present and fresh",
      "30 + 15 + 20 of 100 = 65%"),
    GlossaryEntry(
      .healthBand, "Health band",
      "Score at or above the green threshold is green, at or above the yellow one yellow, else red; below the floor of coverage"
        + " there is none. An override in force stands before it, sentiment beside it",
      "63.1 with thresholds 75 and 50: yellow"),
    GlossaryEntry(
      .healthTrend, "Trend", "Score now − score 30 days ago from data dated then; up from +5, down from −5",
      "65.0 − 73.0 = −8.0: down"),
    GlossaryEntry(
      .healthMeasure, "Points of a measure",
      "100 at or beyond green, 50 at yellow, straight between, and down to 0 as far below yellow as green is above it",
      "70% with green 80% and yellow 60%: 75 points"),
  ]
}
