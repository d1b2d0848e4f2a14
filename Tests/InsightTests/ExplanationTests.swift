import Core
import Insight
import Portfolio
import Testing

@Suite("Explanations")
struct ExplanationTests {
  /// The mock's account: Larkspur Robotics on 23 November 2026.
  static func larkspur() -> Insight {
    var book = BookBuilder { $0.milestoneAnchor = .renewal }
    let account = book.account(
      "larkspur", call: call(.bestCase, "386400"), actions: [task("Kickoff", done: true, due: "2026-08-05")],
      touches: [touch("2026-11-10", "Call with CIO"), touch("2026-10-06", "Value review")])
    book.product("Service", metric: .namedUser)
    book.product("Assets", metric: .node)
    book.product("Assist", metric: .enterprise)
    let first = book.contract(
      "C-2041", of: account, from: "2024-02-01", to: "2027-01-31",
      renewal: RenewalTerms(isAutomatic: true, termMonths: 12, notice: .calendarDays(60), upliftCapPercent: 5))
    book.line(first, "Service", quantity: "1200", price: "264")
    book.line(first, "Assets", quantity: "4000", price: "24")
    let second = book.contract("C-2310", of: account, from: "2025-08-01", to: "2027-07-31")
    book.line(second, "Assist", quantity: "400", price: "248")
    book.usage(account, "Service", "2026-09", entitled: 1200, assigned: 1010, active: 888)
    book.usage(account, "Service", "2026-10", entitled: 1200, assigned: 1010, active: 840)
    book.usage(account, "Assets", "2026-10", entitled: 4000, active: 4310)
    book.usage(account, "Assist", "2026-10", entitled: 400, assigned: 310, active: 164)
    let readings = [
      ("open_p1", "2026-10-20", "1"), ("open_p1", "2026-11-20", "2"), ("sponsor", "2026-10-01", "3"),
      ("sponsor", "2026-11-14", "3"), ("value_realized", "2026-10-06", "0.6"), ("nps", "2026-06-30", "18"),
    ]
    for (measure, on, value) in readings { book.reading(account, measure, on, value) }
    return book.insight()
  }

  private func text(_ name: String, _ insight: Insight = larkspur()) -> String? {
    insight.figure(named: name, account: 0)?.resolved(for: .team)?.text
  }

  @Test(
    "the mock's account comes out as drawn",
    arguments: [
      ("arr", "$512,000.00"), ("atr", "$412,800.00"), ("days_left", "69 days left"), ("renewal_date", "1 Feb 2027"),
      ("notice_deadline", "2 Dec 2026"), ("next_term_end", "31 Jan 2028"), ("auto_renewal", "In notice window"),
      ("health.score", "65.0"), ("health.trend", "−8.0"), ("health.band", "Yellow"), ("health.coverage", "100.0%"),
      ("health.measure.support", "50.0"), ("health.measure.adoption", "75.0"), ("utilization.Service", "70.0%"),
      ("utilization.Assets", "107.8%"), ("unused_value.Service", "$95,040.00"), ("unused_value.Assist", "$58,528.00"),
      ("true_up.Assets", "$7,440.00"), ("true_up_to_term_end.Assets", "$1,406.47"), ("forecast.category", "Best case"),
      ("forecast.amount", "$386,400.00"), ("forecast.share", "93.6%"), ("forecast.weighted", "$231,840.00"),
      ("touch.last", "10 Nov 2026"), ("touch.next_due", "10 Mar 2027"), ("milestone.proposal", "3 Nov 2026, overdue"),
      ("milestone.value", "4 Oct 2026, done"), ("milestone.kickoff", "5 Aug 2026, done"),
      ("attention.score", "4,128,000"), ("right_size.Service", "1,111"),
      ("right_size_change.Service", "−$23,496.00"), ("peak.Service", "1,010"), ("peak.Assets", "4,310"),
      ("runs_out.Service", "not known"), ("season.Service", "not known"),
    ])
  func mock(name: String, text: String) {
    #expect(self.text(name) == text)
  }

  @Test("why the score is what it is: what costs the most, what moved it, what brings the next band")
  func why() throws {
    let insight = Self.larkspur()
    let health = try #require(insight.health(of: 0).resolved(for: .field))
    #expect(health.now.costliest.map(\.rule.key).prefix(3) == ["support", "sponsor", "adoption"])
    #expect(health.movements.map(\.now.rule.key) == ["support", "adoption"])
    #expect(health.movements.map(\.change) == [-5, -3])
    let next = try #require(health.nextBand(insight.portfolio.settings.health))
    #expect(next.needed == 10)
    #expect(next.steps.map(\.measure.rule.key) == ["support"])
    #expect(next.steps.map(\.target) == [.zero])
  }

  @Test("a figure carries rule, numbers, inputs with their rows, weights and what was left out")
  func whole() throws {
    var book = BookBuilder()
    let account = book.account("acme")
    let contract = book.contract("C", of: account, from: "2026-01-01", to: "2026-12-31")
    book.line(contract, price: "100")
    book.line(contract, "S", price: "30", isRecurring: false)
    let pounds = book.contract("G", of: account, from: "2026-01-01", to: "2026-12-31", currency: .gbp)
    book.line(pounds, price: "100")
    let figure = try #require(book.insight().figure(named: "arr", account: 0)?.resolved(for: .customer))
    #expect(figure.plain == "100.00 USD")
    #expect(figure.explanation.inputs.map(\.name) == ["C P"])
    #expect(figure.explanation.inputs.map(\.value) == ["$100.00"])
    #expect(figure.explanation.exclusions.map(\.reason) == ["one-off", "no rate for GBP", "no rate into USD is set"])
    #expect(figure.explanation.cutOff == day("2026-11-23"))
    let source = figure.explanation.inputs[0].source
    #expect((source.resolved(for: .team) ?? nil)?.file.path == "content/contracts/2026.csv")
    #expect(source.resolved(for: .field) == nil)
  }

  @Test(
    "a figure is behind the clearance of everything in it",
    arguments: [
      ("arr", Audience.customer), ("notice_deadline", .customer), ("utilization.Service", .customer),
      ("health.score", .field), ("health.measure.support", .field), ("forecast.category", .field),
      ("forecast.amount", .team), ("forecast.weighted", .team), ("attention.score", .field),
      ("milestone.terms", .field),
      ("unused_value.Service", .field), ("cap_headroom", .team), ("true_up.Assets", .field),
      ("right_size.Service", .field),
    ])
  func clearance(name: String, clearance: Audience) {
    #expect(Self.larkspur().figure(named: name, account: 0)?.clearance == clearance)
  }

  @Test("names are read as they are written; unknown ones and missing subjects are none")
  func names() {
    for kind in FigureKind.allCases {
      let name = FigureName(kind, "a.b")
      #expect(FigureName(name.description) == name)
    }
    #expect(FigureName("health.measure.nps")?.kind == .healthMeasure)
    #expect(FigureName("health.measure.nps")?.subject == "nps")
    for text in ["", "nonsense", "utilization", "utilization.", "arr.x", ".arr"] { #expect(FigureName(text) == nil) }
    let insight = Self.larkspur()
    #expect(insight.figure(named: "utilization.Nothing", account: 0) == nil)
    #expect(insight.figure(named: "health.measure.nothing", account: 0) == nil)
    #expect(insight.figure(named: "arr", account: 7) == nil)
  }

  @Test("every kind of figure has a glossary entry with a rule and an example, and every name is there once")
  func glossary() {
    for kind in FigureKind.allCases {
      #expect(Glossary.entry(kind.rawValue) != nil, "\(kind)")
      #expect(!kind.glossary.formula.isEmpty && !kind.glossary.example.isEmpty)
    }
    #expect(Set(Glossary.entries.map(\.name)).count == Glossary.entries.count)
  }

  @Test("every figure that an account or the book has can be made")
  func complete() {
    let insight = Self.larkspur()
    for name in insight.figureNames(ofAccount: 0, for: .team) {
      #expect(insight.figure(name, account: 0) != nil, "\(name)")
    }
    for kind in FigureKind.allCases where kind.isOfBook { #expect(insight.bookFigure(kind) != nil, "\(kind)") }
  }

  @Test("the tree shows what the audience may see")
  func tree() throws {
    let insight = Self.larkspur()
    let figure = try #require(insight.figure(named: "notice_deadline", account: 0)?.resolved(for: .customer))
    #expect(
      ExplanationTree.lines(figure, for: .customer) == [
        "Notice deadline: C-2041 = 2 Dec 2026  [notice_deadline]",
        "├─ rule: " + FigureKind.noticeDeadline.glossary.formula,
        "├─ here: 31 Jan 2027 − 60 days = Wed 2 Dec 2026, a working day",
        "├─ inputs",
        "│  ├─ End date: 31 Jan 2027",
        "│  ├─ Notice period: 60 days",
        "│  └─ Deadline before any roll: 2 Dec 2026",
        "└─ cut-off: 2026-11-23",
      ])
    #expect(ExplanationTree.lines(figure, for: .team)[4].hasSuffix("(content/contracts/2026.csv:6)"))
    let customer = ExplanationTree.lines(account: 0, in: insight, for: .customer)
    #expect(!customer.contains { $0.contains("health") || $0.contains("forecast") || $0.contains("attention") })
    #expect(ExplanationTree.lines(account: 0, in: insight, for: .team).contains { $0.contains("forecast.amount") })
  }

  @Test("the table is CSV with scope, figure, value and currency, and holds what the audience may see")
  func table() {
    let table = FigureTable(Self.larkspur())
    #expect(table.rows.contains(.init(scope: "account:larkspur", name: "health.score", value: "65.0")))
    #expect(table.rows.contains(.init(scope: "contract:C-2310", name: "atr", value: "99200.00 USD")))
    #expect(table.rows.contains(.init(scope: "book", name: "book.arr", value: "512000.00 USD")))
    #expect(
      String(decoding: table.csv, as: UTF8.self).hasPrefix("scope,figure,value,currency\nbook,book.arr,512000.00,USD\n")
    )
    #expect(table.rows.contains { $0.scope.hasPrefix("segment:") && $0.name == "book.grr" })
    #expect(table.rows.contains { $0.scope.hasPrefix("region:") && $0.name == "book.arr" })
    let customer = FigureTable(Self.larkspur(), for: .customer)
    #expect(customer.rows.allSatisfy { !$0.name.hasPrefix("health") && !$0.scope.hasPrefix("book") })
    #expect(customer.rows.contains { $0.name == "arr" })
  }
}
