extension Glossary {
  static let forecast = [
    GlossaryEntry(
      .forecastCategory, "Forecast category",
      "How a closed opportunity ended; else the manager's call; else the CRM's category", "Commit"),
    GlossaryEntry(
      .forecastAmount, "Forecast amount", "The amount that goes with the category: won, called, or the CRM's", "386,400"
    ),
    GlossaryEntry(.forecastShare, "Forecast of ATR", "Forecast amount ÷ ATR", "386,400 ÷ 412,800 = 93.6%"),
    GlossaryEntry(
      .forecastWeighted, "Weighted forecast, capped", "min(amount, ATR) × probability of the category",
      "min(340, 300) × 0.6 = 180"),
    GlossaryEntry(
      .forecastWeightedUncapped, "Weighted forecast, uncapped", "Amount × probability of the category",
      "340 × 0.6 = 204"),
    GlossaryEntry(.lastTouch, "Last touch", "The newest log entry up to the as-of day", "10 Nov 2026"),
    GlossaryEntry(
      .nextTouch, "Next touch due", "Last touch + cadence; a longer cadence where all contracts span several years",
      "10 Nov 2026 + 90 days = 8 Feb 2027"),
    GlossaryEntry(
      .attentionScore, "Attention", Attention.formula, "412,800 × 90 ÷ max(7, 9) = 4,128,000"),
  ]

  static let book = [
    GlossaryEntry(.bookARR, "ARR under management", "Sum of the accounts' ARR", "9,314,000"),
    GlossaryEntry(
      .bookATR, "Due this quarter, ATR", "Annual amounts of recurring lines whose end date falls in the quarter",
      "3,346,800"),
    GlossaryEntry(
      .bookAtRisk, "ARR at risk", "ARR of red accounts and of yellow accounts whose score fell by 5 or more in 30 days",
      "2,256,000"),
    GlossaryEntry(
      .bookGRR, "Gross revenue retention (GRR)",
      "Σ min(now, base) ÷ Σ base over the accounts with ARR at the start; moves netted; never above 100%",
      "400→440, 300→300, 200→150, 100→0: 850 ÷ 1,000 = 85.0%"),
    GlossaryEntry(
      .bookNRR, "Net revenue retention (NRR)", "Σ now ÷ Σ base over the accounts with ARR at the start; moves netted",
      "400→440, 300→300, 200→150, 100→0: 890 ÷ 1,000 = 89.0%"),
    GlossaryEntry(
      .bookLogo, "Logo retention", "Accounts that still have ARR ÷ accounts with ARR at the start", "3 ÷ 4 = 75.0%"),
    GlossaryEntry(
      .bookRenewalRate, "Renewal rate", "Σ min(won, ATR) ÷ Σ ATR of the contracts that were due",
      "100→130 and 100→70: 170 ÷ 200 = 85.0%"),
    GlossaryEntry(
      .bookOnTimeCount, "On-time renewal rate, by count",
      "Renewed and closed by the last day of service ÷ all that were due", "7 ÷ 10 = 70.0%"),
    GlossaryEntry(
      .bookOnTimeATR, "On-time renewal rate, by ATR",
      "ATR renewed and closed by the last day of service ÷ all ATR due", "1.5M ÷ 2.0M = 75.0%"),
    GlossaryEntry(
      .bookWeighted, "Weighted forecast, capped at ATR", "Σ min(amount, ATR) × probability of the category",
      "450 + 180 + 75 + 12 = 717"),
    GlossaryEntry(
      .bookWeightedUncapped, "Weighted forecast, uncapped", "Σ amount × probability of the category",
      "450 + 204 + 75 + 12 = 741"),
    GlossaryEntry(.bookWorst, "Worst", "Won ATR ÷ ATR", "310,000 ÷ 3,346,800 = 9.3%"),
    GlossaryEntry(
      .bookMostLikely, "Most likely",
      "The manager's call ÷ ATR: won, open renewals called at commit or best case, commits without a call; each at most its ATR",
      "950 ÷ 1,000 = 95.0%"),
    GlossaryEntry(.bookBest, "Best", "(Won ATR + swing of open calls) ÷ ATR", "(300 + 50) ÷ 1,000 = 35.0%"),
  ]

  /// Terms that pages use without being one figure of an account or the book.
  static let terms = [
    GlossaryEntry(
      term: "bridge", "Forecast bridge",
      "Opening + new + pulled in + amount up + upgraded − downgraded − amount down − pushed out − lost − won ± exchange rates ="
        + " closing, to the cent",
      "2,400 + 150 − 200 − 80 + 60 − 100 − 300 = 1,930"),
    GlossaryEntry(
      term: "accuracy", "Forecast accuracy", "1 − |actual − forecast| ÷ actual, against a snapshot of stated age",
      "4.2M forecast, 3.9M actual: 92.3%"),
    GlossaryEntry(
      term: "accuracy_by_deal", "Forecast accuracy by deal", "1 − Σ|forecast − actual| ÷ Σ actual",
      "500/300/200 against 500/200/300: 80.0%, while the total says 100%"),
    GlossaryEntry(
      term: "bias", "Forecast bias", "(forecast − actual) ÷ actual; positive is too hopeful",
      "(4.2M − 3.9M) ÷ 3.9M = +7.7%"),
    GlossaryEntry(
      term: "uplift", "Uplift", "Year n = price × (1 + uplift)^(n − 1); the basis is always stated",
      "10% on three years: 110 per term, 130 per year simple, 133.1 per year compounded"),
    GlossaryEntry(
      term: "cagr", "Compound annual growth", "(last ÷ first)^(1 ÷ years) − 1", "500 to 590 in 3 years: 5.67%"),
    GlossaryEntry(
      term: "co_term", "Co-term", "Annual price × quantity × inclusive days ÷ 365",
      "50 × 1,000 for 122 days = 16,712.33"),
  ]
}
