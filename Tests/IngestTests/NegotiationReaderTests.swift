import Core
import Files
import Ingest
import Portfolio
import Testing

@Suite("A negotiation is read from the front matter")
struct NegotiationReaderTests {
  private func read(_ block: String) -> (plan: Negotiation?, log: [Diagnostic]) {
    var log = Diagnostics()
    let files = MemoryFiles(["content/accounts/acme.md": "---\nname: Acme\nid: A1\nnegotiation:\n\(block)---\n"])
    let portfolio = PortfolioReader().read(files, into: &log)
    let account = portfolio.accounts.first
    #expect(account?.negotiation.clearance == .team)
    #expect(account?.negotiation.resolved(for: .field) == nil)
    return (account?.negotiation.resolved(for: .team) ?? nil, log.sorted)
  }

  @Test("every part of a plan")
  func all() throws {
    let (found, log) = read(
      """
        strategy: Trade
        our_position: 5%
        our_interest: [A term that lasts, Cash]
        their_batna: Extend by six months
        their_batna_value: "300000"
        target_uplift: "5"
        walk_away_amount: "380000"
        gives: [{item: Price lock, value: "18000", cost: "9000"}]
        ladder:
          - {concession: Price lock, for: 3 years, cost: "9000", planned: 2026-11-20, offered: 2026-11-21, accepted: 2026-11-22}
          - {concession: Net 45, planned: 2026-12-01}
        clauses: [{clause: 11.2 Notice, state: open, position: In writing, their_position: By mail, owner: Ana, due: 2026-12-01}]
        decision_process: [{step: CFO decides, who: Dana, date: 2026-12-02}]
        paper_process: [{step: Order form, who: Ana, done: 2026-11-20}, {step: Legal, done: yes}]
        scenarios:
          - {name: Flat, uplift_percent: "0", propose: true}
          - name: "Grow & move"
            co_term: C-9
            uplift_basis: year simple
            lines:
              - {sku: A, quantity: "1100", price: "250"}
              - {line: L-2, to: B, ratio: "0.25"}
              - {sku: C, add: true, quantity: "5", start: 2027-06-01, term_months: 6}
              - {sku: D, remove: true}
            propose: {title: Together, valid_until: 2026-12-15}

      """)
    #expect(log.filter { $0.code != "account.no-contracts" }.isEmpty, "\(log)")
    let plan = try #require(found)
    #expect(plan.ours.interests == ["A term that lasts", "Cash"])
    #expect(plan.theirs.alternative == "Extend by six months")
    #expect(plan.ladder.map(\.state) == [.accepted, .planned])
    #expect(plan.clauses.first?.theirs == "By mail")
    #expect(plan.paper.map(\.isDone) == [true, true])
    #expect(plan.scenarios.map(\.key) == ["flat", "grow-move"])
    let terms = plan.scenarios[1].terms
    #expect(terms.length == .withContract("C-9"))
    #expect(terms.counting == .days)
    #expect(terms.basis == .yearSimple)
    #expect(terms.lines.map(\.isRemoved) == [false, false, false, true])
    #expect(terms.lines[1].successor == "B")
    #expect(plan.proposal?.options.map(\.choice.title) == [nil, "Together"])
  }

  @Test(
    "what can't be meant is told with its place and a hint",
    arguments: [
      ("  target_uplift: \"2\"\n  walk_away_uplift: \"3\"\n", "account.negotiation", 6),
      ("  ladder: [{concession: A, offered: 2026-11-02, accepted: 2026-11-01}]\n", "account.negotiation", 5),
      ("  ladder: [{for: B}]\n", "account.missing", 5), ("  clauses: [{state: open}]\n", "account.missing", 5),
      ("  clauses: [{clause: A, state: opn}]\n", "account.choice", 5),
      ("  paper_process: [{who: Ana}]\n", "account.missing", 5),
      ("  scenarios: [{name: A}, {name: a}]\n", "account.duplicate", 5),
      ("  scenarios: [{name: A, term_months: 12, end: 2027-12-31}]\n", "account.negotiation", 5),
      ("  scenarios: [{name: A, uplift_percent: \"-100\"}]\n", "account.number", 5),
      ("  scenarios: [{name: A, lines: [{quantity: \"5\"}]}]\n", "account.missing", 5),
      ("  scenarios: [{name: A, lines: [{sku: P, quantity: \"-5\"}]}]\n", "account.number", 5),
      ("  scenarios: [{name: A, lines: [{sku: P, add: true}]}]\n", "account.missing", 5),
      ("  scenarios: [{name: A, upift_percent: \"5\"}]\n", "account.unknown-key", 5),
    ])
  func problems(block: String, code: String, line: Int) throws {
    let problem = try #require(read(block).log.first { $0.code == code }, "\(read(block).log)")
    #expect(problem.location.map { Int($0.line) } == line)
    #expect(problem.hint?.isEmpty == false)
    #expect(problem.account == "acme")
  }
}
