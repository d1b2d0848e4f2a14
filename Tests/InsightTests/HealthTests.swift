import Core
import Insight
import Portfolio
import Testing

@Suite("Health")
struct HealthTests {
  /// A measure whose value is its points: 100 earns 100, 50 earns 50.
  static func plain(_ key: String, _ weight: Int, group: String? = nil) -> MeasureRule {
    MeasureRule(
      key: key, weight: Rational(weight), source: .reading(key), green: 100, yellow: 50, staleAfter: 30, group: group)
  }

  private func health(
    _ model: HealthModel, _ readings: [(String, String, String)], override: HealthOverride? = nil,
    sentiment: Sentiment? = nil
  ) throws -> HealthInsight {
    var book = BookBuilder { $0.health = model }
    let account = book.account("acme", override: override, sentiment: sentiment)
    for (measure, on, value) in readings { book.reading(account, measure, on, value) }
    return try #require(book.insight().health(of: 0).resolved(for: .field))
  }

  @Test("figures.md Health: weights 30/25/15/20/10 with 80/-/60/40/- score 63.1 at 65% coverage, never 41")
  func missing() throws {
    let weights = [("a", 30), ("b", 25), ("c", 15), ("d", 20), ("e", 10)]
    let model = HealthModel(measures: weights.map { Self.plain($0.0, $0.1) }, green: 75, yellow: 50)
    let now = "2026-11-20"
    let health = try health(model, [("a", now, "80"), ("c", now, "60"), ("d", now, "40")])
    #expect(health.now.score?.decimalText(digits: 1) == "63.1")
    #expect(health.now.coverage == dec("0.65"))
    #expect(health.band == .yellow)
    #expect(health.now.missing.map(\.rule.key) == ["b", "e"])
  }

  @Test("figures.md Health: groups are refilled inside first, 68.3")
  func groups() throws {
    let measures = [
      Self.plain("p1", 60, group: "Product"), Self.plain("p2", 40, group: "Product"),
      Self.plain("r", 1, group: "Risk"), Self.plain("o", 1, group: "Outcomes"),
      Self.plain("e1", 1, group: "Engagement"), Self.plain("e2", 1, group: "Engagement"),
    ]
    let groups = [("Product", 50), ("Risk", 25), ("Outcomes", 10), ("Engagement", 15)]
    let model = HealthModel(
      measures: measures, groups: groups.map { MeasureGroup(key: $0.0, weight: Rational($0.1)) }, green: 75, yellow: 50)
    let now = "2026-11-20"
    let health = try health(
      model, [("p1", now, "80"), ("r", now, "50"), ("e1", now, "90"), ("e2", now, "30")])
    #expect(health.now.score?.decimalText(digits: 1) == "68.3")
    #expect(health.now.coverage == dec("0.7"))
  }

  @Test(
    "figures.md Health: 100 at or beyond green, 50 at yellow, linear between and as far below",
    arguments: [
      ("0.9", "100"), ("0.8", "100"), ("0.7", "75"), ("0.6", "50"), ("0.5", "25"), ("0.4", "0"), ("0.1", "0"),
    ])
  func points(value: String, points: String) {
    let rule = MeasureRule(
      key: "a", weight: 1, source: .activeRatio, green: dec("0.8"), yellow: dec("0.6"), staleAfter: 45)
    #expect(rule.points(for: dec(value)) == dec(points))
    #expect(rule.value(forPoints: 75) == dec("0.7"))
  }

  @Test(
    "figures.md Health: direction lower is mirrored",
    arguments: [
      ("-1", "100"), ("0", "100"), ("1", "75"), ("2", "50"), ("3", "25"), ("4", "0"), ("9", "0"),
    ])
  func lower(value: String, points: String) {
    let rule = MeasureRule(
      key: "p1", weight: 1, source: .reading("p1"), green: 0, yellow: 2, direction: .lower, staleAfter: 30)
    #expect(rule.points(for: dec(value)) == dec(points))
  }

  @Test(
    "figures.md Health: bands of [from, points] for measures that are not monotonic",
    arguments: [
      ("0", "50"), ("1", "100"), ("2", "100"), ("3", "75"), ("4.5", "75"), ("5", "25"), ("90", "25"),
    ])
  func steps(value: String, points: String) {
    let steps = [("0", "50"), ("1", "100"), ("3", "75"), ("5", "25")].map {
      MeasureRule.Step(from: dec($0.0), points: dec($0.1))
    }
    let rule = MeasureRule(
      key: "t", weight: 1, source: .reading("t"), green: 0, yellow: 0, steps: steps, staleAfter: 30)
    #expect(rule.points(for: dec(value)) == dec(points))
  }

  @Test("figures.md Health: coverage below 50% is insufficient data, at 50% it is enough")
  func coverage() throws {
    let model = HealthModel(
      measures: [Self.plain("a", 49), Self.plain("b", 51), Self.plain("c", 2)], green: 75, yellow: 50)
    let thin = try health(model, [("a", "2026-11-20", "90")])
    #expect(thin.now.score == 90)
    #expect(thin.now.band == nil)
    #expect(thin.now.isInsufficient)
    let enough = try health(model, [("a", "2026-11-20", "90"), ("c", "2026-11-20", "90")])
    #expect(enough.now.band == .green)
  }

  @Test("a stale measure drops out and is named; on its last day it still counts")
  func stale() throws {
    let model = HealthModel(measures: [Self.plain("a", 1), Self.plain("b", 1)], green: 75, yellow: 50)
    let health = try health(model, [("a", "2026-10-24", "100"), ("b", "2026-10-23", "0")])
    #expect(health.now.score == 100)
    #expect(health.now.stale.map(\.rule.key) == ["b"])
    #expect(health.now.measures[1].value == .zero)
  }

  @Test("the score's band begins at the threshold itself")
  func edges() throws {
    let model = HealthModel(measures: [Self.plain("a", 1)], green: 75, yellow: 50)
    let bands = try ["75", "74.99", "50", "49.99"].map { try health(model, [("a", "2026-11-20", $0)]).band }
    #expect(bands == [.green, .yellow, .yellow, .red])
  }

  @Test(
    "trend is now less 30 days before, from data dated then; up from +5, down from -5",
    arguments: [
      ("70", "65", HealthInsight.Direction.up), ("69.99", "65", .steady), ("60", "65", .down), ("60.01", "65", .steady),
    ])
  func trend(now: String, before: String, direction: HealthInsight.Direction) throws {
    let model = HealthModel(measures: [Self.plain("a", 1), Self.plain("b", 0)], green: 75, yellow: 50)
    let health = try health(model, [("a", "2026-10-24", before), ("a", "2026-10-25", now)])
    #expect(health.before.score == dec(before))
    #expect(health.direction == direction)
    #expect(health.movements.map(\.now.rule.key) == ["a"])
    #expect(health.movements.first?.change == health.trend)
  }

  @Test("an override in force sets the band that lists use; an expired one does not count and is reported")
  func override() throws {
    let model = HealthModel(measures: [Self.plain("a", 1)], green: 75, yellow: 50)
    func override(_ expires: String) -> HealthOverride {
      HealthOverride(
        band: .red, reason: "Sponsor resigned", author: "ana", day: nil, expires: day(expires),
        location: SourceLocation(SourceFile("a.md"), line: 3))
    }
    let inForce = try health(model, [("a", "2026-11-20", "90")], override: override("2026-11-23"))
    #expect(inForce.band == .red)
    #expect(inForce.now.band == .green)
    #expect(inForce.expiredOverride == nil)
    let expired = try health(model, [("a", "2026-11-20", "90")], override: override("2026-11-22"))
    #expect(expired.band == .green)
    #expect(expired.expiredOverride?.band == .red)
  }

  @Test("why: what costs the most points, and the shortest way to the next band")
  func why() throws {
    let model = HealthModel(
      measures: [
        MeasureRule(
          key: "support", weight: 20, source: .reading("p1"), green: 0, yellow: 2, direction: .lower, staleAfter: 30),
        Self.plain("adoption", 30), Self.plain("value", 50),
      ], green: 75, yellow: 50)
    let now = "2026-11-20"
    let health = try health(model, [("p1", now, "2"), ("adoption", now, "75"), ("value", now, "70")])
    #expect(health.now.score == dec("67.5"))
    #expect(health.now.costliest.map(\.rule.key) == ["value", "support", "adoption"])
    #expect(health.now.costliest.map(\.cost) == [15, 10, dec("7.5")])
    let next = try #require(health.nextBand(model))
    #expect(next.band == .green)
    #expect(next.needed == dec("7.5"))
    #expect(next.steps.map(\.target) == [85])
  }

  @Test("licence use is the latest month's, people's products before others; days to renewal never enter")
  func usage() throws {
    var book = BookBuilder()
    let account = book.account("acme")
    book.product("Nodes", metric: .node)
    book.product("Users", metric: .namedUser)
    book.usage(account, "Users", "2026-09", entitled: 100, assigned: 90, active: 50)
    book.usage(account, "Users", "2026-10", entitled: 1200, assigned: 1010, active: 840)
    book.usage(account, "Nodes", "2026-10", entitled: 10, active: 10)
    book.usage(account, "Users", "2026-12", entitled: 10, active: 10)
    let near = try #require(book.insight().health(of: 0).resolved(for: .team))
    #expect(near.now.measures[0].value == dec("0.7"))
    #expect(near.now.measures[0].points == 75)
    #expect(near.before.measures[0].value == dec("0.5"))
    #expect(near.now.measures[0].ratio?.of == 1200)
  }

  @Test("health is guarded from the customer")
  func guarded() {
    var book = BookBuilder()
    book.account("acme")
    #expect(book.insight().health(of: 0).resolved(for: .customer) == nil)
    #expect(book.insight().accounts[0].health.clearance == .field)
  }
}
