import Core
import Files

/// Reads a file of rows as far as its columns.
struct TableLoader {
  let settings: ImportSettings
  let limits: WorkspaceLimits
  /// Whether tables that lack required columns are given too, for explaining them.
  var keepsIncomplete = false
  var log = Diagnostics()

  init(settings: ImportSettings, limits: WorkspaceLimits) {
    self.settings = settings
    self.limits = limits
  }

  /// The tables of a file, their columns mapped; `kinds` are those that may stand in its folder. Problems go to `log`.
  mutating func open(_ bytes: [UInt8], file: SourceFile, kinds: [RowKind]) -> [OpenedTable] {
    if let foreign = ForeignFormat.of(bytes, path: file.path) {
      log.append(foreign.diagnostic(file))
      return []
    }
    guard bytes.count <= limits.tableBytes else {
      log.append(
        .error(
          "csv.size", "the file is larger than \(limits.tableBytes) bytes", at: SourceLocation(file),
          hint: "export in parts, one year a file for instance"))
      return []
    }
    let text = TextDecoder.decode(bytes, file: file, into: &log)
    guard !text.bytes.span.isBlank else {
      log.append(
        .warning("csv.empty", "the file is empty", at: SourceLocation(file), hint: "export it again, or delete it"))
      return []
    }
    return tables(text, file).compactMap { prepare($0, kinds) }
  }

  /// The table of a large file, to be read by the block; nil for one that must be read whole. Nothing is told of that.
  mutating func open(
    _ opened: any OpenFile, file: SourceFile, kinds: [RowKind], _ reading: BlockReading
  ) -> (tables: [OpenedTable], text: LargeText)? {
    guard opened.size <= limits.tableBytes, let probe = TextProbe.run(opened, path: file.path, reading) else {
      return nil
    }
    let dialect = CSVDialect.detect(probe.head)
    let table = ByteTable(
      file: file, text: .large(probe.text), encoding: probe.encoding, layout: .delimited(dialect))
    return (prepare(table, kinds).map { [$0] } ?? [], probe.text)
  }

  private mutating func tables(_ text: DecodedText, _ file: SourceFile) -> [ByteTable] {
    if Self.isJSON(text.bytes, file.path) {
      let tree = JSONDocument.read(text.bytes, file: file, limits: limits, into: &log)
      return tree.map { JSONTable.tables(in: $0, limits: limits, into: &log) } ?? []
    }
    let dialect = CSVDialect.detect(text.bytes)
    return [ByteTable(file: file, text: .whole(text.bytes), encoding: text.encoding, layout: .delimited(dialect))]
  }

  /// Whether a text holds JSON, by its first letter and its name.
  static func isJSON(_ text: [UInt8], _ path: String) -> Bool {
    let first = text.first { $0 > 0x20 }
    return first == 0x7B || first == 0x5B && path.hasSuffix(".json")
  }

  private mutating func prepare(_ table: ByteTable, _ kinds: [RowKind]) -> OpenedTable? {
    var table = table
    if case .delimited(let dialect) = table.layout { findHeader(&table, dialect, kinds) }
    guard table.headers.count <= limits.columns else {
      log.append(
        .error(
          "csv.size", "the file has more than \(limits.columns) columns", at: SourceLocation(table.file, line: 1),
          hint: "export only the columns you need; if it has one long line, its line ends were lost"))
      return nil
    }
    let maps = chooseKinds(table, kinds)
    guard checkRequired(maps, table) || keepsIncomplete else { return nil }
    var isDelimited = false
    if case .delimited = table.layout { isDelimited = true }
    let used = ((maps.contracts?.columns ?? []) + (maps.rows?.columns ?? [])).filter { $0.index >= 0 }
    let numbers = Self.indexes(used, [.number, .percent, .whole])
    let percents = Set(Self.indexes(used, [.percent]))
    let plan = SurveyPlan(
      days: Self.indexes(used, [.day, .month]), numbers: numbers, percents: numbers.map(percents.contains),
      joins: Self.joins(maps.rows),
      classifier: RowClassifier(columns: Self.headerCells(table), keys: Self.keys(maps), isDelimited: isDelimited),
      limits: limits)
    return OpenedTable(table: table, contracts: maps.contracts, rows: maps.rows, plan: plan)
  }

  /// The table with the forms of its columns decided, from the walked parts of its survey.
  mutating func finish(_ opened: OpenedTable, _ parts: [SurveySlice]) -> LoadedTable {
    let survey = TableSurvey(parts)
    log.append(contentsOf: survey.log)
    var table = opened.table
    table.openQuoteRow = survey.openQuoteRow ?? .max
    reportShape(table, survey)
    var decider = FormDecider(table: table, survey: survey, settings: settings)
    let contracts = opened.contracts.map { decider.decide($0) }
    let rows = opened.rows.map { decider.decide($0) }
    log.append(contentsOf: decider.log)
    return LoadedTable(table: table, contracts: contracts, rows: rows, survey: survey)
  }

  /// Lines are joined with their contracts and products by numbered texts, as there are so many of them.
  private static func joins(_ rows: ColumnMap?) -> [JoinColumn] {
    guard let rows, rows.kind == .lines else { return [] }
    let columns = LineColumns(rows)
    let products = [columns.sku.index, columns.product.index].filter { $0 >= 0 }
    guard columns.contract.index >= 0, let product = products.first else { return [] }
    return [
      JoinColumn(column: columns.contract.index),
      JoinColumn(column: product, substitute: products.dropFirst().first),
    ]
  }

  private static func headerCells(_ table: ByteTable) -> Int {
    if case .cells(_, let columns, _) = table.layout { return columns }
    return table.headers.count
  }

  private static func keys(_ maps: (contracts: ColumnMap?, rows: ColumnMap?)) -> [Int] {
    var keys: [Int] = []
    for map in [maps.contracts, maps.rows] {
      for column in map?.columns ?? [] where column.index >= 0 {
        let standsIn = column.field.name == "account_name" && map?.has("account_id") == false
        guard column.field.isRequired || standsIn else { continue }
        let isKey = column.field.form == .identifier || column.field.form == .text
        if isKey, !keys.contains(column.index) { keys.append(column.index) }
      }
    }
    return keys
  }

  private static func indexes(_ columns: [MappedColumn], _ forms: Set<Field.Form>) -> [Int] {
    var indexes: [Int] = []
    for column in columns where forms.contains(column.field.form) && !indexes.contains(column.index) {
      indexes.append(column.index)
    }
    return indexes
  }
}

extension TableLoader {
  /// The header is the row among the first 40 that holds most known names; what stands above it is skipped.
  private mutating func findHeader(_ table: inout ByteTable, _ dialect: CSVDialect, _ kinds: [RowKind]) {
    var view = RowView(table, from: dialect.start, line: dialect.firstLine)
    var best: (score: Int, names: [ColumnHeader], line: Int, next: (offset: Int, line: Int, quotesAreText: Bool))?
    var firstLine = 0
    for _ in 0..<40 {
      guard view.next() else { break }
      if view.isBlank { continue }
      if firstLine == 0 { firstLine = view.row.line }
      let names = (0..<view.row.count).map { index in
        ColumnHeader(name: view.with(index) { $0.trimmedText }, location: view.location(of: index), index: index)
      }
      let score = kinds.map { ColumnMap.score($0, headers: names.map(\.name), settings: settings) }.max() ?? 0
      if score > best?.score ?? -1 {
        best = (score, names, view.row.line, (view.offset, view.line, view.quotesAreText))
      }
    }
    guard let best else { return }
    table.headers = Self.withoutEmptyEnd(best.names)
    table.dataStart = best.next.offset
    table.dataLine = best.next.line
    table.quotesAreText = best.next.quotesAreText
    if best.line > firstLine {
      let skipped = best.line - firstLine
      log.append(
        .warning(
          "csv.preamble",
          "\(skipped) line\(skipped == 1 ? "" : "s") above the header \(skipped == 1 ? "was" : "were") skipped",
          at: SourceLocation(table.file, line: firstLine), hint: "nothing to do if the header is on line \(best.line)"))
    }
  }

  private static func withoutEmptyEnd(_ names: [ColumnHeader]) -> [ColumnHeader] {
    var names = names
    while names.last?.name.isEmpty == true { names.removeLast() }
    return names
  }

  /// A file of the contracts folder holds headers, lines, or both on each row.
  private func chooseKinds(_ table: ByteTable, _ kinds: [RowKind]) -> (contracts: ColumnMap?, rows: ColumnMap?) {
    guard kinds.contains(.contracts) else {
      return (nil, kinds.first.map { ColumnMap($0, headers: table.headers, settings: settings) })
    }
    let contracts = ColumnMap(.contracts, headers: table.headers, settings: settings)
    let lines = ColumnMap(.lines, headers: table.headers, settings: settings)
    let isLines = lines.has("line_id") || ((lines.has("product") || lines.has("sku")) && lines.has("quantity"))
    guard isLines else { return (contracts, nil) }
    let hasAccount = contracts.has("account_id") || contracts.has("account_name")
    return (hasAccount && contracts.has("start_date") ? contracts : nil, lines)
  }

  /// Says which required columns are missing; a field that another column can stand in for isn't.
  private mutating func checkRequired(
    _ maps: (contracts: ColumnMap?, rows: ColumnMap?), _ table: ByteTable
  ) -> Bool {
    var isComplete = true
    for map in [maps.contracts, maps.rows] {
      guard let map else { continue }
      for field in map.missing where !Self.isReplaced(field, map) {
        isComplete = false
        report(field, map, table)
      }
      reportUnknown(map, other: map.kind == .lines ? maps.contracts : maps.rows)
    }
    return isComplete
  }

  static func isReplaced(_ field: Field, _ map: ColumnMap) -> Bool {
    switch field.name {
    case "account_id": map.has("account_name")
    case "end_date": map.has("renewal_date") || map.has("term_months")
    case "product": map.has("sku")
    default: false
    }
  }

  private mutating func report(_ field: Field, _ map: ColumnMap, _ table: ByteTable) {
    let unknown = map.entries.compactMap { entry -> String? in
      if case .unknown(let nearest) = entry.reason, nearest == field.name { return entry.header }
      return nil
    }
    let near = unknown.first.map { "is it \"\($0)\"? " } ?? ""
    let headers = map.entries.prefix(12).map { "\"\($0.header.clipped)\"" }.joined(separator: ", ")
    log.append(
      .error(
        "column.missing", "no column holds the \(field.name) of \(map.kind.rawValue); the file has \(headers)",
        at: table.headers.first?.location ?? SourceLocation(table.file),
        hint: "\(near)name it in portfolio.yaml: columns: {\(map.kind.rawValue): {\"Your header\": \(field.name)}}"))
  }

  private mutating func reportUnknown(_ map: ColumnMap, other: ColumnMap?) {
    for (index, entry) in map.entries.enumerated() {
      guard case .unknown(let nearest?) = entry.reason, !map.has(nearest) else { continue }
      if let other, other.entries[index].field != nil { continue }
      log.append(
        .warning(
          "column.unknown", "the column \"\(entry.header.clipped)\" is not known", at: entry.location,
          hint:
            "if it is the \(nearest), say so in portfolio.yaml: columns: {\(map.kind.rawValue): {\"\(entry.header.clipped)\": \(nearest)}}"
        ))
    }
  }

  private static let exportCaps = [2_000, 10_000, 50_000]

  private mutating func reportShape(_ table: ByteTable, _ survey: TableSurvey) {
    let dropped = survey.footerRows + survey.subtotals
    if dropped > 0 {
      log.append(
        .warning(
          "csv.footer",
          "\(dropped) row\(dropped == 1 ? "" : "s") of totals or of the report's footer \(dropped == 1 ? "was" : "were") left out",
          at: SourceLocation(table.file), hint: "nothing to do if the file holds \(survey.rows.count) rows of data"))
    }
    if Self.exportCaps.contains(survey.rows.count) {
      log.append(
        .warning(
          "csv.export-cap", "the file has exactly \(survey.rows.count) rows, where many exports are cut off",
          at: SourceLocation(table.file),
          hint: "compare with the number of records in the CRM; export in parts if it has more"))
    }
  }
}
