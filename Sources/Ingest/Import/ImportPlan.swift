public import Core

/// What `perennial import FILE` will do with an export: which kind it is, how its columns are read, what must be asked, and where
/// it goes. Pure: nothing is written.
public struct ImportPlan: Sendable {
  /// Something that only a person knows.
  public enum Question: Sendable, Hashable {
    /// What the file holds; the candidates, best first.
    case kind([RowKind])
    /// Whether the day or the month comes first in this column.
    case dateOrder(header: String)
    /// Which mark stands before fractions in this column.
    case decimalMark(header: String)
    /// Which column holds a required field; the likely header, if there is one.
    case column(kind: RowKind, field: String, likely: String?)
  }

  /// An answer to a question.
  public enum Answer: Sendable, Hashable {
    case dateOrder(ImportSettings.DateOrder)
    case decimalMark(ImportSettings.DecimalMark)
    case column(kind: RowKind, header: String, field: String)
  }

  /// Kind of the file; nil if that must be asked.
  public let kind: RowKind?
  /// How its columns are read.
  public let tables: [TableExplanation]
  /// Path in the workspace that the file goes to, unchanged.
  public let target: String
  /// What must be asked before it can be read.
  public let questions: [Question]
  /// Whether rows were found in the file at all; if not, `problems` says what it is instead.
  public var isReadable: Bool { !tables.isEmpty }
  /// Names of its columns, as the file has them.
  public var headers: [String] {
    var headers: [String] = []
    for entry in tables.flatMap(\.maps).flatMap(\.entries) where !headers.contains(entry.header) {
      headers.append(entry.header)
    }
    return headers
  }
  /// What was found wrong with the file; unanswered questions stand here as errors too.
  public let problems: Diagnostics

  /// Looks at an export called `name`, as `kind` if that was said.
  public init(_ bytes: [UInt8], name: String, as kind: RowKind? = nil, settings: ImportSettings = ImportSettings()) {
    let candidates = kind.map { [$0] } ?? [.contracts, .opportunities, .usage, .health]
    var best: (tables: [TableExplanation], problems: Diagnostics, kind: RowKind)?
    var fitting: [RowKind] = []
    for candidate in candidates {
      let path = Self.target(name, candidate)
      let kinds = RowKind.kinds(at: path)
      let (tables, problems) = TableExplanation.explain(bytes, path: path, kinds: kinds, settings: settings)
      if !tables.isEmpty, tables.allSatisfy(\.missing.isEmpty) { fitting.append(candidate) }
      if best.map({ Self.isBetter(tables, than: $0.tables) }) ?? true { best = (tables, problems, candidate) }
    }
    let found = best?.kind ?? kind ?? .contracts
    let isClear = kind != nil || fitting.count <= 1
    self.kind = isClear && (kind != nil || !fitting.isEmpty) ? Self.kind(of: best?.tables ?? [], found) : kind
    tables = best?.tables ?? []
    target = Self.target(name, found)
    var problems = best?.problems ?? Diagnostics()
    for table in tables { problems.append(contentsOf: table.problems) }
    self.problems = problems
    questions =
      (isClear && !fitting.isEmpty || kind != nil ? [] : [.kind(fitting.isEmpty ? candidates : fitting)])
      + Self.questions(tables)
  }

  /// Fewer missing fields, then more that are filled.
  private static func isBetter(_ tables: [TableExplanation], than others: [TableExplanation]) -> Bool {
    func score(_ tables: [TableExplanation]) -> (Int, Int) {
      (-tables.reduce(0) { $0 + $1.missing.count }, tables.reduce(0) { $0 + $1.maps.reduce(0) { $0 + $1.filled } })
    }
    guard !tables.isEmpty else { return false }
    return others.isEmpty || score(tables) > score(others)
  }

  /// Lines are told from contracts by their columns.
  private static func kind(of tables: [TableExplanation], _ found: RowKind) -> RowKind {
    let kinds = tables.flatMap(\.maps).map(\.kind)
    return found == .contracts && kinds.allSatisfy { $0 == .lines } && !kinds.isEmpty ? .lines : found
  }

  private static func questions(_ tables: [TableExplanation]) -> [Question] {
    var questions: [Question] = []
    func add(_ question: Question) { if !questions.contains(question) { questions.append(question) } }
    for table in tables {
      for (kind, field) in table.missing {
        let likely = table.maps.flatMap(\.entries).first { $0.reason == .unknown(nearest: field.name) }
        add(.column(kind: kind, field: field.name, likely: likely?.header))
      }
      for problem in table.problems.all {
        guard let place = problem.location else { continue }
        let header = table.header(of: problem) ?? "\(place)"
        if problem.code == "column.date-order" { add(.dateOrder(header: header)) }
        if problem.code == "column.number-form" { add(.decimalMark(header: header)) }
      }
    }
    return questions
  }

  /// `content/contracts/name.csv`: folders of the name are left out, letters that make trouble become hyphens.
  private static func target(_ name: String, _ kind: RowKind) -> String {
    let last = name.utf8.split(whereSeparator: { $0 == 0x2F || $0 == 0x5C }).last.map { Array($0) } ?? []
    let safe = last.map { byte in
      byte.isLetter || byte.isDigit || byte == 0x2E || byte == 0x5F || byte >= 0x80 ? byte : 0x2D
    }
    let text = String(decoding: safe.drop { $0 == 0x2E || $0 == 0x2D }, as: UTF8.self)
    let hasEnding = [
      ".csv", ".tsv", ".txt", ".tab", ".json", ".jsonl", ".ndjson", ".xlsx", ".xls", ".xlsm", ".ods", ".zip", ".pdf",
    ].contains { text.lowercased().hasSuffix($0) }
    return "content/\(kind.folder)/\(text.isEmpty ? kind.rawValue : text)\(hasEnding ? "" : ".csv")"
  }

  /// The lines to add to `content/portfolio.yaml` for these answers; empty if none are needed.
  public static func settings(for answers: [Answer]) -> String {
    var lines: [String] = []
    var columns: [RowKind: [String]] = [:]
    for answer in answers {
      switch answer {
      case .dateOrder(let order): lines.append("date_order: \(order.rawValue)")
      case .decimalMark(let mark): lines.append("decimal: \(mark.rawValue)")
      case .column(let kind, let header, let field):
        columns[kind, default: []].append("    \(quoted(header)): \(field)")
      }
    }
    if !columns.isEmpty { lines.append("columns:") }
    for kind in RowKind.allCases {
      guard let entries = columns[kind] else { continue }
      lines.append("  \(kind.rawValue):")
      lines += entries
    }
    return lines.map { $0 + "\n" }.joined()
  }

  static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = [0x22]
    for byte in text.utf8 where byte >= 0x20 { bytes += byte == 0x22 || byte == 0x5C ? [0x5C, byte] : [byte] }
    return String(decoding: bytes + [0x22], as: UTF8.self)
  }
}

extension ColumnMap {
  /// Number of fields that a column fills.
  var filled: Int { columns.count { $0.index >= 0 } }
}

extension TableExplanation {
  /// The header of the column that a problem's message names.
  func header(of problem: Diagnostic) -> String? {
    maps.flatMap(\.entries).map(\.header).first { problem.message.contains("\"\($0.clipped)\"") }
  }
}
