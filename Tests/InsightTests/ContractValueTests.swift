import Core
import Insight
import Portfolio
import Testing

@Suite("Money")
struct ContractValueTests {
  private func ramp(_ basis: ARRBasis = .segment) -> Insight {
    var book = BookBuilder { $0.arrBasis = basis }
    let account = book.account("acme")
    let contract = book.contract("C", of: account, from: "2025-02-01", to: "2028-01-31")
    book.line(contract, price: "50", to: "2026-01-31")
    book.line(contract, price: "100", from: "2026-02-01", to: "2027-01-31")
    book.line(contract, price: "150", from: "2027-02-01")
    return book.insight()
  }

  @Test("figures.md Money: ramp 50/100/150 has TCV 300, ARR by year 50, 100, 150")
  func rampBySegment() {
    let value = ramp().value(ofContract: 0)
    #expect(value.tcv == 300)
    #expect((1...3).map { value.acv(year: $0) } == [50, 100, 150])
    #expect(["2025-06-01", "2026-06-01", "2027-06-01"].map { value.arr(on: day($0)) } == [50, 100, 150])
    #expect(value.acv(year: 4) == .zero)
  }

  @Test("figures.md Money: arr_basis average counts a ramp's mean in every year")
  func rampByAverage() {
    let value = ramp(.average).value(ofContract: 0)
    #expect(["2025-06-01", "2026-06-01", "2027-06-01"].map { value.arr(on: day($0)) } == [100, 100, 100])
    #expect(value.tcv == 300)
  }

  @Test("ATR counts lines that end in the period; the inner segments of a ramp go on and don't count")
  func atr() {
    let value = ramp().value(ofContract: 0)
    #expect(value.atr(in: day("2026-01-01")...day("2026-12-31")) == .zero)
    #expect(value.atr(in: day("2027-11-01")...day("2028-01-31")) == 150)
    #expect(value.atr == 150)
  }

  @Test("figures.md Money: whole months at amount/12, left-over days at amount/365, one-off lines in TCV only")
  func partYears() {
    var book = BookBuilder()
    let account = book.account("acme")
    let contract = book.contract("C", of: account, from: "2026-01-15", to: "2027-05-31")
    book.line(contract, price: "1200")
    book.line(contract, "Services", price: "500", isRecurring: false)
    let value = book.insight().value(ofContract: 0)
    #expect(value.acv(year: 1) == 1200)
    // 15 January to 31 May: four months to 14 May, and 17 days.
    #expect(value.acv(year: 2) == 400 + dec("1200") * Rational(17, over: 365))
    #expect(value.tcv == value.acv(year: 1) + value.acv(year: 2) + 500)
    #expect(value.arr(on: day("2026-06-01")) == 1200)
  }

  @Test(
    "a term counts whole months first",
    arguments: [
      ("2026-02-01", "2027-01-31", 12, 0), ("2026-01-31", "2026-02-28", 1, 1), ("2024-02-29", "2025-02-27", 12, 0),
      ("2026-08-01", "2026-11-30", 4, 0), ("2026-08-15", "2026-08-15", 0, 1), ("2026-08-16", "2026-08-15", 0, 0),
    ])
  func terms(start: String, end: String, months: Int, days: Int) {
    let term = Term(from: day(start), through: day(end))
    #expect(term.months == months)
    #expect(term.days == days)
  }

  @Test("figures.md Co-term: 50 x 1,000 from 2026-08-01 to 2026-11-30 is 16,712.33")
  func coTerm() {
    let amount = Proration.coTerm(annualPrice: 1000, quantity: 50, from: day("2026-08-01"), through: day("2026-11-30"))
    #expect(Money(rounding: amount, .usd) == usd("16712.33"))
  }

  @Test("figures.md Uplift: 100,000 at 5% is 100,000 / 105,000 / 110,250, TCV 315,250")
  func upliftYears() {
    #expect((1...3).map { Uplift.price(100_000, percent: 5, year: $0) } == [100_000, 105_000, 110_250])
    #expect(Uplift.total(100_000, percent: 5, years: 3) == 315_250)
  }

  @Test("figures.md Uplift: 10% on 3 years is 110 per term, 130 simple, 133.1 compounded")
  func upliftBases() {
    let prices = [UpliftBasis.term, .yearSimple, .yearCompound].map {
      Uplift.renewed(100, percent: 10, basis: $0, years: 3)
    }
    #expect(prices == [110, 130, dec("133.1")])
  }

  @Test("figures.md CAGR: 500 to 590 in 3 years is 5.67%")
  func growth() throws {
    let rate = try #require(GrowthRate.compound(from: 500, to: 590, years: 3))
    #expect(FigureFormat.percent(rate, digits: 2) == "5.67%")
    #expect(GrowthRate.compound(from: 100, to: 100, years: 3) == .zero)
    #expect(try #require(GrowthRate.compound(from: 100, to: 50, years: 1)).decimalText(digits: 9) == "-0.500000000")
    #expect(GrowthRate.compound(from: 0, to: 50, years: 1) == nil)
  }

  @Test("figures.md Cap headroom: P(1+cap) less the quote, negative over the cap")
  func headroom() {
    #expect(Uplift.headroom(100_000, capPercent: 5, quoted: 104_000) == 1000)
    #expect(Uplift.headroom(100_000, capPercent: 5, quoted: 106_000) == -1000)
  }

  @Test("figures.md Blended price: 100 @ 220 (+5%) and 50 @ 250 (+8%) is 230.00, uplifted 244.00")
  func blended() throws {
    let blend = try #require(
      BlendedPrice([
        .init(quantity: 100, price: 220, upliftPercent: 5), .init(quantity: 50, price: 250, upliftPercent: 8),
      ]))
    #expect(blend.base == 230)
    #expect(blend.uplifted == 244)
    #expect(BlendedPrice([.init(quantity: 0, price: 220)]) == nil)
  }

  @Test("drafts count nowhere, and an amount without a rate is left out and named")
  func currencies() {
    var book = BookBuilder { $0.rates[.eur] = dec("1.08") }
    let account = book.account("acme")
    let terms: [(String, Currency, Contract.Status)] = [
      ("D", .usd, .active), ("E", .eur, .active), ("G", .gbp, .active), ("X", .usd, .draft),
    ]
    for (id, currency, status) in terms {
      let contract = book.contract(
        id, of: account, from: "2026-01-01", to: "2026-12-31", status: status, currency: currency)
      book.line(contract, price: "100")
    }
    let insight = book.insight()
    #expect(insight.accounts[0].arr.amount == 208)
    #expect(insight.accounts[0].arr.leftOut == [.gbp])
    #expect(insight.book.resolved(for: .team)?.all.arr.leftOut == [.gbp])
  }

  @Test("the uplift schedule is the lines' own; where they are flat, the contract's yearly uplift applies")
  func schedule() {
    #expect(ramp().value(ofContract: 0).schedule.map(\.annual) == [50, 100, 150])
    #expect(ramp().value(ofContract: 0).schedule.map(\.changePercent) == [nil, 100, 50])
    func flat(_ basis: UpliftBasis) -> [ContractYear] {
      var book = BookBuilder()
      let contract = book.contract(
        "C", of: book.account("acme"), from: "2025-02-01", to: "2028-01-31",
        renewal: RenewalTerms(upliftPercent: 10, upliftBasis: basis))
      book.line(contract, price: "100")
      return book.insight().value(ofContract: 0).schedule
    }
    #expect(flat(.yearCompound).map(\.annual) == [100, 110, 121])
    #expect(flat(.yearSimple).map(\.annual) == [100, 110, 120])
    #expect(flat(.term).map(\.annual) == [100, 100, 100])
    #expect(flat(.yearSimple).map(\.source) == [.clause, .clause, .clause])
    #expect(flat(.term).map(\.span.lowerBound) == ["2025-02-01", "2026-02-01", "2027-02-01"].map(day))
  }

  @Test("the timeline lists what ends in a span, by last day, with notice and anniversaries")
  func timeline() {
    var book = BookBuilder()
    let account = book.account("acme")
    for (id, end) in [("B", "2027-01-31"), ("A", "2026-12-31"), ("late", "2030-01-01")] {
      let contract = book.contract(
        id, of: account, from: "2025-02-01", to: end, renewal: RenewalTerms(notice: .calendarDays(60)))
      book.line(contract, price: "100")
    }
    let rows = book.insight().timeline(in: day("2026-11-01")...day("2028-10-31"))
    #expect(rows.map(\.end) == [day("2026-12-31"), day("2027-01-31")])
    #expect(rows.map(\.notice) == [day("2026-10-30"), day("2026-12-02")])
    #expect(rows.map(\.anniversaries) == [[day("2026-02-01")], [day("2026-02-01")]])
  }
}
