import Core
import Files
import Ingest

/// Prints diagnostics in the compilers' form, with the source line and a caret, or as JSON lines.
struct DiagnosticPrinter {
  /// How diagnostics are printed.
  enum Format: String, CaseIterable, Sendable {
    case text, json
  }

  let format: Format
  let terminal: Terminal
  /// The workspace, for the source lines.
  let files: any FileSystem
  /// How many are shown in full, the rest is counted; nil for as many as the settings say.
  var limit: Int?

  func print(_ diagnostics: Diagnostics) {
    let sorted = diagnostics.sorted
    if sorted.isEmpty { return }
    let limit = limit ?? ImportSettings.read(files).limits.problemsShown
    var lines = SourceLines(files: files)
    for diagnostic in format == .json ? sorted : Self.mostImportant(limit, of: sorted) {
      switch format {
      case .text: terminal.problem(text(diagnostic, &lines))
      case .json: terminal.problem(Self.json(diagnostic))
      }
    }
    guard format == .text else { return }
    if sorted.count > limit { terminal.problem("… and \(sorted.count - limit) more; --diagnostics json lists all") }
  }

  /// Errors before warnings where not all are shown; always in the order of files and lines.
  static func mostImportant(_ limit: Int, of sorted: [Diagnostic]) -> [Diagnostic] {
    guard sorted.count > limit else { return sorted }
    var room = max(limit - sorted.count { $0.severity == .error }, 0)
    var errors = 0
    return sorted.filter { diagnostic in
      if diagnostic.severity == .error {
        errors += 1
        return errors <= limit
      }
      room -= 1
      return room >= 0
    }
  }

  private func text(_ diagnostic: Diagnostic, _ lines: inout SourceLines) -> String {
    let isError = diagnostic.severity == .error
    var text = diagnostic.location.map { terminal.colored("\($0.description.oneLine): ", 1) } ?? ""
    text += terminal.colored("\(diagnostic.severity.rawValue): ", isError ? 31 : 33)
    text += "\(diagnostic.message.oneLine) [\(diagnostic.code)]"
    if let location = diagnostic.location, let excerpt = lines.excerpt(at: location) { text += "\n" + excerpt }
    for note in diagnostic.notes {
      text += "\n  note: " + (note.location.map { "\($0.description.oneLine): " } ?? "") + note.message.oneLine
    }
    if let hint = diagnostic.hint { text += "\n  hint: " + hint.oneLine }
    return text
  }

  private static func json(_ diagnostic: Diagnostic) -> String {
    var bytes: [UInt8] = []
    func field(_ name: String, _ value: String?) {
      guard let value else { return }
      bytes += Array(bytes.isEmpty ? "{".utf8 : ",".utf8)
      bytes.appendScriptString(name)
      bytes.append(0x3A)
      bytes.appendScriptString(value)
    }
    func number(_ name: String, _ value: UInt32) { if value > 0 { bytes += Array(",\"\(name)\":\(value)".utf8) } }
    field("severity", diagnostic.severity.rawValue)
    field("code", diagnostic.code)
    field("file", diagnostic.location?.file.path)
    number("line", diagnostic.location?.line ?? 0)
    number("column", diagnostic.location?.column ?? 0)
    field("message", diagnostic.message)
    field("hint", diagnostic.hint)
    field("account", diagnostic.account)
    return String(decoding: bytes + [0x7D], as: UTF8.self)
  }
}

/// Lines of input files for excerpts; the last file read is kept.
struct SourceLines {
  let files: any FileSystem
  private var current: (file: SourceFile, bytes: [UInt8])?

  init(files: any FileSystem) { self.files = files }

  /// The line at `location` and a caret below its column; nil if the file can't be read or the line isn't short plain text.
  mutating func excerpt(at location: SourceLocation) -> String? {
    guard location.line > 0, let bytes = bytes(of: location.file) else { return nil }
    let lines = bytes.split(separator: 0x0A, maxSplits: Int(location.line), omittingEmptySubsequences: false)
    guard lines.count >= location.line else { return nil }
    var line = Array(lines[Int(location.line) - 1])
    if line.last == 0x0D { line.removeLast() }
    guard line.count <= 160, let text = String(validating: line, as: UTF8.self), text.printable == text else {
      return nil
    }
    guard location.column > 0, location.column <= line.count + 1 else { return "    " + text }
    let before = line[..<(Int(location.column) - 1)]
    let padding = String(decoding: before, as: UTF8.self).unicodeScalars.map { $0 == "\t" ? "\t" : " " }.joined()
    return "    \(text)\n    \(padding)^"
  }

  private mutating func bytes(of file: SourceFile) -> [UInt8]? {
    if let current, current.file == file { return current.bytes }
    guard let bytes = try? files.read(file.path), bytes.count < 50_000_000 else { return nil }
    current = (file, bytes)
    return bytes
  }
}
