extension Glossary {
  static let scenarios = [
    GlossaryEntry(
      .scenarioARR, "Price a year of a scenario",
      "Σ(quantity × first-year price) of the recurring lines that run on its first day; first-year price = today's price ×"
        + " (1 + uplift) × (1 − discount), or the price that is written",
      "1,100 × 240.00 × 1.05 = 277,200"),
    GlossaryEntry(
      .scenarioExitARR, "Price a year at the end of a scenario",
      "The same on its last day, at the last year's prices: per term P(1+u)(1+g)^(n−1), simple P(1+u·n), compounded P(1+u)^n,"
        + " each further year held at the yearly cap",
      "10% on 3 years: 110 per term, 130 simple, 133.1 compounded"),
    GlossaryEntry(
      .scenarioTCV, "Total of a scenario",
      "Sum over its years of price × the part of the year that a line runs, and one-off lines; parts by months at 1/12 and days at"
        + " 1/365, or by inclusive days ÷ 365 when it ends with another contract",
      "100,000 + 105,000 + 110,250 = 315,250; 50 × 1,000 × 122 ÷ 365 = 16,712.33"),
    GlossaryEntry(
      .scenarioChange, "Change against today", "Price a year of the scenario − amount available to renew today",
      "277,200 − 288,000 = −10,800"),
    GlossaryEntry(
      .scenarioUplift, "Effective uplift",
      "Σ(offered quantity × first-year price) ÷ Σ(offered quantity × today's price) − 1, over lines that there are today",
      "(100 × 231 + 50 × 270) ÷ (100 × 220 + 50 × 250) − 1 = 6.1%"),
    GlossaryEntry(
      .scenarioDiscount, "Effective discount",
      "What is given away ÷ the price before: today's prices with the uplift (never below today's), list prices of new lines;"
        + " never below zero",
      "(105,000 − 100,800) ÷ 105,000 = 4.0%"),
    GlossaryEntry(
      .scenarioApprover, "Approver", "The first level of discount_approvals that reaches the effective discount",
      "4.0%, levels 5 and 15: the level of 5"),
    GlossaryEntry(
      .scenarioListDiscount, "Distance to list",
      "1 − Σ(quantity × first-year price) ÷ Σ(quantity × list price), over lines whose list price is known",
      "1 − 240 ÷ 300 = 20.0%"),
    GlossaryEntry(
      .scenarioGrowth, "Yearly growth (CAGR)",
      "(price a year at the end ÷ price today)^(1 ÷ years) − 1, over as many years as the scenario has",
      "(590 ÷ 500)^(1/3) − 1 = 5.67%"),
    GlossaryEntry(
      .scenarioUnitPrice, "Price of one", "Σ(quantity × first-year price) ÷ Σ quantity, by metric",
      "(100 × 231 + 50 × 270) ÷ 150 = 244.00"),
    GlossaryEntry(
      .scenarioMargin, "Margin to walk-away",
      "Price a year of the scenario − the least that we would sign: the walk-away amount, else today's price × (1 + walk-away"
        + " uplift)",
      "105,000 − 100,000 × 1.02 = 3,000"),
    GlossaryEntry(
      .scenarioHeadroom, "Cap headroom of a scenario",
      "Today's prices at the offered quantities × (1 + cap) − first-year prices at the offered quantities; below zero the offer is"
        + " over the cap",
      "100,000 × 1.05 − 104,000 = 1,000"),
  ]
}
