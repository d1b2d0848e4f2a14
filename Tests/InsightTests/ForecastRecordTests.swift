import Core
import Insight
import Portfolio
import Testing

@Suite("Forecast record, saves, changes, escalations")
struct ForecastRecordTests {
  /// A book with a past quarter: two contracts that ended in FY26 Q3, one won and one lost, and a running one.
  private func book(snapshots: [Snapshot]) -> BookBuilder {
    var book = BookBuilder()
    for (index, outcome) in [Opportunity.Outcome.renewed, .churned].enumerated() {
      let account = book.account("a\(index)", owner: "o\(index)@example.com")
      let contract = book.contract("C\(index)", of: account, from: "2025-10-01", to: "2026-09-30")
      book.line(contract, price: "100")
      book.opportunity(
        "O\(index)", of: account, contract: "C\(index)", close: "2026-09-20", amount: "100",
        category: outcome == .renewed ? .closedWon : .closedLost, outcome: outcome, closedOn: "2026-09-20")
    }
    let account = book.account("b", call: call(.bestCase, "80", swing: "20"))
    let contract = book.contract("C", of: account, from: "2026-01-01", to: "2026-12-31")
    book.line(contract, price: "100")
    book.opportunity("O", of: account, contract: "C", close: "2026-12-15", amount: "90", category: .commit)
    book.draft.snapshots = snapshots
    return book
  }

  private func deal(
    _ id: String, _ account: String, _ amount: String, _ category: ForecastCategory, close: String = "2026-09-20",
    owner: String = "o0@example.com"
  ) -> SnapshotDeal {
    SnapshotDeal(
      id: id, account: account, category: category, amount: usd(amount), rate: .one, atr: usd("100"),
      closeDate: day(close), owner: owner)
  }

  private var july: Snapshot {
    Snapshot(
      day: day("2026-07-06"),
      deals: [
        deal("O0", "a0", "120", .commit), deal("O1", "a1", "80", .commit, owner: "o1@example.com"),
        deal("O9", "a1", "50", .pipeline, close: "2026-09-01", owner: "o1@example.com"),
      ])
  }

  @Test("accuracy is told by quarter, age and owner; ages without a snapshot are told as such")
  func record() throws {
    let record = try #require(book(snapshots: [july]).insight().forecastRecord.resolved(for: .team))
    #expect(record.newest?.quarter == nil)
    #expect(record.quarters[0].quarter.display == "FY26 Q3")
    #expect(record.quarters[0].ages.map(\.weeks) == [13, 8, 4, 2, 1, 0])
    #expect(record.quarters[0].ages.allSatisfy { $0.day == nil })
    let near = Snapshot(day: day("2026-08-03"), deals: july.deals)
    let known = try #require(book(snapshots: [near]).insight().forecastRecord.resolved(for: .team)?.newest)
    let eight = try #require(known.ages[1].accuracy)
    #expect(known.ages[1].day == day("2026-08-03"))
    #expect(eight.forecast == 200)
    #expect(eight.actual == 100)
    #expect(eight.byDeal == .zero)
    #expect(eight.bias == 1)
  }

  @Test("weights are calibrated by what became of the amounts of the quarter's first snapshot")
  func calibration() throws {
    let first = Snapshot(day: day("2026-07-06"), deals: july.deals)
    let record = try #require(book(snapshots: [first]).insight().forecastRecord.resolved(for: .team))
    let commit = record.categories[0]
    #expect(commit.conversion.deals == 2)
    #expect(commit.conversion.forecast == 200)
    #expect(commit.conversion.won == 100)
    #expect(commit.suggested == dec("0.5"))
    #expect(record.categories[2].suggested == .zero)
    #expect(record.categories[3].suggested == nil)
  }

  @Test("by category, what was won of its amounts is told by the snapshot's age")
  func categories() throws {
    let near = Snapshot(day: day("2026-08-03"), deals: july.deals)
    let record = try #require(book(snapshots: [near]).insight().forecastRecord.resolved(for: .team))
    let commit = record.categories[0].ages
    #expect(commit.map(\.weeks) == [13, 8, 4, 2, 1, 0])
    #expect(commit[0].conversion == nil)
    #expect(commit[1].conversion?.forecast == 200)
    #expect(commit[1].conversion?.won == 100)
    #expect(record.categories[2].ages[1].conversion?.share == .zero)
    #expect(record.categories[1].ages[1].conversion?.share == nil)
  }

  @Test("the record is for those who may see amounts")
  func clearance() {
    let insight = book(snapshots: [july]).insight()
    #expect(insight.forecastRecord.resolved(for: .field) == nil)
    #expect(insight.history.resolved(for: .field) == nil)
    #expect(insight.snapshot().resolved(for: .field) == nil)
    #expect(insight.changes()?.resolved(for: .customer) == [])
  }

  @Test("a save is the call's own swing, else what of the ATR isn't called")
  func saves() throws {
    var book = self.book(snapshots: [])
    let account = book.account("c")
    let contract = book.contract("D", of: account, from: "2026-01-01", to: "2026-12-31")
    book.line(contract, price: "300")
    book.opportunity("P", of: account, contract: "D", close: "2026-12-15", amount: "240", category: .pipeline)
    let insight = book.insight()
    let quarters = try #require(insight.book.resolved(for: .team)?.all.quarters.resolved(for: .team))
    let quarter = try #require(quarters.first { $0.quarter.display == "FY26 Q4" })
    let saves = try #require(insight.saves(of: quarter).resolved(for: .team))
    #expect(saves.map(\.gain.amount) == [300, 20])
    #expect(saves.map(\.isNamed) == [false, true])
    #expect(insight.saves(of: quarter).resolved(for: .field) == nil)
  }

  @Test("what changed since the last snapshot, each part for those who may see it")
  func changes() throws {
    var then = deal("O", "b", "90", .pipeline, close: "2026-12-01")
    then.risks = ["R1:high"]
    let insight = book(snapshots: [Snapshot(day: day("2026-11-16"), deals: [then])]).insight()
    let log = try #require(insight.changes())
    #expect(log.day == day("2026-11-16"))
    #expect(log.resolved(for: .team).map(\.kind) == [.category, .amount, .closeDate, .risks])
    #expect(log.resolved(for: .field).map(\.kind) == [.category, .closeDate, .risks])
    let category = try #require(log.resolved(for: .field).first)
    #expect((category.from, category.to) == ("Pipeline", "Best case"))
    #expect(category.isWorse == false)
    #expect(insight.changes(since: day("2026-11-09")) == nil)
  }

  @Test("a snapshot of the as-of day itself is not what changes are counted from")
  func ownDay() {
    let insight = book(snapshots: [Snapshot(day: day("2026-11-23"), deals: [])]).insight()
    #expect(insight.changes() == nil)
  }

  @Test(
    "an escalation's next update is due by its severity; a touch counts as one",
    arguments: [
      (Level.critical, nil, "2026-11-21", true), (.high, nil, "2026-11-21", false),
      (.high, "2026-11-01", "2026-11-21", true),
      (.medium, nil, "2026-11-12", true), (.low, nil, "2026-11-12", false), (.critical, "2026-11-23", nil, false),
    ] as [(Level, String?, String?, Bool)])
  func escalations(_ severity: Level, _ update: String?, _ touched: String?, _ isOverdue: Bool) throws {
    var book = BookBuilder()
    let risk = Risk(
      id: "R1", title: "Sponsor left", severity: severity, likelihood: nil, status: .open, owner: nil,
      opened: day("2026-11-02"), due: nil, mitigation: nil, escalatedTo: "VP", lastUpdate: update.map(day),
      location: SourceLocation(SourceFile("content/accounts/a.md"), line: 5))
    book.account("a", risks: [risk], touches: touched.map { [touch($0)] } ?? [])
    let found = try #require(book.insight().escalations(for: .field).first)
    #expect(found.isOverdue == isOverdue)
    #expect(book.insight().escalations(for: .customer).isEmpty)
  }
}
