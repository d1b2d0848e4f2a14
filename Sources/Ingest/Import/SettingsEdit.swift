import Core

/// Adds answers to a settings file and leaves every other byte as it is.
///
/// Columns go below the `columns:` that is there. Settings written as `columns: {…}` on one line, or in a way that can't be added
/// to without rewriting it, are left to their author.
public struct SettingsEdit {
  private var lines: [[UInt8]]

  /// The settings `text` with `answers` added; nil if a person has to write them in.
  public static func adding(_ answers: [ImportPlan.Answer], to text: [UInt8]) -> [UInt8]? {
    guard !answers.isEmpty else { return text }
    var edit = SettingsEdit(text)
    for answer in answers where !edit.add(answer) { return nil }
    let edited = edit.text
    let before = ImportSettings.read(text, path: "portfolio.yaml")
    let after = ImportSettings.read(edited, path: "portfolio.yaml")
    return after.settings != nil && after.errors <= before.errors ? edited : nil
  }

  private init(_ text: [UInt8]) {
    lines = text.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
    if lines.last?.isEmpty == true { lines.removeLast() }
  }

  private var text: [UInt8] { lines.flatMap { $0 + [0x0A] } }

  private mutating func add(_ answer: ImportPlan.Answer) -> Bool {
    switch answer {
    case .dateOrder(let order): return set("date_order", order.rawValue)
    case .decimalMark(let mark): return set("decimal", mark.rawValue)
    case .column(let kind, let header, let field):
      guard let columns = block("columns", in: lines.indices, indent: 0) else { return false }
      let indent = firstIndent(columns) ?? 2
      guard let entries = block(kind.rawValue, in: columns, indent: indent) else { return false }
      let spaces = String(repeating: " ", count: firstIndent(entries) ?? indent + 2)
      // Below those that are there: answers keep their order.
      let place = entries.last { !isBlank($0) }.map { $0 + 1 } ?? entries.lowerBound
      lines.insert(Array("\(spaces)\(ImportPlan.quoted(header)): \(field)".utf8), at: place)
      return true
    }
  }

  private mutating func set(_ key: String, _ value: String) -> Bool {
    guard let index = line(of: key, in: lines.indices, indent: 0) else {
      lines.append(Array("\(key): \(value)".utf8))
      return true
    }
    guard self.value(at: index).isEmpty else { return false }
    lines[index] = Array("\(key): \(value)".utf8)
    return true
  }

  /// The lines below `key`, which is added where it is missing; nil if its value stands beside it.
  private mutating func block(_ key: String, in range: Range<Int>, indent: Int) -> Range<Int>? {
    guard let index = line(of: key, in: range, indent: indent) else {
      let place = indent == 0 ? lines.endIndex : range.lowerBound
      lines.insert(Array((String(repeating: " ", count: indent) + key + ":").utf8), at: place)
      return place + 1..<place + 1
    }
    guard value(at: index).isEmpty else { return nil }
    var end = index + 1
    while end < range.upperBound, isBlank(end) || self.indent(end) > indent { end += 1 }
    return index + 1..<end
  }

  private func line(of key: String, in range: Range<Int>, indent: Int) -> Int? {
    let wanted = Array(String(repeating: " ", count: indent).utf8) + Array(key.utf8) + [0x3A]
    return range.first { lines[$0].starts(with: wanted) }
  }

  /// What stands after the colon, without a comment.
  private func value(at index: Int) -> String {
    let after = lines[index].drop { $0 != 0x3A }.dropFirst()
    return Array(after.prefix { $0 != 0x23 }).span.trimmedText
  }

  private func indent(_ index: Int) -> Int { lines[index].prefix { $0 == 0x20 }.count }

  private func isBlank(_ index: Int) -> Bool {
    let text = lines[index].drop { $0 <= 0x20 }
    return text.isEmpty || text.first == 0x23
  }

  private func firstIndent(_ range: Range<Int>) -> Int? { range.first { !isBlank($0) }.map(indent) }
}
