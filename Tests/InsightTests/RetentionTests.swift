import Core
import Insight
import Portfolio
import Testing

@Suite("Retention")
struct RetentionTests {
  /// As of 2026-11-23 and a calendar fiscal year, FY26 Q3 is July to September.
  static let quarter = "FY26 Q3"

  private func retention(_ insight: Insight, _ title: String = quarter) throws -> Retention {
    let book = try #require(insight.book.resolved(for: .field))
    return try #require(book.all.retention.first { $0.period.title == title })
  }

  /// Accounts whose annual value goes from the first to the second amount when a contract ends with the quarter.
  private func book(_ accounts: [(String, String, String)]) -> BookBuilder {
    var book = BookBuilder()
    for (slug, base, now) in accounts {
      let account = book.account(slug)
      let old = book.contract("\(slug)-1", of: account, from: "2025-10-01", to: "2026-09-30")
      book.line(old, price: base)
      guard now != "0" else { continue }
      let new = book.contract("\(slug)-2", of: account, from: "2026-10-01", to: "2027-09-30", renews: "\(slug)-1")
      book.line(new, price: now)
    }
    return book
  }

  static let cohort = [("a", "400", "440"), ("b", "300", "300"), ("c", "200", "150"), ("d", "100", "0")]

  @Test("figures.md Retention: A 400-440, B 300-300, C 200-150, D 100-0 is GRR 85.0%, NRR 89.0%, logos 75%")
  func cohort() throws {
    let retention = try retention(book(Self.cohort).insight())
    #expect(retention.gross == dec("0.85"))
    #expect(retention.net == dec("0.89"))
    #expect(retention.logo == dec("0.75"))
    #expect(retention.base.amount == 1000)
  }

  @Test("a customer that came later is in no cohort, and one without a change keeps the ratios of the others")
  func newcomers() throws {
    var book = book(Self.cohort)
    let account = book.account("late")
    let contract = book.contract("late-1", of: account, from: "2026-08-01", to: "2027-07-31")
    book.line(contract, price: "5000")
    #expect(try retention(book.insight()).gross == dec("0.85"))
  }

  @Test("figures.md Renewal rate: 100 to 130 and 100 to 70 is 85.0%")
  func renewalRate() throws {
    let insight = book([("a", "100", "130"), ("b", "100", "70")]).insight()
    let book = try #require(insight.book.resolved(for: .team))
    let statistics = try #require(
      book.all.renewals.resolved(for: .team)?.first { $0.period.title == Self.quarter })
    #expect(statistics.renewalRate.resolved(for: .team) == dec("0.85"))
    #expect(statistics.renewalRate.resolved(for: .field) == nil)
    #expect(statistics.due == 2)
    #expect(statistics.undated.count == 2)
  }

  @Test("figures.md On-time: ten due (2.0m), seven on time (1.5m), two late, one lost is 70% and 75%")
  func onTime() throws {
    var book = BookBuilder()
    let seven = ["300000", "200000", "200000", "200000", "200000", "200000", "200000"]
    let rest = ["200000", "200000", "100000"]
    for (index, amount) in (seven + rest).enumerated() {
      let account = book.account("a\(index)")
      let contract = book.contract("C\(index)", of: account, from: "2025-10-01", to: "2026-09-30")
      book.line(contract, price: amount)
      book.opportunity(
        "O\(index)", of: account, contract: "C\(index)", close: "2026-09-30", amount: amount,
        outcome: index < 9 ? .renewed : .churned,
        closedOn: index < 6 ? "2026-09-15" : index == 6 ? "2026-09-30" : "2026-10-01")
    }
    let all = try #require(book.insight().book.resolved(for: .team)?.all)
    let statistics = try #require(all.renewals.resolved(for: .team)?.first { $0.period.title == Self.quarter })
    #expect(statistics.due == 10)
    #expect(statistics.atr.amount == 2_000_000)
    #expect(statistics.onTimeByCount == dec("0.7"))
    #expect(statistics.onTimeByATR == dec("0.75"))
    #expect(statistics.renewed == 9)
  }

  @Test("figures.md Retention: a transfer is netted and listed; it is neither churn here nor growth there")
  func transfer() throws {
    var book = BookBuilder()
    let (a, b) = (book.account("a"), book.account("b"))
    let moved = book.contract("A-1", of: a, from: "2025-10-01", to: "2026-09-30", transferTo: "B-2")
    book.line(moved, price: "100")
    let old = book.contract("B-1", of: b, from: "2025-10-01", to: "2026-09-30")
    book.line(old, price: "50")
    let new = book.contract("B-2", of: b, from: "2026-10-01", to: "2027-09-30", renews: "B-1")
    book.line(new, price: "120")
    let insight = book.insight()
    let retention = try retention(insight)
    #expect(retention.base.amount == 150)
    #expect(retention.gross == dec("0.8"))
    #expect(retention.net == dec("0.8"))
    #expect(retention.logosAtStart == 1)
    let full = try #require(insight.book.resolved(for: .team))
    let listed = full.transfers[5]
    #expect(listed.map(\.amount.amount) == [100])
    #expect(listed.map(\.to) == [1])
    #expect(full.all.renewals.resolved(for: .team)?[5].due == 1)
  }

  @Test("value that moved out of the book leaves the cohort, and a cycle of moves ends")
  func strangeTransfers() throws {
    var book = book([("b", "100", "100")])
    let a = book.account("a")
    let gone = book.contract("X-1", of: a, from: "2025-10-01", to: "2026-09-30", transferTo: "elsewhere")
    book.line(gone, price: "900")
    let first = book.contract("Y-1", of: a, from: "2025-10-01", to: "2026-09-30", transferTo: "Y-2")
    book.contract("Y-2", of: a, from: "2025-10-01", to: "2026-09-30", transferTo: "Y-1")
    book.line(first, price: "1")
    let retention = try retention(book.insight())
    #expect(retention.base.amount == 101)
    #expect(retention.gross == dec("100").divided(by: 101))
  }

  @Test("a family is one logo, and value that moves inside it is kept")
  func families() throws {
    var book = BookBuilder()
    book.account("head")
    let (a, b) = (book.account("a", parent: "head"), book.account("b", parent: "head"))
    let old = book.contract("A-1", of: a, from: "2025-10-01", to: "2026-09-30")
    book.line(old, price: "100")
    let new = book.contract("B-1", of: b, from: "2026-10-01", to: "2027-09-30")
    book.line(new, price: "100")
    let insight = book.insight()
    #expect(try retention(insight).gross == .zero)
    let family = try #require(insight.book.resolved(for: .team)?.families[5])
    #expect(family.gross == 1)
    #expect(family.logo == 1)
  }

  @Test("slices by owner and segment measure the same, the accounts without one first")
  func slices() throws {
    var book = BookBuilder()
    for (slug, owner, segment, price) in [
      ("a", "z@x", nil, "100"), ("b", "y@x", "Mid", "10"), ("c", "z@x", "Mid", "1"),
    ] {
      let account = book.account(slug, owner: owner, segment: segment)
      let contract = book.contract(slug, of: account, from: "2025-10-01", to: "2026-12-31")
      book.line(contract, price: price)
    }
    let figures = try #require(book.insight().book.resolved(for: .field))
    #expect(figures.owners.map(\.key) == ["y@x", "z@x"])
    #expect(figures.owners.map(\.figures.arr.amount) == [10, 101])
    let segments = try #require(figures.segments.resolved(for: .field))
    #expect(segments.map(\.key) == [nil, "Mid"])
    #expect(segments.map(\.figures.arr.amount) == [100, 11])
    #expect(book.insight().book.resolved(for: .customer) == nil)
  }
}
