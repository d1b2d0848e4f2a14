import Core
import Insight
import Portfolio
import Testing

/// Bridges over random pairs of snapshots: what was there, and what a week can do to it.
@Suite("Forecast bridge, proved")
struct ForecastBridgeProofTests {
  /// A book and the same book a week later.
  private struct Pair {
    var then: [SnapshotDeal] = []
    var now: [SnapshotDeal] = []

    init(_ random: inout SeededGenerator) {
      for index in 0..<Int.random(in: 0...25, using: &random) {
        let deal = Self.deal("O\(index)", &random)
        then.append(deal)
        now += Self.fate(of: deal, &random)
      }
      // Two deals become one: the second's amount goes to the first.
      if now.count > 2, Bool.random(using: &random), now[0].amount.currency == now[1].amount.currency {
        now[0].amount = Money(minor: now[0].amount.minor + now[1].amount.minor, now[0].amount.currency)
        now.remove(at: 1)
      }
      for index in 0..<Int.random(in: 0...4, using: &random) { now.append(Self.deal("N\(index)", &random)) }
      now.shuffle(using: &random)
    }

    private static func deal(_ id: String, _ random: inout SeededGenerator) -> SnapshotDeal {
      let isEuro = Bool.random(using: &random)
      return SnapshotDeal(
        id: id, account: "a", category: ForecastCategory.allCases.randomElement(using: &random),
        amount: Money(minor: Int64.random(in: 0...99_999_999, using: &random), isEuro ? .eur : .usd),
        rate: isEuro ? dec("1.0813") : .one, atr: usd("1"),
        closeDate: day("2026-09-01") + Int.random(in: 0...150, using: &random))
    }

    private static func fate(of deal: SnapshotDeal, _ random: inout SeededGenerator) -> [SnapshotDeal] {
      var after = deal
      if after.amount.currency == .eur { after.rate = dec("1.0951") }
      switch Int.random(in: 0..<9, using: &random) {
      case 0: return []
      case 1: after.category = .closedLost
      case 2: after.category = .closedWon
      case 3: after.closeDate = deal.closeDate + Int.random(in: -100...100, using: &random)
      case 4: after.category = ForecastCategory.allCases.randomElement(using: &random)
      case 5: after.amount = Money(minor: Int64.random(in: 0...99_999_999, using: &random), after.amount.currency)
      case 6:
        after.amount = Money(minor: after.amount.minor, .usd)
        after.rate = .one
      case 7:
        var (first, second) = (after, after)
        (first.id, second.id) = (deal.id, deal.id + "-b")
        first.amount = Money(minor: after.amount.minor / 3, after.amount.currency)
        second.amount = Money(minor: after.amount.minor - after.amount.minor / 3, after.amount.currency)
        return [first, second]
      default: break
      }
      return [after]
    }
  }

  private static let scopes = [
    ForecastBridge.Scope(), ForecastBridge.Scope(categories: [.commit]),
    ForecastBridge.Scope(span: day("2026-10-01")...day("2026-12-31")),
    ForecastBridge.Scope(span: day("2026-10-01")...day("2026-12-31"), categories: [.closedWon, .commit, .bestCase]),
  ]

  /// What a deal counts for, worked out without the bridge.
  private static func worth(_ deal: SnapshotDeal?, _ scope: ForecastBridge.Scope) -> Rational {
    guard let deal, scope.span?.contains(deal.closeDate) ?? true,
      deal.category.map(scope.categories.contains) ?? false
    else { return .zero }
    return deal.amount.converted(to: .usd, rate: deal.rate ?? .zero).amount
  }

  @Test("1,000 pairs balance to the cent, and every deal stands in exactly one bar per cause")
  func pairs() {
    var random = SeededGenerator(2026)
    for _ in 0..<1000 {
      let pair = Pair(&random)
      let scope = Self.scopes.randomElement(using: &random) ?? Self.scopes[0]
      let bridge = ForecastBridge(from: pair.then, to: pair.now, scope: scope, currency: .usd)
      #expect(bridge.isBalanced)
      #expect(bridge.opening.amount == pair.then.reduce(.zero) { $0 + Self.worth($1, scope) })
      #expect(bridge.closing.amount == pair.now.reduce(.zero) { $0 + Self.worth($1, scope) })
      #expect(
        ForecastBridge.Kind.allCases.reduce(bridge.opening.amount) { $0 + bridge.total($1).amount }
          == bridge.closing.amount)
      for id in Set((pair.then + pair.now).map(\.id)) { check(id, pair, scope, bridge) }
    }
  }

  private func check(_ id: String, _ pair: Pair, _ scope: ForecastBridge.Scope, _ bridge: ForecastBridge) {
    let (then, now) = (pair.then.first { $0.id == id }, pair.now.first { $0.id == id })
    let mine = bridge.movements.filter { $0.deal.id == id }
    let change = Self.worth(now, scope) - Self.worth(then, scope)
    #expect(mine.reduce(.zero) { $0 + $1.amount } == change)
    #expect(Set(mine.map(\.kind)).count == mine.count, "\(id) stands twice in a bar")
    let staying: Set<ForecastBridge.Kind> = [.amountUp, .amountDown, .exchange]
    #expect(mine.count <= 1 || mine.allSatisfy { staying.contains($0.kind) }, "\(id) has two causes")
    #expect(mine.allSatisfy { $0.earlier == then && $0.later == now })
    for movement in mine {
      switch movement.kind {
      case .new, .pulledIn, .amountUp, .upgraded: #expect(movement.amount >= .zero)
      case .amountDown, .pushedOut, .lost, .won: #expect(movement.amount <= .zero)
      case .downgraded, .exchange: break
      }
    }
  }

  @Test("a change of rate alone stands on its own line; a change of currency is a change of amount")
  func currencies() {
    let then = SnapshotDeal(
      id: "O", account: "a", category: .commit, amount: Money(minor: 10_000_00, .eur), rate: dec("1.10"), atr: usd("1"),
      closeDate: day("2026-12-01"))
    var (rate, currency) = (then, then)
    rate.rate = dec("1.05")
    (currency.amount, currency.rate) = (Money(minor: 10_000_00, .usd), .one)
    let kinds = [rate, currency].map { now in
      ForecastBridge(from: [then], to: [now], scope: .init(), currency: .usd).movements.map(\.kind)
    }
    #expect(kinds == [[.exchange], [.amountDown]])
  }
}
