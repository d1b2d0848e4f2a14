import Core
import Portfolio

/// Compares a snapshot with the book of today, account by account.
struct ChangeReader {
  private let portfolio: Portfolio
  private let then: Snapshot
  private let now: Snapshot

  init(_ portfolio: Portfolio, then: Snapshot, now: [SnapshotDeal]) {
    self.portfolio = portfolio
    self.then = then
    self.now = Snapshot(day: then.day, deals: now, currency: portfolio.settings.currency)
  }

  /// A deal in both, or in one of them.
  private typealias Pair = (then: SnapshotDeal?, now: SnapshotDeal?)

  private func changes(_ find: (_ account: Int, [Pair]) -> [AccountChange]) -> [AccountChange] {
    portfolio.accounts.indices.flatMap { account in
      let slug = portfolio.accounts[account].slug.text
      return find(account, Self.pairs(then.deals(of: slug), now.deals(of: slug)))
    }
  }

  /// Both lists are sorted by id.
  private static func pairs(_ then: ArraySlice<SnapshotDeal>, _ now: ArraySlice<SnapshotDeal>) -> [Pair] {
    var pairs: [Pair] = []
    var (i, j) = (then.startIndex, now.startIndex)
    while i < then.endIndex || j < now.endIndex {
      if j >= now.endIndex || i < then.endIndex && SnapshotDeal.precedes(then[i], now[j]) {
        pairs.append((then[i], nil))
        i += 1
      } else if i >= then.endIndex || SnapshotDeal.precedes(now[j], then[i]) {
        pairs.append((nil, now[j]))
        j += 1
      } else {
        pairs.append((then[i], now[j]))
        i += 1
        j += 1
      }
    }
    return pairs
  }

  /// Deals that came and went, categories, close dates.
  func deals() -> [AccountChange] {
    changes { account, pairs in
      pairs.flatMap { pair -> [AccountChange] in
        switch pair {
        case (let then?, let now?): return moved(account, then, now)
        // A snapshot holds no renewal that closed long ago, so one that is closed now is not new.
        case (nil, let now?) where now.category?.isClosed == false:
          return [change(account, .new, now.id, "", Self.described(now))]
        case (let then?, nil) where then.category?.isClosed == false:
          return [change(account, .gone, then.id, Self.described(then), "", isWorse: true)]
        default: return []
        }
      }
    }
  }

  private func moved(_ account: Int, _ then: SnapshotDeal, _ now: SnapshotDeal) -> [AccountChange] {
    var changes: [AccountChange] = []
    if then.category != now.category {
      changes.append(
        change(
          account, .category, now.id, Self.title(then.category), Self.title(now.category),
          isWorse: ForecastBridge.rank(now.category) < ForecastBridge.rank(then.category)))
    }
    if then.closeDate != now.closeDate, now.category?.isClosed != true {
      changes.append(
        change(
          account, .closeDate, now.id, then.closeDate.display, now.closeDate.display,
          isWorse: now.closeDate > then.closeDate))
    }
    return changes
  }

  func amounts() -> [AccountChange] {
    changes { account, pairs in
      pairs.compactMap { pair in
        guard let then = pair.then, let now = pair.now, then.amount != now.amount else { return nil }
        let isWorse = then.amount.currency == now.amount.currency ? now.amount.minor < then.amount.minor : nil
        return change(
          account, .amount, now.id, FigureFormat.exact(then.amount), FigureFormat.exact(now.amount), isWorse: isWorse)
      }
    }
  }

  /// Score by a point or more, or another band.
  func health() -> [AccountChange] {
    changes { account, pairs in
      guard let then = pairs.lazy.compactMap(\.then).first, let now = pairs.lazy.compactMap(\.now).first else {
        return []
      }
      let fell = (now.health ?? .zero) - (then.health ?? .zero)
      let isSame = then.band == now.band && (then.health == nil) == (now.health == nil) && fell.magnitude < 1
      if isSame { return [] }
      return [change(account, .health, "", Self.health(then), Self.health(now), isWorse: fell < .zero)]
    }
  }

  func risks() -> [AccountChange] {
    changes { account, pairs in
      guard let then = pairs.lazy.compactMap(\.then).first, let now = pairs.lazy.compactMap(\.now).first,
        then.risks != now.risks
      else { return [] }
      let opened = now.risks.count { !then.risks.contains($0) }
      let closed = then.risks.count { !now.risks.contains($0) }
      return [
        change(account, .risks, "", Self.risks(then.risks), Self.risks(now.risks), isWorse: opened > closed)
      ]
    }
  }

  private func change(
    _ account: Int, _ kind: AccountChange.Kind, _ deal: String, _ from: String, _ to: String, isWorse: Bool? = nil
  ) -> AccountChange {
    AccountChange(account: account, kind: kind, deal: deal, from: from, to: to, isWorse: isWorse)
  }

  private static func title(_ category: ForecastCategory?) -> String { category?.title ?? "No category" }

  private static func described(_ deal: SnapshotDeal) -> String {
    "\(title(deal.category)), closes \(deal.closeDate.display)"
  }

  private static func health(_ deal: SnapshotDeal) -> String {
    let score = deal.health.map { FigureFormat.decimal($0, digits: 0) } ?? "no score"
    return deal.band.map { "\($0.title) \(score)" } ?? "No band, \(score)"
  }

  /// `R1 high, R3 low`.
  private static func risks(_ risks: [String]) -> String {
    if risks.isEmpty { return "none open" }
    return risks.map { risk in risk.utf8.split(separator: 0x3A).map { String(Substring($0)) }.joined(separator: " ") }
      .joined(separator: ", ")
  }
}
