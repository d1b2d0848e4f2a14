import Core
import Insight
import Portfolio
import Testing

@Suite("Milestones")
struct MilestoneTests {
  private func milestones(
    asOf: String = "2026-11-23", renewal: RenewalTerms = RenewalTerms(), anchor: MilestoneAnchor = .earliest,
    actions: [Restricted<ActionItem>] = [], touches: [Touch] = []
  ) -> [Restricted<MilestoneState>] {
    var book = BookBuilder { $0.milestoneAnchor = anchor }
    let account = book.account("acme", actions: actions, touches: touches)
    let contract = book.contract("C-1", of: account, from: "2024-02-01", to: "2027-01-31", renewal: renewal)
    book.line(contract, price: "100")
    return book.insight(on: asOf).accounts[0].contracts[0].dates.milestones
  }

  @Test("figures.md Milestones from renewal date 2027-02-01 without auto-renewal")
  func days() {
    let days = milestones().compactMap { $0.resolved(for: .team)?.day.description }
    #expect(days == ["2026-08-05", "2026-10-04", "2026-11-03", "2026-12-03", "2027-01-02"])
  }

  @Test("of an auto-renewing contract they count back from the notice deadline, unless the settings say renewal")
  func anchor() {
    let terms = RenewalTerms(isAutomatic: true, termMonths: 12, notice: .calendarDays(60))
    let earliest = milestones(renewal: terms).compactMap { $0.resolved(for: .team)?.day.description }
    #expect(earliest.last == "2026-11-02")
    let renewal = milestones(renewal: terms, anchor: .renewal).compactMap { $0.resolved(for: .team)?.day.description }
    #expect(renewal.last == "2027-01-02")
  }

  @Test("done by a ticked task or a log entry that names key, mark or title; else due, overdue or to come")
  func progress() {
    let states = milestones(
      asOf: "2026-11-20",
      actions: [task("Kickoff with IT", done: true, due: "2026-08-01"), task("Proposal sent", due: "2026-11-01")],
      touches: [touch("2026-10-06", "Value review with CIO")]
    ).compactMap { $0.resolved(for: .team) }
    #expect(states.map(\.progress) == [.done, .done, .overdue, .due, .upcoming])
    #expect(states[0].evidence?.isTouch == false)
    #expect(states[1].evidence?.day == day("2026-10-06"))
  }

  @Test("a word inside another word, an open task and an entry of an earlier cycle prove nothing")
  func noProof() {
    let states = milestones(
      actions: [task("Revaluate", done: true, due: "2026-10-01"), task("Kickoff", due: "2026-08-01")],
      touches: [touch("2025-09-01", "Proposal sent")]
    ).compactMap { $0.resolved(for: .team) }
    #expect(states.allSatisfy { $0.progress != .done })
  }

  @Test("what only the team may see proves a milestone to the team only")
  func guarded() {
    let states = milestones(actions: [task("Kickoff", done: true, due: "2026-08-01", for: .team)])
    #expect(states[0].resolved(for: .team)?.progress == .done)
    #expect(states[0].resolved(for: .field) == nil)
    #expect(states[1].resolved(for: .field)?.progress == .overdue)
    #expect(states[1].resolved(for: .customer) == nil)
  }
}
