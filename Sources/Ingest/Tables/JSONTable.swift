import Core

/// Finds rows in a JSON text: an array of objects, objects of such arrays however deep, or `{"result": […]}` whose cells may be
/// `{"display_value", "value"}`.
enum JSONTable {
  /// The tables of `tree`, in the file's order, each with the key of the array it stands in.
  static func tables(in tree: DataTree, limits: WorkspaceLimits, into log: inout Diagnostics) -> [ByteTable] {
    guard let root = tree.root else { return [] }
    let lists = root.kind == .list ? [root] : lists(in: root)
    if lists.isEmpty {
      log.append(
        .error(
          "json.rows", "there are no rows here", at: root.location,
          hint: "rows are objects in an array: [{\"contract_id\": \"C-1\", …}, …], or {\"result\": […]}"))
    } else if lists.allSatisfy({ $0.isEmpty }) {
      log.append(
        .warning(
          "csv.empty", "the file has no rows", at: lists[0].location, hint: "export it again, or delete it"))
    }
    return lists.compactMap { table(of: $0, limits: limits, &log) }
  }

  /// The lists that stand nearest to the root and hold rows: what else stands beside them is about the export, not in it.
  private static func lists(in root: DataNode) -> [DataNode] {
    var level = [root]
    var others: [DataNode] = []
    while !level.isEmpty {
      let values = level.flatMap { $0.entries.map(\.value) }
      let lists = values.filter { $0.kind == .list }
      let rows = lists.filter { $0.children.contains { $0.kind == .map } }
      if !rows.isEmpty { return rows }
      others += lists
      level = values.filter { $0.kind == .map }
    }
    return others.contains { !$0.isEmpty } ? others.filter { !$0.isEmpty } : others
  }

  private static func table(
    of list: DataNode, limits: WorkspaceLimits, _ log: inout Diagnostics
  ) -> ByteTable? {
    var headers: [ColumnHeader] = []
    var columns: [String: Int] = [:]
    var rows: [[(column: Int, node: Int32)]] = []
    for item in list.children {
      guard item.kind == .map else {
        log.append(
          .error(
            "json.rows", "a row is not an object", at: item.location, hint: "write each row as {\"name\": value, …}"))
        continue
      }
      var cells: [(Int, Int32)] = []
      collect(item, into: &cells, &headers, &columns)
      rows.append(cells)
    }
    guard headers.count <= limits.columns, rows.count <= limits.rows else {
      log.append(
        .error(
          "json.size", "more than \(limits.rows) rows or \(limits.columns) columns", at: list.location,
          hint: "export fewer columns, or in parts"))
      return nil
    }
    return rows.isEmpty ? nil : assemble(rows, headers, list.tree)
  }

  /// Takes the values of an object, those of objects inside it under `outer.inner`.
  private static func collect(
    _ item: DataNode, into cells: inout [(Int, Int32)], _ headers: inout [ColumnHeader], _ columns: inout [String: Int]
  ) {
    var pending = [(prefix: "", node: item)]
    while let (prefix, node) = pending.popLast() {
      for (key, value) in node.entries {
        let name = prefix.isEmpty ? key.text : prefix + "." + key.text
        if let base = annotated(name) {
          let index = column(base, key, &headers, &columns)
          cells.append((display(of: index, base, key, &headers, &columns), value.index))
          continue
        }
        guard value.kind == .map else {
          cells.append((column(name, key, &headers, &columns), value.index))
          continue
        }
        let pair = value.entries
        guard let raw = pair.first(where: { $0.key.text == "value" })?.value,
          pair.allSatisfy({ ["value", "display_value", "link"].contains($0.key.text) })
        else {
          if prefix.utf8.count < 200 { pending.append((name, value)) }
          continue
        }
        let index = column(name, key, &headers, &columns)
        cells.append((index, raw.index))
        if let shown = pair.first(where: { $0.key.text == "display_value" })?.value {
          cells.append((display(of: index, name, key, &headers, &columns), shown.index))
        }
      }
    }
  }

  /// `statecode` of `statecode@OData.Community.Display.V1.FormattedValue`, which holds the same for people to read.
  private static func annotated(_ name: String) -> String? {
    let mark = "@OData.Community.Display.V1.FormattedValue"
    return name.hasSuffix(mark) ? String(decoding: name.utf8.dropLast(mark.utf8.count), as: UTF8.self) : nil
  }

  /// The column with what people read where `index` holds what machines do.
  private static func display(
    of index: Int, _ name: String, _ key: DataNode, _ headers: inout [ColumnHeader], _ columns: inout [String: Int]
  ) -> Int {
    let display = column(name + "\u{0}display", key, &headers, &columns)
    headers[index].display = display
    return display
  }

  private static func column(
    _ name: String, _ key: DataNode, _ headers: inout [ColumnHeader], _ columns: inout [String: Int]
  ) -> Int {
    if let known = columns[name] { return known }
    let index = headers.count
    columns[name] = index
    headers.append(ColumnHeader(name: name, location: key.location, index: index))
    return index
  }

  private static func assemble(
    _ rows: [[(column: Int, node: Int32)]], _ headers: [ColumnHeader], _ tree: DataTree
  ) -> ByteTable {
    var cells = [Cell](repeating: .empty, count: rows.count * headers.count)
    var places = [ByteTable.CellOrigin](repeating: .init(line: 0, column: 0), count: cells.count)
    for (number, row) in rows.enumerated() {
      for (column, node) in row {
        let record = tree.records[Int(node)]
        let index = number * headers.count + column
        places[index] = .init(line: record.line, column: record.column)
        guard record.kind == .scalar, !DataNode(tree: tree, index: node).isNull else { continue }
        cells[index] = Cell(Int(record.textStart), Int(record.textStart) + Int(record.textCount))
      }
    }
    var table = ByteTable(
      file: tree.file, text: .whole(tree.text), encoding: .utf8,
      layout: .cells(cells, columns: headers.count, places: places))
    // Rows know their own lines.
    table.dataLine = 0
    table.headers = headers.filter { !$0.name.utf8.contains(0) }
    return table
  }
}
