import Core
import Files
import Portfolio
import Testing

@testable import Ingest

@Suite("Snapshots")
struct SnapshotTests {
  static func day(_ text: String) -> Day { Day(iso: text) ?? Day(number: 0) }

  static let deal = SnapshotDeal(
    id: "O-1", account: "acme", contract: "C-1", category: .commit, amount: Money(minor: 2_400_000, .usd), rate: .one,
    atr: Money(minor: 2_500_000, .usd), closeDate: day("2027-01-15"), renewalDate: day("2027-02-01"),
    rawCategory: "Commit", call: .commit, owner: "ana@example.com", health: Rational(decimal: "71.5"), band: .yellow,
    risks: ["R1:high", "R2:low"])

  /// Three weekly snapshots, each written after the one before.
  static func files(_ days: [String] = ["2026-11-02", "2026-11-09", "2026-11-16"]) -> [String: String] {
    var (files, last): ([String: String], Snapshot?) = ([:], nil)
    for text in days {
      let snapshot = Snapshot(day: day(text), deals: [deal], note: "Call, \"final\"")
      let bytes = SnapshotFile.bytes(snapshot, after: last)
      last = Snapshot(day: day(text), deals: [deal], digest: SnapshotFile.digest(of: bytes))
      files[SnapshotFile.path(of: day(text))] = String(decoding: bytes, as: UTF8.self)
    }
    return files
  }

  @Test("what was written is read again, amounts and rates to the last digit")
  func roundTrip() throws {
    var euro = Self.deal
    euro.id = "O-2, \"b\""
    euro.amount = Money(minor: 123_456_789, .eur)
    euro.rate = Rational(decimal: "1.0813")
    euro.call = nil
    euro.health = nil
    let snapshot = Snapshot(day: Self.day("2026-11-16"), deals: [Self.deal, euro])
    let text = String(decoding: SnapshotFile.bytes(snapshot, after: nil), as: UTF8.self)
    let (portfolio, log) = Workspace.read([
      SnapshotFile.path(of: snapshot.day): text,
      "content/opportunities/p.csv":
        "opportunity_id,account_id,contract_id,close_date,amount,category\n\"O-2, \"\"b\"\"\",A1,C-1,2027-01-15,1.00,commit\n",
    ])
    #expect(log == [])
    let read = try #require(portfolio.snapshots.resolved(for: .team)?.first)
    #expect(read.deals == [Self.deal, euro])
    #expect(read.day == snapshot.day)
  }

  @Test("a book with a chain of snapshots has nothing to complain about, with any line ends")
  func chain() {
    let (portfolio, log) = Workspace.read(Self.files())
    #expect(log == [])
    #expect(portfolio.snapshots.resolved(for: .team)?.count == 3)
    let crlf = Self.files().mapValues { $0.split(separator: "\n").map { $0 + "\r\n" }.joined() }
    #expect(Workspace.read(crlf).1 == [])
  }

  @Test("amounts are the team's, health and risks as their own, and the rest as forecasts are")
  func clearance() throws {
    let portfolio = Workspace.read(Self.files()).0
    #expect(portfolio.snapshots.resolved(for: .field) == nil)
    let health = try #require(portfolio.snapshots(knowing: [.health]).resolved(for: .field)?.last?.deals.first)
    #expect(health.health == Rational(decimal: "71.5"))
    #expect(health.amount.isZero)
    #expect(health.risks.isEmpty)
    #expect(portfolio.snapshots(knowing: [.health]).resolved(for: .customer) == nil)
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let change: @Sendable (inout [String: String]) -> Void
    let expected: [String]
  }

  static let newest = "content/snapshots/2026-11-16.csv"
  static let oldest = "content/snapshots/2026-11-02.csv"

  static let cases = [
    Case(
      testDescription: "an old snapshot was changed by hand",
      change: { $0[oldest] = $0[oldest]?.replacing("24000.00", with: "25000.00") },
      expected: [
        "snapshots/2026-11-02.csv: error: the snapshot was changed after it was written [snapshot.changed]",
        "snapshots/2026-11-02.csv: error: the snapshot was changed after that of 2026-11-09 was written [snapshot.changed]",
      ]),
    Case(
      testDescription: "an old snapshot was written anew",
      change: {
        $0[oldest] = String(
          decoding: SnapshotFile.bytes(Snapshot(day: day("2026-11-02"), deals: [deal]), after: nil), as: UTF8.self)
      },
      expected: [
        "snapshots/2026-11-02.csv: error: the snapshot was changed after that of 2026-11-09 was written [snapshot.changed]"
      ]),
    Case(
      testDescription: "the newest snapshot is cut off",
      change: { $0[newest] = $0[newest]?.split(separator: "\n").dropLast().map { $0 + "\n" }.joined() },
      expected: [
        "snapshots/2026-11-16.csv: error: the snapshot is cut off: its last line is missing [snapshot.changed]"
      ]),
    Case(
      testDescription: "two of one day",
      change: { $0["content/snapshots/copy.csv"] = $0[newest] },
      expected: [
        "snapshots/copy.csv: error: there are two snapshots of 2026-11-16 [snapshot.duplicate-day]",
        "snapshots/copy.csv:1:22: error: the snapshot of 2026-11-16 stands in a file of another name [snapshot.name]",
      ]),
    Case(
      testDescription: "the clock went backwards between two snapshots",
      change: { files in
        let later = Snapshot(day: day("2026-11-16"), deals: [deal], digest: ContentHash([1]))
        files = [
          oldest: String(
            decoding: SnapshotFile.bytes(Snapshot(day: day("2026-11-02"), deals: [deal]), after: later), as: UTF8.self)
        ]
      },
      expected: [
        "snapshots/2026-11-02.csv:2:1: error: the snapshot of 2026-11-02 says that it was written after that of 2026-11-16 [snapshot.clock]"
      ]),
    Case(
      testDescription: "one between two is gone",
      change: { $0["content/snapshots/2026-11-09.csv"] = nil },
      expected: [
        "snapshots/2026-11-16.csv:2:1: warning: the snapshot of 2026-11-09, which this one was written after, is gone [snapshot.gone]"
      ]),
    Case(
      testDescription: "a week was left out",
      change: { $0 = Self.files(["2026-10-19", "2026-10-26", "2026-11-02", "2026-11-16"]) },
      expected: [
        "snapshots/2026-11-16.csv: warning: there is no snapshot between 2026-11-02 and 2026-11-16, though there is one a week otherwise [snapshot.week]"
      ]),
    Case(
      testDescription: "one a month is a rhythm of its own",
      change: { $0 = Self.files(["2026-08-03", "2026-09-07", "2026-10-05", "2026-11-02"]) }, expected: []),
    Case(
      testDescription: "one was slipped in",
      change: { files in
        files["content/snapshots/2026-11-12.csv"] = Self.files(["2026-11-12"])["content/snapshots/2026-11-12.csv"]
      },
      expected: [
        "snapshots/2026-11-12.csv: warning: the snapshot of 2026-11-12 was written without knowing that of 2026-11-09 [snapshot.clock]",
        "snapshots/2026-11-16.csv:2:1: warning: the snapshot of 2026-11-16 was written without knowing that of 2026-11-12 [snapshot.clock]",
      ]),
    Case(
      testDescription: "ids that the book doesn't know",
      change: { files in
        var (stranger, gone) = (deal, deal)
        (stranger.account, stranger.id) = ("umbra", "O-8")
        gone.id = "O-9"
        let snapshot = Snapshot(day: day("2026-11-16"), deals: [gone, stranger])
        files = [newest: String(decoding: SnapshotFile.bytes(snapshot, after: nil), as: UTF8.self)]
      },
      expected: [
        "snapshots/2026-11-16.csv:4:1: warning: the open deal \"O-9\" of acme is in no file any more [snapshot.unknown-id]",
        "snapshots/2026-11-16.csv:5:1: warning: the snapshot names an account without a note: umbra [snapshot.unknown-account]",
      ]),
    Case(
      testDescription: "cells that can't be read",
      change: { files in
        files = [
          newest: sealed(
            """
            # perennial snapshot,2026-11-16
            # currency,USD
            account,opportunity_id,category,amount,currency,rate,atr,close_date,health,band
            acme,O-1,sure,1.00,USD,,1.00,2027-01-15,,
            acme,O-2,commit,many,USD,,1.00,2027-01-15,,
            acme,O-3,commit,1.00,dollars,,1.00,2027-01-15,,
            acme,O-4,commit,1.00,USD,,1.00,2027-02-30,high,purple
            ,O-5,commit,1.00,USD,,1.00,2027-01-15,,

            """)
        ]
      },
      expected: [
        "snapshots/2026-11-16.csv:4:10: error: category \"sure\" is not a forecast category [snapshot.category]",
        "snapshots/2026-11-16.csv:5:17: error: amount \"many\" is not a number [snapshot.number]",
        "snapshots/2026-11-16.csv:6:22: error: currency \"dollars\" is not a currency code [snapshot.currency]",
        "snapshots/2026-11-16.csv:7:32: error: close_date \"2027-02-30\" is not a date [snapshot.date]",
        "snapshots/2026-11-16.csv:8:1: error: the row names no account or no deal [snapshot.missing]",
      ]),
    Case(
      testDescription: "some other table",
      change: { $0 = [newest: "account,amount\nacme,1\n"] },
      expected: [
        "snapshots/2026-11-16.csv:1:1: error: the file is not a snapshot: its first line doesn't say \"# perennial snapshot\" and a day [snapshot.form]"
      ]),
  ]

  /// A text with its digest.
  static func sealed(_ text: String) -> String {
    text + "# digest," + SnapshotFile.digest(of: text.utf8).hex + "\n"
  }

  @Test("what is wrong with a snapshot is told exactly", arguments: cases)
  func diagnostics(_ example: Case) {
    var files = Self.files()
    example.change(&files)
    let (_, log) = Workspace.diagnose(files)
    #expect(log.map(\.line) == example.expected)
    for problem in log { #expect(problem.hint?.isEmpty == false) }
  }
}
