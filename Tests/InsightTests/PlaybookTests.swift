import Core
import Insight
import Markdown
import Portfolio
import Testing

@Suite("Plays find the account")
struct PlaybookTests {
  private func play(_ slug: String, _ trigger: String?, for clearance: Audience = .field) -> Play? {
    guard let name = Slug(slug) else { return nil }
    var log = Diagnostics()
    let file = SourceFile("content/plays/\(slug).md")
    return Play(
      slug: name, clearance: clearance, title: slug, summary: nil, trigger: trigger,
      triggerLocation: Core.SourceLocation(file, line: 3, column: 10), owner: nil, roles: [], related: [],
      document: MarkdownDocument([], file: file, into: &log), location: Core.SourceLocation(file, line: 1, column: 1))
  }

  /// The texts of what matches `trigger` at the first account.
  private func match(_ trigger: String, _ book: BookBuilder, for audience: Audience = .team) -> PlayMatch? {
    var book = book
    book.draft.plays = [play("p", trigger)].compactMap(\.self)
    let insight = book.insight()
    var log = Diagnostics()
    let playbook = Playbook(insight.portfolio, into: &log)
    #expect(log.all.isEmpty, "\(trigger)")
    return playbook.matches(of: 0, in: insight, for: audience).first
  }

  /// One contract to 31 Jan 2027 (69 days left), 100 of P at 61% use, no people, plan above the cap.
  private var book: BookBuilder {
    var book = BookBuilder()
    var plan = Negotiation(location: Core.SourceLocation(SourceFile("content/accounts/acme.md"), line: 9))
    plan.quotedUplift = Rational(6)
    let account = book.account(
      "acme", segment: "Mid-Market", negotiation: plan,
      touches: [touch("2026-08-01")])
    let contract = book.contract(
      "C", of: account, from: "2026-02-01", to: "2027-01-31",
      renewal: RenewalTerms(
        isAutomatic: true, termMonths: 12, notice: .calendarDays(60), upliftCapPercent: Rational(3)))
    book.line(contract, quantity: "100", price: "900")
    book.usage(account, "P", "2026-10", entitled: 100, assigned: 82, active: 61)
    return book
  }

  @Test(
    "the values that matched are told in words",
    arguments: [
      ("days_left <= 180", "69 days left"),
      ("days_left <= 69 and days_left >= 69", "69 days left"),
      (
        "auto_renew and notice_days_left <= 30 and notice_days_left >= 0",
        "renews itself, 9 days to the last day for notice"
      ),
      ("utilization < 0.8 and days_left > 60", "61% of P in use, 69 days left"),
      ("deployed > 80%", "82% of P assigned"),
      ("no champion", "no champion named"),
      ("no economic_buyer or band = red", "no economic buyer named"),
      ("uplift > cap", "6% quoted, cap 3%"),
      ("uplift = 6%", "6% quoted"),
      ("no open_opportunity and days_left <= 180", "no open opportunity, 69 days left"),
      ("days_since_touch > 90", "last touch 114 days ago"),
      ("segment = mid-market", "segment Mid-Market"),
      ("product in (p, q)", "P"),
      ("arr >= 90k", "ARR $90K"),
      ("no category", "no forecast category"),
    ])
  func matches(trigger: String, text: String) {
    #expect(match(trigger, book)?.text == text)
  }

  @Test(
    "what does not hold, or is not known, does not match",
    arguments: [
      "days_left > 69", "champion", "band = red", "score < 10", "not (score < 100)", "category = commit",
      "over_deployed > 0", "legacy_lines > 0", "days_to_close < 500", "region = West",
    ])
  func noMatch(trigger: String) {
    #expect(match(trigger, book) == nil)
  }

  @Test("a copy's matches use only what its readers may see")
  func clearance() {
    #expect(match("uplift > cap", book, for: .team) != nil)
    #expect(match("uplift > cap", book, for: .field) == nil)
    #expect(match("not (uplift > cap)", book, for: .field) == nil)
    #expect(match("uplift > cap or days_left <= 180", book, for: .field)?.text == "69 days left")
    #expect(match("days_left <= 180", book, for: .customer) == nil)
  }

  @Test("a play above the copy's clearance is left out")
  func playClearance() {
    var book = book
    book.draft.plays = [play("a", "no champion", for: .team), play("b", "no champion")].compactMap(\.self)
    let insight = book.insight()
    var log = Diagnostics()
    let playbook = Playbook(insight.portfolio, into: &log)
    #expect(playbook.matches(of: 0, in: insight, for: .team).map(\.play) == [0, 1])
    #expect(playbook.matches(of: 0, in: insight, for: .field).map(\.play) == [1])
  }

  @Test("a trigger is asked of each contract, and the one that ends first is told first")
  func contracts() {
    var book = book
    let later = book.contract("D", of: 0, from: "2026-06-01", to: "2027-05-31")
    book.line(later, price: "500")
    let match = match("days_left <= 365", book)
    #expect(match?.text == "69 days left")
    #expect(match?.further == 1)
    #expect(self.match("days_left > 100", book)?.text == "189 days left")
    // Both conditions must hold of the same contract.
    #expect(self.match("days_left > 100 and auto_renew", book) == nil)
  }

  @Test("a contract that is decided is not asked, an account without a running one never")
  func decided() {
    var won = book
    won.opportunity("O", of: 0, contract: "C", close: "2026-11-01", amount: "1000", outcome: .renewed)
    #expect(match("days_left <= 180", won) == nil)
    #expect(match("no champion", won)?.text == "no champion named")
    var ended = BookBuilder()
    let account = ended.account("acme")
    ended.line(ended.contract("C", of: account, from: "2024-02-01", to: "2025-01-31"), price: "1")
    #expect(match("no champion", ended) == nil)
    #expect(match("days_left <= 180", ended) == nil)
  }

  @Test("a broken trigger is an error at its place and applies to nothing")
  func broken() {
    var book = book
    book.draft.plays = [play("p", "days_left <= 180 and bnd = red"), play("q", nil)].compactMap(\.self)
    let insight = book.insight()
    var log = Diagnostics()
    let playbook = Playbook(insight.portfolio, into: &log)
    #expect(log.all.map { $0.location?.description } == ["content/plays/p.md:3:31"])
    #expect(playbook.matches(of: 0, in: insight, for: .team).isEmpty)
  }

  @Test("a trace says what each test came to, and hides what readers may not see")
  func trace() {
    var book = book
    book.draft.plays = [play("p", "uplift > cap and days_left <= 30")].compactMap(\.self)
    let insight = book.insight()
    var log = Diagnostics()
    let playbook = Playbook(insight.portfolio, into: &log)
    let team = playbook.trace(of: 0, in: insight, for: .team)
    #expect(team.map(\.applies) == [false])
    #expect(team[0].lines.map(\.answer) == [.yes, .no])
    #expect(team[0].lines.map(\.value) == ["6% quoted, cap 3%", "69 days left"])
    let field = playbook.trace(of: 0, in: insight, for: .field)
    #expect(field[0].lines.map(\.answer) == [.unknown, .no])
    #expect(field[0].lines[0].value == "cap 3%")
  }
}
