import Core
import Insight
import Portfolio
import Testing

@Suite("Properties over random books")
struct PropertyTests {
  static let seeds = Array(UInt64(1)...60)

  @Test("GRR is at most 1 and at most NRR, shares lie in 0...1, in every period and slice", arguments: seeds)
  func retention(seed: UInt64) throws {
    let book = try #require(RandomBook(seed).builder().insight().book.resolved(for: .team))
    let all = [book.all] + book.owners.map(\.figures)
    for retention in all.flatMap(\.retention) + book.families {
      let gross = retention.gross ?? .one
      let net = retention.net ?? .one
      #expect(gross >= .zero && gross <= .one && gross <= net)
      #expect(retention.logosKept <= retention.logosAtStart)
    }
    for statistics in all.flatMap({ $0.renewals.resolved(for: .team) ?? [] }) {
      let rate = statistics.renewalRate.resolved(for: .team) ?? nil
      #expect(rate.map { $0 >= .zero && $0 <= .one } ?? true)
      #expect(statistics.onTime <= statistics.renewed && statistics.renewed <= statistics.due)
    }
  }

  @Test("slices add up to the whole: ARR by owner, ATR by month and band, renewals and other lines", arguments: seeds)
  func sums(seed: UInt64) throws {
    let book = try #require(RandomBook(seed).builder().insight().book.resolved(for: .team))
    #expect(book.owners.reduce(Rational.zero) { $0 + $1.figures.arr.amount } == book.all.arr.amount)
    let bands = try #require(book.all.monthsByBand.resolved(for: .team))
    for (month, band) in zip(book.all.months, bands) {
      #expect((band.red + band.yellow + band.green + band.none).amount == month.atr.amount)
    }
    let insight = RandomBook(seed).builder().insight()
    for quarter in try #require(book.all.quarters.resolved(for: .team)) {
      let own = quarter.renewals.reduce(quarter.otherLines.amount) { sum, place in
        sum + (insight.accounts[place.account].renewals.resolved(for: .team)?[place.place].atr.amount ?? .zero)
      }
      #expect(own == quarter.atr.amount)
    }
  }

  @Test("coverage lies in 0...1, the score within its points, costs and movements add up", arguments: seeds)
  func health(seed: UInt64) throws {
    let insight = RandomBook(seed).builder().insight()
    for account in insight.accounts.indices {
      let health = try #require(insight.health(of: account).resolved(for: .team))
      #expect(health.now.coverage >= .zero && health.now.coverage <= .one)
      guard let score = health.now.score else { continue }
      let points = health.now.measures.compactMap(\.points)
      #expect(points.min().map { $0 <= score } == true && points.max().map { $0 >= score } == true)
      #expect(health.now.measures.reduce(score) { $0 + $1.cost } == 100)
      if let trend = health.trend { #expect(health.movements.reduce(.zero) { $0 + $1.change } == trend) }
      if let next = health.nextBand(insight.portfolio.settings.health), !next.steps.isEmpty {
        #expect(next.steps.reduce(.zero) { $0 + $1.points } == next.needed)
      }
    }
  }

  @Test("a bridge between any two snapshots balances to the cent", arguments: seeds)
  func bridge(seed: UInt64) {
    var random = SeededGenerator(seed)
    let snapshots = (0..<2).map { _ in
      (0..<30).compactMap { index -> SnapshotDeal? in
        guard Int.random(in: 0..<4, using: &random) > 0 else { return nil }
        let isEuro = Bool.random(using: &random)
        return SnapshotDeal(
          id: "O\(index)", account: "a", category: ForecastCategory.allCases.randomElement(using: &random),
          amount: Money(minor: Int64.random(in: 0...99_999_999, using: &random), isEuro ? .eur : .usd),
          rate: isEuro ? [dec("1.0813"), dec("1.09"), nil].randomElement(using: &random) ?? nil : .one,
          atr: usd("1"), closeDate: day("2026-09-01") + Int.random(in: 0...150, using: &random))
      }
    }
    for categories in [[ForecastCategory.commit, .bestCase], [.commit], [.pipeline, .closedWon]] {
      for span in [nil, day("2026-10-01")...day("2026-12-31")] {
        let bridge = ForecastBridge(
          from: snapshots[0], to: snapshots[1], scope: .init(span: span, categories: categories), currency: .usd)
        #expect(bridge.isBalanced)
        #expect(bridge.movements.reduce(bridge.opening.amount) { $0 + $1.amount } == bridge.closing.amount)
      }
    }
  }

  @Test("a contract that is worth nothing changes no ratio and no total", arguments: seeds.prefix(12))
  func neutral(seed: UInt64) throws {
    let plain = RandomBook(seed).builder()
    var more = plain
    let contract = more.contract("ZZ", of: 0, from: "2024-03-01", to: "2026-12-31")
    more.line(contract, "A", quantity: "0", price: "0")
    func ratios(_ book: BookBuilder) -> [FigureTable.Row] {
      FigureTable(book.insight()).rows.filter { row in
        row.scope.hasPrefix("period") || row.scope.hasPrefix("owner") || row.scope == "book"
          || row.scope.hasPrefix("quarter")
      }
    }
    #expect(ratios(plain) == ratios(more))
  }

  @Test("the order of the input changes nothing", arguments: seeds.prefix(12))
  func order(seed: UInt64) {
    var random = SeededGenerator(seed)
    let reference = RandomBook(seed).builder()
    var shuffled = RandomBook(seed).builder(order: Array(0..<6).shuffled(using: &random))
    shuffled.draft.lines.shuffle(using: &random)
    shuffled.draft.usage.shuffle(using: &random)
    shuffled.draft.readings.shuffle(using: &random)
    shuffled.draft.opportunities.shuffle(using: &random)
    #expect(FigureTable(reference.insight()).rows == FigureTable(shuffled.insight()).rows)
  }

  @Test("any number of jobs gives the same figures", arguments: [1, 2, 7, 1000])
  func jobs(count: Int) async {
    let portfolio = RandomBook(5, accounts: 40).builder().portfolio
    let reference = FigureTable(Insight(of: portfolio, asOf: RandomBook.asOf)).csv
    let parallel = await Insight(of: portfolio, asOf: RandomBook.asOf, jobs: count)
    #expect(FigureTable(parallel).csv == reference)
  }

  @Test("a term's months and days lead from its first day to the day after its last", arguments: seeds)
  func terms(seed: UInt64) {
    var random = SeededGenerator(seed)
    for _ in 0..<50 {
      let start = day("2019-12-25") + Int.random(in: 0...3000, using: &random)
      let end = start + Int.random(in: 0...2000, using: &random)
      let term = Term(from: start, through: end)
      #expect(start.adding(months: term.months) + term.days == end + 1)
      #expect((0...30).contains(term.days))
    }
  }
}
