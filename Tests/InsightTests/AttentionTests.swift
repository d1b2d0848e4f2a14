import Core
import Insight
import Portfolio
import Testing

@Suite("Attention")
struct AttentionTests {
  /// An account that needs nothing: touched, people named, an open opportunity, milestones done.
  private func calm(
    end: String = "2027-01-31", renewal: RenewalTerms = RenewalTerms(isAutomatic: false), risks: [Risk] = [],
    override: HealthOverride? = nil, call: ForecastCall? = nil, stakeholders: [Stakeholder]? = nil,
    actions: [Restricted<ActionItem>]? = nil, touches: [Touch]? = nil,
    opportunity: (close: String, category: ForecastCategory?)? = ("2027-01-15", .bestCase)
  ) -> BookBuilder {
    var book = BookBuilder()
    let account = book.account(
      "acme",
      stakeholders: stakeholders ?? [person("Dana", "economic buyer"), person("Sam", "user", stance: "champion")],
      risks: risks, override: override, call: call,
      actions: actions ?? ["kickoff", "value", "proposal", "terms", "signature"].map { task($0, done: true) },
      touches: touches ?? [touch("2026-11-10")])
    let contract = book.contract("C", of: account, from: "2026-02-01", to: end, renewal: renewal)
    book.line(contract, price: "1000")
    if let opportunity {
      book.opportunity(
        "O", of: account, contract: "C", close: opportunity.close, amount: "1000", category: opportunity.category)
    }
    return book
  }

  private func kinds(_ book: BookBuilder, for audience: Audience = .team) -> [AttentionReason.Kind] {
    book.insight().accounts[0].attention.resolved(for: audience)?.reasons.map(\.kind) ?? []
  }

  @Test("an account without a stated reason is not listed")
  func none() {
    #expect(kinds(calm()).isEmpty)
    #expect(calm().insight().attention(for: .team).isEmpty)
  }

  @Test("figures.md Attention: notice deadline within 30 days and not decided")
  func notice() {
    func terms(_ days: Int, given: String? = nil) -> RenewalTerms {
      RenewalTerms(isAutomatic: true, termMonths: 12, notice: .calendarDays(days), noticeGiven: given.map(day))
    }
    #expect(kinds(calm(renewal: terms(60))) == [.noticeDeadline])
    #expect(kinds(calm(renewal: terms(30))).isEmpty)
    #expect(kinds(calm(renewal: terms(90))).isEmpty)
    #expect(kinds(calm(renewal: terms(60, given: "2026-11-20"))).isEmpty)
  }

  @Test("figures.md Attention: milestone overdue, until it is done or the renewal is decided")
  func milestone() {
    let open = ["value", "proposal", "terms", "signature"].map { task($0, done: true) }
    #expect(kinds(calm(actions: open)) == [.milestoneOverdue])
    var decided = calm(actions: open)
    decided.draft.opportunities.removeAll()
    decided.opportunity("O", of: 0, contract: "C", close: "2026-11-01", amount: "1000", outcome: .renewed)
    #expect(kinds(decided).isEmpty)
  }

  @Test("figures.md Attention: red or falling band with renewal within 180 days")
  func health() {
    let red = HealthOverride(
      band: .red, reason: nil, author: nil, day: nil, expires: nil, location: SourceLocation(SourceFile("a.md")))
    #expect(kinds(calm(override: red)) == [.health])
    #expect(kinds(calm(end: "2027-05-22", override: red)) == [.health])
    #expect(kinds(calm(end: "2027-05-23", override: red)).isEmpty)
    #expect(kinds(calm(override: red), for: .customer).isEmpty)
  }

  @Test("figures.md Attention: risk without mitigation or past its due date")
  func risks() {
    func risk(_ status: Risk.Status = .open, due: String?, mitigation: String?) -> Risk {
      Risk(
        id: "R1", title: "Sponsor leaves", severity: .high, likelihood: nil, status: status, owner: nil, opened: nil,
        due: due.map(day), mitigation: mitigation, escalatedTo: nil, location: SourceLocation(SourceFile("a.md")))
    }
    #expect(kinds(calm(risks: [risk(due: "2026-12-01", mitigation: "Meet the VP")])).isEmpty)
    #expect(kinds(calm(risks: [risk(due: "2026-12-01", mitigation: "")])) == [.riskUnmitigated])
    #expect(kinds(calm(risks: [risk(due: "2026-11-22", mitigation: "Meet the VP")])) == [.riskOverdue])
    #expect(kinds(calm(risks: [risk(.closed, due: "2026-11-22", mitigation: nil)])).isEmpty)
  }

  @Test("figures.md Attention: no touch within cadence")
  func quiet() {
    #expect(kinds(calm(touches: [touch("2026-08-25")])).isEmpty)
    #expect(kinds(calm(touches: [touch("2026-08-24")])) == [.quiet])
    #expect(kinds(calm(touches: [touch("2026-11-24")])) == [.quiet])
  }

  @Test("figures.md Attention: no economic buyer or champion named")
  func people() {
    #expect(kinds(calm(stakeholders: [person("Dana", "economic buyer")])) == [.people])
    #expect(kinds(calm(stakeholders: [person("Sam", "champion")])) == [.people])
  }

  @Test("figures.md Attention: commit without a dated next step")
  func commit() {
    #expect(kinds(calm(opportunity: ("2027-01-15", .commit))) == [.commitWithoutStep])
    #expect(kinds(calm(call: call(.commit, "1000"))) == [.commitWithoutStep])
    var dated = calm(opportunity: nil)
    dated.opportunity(
      "O", of: 0, contract: "C", close: "2027-01-15", amount: "1", category: .commit, nextStepDay: "2026-12-01")
    #expect(kinds(dated).isEmpty)
  }

  @Test("figures.md Attention: auto-renew with no notice period")
  func noNotice() {
    #expect(kinds(calm(renewal: RenewalTerms(isAutomatic: true))) == [.noNoticePeriod])
  }

  @Test("figures.md Attention: over-deployed")
  func overdeployed() {
    var book = calm()
    book.usage(0, "P", "2026-11", entitled: 100, active: 101)
    #expect(kinds(book) == [.overdeployed])
    #expect(book.insight().accounts[0].attention.resolved(for: .team)?.days == 69)
  }

  @Test("figures.md Attention: forecast close date in the past; no open opportunity within 180 days")
  func opportunities() {
    #expect(kinds(calm(opportunity: ("2026-11-22", .bestCase))) == [.closeDatePast])
    #expect(kinds(calm(opportunity: ("2026-11-23", .bestCase))).isEmpty)
    #expect(kinds(calm(opportunity: nil)) == [.noOpportunity])
    #expect(kinds(calm(end: "2027-05-23", opportunity: nil)).isEmpty)
  }

  @Test("figures.md Attention: order by ATR at stake x urgency; urgency = 90 / max(7, days)")
  func order() throws {
    #expect(Attention.urgency(days: 9) == 10)
    #expect(Attention.urgency(days: 3) == Rational(90, over: 7))
    var book = calm(renewal: RenewalTerms(isAutomatic: true, termMonths: 12, notice: .calendarDays(60)))
    let big = book.account("big", stakeholders: [person("D", "economic buyer"), person("S", "champion")])
    let contract = book.contract("B", of: big, from: "2026-02-01", to: "2028-01-31")
    book.line(contract, price: "40000")
    let list = book.insight().attention(for: .team)
    #expect(list.map(\.account) == [0, 1])
    #expect(list[0].list.score == 10_000)
    #expect(list[0].list.days == 9)
    #expect(list[1].list.reasons.map(\.kind) == [.quiet])
    #expect(list[1].list.score == 40_000 * Rational(90, over: 434))
  }
}
