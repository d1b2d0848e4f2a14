public import Core
public import Portfolio

/// The form of `content/snapshots/<date>.csv`: small, sorted, made to be compared line by line.
///
/// Lines that begin with `#` say what it is, which snapshot came before it and that one's digest. The last line holds the digest of
/// everything above it, so that a snapshot that was changed after it was written is found out, the newest too.
public enum SnapshotFile {
  /// Columns, in order.
  static let columns = [
    "account", "opportunity_id", "contract_id", "category", "amount", "currency", "rate", "atr", "close_date",
    "renewal_date", "crm_category", "call", "owner", "health", "band", "risks",
  ]
  static let title = "# perennial snapshot"

  /// Path of the snapshot of `day` in a workspace.
  public static func path(of day: Day) -> String { "content/snapshots/\(day).csv" }

  /// The file of `snapshot`, written after `previous`.
  public static func bytes(_ snapshot: Snapshot, after previous: Snapshot?) -> [UInt8] {
    var bytes: [UInt8] = []
    append([title, snapshot.day.description], to: &bytes)
    if let previous, let digest = previous.digest {
      append(["# previous", previous.day.description, digest.hex], to: &bytes)
    }
    append(["# currency", snapshot.currency.code], to: &bytes)
    if let note = snapshot.note, !note.isEmpty { append(["# note", note], to: &bytes) }
    append(columns, to: &bytes)
    for deal in snapshot.deals { append(cells(of: deal, snapshot.currency), to: &bytes) }
    append(["# digest", digest(of: bytes).hex], to: &bytes)
    return bytes
  }

  /// Digest of a file's text. Carriage returns don't count: version control may write line ends as it likes.
  static func digest(of bytes: some Sequence<UInt8>) -> ContentHash { ContentHash(bytes.filter { $0 != 0x0D }) }

  private static func cells(of deal: SnapshotDeal, _ currency: Currency) -> [String] {
    let day = { (day: Day?) in day?.description ?? "" }
    return [
      deal.account, deal.id, deal.contract ?? "", deal.category?.rawValue ?? "", text(deal.amount),
      deal.amount.currency.code, deal.amount.currency == currency ? "" : deal.rate?.description ?? "",
      text(deal.atr), deal.closeDate.description, day(deal.renewalDate), deal.rawCategory ?? "",
      deal.call?.rawValue ?? "", deal.owner, deal.health?.decimalText(digits: 1) ?? "", deal.band?.rawValue ?? "",
      deal.risks.joined(separator: " "),
    ]
  }

  private static func text(_ money: Money) -> String {
    money.amount.decimalText(digits: money.currency.fractionDigits)
  }

  private static func append(_ cells: [String], to bytes: inout [UInt8]) {
    for (place, cell) in cells.enumerated() {
      if place > 0 { bytes.append(0x2C) }
      append(cell, to: &bytes)
    }
    bytes.append(0x0A)
  }

  /// A cell on one line: control characters become spaces, and what holds a comma or a quote stands in quotes.
  private static func append(_ cell: String, to bytes: inout [UInt8]) {
    let text = cell.utf8.map { $0 < 0x20 ? 0x20 : $0 }
    guard text.contains(0x2C) || text.contains(0x22) else { return bytes.append(contentsOf: text) }
    bytes.append(0x22)
    for byte in text { bytes.append(contentsOf: byte == 0x22 ? [0x22, 0x22] : [byte]) }
    bytes.append(0x22)
  }
}
