import Core
import Insight
import Portfolio
import Testing

@Suite("Forecast")
struct ForecastTests {
  private func quarter(_ book: BookBuilder, _ name: String = "FY26 Q4") throws -> QuarterForecast {
    let all = try #require(book.insight().book.resolved(for: .team)?.all)
    return try #require(all.quarters.resolved(for: .team)?.first { $0.quarter.display == name })
  }

  /// One contract an entry, ending with the quarter, with an opportunity.
  private func book(
    _ deals: [(atr: String, amount: String, category: ForecastCategory)], _ change: (inout Settings) -> Void = { _ in }
  ) -> BookBuilder {
    var book = BookBuilder(change)
    for (index, deal) in deals.enumerated() {
      let account = book.account("a\(index)")
      let contract = book.contract("C\(index)", of: account, from: "2026-01-01", to: "2026-12-31")
      book.line(contract, price: deal.atr)
      book.opportunity(
        "O\(index)", of: account, contract: "C\(index)", close: "2026-12-15", amount: deal.amount,
        category: deal.category, outcome: deal.category == .closedWon ? .renewed : .open)
    }
    return book
  }

  @Test("figures.md Weighted: 717 capped, 741 uncapped, of ATR 1,120 is 64.0%")
  func weighted() throws {
    let book = book([
      ("500", "500", .commit), ("300", "340", .bestCase), ("200", "150", .pipeline), ("120", "120", .omitted),
    ]) { settings in
      let weights: [(ForecastCategory, String)] = [
        (.commit, "0.9"), (.bestCase, "0.6"), (.pipeline, "0.5"), (.omitted, "0.1"),
      ]
      for (category, weight) in weights { settings.forecastWeights[category] = dec(weight) }
    }
    let quarter = try quarter(book)
    let amounts = try #require(quarter.amounts.resolved(for: .team))
    #expect(amounts.weighted.amount == 717)
    #expect(amounts.weightedUncapped.amount == 741)
    #expect(quarter.atr.amount == 1120)
    #expect(amounts.weightedShare.map { FigureFormat.percent($0) } == "64.0%")
    #expect(quarter.amounts.resolved(for: .field) == nil)
  }

  @Test("figures.md Worst / most likely / best: won ATR, the manager's call, won plus swing")
  func range() throws {
    var book = book([("300", "330", .closedWon), ("500", "500", .commit)])
    let account = book.account("swing", call: call(.bestCase, "150", swing: "50"))
    let contract = book.contract("S", of: account, from: "2026-01-01", to: "2026-12-31")
    book.line(contract, price: "200")
    let amounts = try #require(quarter(book).amounts.resolved(for: .team))
    #expect(amounts.worst == dec("0.3"))
    #expect(amounts.mostLikely == dec("0.95"))
    #expect(amounts.best == dec("0.35"))
    #expect(amounts[.closedWon].amount == 330)
  }

  @Test("a closed opportunity beats the call, the call beats the CRM, and the amount goes with the category")
  func precedence() throws {
    var book = BookBuilder()
    let account = book.account("acme", call: call(.commit, "90"))
    let contract = book.contract("C", of: account, from: "2026-01-01", to: "2026-12-31")
    book.line(contract, price: "100")
    book.opportunity("O", of: account, close: "2026-12-15", amount: "80", category: .pipeline)
    let called = try #require(book.insight().accounts[0].forecast.resolved(for: .team) ?? nil)
    #expect(called.category == .commit)
    #expect(called.amount.resolved(for: .team)??.amount == 90)
    #expect(called.amount.resolved(for: .field) == nil)
    book.opportunity(
      "P", of: account, contract: "C", close: "2026-11-01", amount: "70", outcome: .renewed, closedOn: "2026-11-01")
    book.draft.opportunities.removeFirst()
    let closed = try #require(book.insight().accounts[0].forecast.resolved(for: .team) ?? nil)
    #expect(closed.category == .closedWon)
    #expect(closed.amount.resolved(for: .team)??.amount == 70)
  }

  @Test("an opportunity that names no contract belongs to the nearest renewal; a second open one doesn't count")
  func matching() throws {
    var book = BookBuilder()
    let account = book.account("acme")
    for (id, end) in [("A", "2026-12-31"), ("B", "2027-06-30")] {
      let contract = book.contract(id, of: account, from: "2026-01-01", to: end)
      book.line(contract, price: "100")
    }
    book.opportunity("O1", of: account, close: "2027-06-01", amount: "80")
    book.opportunity("O2", of: account, close: "2026-12-20", amount: "80")
    book.opportunity("O3", of: account, close: "2026-12-28", amount: "80")
    let renewals = try #require(book.insight().accounts[0].renewals.resolved(for: .team))
    #expect(renewals.map(\.opportunity?.id) == ["O2", "O1"])
    #expect(renewals[0].ignored == ["O3"])
  }

  @Test("a target is met or missed by the call")
  func target() throws {
    let location = SourceLocation(SourceFile("portfolio.yaml"), line: 1)
    let book = book([("500", "500", .commit)]) {
      $0.targets = Restricted(
        [
          Target(
            quarter: FiscalQuarter(year: 2026, quarter: 4), owner: "ana@example.com", amount: usd("600"),
            location: location)
        ], for: .team)
    }
    #expect(try quarter(book).amounts.resolved(for: .team)?.gap?.amount == -100)
  }
}

@Suite("Forecast bridge and accuracy")
struct ForecastBridgeTests {
  private func deal(
    _ id: String, _ amount: String, _ category: ForecastCategory = .commit, close: String = "2026-12-15",
    currency: Currency = .usd, rate: String = "1"
  ) -> SnapshotDeal {
    SnapshotDeal(
      id: id, account: id, category: category, amount: Money(rounding: dec(amount), currency), rate: dec(rate),
      atr: usd(amount), closeDate: day(close))
  }

  private let scope = ForecastBridge.Scope(span: day("2026-10-01")...day("2026-12-31"), categories: [.commit])

  @Test("figures.md Bridge: 2,400 + 150 - 200 - 80 + 60 - 100 - 300 = 1,930")
  func bridge() {
    let then = [
      deal("base", "1720"), deal("pushed", "200"), deal("down", "80"), deal("lost", "100"), deal("won", "300"),
    ]
    let now = [
      deal("base", "1780"), deal("new", "150"), deal("pushed", "200", close: "2027-01-15"), deal("down", "0"),
      deal("lost", "0", .closedLost), deal("won", "320", .closedWon),
    ]
    let bridge = ForecastBridge(from: then, to: now, scope: scope, currency: .usd)
    #expect(bridge.opening.amount == 2400)
    #expect(bridge.closing.amount == 1930)
    #expect(bridge.isBalanced)
    let totals: [(ForecastBridge.Kind, Rational)] = [
      (.new, 150), (.pushedOut, -200), (.amountDown, -80), (.amountUp, 60), (.lost, -100), (.won, -300),
    ]
    for (kind, amount) in totals { #expect(bridge.total(kind).amount == amount) }
    #expect(bridge.movements.count == 6)
  }

  @Test("deals come and go by close date, then by category, and what an exchange rate did stands apart")
  func kinds() {
    let then = [
      deal("in", "10", close: "2027-02-01"), deal("up", "20", .pipeline), deal("dn", "30"), deal("gone", "40"),
      deal("fx", "100", currency: .eur, rate: "1.10"), deal("again", "5", .closedLost),
    ]
    let now = [
      deal("in", "10"), deal("up", "20"), deal("dn", "30", .pipeline),
      deal("fx", "110", currency: .eur, rate: "1.05"), deal("again", "5"),
    ]
    let bridge = ForecastBridge(from: then, to: now, scope: scope, currency: .usd)
    let totals: [(ForecastBridge.Kind, Rational)] = [
      (.pulledIn, 10), (.upgraded, 20), (.downgraded, -30), (.lost, -40), (.amountUp, 11), (.exchange, dec("-5.5")),
      (.new, 5),
    ]
    for (kind, amount) in totals { #expect(bridge.total(kind).amount == amount, "\(kind)") }
    #expect(bridge.isBalanced)
  }

  @Test("figures.md Accuracy: 4.2m against 3.9m is 92.3%, bias +7.7%")
  func accuracy() {
    let accuracy = ForecastAccuracy(forecast: [("a", 4_200_000)], actual: [("a", 3_900_000)])
    #expect(accuracy.total.map { FigureFormat.percent($0) } == "92.3%")
    #expect(accuracy.bias.map { FigureFormat.signedPercent($0) } == "+7.7%")
  }

  @Test("figures.md Accuracy: by deal 500/300/200 against 500/200/300 is 80% while the total says 100%")
  func byDeal() {
    let accuracy = ForecastAccuracy(
      forecast: [("a", 500), ("b", 300), ("c", 200)], actual: [("c", 300), ("b", 200), ("a", 500)])
    #expect(accuracy.total == 1)
    #expect(accuracy.byDeal == dec("0.8"))
    #expect(ForecastAccuracy(forecast: [("a", 1)], actual: []).total == nil)
  }

  @Test("by snapshot age: the forecast that was current so many days before the quarter's end")
  func ages() throws {
    let snapshots = [
      Snapshot(day: day("2026-10-02"), deals: [deal("a", "100"), deal("b", "50", .pipeline)]),
      Snapshot(day: day("2026-12-01"), deals: [deal("a", "90"), deal("b", "50", .bestCase)]),
      Snapshot(day: day("2027-01-02"), deals: [deal("a", "80", .closedWon), deal("b", "50", .closedLost)]),
    ]
    let span = day("2026-10-01")...day("2026-12-31")
    #expect(ForecastAccuracy(snapshots, span: span, age: 90, currency: .usd)?.forecast == 100)
    #expect(ForecastAccuracy(snapshots, span: span, age: 30, currency: .usd)?.forecast == 140)
    #expect(ForecastAccuracy(snapshots, span: span, age: 30, currency: .usd)?.actual == 80)
    #expect(ForecastAccuracy(Array(snapshots.prefix(2)), span: span, age: 30, currency: .usd) == nil)
    #expect(ForecastAccuracy(snapshots, span: span, age: 91, currency: .usd) == nil)
  }
}
