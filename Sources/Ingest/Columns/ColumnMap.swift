public import Core

/// Which column of a file is which field, and why: what `check --explain-columns` prints.
public struct ColumnMap: Sendable {
  /// Why a column was taken for a field, or not.
  public enum Reason: Sendable, Hashable {
    /// The settings' `columns:` say so.
    case settings
    /// The header is the field's own name.
    case name
    /// The header is one that CRMs use for it.
    case alias(String)
    /// Another column was a better match for the same field.
    case secondChoice
    /// The settings say to ignore it.
    case ignored
    /// Nothing is known by that header; the field it resembles, if any.
    case unknown(nearest: String?)
  }

  /// One column of the file.
  public struct Entry: Sendable {
    /// The header as the file has it.
    public let header: String
    /// Where it stands.
    public let location: SourceLocation
    /// The field it fills.
    public let field: Field?
    /// Why.
    public let reason: Reason
    /// How its dates or numbers are read, and what decided that; nil for text.
    public internal(set) var form: String?
  }

  /// What the rows hold.
  public let kind: RowKind
  /// In the file's order.
  public internal(set) var entries: [Entry]
  /// For each field of the kind, the column that fills it.
  var columns: [MappedColumn]

  /// The column of a field; one that no row has if the file lacks it.
  func column(_ name: String) -> Column {
    guard let position = columns.firstIndex(where: { $0.field.name == name }) else { return Column() }
    return columns[position].cells(at: position)
  }

  /// Whether the file has the field.
  func has(_ name: String) -> Bool { columns.contains { $0.field.name == name && $0.index >= 0 } }

  /// Required fields that the file lacks.
  var missing: [Field] { columns.filter { $0.field.isRequired && $0.index < 0 }.map(\.field) }
}

/// A field's column, and how its cells are read.
struct MappedColumn: Sendable {
  var field: Field
  /// Cell of a row; -1 if the file has none.
  var index = -1
  /// Cell with the same for people to read, -1 if there is none.
  var display = -1
  /// The header as the file has it.
  var header: String
  var dates = DateForm()
  var numbers = NumberForm()

  init(field: Field) {
    self.field = field
    header = field.name
  }

  /// What reading its cells needs.
  func cells(at position: Int) -> Column {
    Column(index: index, display: display, position: position, dates: dates, numbers: numbers)
  }
}

/// What reading a column's cells needs, without a reference that would be counted for every cell.
struct Column: Sendable {
  var index = -1
  var display = -1
  /// Position among the columns of its map.
  var position = 0
  var dates = DateForm()
  var numbers = NumberForm()
}

extension ColumnMap {
  /// Maps the headers of a table to the fields of `kind`.
  init(_ kind: RowKind, headers: [ColumnHeader], settings: ImportSettings) {
    let names = HeaderNames.of(kind)
    let declared = settings.columns[kind] ?? []
    var best: [String: (rank: Int, header: Int)] = [:]
    var matches: [(field: Field?, rank: Int, reason: Reason)] = []
    for (position, header) in headers.enumerated() {
      let match = Self.match(header.name, names, declared)
      matches.append(match)
      guard let field = match.field else { continue }
      if let known = best[field.name], known.rank <= match.rank { continue }
      best[field.name] = (match.rank, position)
    }
    self.kind = kind
    columns = kind.fields.map { field in
      var column = MappedColumn(field: field)
      if let choice = best[field.name] {
        let header = headers[choice.header]
        column.header = header.name
        column.index = header.index
        column.display = header.display ?? -1
        if field.form == .text, let display = header.display { column.index = display }
      }
      return column
    }
    entries = headers.enumerated().map { position, header in
      let match = matches[position]
      let isChosen = match.field.map { best[$0.name]?.header == position } ?? true
      return Entry(
        header: header.name, location: header.location, field: isChosen ? match.field : nil,
        reason: isChosen ? match.reason : .secondChoice)
    }
  }

  private static func match(
    _ header: String, _ names: HeaderNames, _ declared: [(header: String, field: String)]
  ) -> (field: Field?, rank: Int, reason: Reason) {
    let key = TextKey.letters(header.utf8)
    if let own = declared.first(where: { TextKey.name($0.header.utf8) == TextKey.name(header.utf8) }) {
      guard own.field != "ignore" else { return (nil, 0, .ignored) }
      return (names.fields[own.field], 0, .settings)
    }
    if let known = names.known[key] ?? names.known[TextKey.letters(Self.bare(header))] {
      return (known.field, known.rank + 1, known.rank == 0 ? .name : .alias(known.alias))
    }
    let nearest = key.utf8.count < 4 ? nil : NearestName.of(key, among: names.ownNames)
    return (nil, .max, .unknown(nearest: nearest.flatMap { names.known[$0]?.field.name }))
  }

  /// A header without what exports put around names: `Amount (USD)`, `Close Date ↑` of a sorted report, `properties.amount`.
  private static func bare(_ header: String) -> ArraySlice<UInt8> {
    var bytes = Array(header.utf8)[...]
    if bytes.starts(with: "properties.".utf8) { bytes = bytes.dropFirst(11) }
    // The arrows U+2191 and U+2193.
    if bytes.count > 3, bytes.suffix(3).starts(with: [0xE2, 0x86]) { bytes = bytes.dropLast(3) }
    while let last = bytes.last, last <= 0x20 { bytes = bytes.dropLast() }
    guard let bracket = bytes.lastIndex(of: 0x28), bracket > bytes.startIndex, bytes.last == 0x29 else { return bytes }
    return bytes[..<bracket]
  }

  /// How many columns of `headers` are known for `kind`; for finding the header row and the kind of a file.
  static func score(_ kind: RowKind, headers: [String], settings: ImportSettings) -> Int {
    let names = HeaderNames.of(kind)
    let declared = settings.columns[kind] ?? []
    var fields: Set<String> = []
    for header in headers where !header.isEmpty {
      if let field = match(header, names, declared).field { fields.insert(field.name) }
    }
    return fields.count
  }
}

/// All headers that are known for a kind of file, in comparable form.
struct HeaderNames: Sendable {
  var fields: [String: Field] = [:]
  /// Rank 0 is the field's own name; then its aliases in order.
  var known: [String: (field: Field, rank: Int, alias: String)] = [:]
  /// Comparable form of the fields' own names, in order.
  var ownNames: [String] = []

  private init(_ kind: RowKind) {
    for field in kind.fields {
      fields[field.name] = field
      let key = TextKey.letters(field.name.utf8)
      known[key] = (field, 0, field.name)
      ownNames.append(key)
    }
    for field in kind.fields {
      for (index, alias) in (field.aliases + GermanHeaders.of(kind, field.name)).enumerated() {
        let key = TextKey.letters(alias.utf8)
        if known[key] == nil { known[key] = (field, index + 1, alias) }
      }
    }
  }

  private static let tables: [RowKind: HeaderNames] = Dictionary(
    uniqueKeysWithValues: RowKind.allCases.map { ($0, HeaderNames($0)) })

  static func of(_ kind: RowKind) -> HeaderNames { tables[kind] ?? HeaderNames(kind) }
}
