public import Core
import Files

/// How a file of rows is read, column by column, and why: what `perennial check --explain-columns FILE` prints.
public struct TableExplanation: Sendable {
  /// The file.
  public let file: SourceFile
  /// Its encoding.
  public let encoding: TextEncoding
  /// `comma`, `semicolon`, `tab`, `bar`, or `JSON`.
  public let format: String
  /// Line of the header; 0 for JSON.
  public let headerLine: Int
  /// Rows of data.
  public let rowCount: Int
  /// What the rows hold; two maps where each row holds a contract and a line.
  public let maps: [ColumnMap]
  /// Required fields that no column fills, by kind of row.
  public let missing: [(kind: RowKind, field: Field)]
  /// What was found wrong with the file as a whole.
  public let problems: Diagnostics

  /// Explains each table of a file at `path`, which may stand in the folder of `kinds`.
  public static func explain(
    _ bytes: [UInt8], path: String, kinds: [RowKind], settings: ImportSettings = ImportSettings(),
    limits: WorkspaceLimits = WorkspaceLimits()
  ) -> (tables: [TableExplanation], problems: Diagnostics) {
    var loader = TableLoader(settings: settings, limits: limits)
    loader.keepsIncomplete = true
    let opened = loader.open(bytes, file: SourceFile(path), kinds: kinds)
    let general = loader.log
    loader.log = Diagnostics()
    let tables = opened.map { table in
      let loaded = loader.finish(table, table.survey(jobs: 1).map { $0.run() })
      defer { loader.log = Diagnostics() }
      return TableExplanation(loaded, loader.log)
    }
    return (tables, general)
  }

  private init(_ loaded: LoadedTable, _ log: Diagnostics) {
    file = loaded.table.file
    encoding = loaded.table.encoding
    headerLine = Int(loaded.table.headers.first?.location.line ?? 0)
    if case .delimited(let dialect) = loaded.table.layout {
      format = dialect.delimiterName
    } else {
      format = "JSON"
    }
    rowCount = loaded.survey.rows.count
    let maps = [loaded.contracts, loaded.rows].compactMap(\.self)
    self.maps = maps
    missing = maps.flatMap { map in
      map.missing.filter { !TableLoader.isReplaced($0, map) }.map { (map.kind, $0) }
    }
    problems = log
  }

  /// For people: a line a column, `header -> field (why; form)`.
  public var lines: [String] {
    var lines = [
      "\(file.path): \(format), \(encoding.rawValue), \(rowCount) row\(rowCount == 1 ? "" : "s") below line \(headerLine)"
    ]
    for map in maps {
      lines.append("\(map.kind.rawValue):")
      for entry in map.entries { lines.append("  \(Self.line(entry))") }
    }
    for (kind, field) in missing { lines.append("missing: \(field.name) of \(kind.rawValue)") }
    return lines
  }

  private static func line(_ entry: ColumnMap.Entry) -> String {
    let header = "\"\(entry.header.clipped)\""
    guard let field = entry.field else { return "\(header) -> nothing (\(reason(entry.reason)))" }
    return "\(header) -> \(field.name) (\(reason(entry.reason))\(entry.form.map { "; \($0)" } ?? ""))"
  }

  private static func reason(_ reason: ColumnMap.Reason) -> String {
    switch reason {
    case .settings: "columns: in portfolio.yaml"
    case .name: "its own name"
    case .alias(let alias): "known as \"\(alias)\""
    case .secondChoice: "another column fills that field"
    case .ignored: "ignored by portfolio.yaml"
    case .unknown(let nearest?): "not known; perhaps \(nearest)"
    case .unknown(nil): "not known"
    }
  }
}

extension RowKind {
  /// The kinds that a file of the workspace at `path` may hold, by its folder; none outside the folders of rows.
  public static func kinds(at path: String) -> [RowKind] {
    let folder = path.utf8.split(separator: 0x2F).dropFirst().first.map { String(Substring($0)) }
    switch folder {
    case "contracts": return [.contracts, .lines]
    case "usage": return [.usage]
    case "health": return [.health]
    case "opportunities": return [.opportunities]
    default: return []
    }
  }
}
