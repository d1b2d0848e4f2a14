public import Core
public import Insight
import Portfolio

/// The week's changes as Markdown, to paste into a chat or a mail.
public struct Digest: Sendable {
  private let context: SiteContext
  private let since: Day?

  /// What changed since the newest snapshot, or since the newest of `since` or before; as far as `audience` may know.
  public init(_ insight: Insight, for audience: Audience, since: Day? = nil) {
    context = SiteContext(
      insight.portfolio, insight, for: audience, problems: [], inputDigest: ContentHash([]))
    let wanted = since.map { $0 + 1 } ?? insight.asOf
    self.since = insight.portfolio.snapshotDay(before: min(wanted, insight.asOf))
  }

  private var portfolio: Portfolio { context.portfolio }

  /// Headings, lists, no tables: what every chat renders.
  public var markdown: String {
    let title = "# \(Self.escaped(portfolio.settings.title)), \(context.asOf.display)"
    guard context.audience >= .field else { return title + "\n\nThe digest is not part of this copy.\n" }
    let sections = [
      [standing].compactMap(\.self), section("What moved", movements), section("Categories and dates", dates),
      section("Health and risks", health), section("Escalations", escalations),
      section("Overdue and due in seven days", due),
    ]
    let known =
      since.map { "Since the snapshot of \($0.display)." }
      ?? "No snapshot yet: `perennial snapshot` before each call tells what moved."
    return ([title, known] + sections.flatMap { $0 }).joined(separator: "\n\n") + "\n"
  }

  private func section(_ heading: String, _ lines: [String]) -> [String] {
    guard !lines.isEmpty else { return [] }
    let shown = lines.prefix(20).map { "- \($0)" } + (lines.count > 20 ? ["- and \(lines.count - 20) more"] : [])
    return ["## \(heading)", shown.joined(separator: "\n")]
  }

  private var page: ForecastPage? {
    context.forecast.current.map { forecast in
      var page = ForecastPage(context, forecast, page: .forecast)
      page.baseline = context.forecast.history.dropLast().first { $0.day == since }
      return page
    }
  }

  private var standing: String? {
    page.flatMap { page in page.lede().map { "**\(page.forecast.quarter.display)** " + Self.escaped($0) } }
  }

  private var movements: [String] {
    guard let page, let baseline = page.baseline,
      let bridge = context.forecast.bridge(from: baseline, page.forecast.span)
    else { return [] }
    return bridge.movements.map { movement in
      let amount = Total(movement.amount, bridge.currency)
      let owner = movement.deal.owner.isEmpty ? "" : ", \(PersonView.name(fromAddress: movement.deal.owner))"
      return
        "**\(movement.kind.title)** \(name(movement.deal.account)): \(amount.signed) \(bridge.currency) (\(Self.escaped(movement.reason))\(Self.escaped(owner)))"
    }
  }

  private var changes: [AccountChange] {
    since.flatMap { context.insight.changes(since: $0) }?.resolved(for: context.audience) ?? []
  }

  /// Where amounts may be seen, the bridge has told the categories already.
  private var dates: [String] {
    let kinds: [AccountChange.Kind] =
      context.forecast.history.isEmpty ? [.new, .gone, .category, .closeDate] : [.closeDate]
    return changes.filter { kinds.contains($0.kind) }.map(line)
  }

  private var health: [String] { changes.filter { $0.kind == .health || $0.kind == .risks }.map(line) }

  private func line(_ change: AccountChange) -> String {
    let words = [change.from, change.to].filter { !$0.isEmpty }.map(Self.escaped).joined(separator: " → ")
    return "**\(Self.escaped(portfolio.accounts[change.account].name))** \(change.kind.title.lowercased()): \(words)"
  }

  private var escalations: [String] {
    context.escalations.map { item in
      let risk = item.risk
      let next = (risk.nextDate ?? risk.due).map { ", next \($0.display)" } ?? ""
      let late = item.isOverdue ? "; **update overdue**" : ""
      let ask = risk.ask.map { ": \(Self.escaped($0))" } ?? ""
      return
        "**\(Self.escaped(portfolio.accounts[item.account].name))** \(Self.escaped("\(risk.id) \(risk.title), with \(risk.escalatedTo ?? "")"))\(ask)\(next)\(late)"
    }
  }

  private var due: [String] {
    context.agenda.filter { $0.day - context.asOf <= 7 }.map { item in
      let days = item.day - context.asOf
      let late = days < 0 ? " (\(FigureFormat.remaining(days)))" : ""
      return
        "\(item.day.display)\(late) **\(Self.escaped(portfolio.accounts[item.account].name))** \(Self.escaped(item.what))\(item.who.map { ", " + Self.escaped($0) } ?? "")"
    }
  }

  private func name(_ slug: String) -> String {
    Self.escaped(Slug(slug).flatMap(portfolio.account).map { portfolio.accounts[$0].name } ?? slug)
  }

  private static func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.appendMarkdownText(text)
    return String(decoding: bytes, as: UTF8.self)
  }
}
