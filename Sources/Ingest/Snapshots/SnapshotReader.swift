import Core
import Portfolio

/// Reads one snapshot. What it says of itself is checked here; what it says of others, by `SnapshotChain`.
struct SnapshotReader {
  /// A snapshot with what the chain needs to know of it.
  struct Found: Sendable {
    let snapshot: Snapshot
    /// The snapshot it was written after.
    let previous: (day: Day, digest: ContentHash)?
    let file: SourceFile
    /// Place of the line that names `previous`.
    let previousPlace: SourceLocation
    /// Places of the rows, at the same indexes as the deals.
    let places: [SourceLocation]
  }

  private let bytes: [UInt8]
  private let table: ByteTable
  private var view: RowView
  private var log = Diagnostics()
  private var day: Day?
  private var previous: (day: Day, digest: ContentHash)?
  private var previousPlace: SourceLocation
  private var currency = Currency.usd
  private var note: String?
  private var columns: [Int] = []
  private var rows: [(deal: SnapshotDeal, place: SourceLocation)] = []
  private var statedDigest: ContentHash?
  private var digestStart: Int?

  /// The snapshot in `bytes`; nil if it is none, or belongs to no day.
  static func read(_ bytes: [UInt8], file: SourceFile, into log: inout Diagnostics) -> Found? {
    var reader = SnapshotReader(bytes, file)
    let found = reader.read()
    log.append(contentsOf: reader.log)
    return found
  }

  private init(_ bytes: [UInt8], _ file: SourceFile) {
    self.bytes = bytes
    table = ByteTable(file: file, text: .whole(bytes), encoding: .utf8, layout: .delimited(CSVDialect()))
    view = RowView(table, from: 0, line: 1)
    previousPlace = SourceLocation(file)
  }

  private mutating func read() -> Found? {
    guard view.next(), text(0) == SnapshotFile.title, let day = Day(iso: text(1)) else {
      error(
        "form", "the file is not a snapshot: its first line doesn't say \"\(SnapshotFile.title)\" and a day", 0,
        "snapshots are written by `perennial snapshot` alone; move other files elsewhere")
      return nil
    }
    self.day = day
    checkName(day)
    while view.next() {
      if view.with(0, { !$0.isEmpty && $0[0] == 0x23 }) {
        readRemark()
      } else if columns.isEmpty {
        readHeader()
      } else if !view.isBlank, let deal = readDeal() {
        rows.append((deal, view.location))
      }
    }
    checkDigest()
    let inOrder = zip(rows, rows.dropFirst()).allSatisfy { SnapshotDeal.precedes($0.deal, $1.deal) }
    if !inOrder { rows = rows.sorted { SnapshotDeal.precedes($0.deal, $1.deal) } }
    let snapshot = Snapshot(
      day: day, deals: rows.map(\.deal), currency: currency, note: note, digest: SnapshotFile.digest(of: bytes))
    return Found(
      snapshot: snapshot, previous: previous, file: table.file, previousPlace: previousPlace,
      places: rows.map(\.place))
  }

  private mutating func checkName(_ day: Day) {
    guard NoteReader.stem(table.file.path) != day.description else { return }
    error(
      "name", "the snapshot of \(day) stands in a file of another name", 1,
      "name it \(day).csv, or delete it if it is a copy")
  }

  private mutating func readRemark() {
    switch text(0) {
    case "# previous":
      previousPlace = view.location
      if let day = Day(iso: text(1)), let digest = ContentHash(hex: text(2)) {
        previous = (day, digest)
      } else {
        error("form", "the line names no earlier snapshot", 0, Self.restore)
      }
    case "# currency":
      if let known = Currency(text(1)) {
        currency = known
      } else {
        error("currency", "\"\(text(1).clipped)\" is not a currency code", 1, Self.restore)
      }
    case "# note": note = text(1)
    case "# digest":
      statedDigest = ContentHash(hex: text(1))
      digestStart = view.row.start
    default: break
    }
  }

  private static let restore = "take the file back from version control: a snapshot is never edited"

  private mutating func readHeader() {
    let names = (0..<view.row.count).map { text($0) }
    columns = SnapshotFile.columns.map { names.firstIndex(of: $0) ?? -1 }
    for name in ["account", "opportunity_id", "category", "amount", "currency", "atr", "close_date"]
    where !names.contains(name) {
      error("column", "the snapshot has no column \"\(name)\"", 0, Self.restore)
    }
  }

  /// The digest in the last line is that of all before it.
  private mutating func checkDigest() {
    let location = SourceLocation(table.file)
    guard let stated = statedDigest, let start = digestStart else {
      log.append(
        .error(
          "snapshot.changed", "the snapshot is cut off: its last line is missing", at: location, hint: Self.restore))
      return
    }
    guard SnapshotFile.digest(of: bytes[..<start]) != stated else { return }
    log.append(
      .error(
        "snapshot.changed", "the snapshot was changed after it was written", at: location, hint: Self.restore))
  }
}

extension SnapshotReader {
  private func text(_ column: Int) -> String { view.with(column) { $0.text(0..<$0.count) } }

  private func cell(_ place: Int) -> String { columns[place] < 0 ? "" : text(columns[place]) }

  private mutating func error(_ topic: String, _ message: String, _ column: Int, _ hint: String) {
    log.append(.error("snapshot.\(topic)", message, at: view.location(of: column), hint: hint))
  }

  private mutating func bad(_ topic: String, _ what: String, _ place: Int) {
    let name = SnapshotFile.columns[place]
    error(topic, "\(name) \"\(cell(place).clipped)\" is not \(what)", max(columns[place], 0), Self.restore)
  }

  /// The deal of a row; nil if a cell that it can't do without is wrong, which is told.
  private mutating func readDeal() -> SnapshotDeal? {
    let (account, id) = (cell(0), cell(1))
    if account.isEmpty || id.isEmpty {
      error("missing", "the row names no account or no deal", 0, Self.restore)
      return nil
    }
    let category = category(3)
    guard let own = Currency(cell(5)) else {
      bad("currency", "a currency code", 5)
      return nil
    }
    guard let amount = number(4), let atr = number(7), let close = Day(iso: cell(8)) else {
      if Day(iso: cell(8)) == nil { bad("date", "a date", 8) }
      return nil
    }
    let rate = own == currency ? Rational.one : cell(6).isEmpty ? nil : number(6)
    return SnapshotDeal(
      id: id, account: account, contract: optional(2), category: category, amount: Money(rounding: amount, own),
      rate: rate, atr: Money(rounding: atr, currency), closeDate: close, renewalDate: day(9), rawCategory: optional(10),
      call: self.category(11), owner: cell(12), health: cell(13).isEmpty ? nil : number(13), band: band(14),
      risks: cell(15).utf8.split(separator: 0x20).map { String(Substring($0)) })
  }

  private func optional(_ place: Int) -> String? { cell(place).isEmpty ? nil : cell(place) }

  private mutating func number(_ place: Int) -> Rational? {
    if let number = Rational(decimal: cell(place)) { return number }
    bad("number", "a number", place)
    return nil
  }

  private mutating func day(_ place: Int) -> Day? {
    if cell(place).isEmpty { return nil }
    let day = Day(iso: cell(place))
    if day == nil { bad("date", "a date", place) }
    return day
  }

  private mutating func category(_ place: Int) -> ForecastCategory? {
    if cell(place).isEmpty { return nil }
    let category = ForecastCategory(rawValue: cell(place))
    if category == nil { bad("category", "a forecast category", place) }
    return category
  }

  private mutating func band(_ place: Int) -> Band? {
    if cell(place).isEmpty { return nil }
    let band = Band(rawValue: cell(place))
    if band == nil { bad("band", "a health band", place) }
    return band
  }
}
