import Core
public import Insight
import Portfolio
public import Proof

/// Every value of a book with the least trusted audience that may see it: what a proof of its copies looks for.
///
/// Also those that anyone may see, for what stands in the open is no secret elsewhere.
public struct BookValues: Sendable {
  /// The book's own, then by account, guide, play and path.
  public let values: [GuardedValue]

  /// Collects the values of `insight`, `jobs` slices of accounts side by side.
  public init(_ insight: Insight, jobs: Int) async {
    let count = insight.accounts.count
    let size = max(1, (count + jobs * 4 - 1) / (jobs * 4))
    var slices: [Int: [GuardedValue]] = [:]
    await withTaskGroup(of: (Int, [GuardedValue]).self) { group in
      for start in stride(from: 0, to: count, by: size) {
        group.addTask {
          var collector = ValueCollector(insight)
          for account in start..<min(start + size, count) { collector.add(account: account) }
          return (start, collector.values)
        }
      }
      for await (start, values) in group { slices[start] = values }
    }
    var collector = ValueCollector(insight)
    collector.addBook()
    values = collector.values + slices.sorted { $0.key < $1.key }.flatMap(\.value)
  }
}

/// Writes down values one by one; what there isn't is passed over.
struct ValueCollector {
  let insight: Insight
  var values: [GuardedValue] = []
  /// Whose values follow.
  var subject = ""

  init(_ insight: Insight) { self.insight = insight }

  var portfolio: Portfolio { insight.portfolio }
  var clearance: ClearancePolicy { portfolio.settings.clearance }

  mutating func add(_ field: String, _ content: GuardedValue.Content?, for audience: Audience) {
    guard let content else { return }
    values.append(
      GuardedValue(field, of: subject, content, for: audience, isComputed: field.utf8.starts(with: "figure ".utf8)))
  }

  mutating func text(_ field: String, _ text: String?, for audience: Audience) {
    add(field, text.flatMap { $0.isEmpty ? nil : .text($0) }, for: audience)
  }

  mutating func word(_ field: String, _ word: String?, for audience: Audience) {
    add(field, word.map(GuardedValue.Content.word), for: audience)
  }

  mutating func day(_ field: String, _ day: Day?, for audience: Audience) {
    add(field, day.map(GuardedValue.Content.day), for: audience)
  }

  mutating func money(_ field: String, _ money: Money?, for audience: Audience) {
    add(field, money.map(GuardedValue.Content.money), for: audience)
  }

  mutating func number(_ field: String, _ number: Rational?, for audience: Audience) {
    add(field, number.map(GuardedValue.Content.number), for: audience)
  }

  mutating func figure(_ figure: Restricted<Figure>?) {
    guard let figure, let found = figure.resolved(for: .team), !found.plain.isEmpty else { return }
    add("figure \(found.name.kind.rawValue)", Self.content(found), for: figure.clearance)
  }

  /// Money with its code, a day, a number; else the words.
  private static func content(_ figure: Figure) -> GuardedValue.Content {
    let parts = figure.plain.split(separator: " ").map(String.init)
    if parts.count == 2, let amount = Rational(decimal: parts[0]), let currency = Currency(parts[1]) {
      return .money(Money(rounding: amount, currency))
    }
    // `2026-12-01`, and `2026-12-01 overdue`.
    if let day = Day(iso: figure.plain.utf8.prefix(10)) { return .day(day) }
    if let number = Rational(decimal: figure.plain) { return .number(number) }
    return .word(figure.plain)
  }
}
