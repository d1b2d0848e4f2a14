public import Core
import Portfolio

/// Every figure of a book as rows of text, for comparison with another implementation and for export.
///
/// Scopes: `book`, `period:<title>`, `quarter:<title>`, `owner:<e-mail>`, `segment:<name>`,
/// `region:<name>`, `account:<slug>`, `contract:<id>`. Values: money as
/// `1234.50 USD`, shares as per cent with one digit, dates ISO 8601; empty where a figure can't be told.
public struct FigureTable: Sendable {
  /// One figure.
  public struct Row: Sendable, Hashable {
    /// What it is a figure of.
    public let scope: String
    /// Its stable name.
    public let name: String
    /// Its value.
    public let value: String

    /// A row.
    public init(scope: String, name: String, value: String) {
      self.scope = scope
      self.name = name
      self.value = value
    }
  }

  /// By scope as listed above, then in the registry's order.
  public let rows: [Row]

  /// The figures that `audience` may see.
  public init(_ insight: Insight, for audience: Audience = .team) {
    var rows = Self.book(insight, audience)
    for account in insight.accounts.indices { rows += Self.account(account, insight, audience) }
    self.rows = rows
  }

  /// RFC 4180 with a header, LF line ends. Of an amount, the number is the value and the currency a column of its own, so that a
  /// spreadsheet computes with both signs alike.
  public var csv: [UInt8] {
    var bytes = Array("scope,figure,value,currency\n".utf8)
    for row in rows {
      let (value, currency) = Self.parts(of: row.value)
      for cell in [row.scope, row.name, value, currency] {
        bytes.appendCSVCell(cell)
        bytes.append(0x2C)
      }
      bytes[bytes.count - 1] = 0x0A
    }
    return bytes
  }

  /// `1234.50 USD` as number and currency; anything else as it is.
  private static func parts(of value: String) -> (value: String, currency: String) {
    let parts = value.utf8.split(separator: 0x20, maxSplits: 1, omittingEmptySubsequences: false).map {
      String(Substring($0))
    }
    guard parts.count == 2, Rational(decimal: parts[0]) != nil, Currency(parts[1]) != nil else { return (value, "") }
    return (parts[0], parts[1])
  }
}

extension FigureTable {
  /// Kinds that belong to a contract rather than its account.
  private static let contractKinds: [FigureKind] = [
    .acv, .tcv, .atr, .endDate, .renewalDate, .daysLeft, .noticeDeadline, .autoRenewal, .nextTermEnd, .blendedPrice,
    .capHeadroom, .milestone,
  ]

  private static func account(_ account: Int, _ insight: Insight, _ audience: Audience) -> [Row] {
    let note = insight.portfolio.accounts[account]
    var rows: [Row] = []
    let names = insight.figureNames(ofAccount: account, for: audience)
    for name in names where !contractKinds.contains(name.kind) && name.kind.subject != .scenario {
      guard let figure = insight.figure(name, account: account)?.resolved(for: audience) else { continue }
      rows.append(Row(scope: "account:\(note.slug)", name: name.description, value: figure.plain))
    }
    for figure in (insight.scenarioFigures(of: account).resolved(for: audience) ?? []).joined() {
      rows.append(Row(scope: "account:\(note.slug)", name: figure.name.description, value: figure.plain))
    }
    for (place, contract) in insight.accounts[account].contracts.enumerated() {
      let scope = "contract:\(insight.portfolio.contracts[contract.contract].id)"
      for name in names where contractKinds.contains(name.kind) {
        let figure = insight.figure(name, account: account, contract: place)?.resolved(for: audience)
        if let figure { rows.append(Row(scope: scope, name: name.description, value: figure.plain)) }
      }
    }
    return rows
  }

  private static func book(_ insight: Insight, _ audience: Audience) -> [Row] {
    guard let book = insight.book.resolved(for: audience) else { return [] }
    var rows = FigureKind.allCases.compactMap { kind -> Row? in
      insight.bookFigure(kind)?.resolved(for: audience).map {
        Row(scope: "book", name: kind.rawValue, value: $0.plain)
      }
    }
    for (place, retention) in book.all.retention.enumerated() {
      let scope = "period:\(retention.period.title)"
      rows += self.retention(scope, retention)
      if let statistics = book.all.renewals.resolved(for: audience)?[place] {
        rows += renewals(scope, statistics, audience)
      }
    }
    for quarter in book.all.quarters.resolved(for: audience) ?? [] { rows += self.quarter(quarter, audience) }
    rows += slices("owner", book.owners)
    rows += slices("segment", book.segments.resolved(for: audience) ?? [])
    rows += slices("region", book.regions.resolved(for: audience) ?? [])
    return rows
  }

  /// Accounts that don't say stand under a scope without a name.
  private static func slices(_ kind: String, _ slices: [BookSlice]) -> [Row] {
    slices.flatMap { slice in
      let scope = "\(kind):\(slice.key ?? "")"
      return [Row(scope: scope, name: "book.arr", value: slice.figures.arr.money.description)]
        + (slice.figures.trailing.map { retention(scope, $0) } ?? [])
    }
  }

  private static func retention(_ scope: String, _ retention: Retention) -> [Row] {
    [
      Row(scope: scope, name: "base", value: retention.base.money.description),
      Row(scope: scope, name: "now", value: retention.now.money.description),
      Row(scope: scope, name: "book.grr", value: percent(retention.gross)),
      Row(scope: scope, name: "book.nrr", value: percent(retention.net)),
      Row(scope: scope, name: "book.logo", value: percent(retention.logo)),
    ]
  }

  private static func renewals(_ scope: String, _ statistics: RenewalStatistics, _ audience: Audience) -> [Row] {
    var rows = [
      Row(scope: scope, name: "due", value: "\(statistics.due)"),
      Row(scope: scope, name: "book.on_time_count", value: percent(statistics.onTimeByCount)),
      Row(scope: scope, name: "book.on_time_atr", value: percent(statistics.onTimeByATR)),
    ]
    if let rate = statistics.renewalRate.resolved(for: audience) {
      rows.append(Row(scope: scope, name: "book.renewal_rate", value: percent(rate)))
    }
    return rows
  }

  private static func quarter(_ quarter: QuarterForecast, _ audience: Audience) -> [Row] {
    let scope = "quarter:\(quarter.quarter.display)"
    var rows = [Row(scope: scope, name: "book.atr", value: quarter.atr.money.description)]
    guard let amounts = quarter.amounts.resolved(for: audience) else { return rows }
    for category in ForecastCategory.allCases {
      rows.append(Row(scope: scope, name: category.rawValue, value: amounts[category].money.description))
    }
    rows += [
      Row(scope: scope, name: "book.weighted", value: amounts.weighted.money.description),
      Row(scope: scope, name: "book.weighted_uncapped", value: amounts.weightedUncapped.money.description),
      Row(scope: scope, name: "book.worst", value: percent(amounts.worst)),
      Row(scope: scope, name: "book.most_likely", value: percent(amounts.mostLikely)),
      Row(scope: scope, name: "book.best", value: percent(amounts.best)),
    ]
    return rows
  }

  private static func percent(_ share: Rational?) -> String { share.map { ($0 * 100).decimalText(digits: 1) } ?? "" }
}
