import Core
import Portfolio

/// Reads one of the further notes in an account's folder.
struct NoteReader: Sendable {
  let settings: Settings
  let limits: WorkspaceLimits

  /// The note; its day and title come from its front matter, else from its file name `2026-11-19-plan.md`.
  func read(_ bytes: [UInt8], account: Slug, file: SourceFile, into log: inout Diagnostics) -> NoteBody {
    let text = NoteText.decode(bytes, file: file, limits: limits, account: account.text, into: &log)
    let head = FrontMatter.read(text, file: file, limits: limits, account: account.text, into: &log)
    let stem = Self.stem(file.path)
    var (day, title) = Self.split(stem)
    var clearance = settings.clearance[.notes]
    if let root = head.tree?.root {
      var reader = MapReader(root, "note", account: account.text)
      title = reader.text("title") ?? title
      day = reader.day("date") ?? day
      clearance = reader.clearance() ?? clearance
      reader.reportMisspelt()
      log.append(contentsOf: reader.log)
    }
    return NoteBody(
      text, head: head, file: file, day: day, title: title, settings: settings, clearance: clearance,
      account: account.text, into: &log)
  }

  /// File name without folder and ending.
  static func stem(_ path: String) -> String {
    let name = path.utf8.split(separator: 0x2F).last.map { String(Substring($0)) } ?? path
    return name.utf8.lastIndex(of: 0x2E).map { String(name[..<$0]) } ?? name
  }

  /// Day and words of `2026-11-19-plan-for-pieter`.
  static func split(_ stem: String) -> (Day?, String) {
    guard stem.utf8.count >= 10, let day = Day(iso: Array(stem.utf8.prefix(10))) else { return (nil, words(stem)) }
    let rest = stem.utf8.dropFirst(10).drop { $0 == 0x2D || $0 == 0x5F || $0 == 0x20 }
    return (day, rest.isEmpty ? stem : words(String(Substring(rest))))
  }

  /// `plan-for-pieter` as `Plan for pieter`.
  static func words(_ stem: String) -> String {
    var bytes = stem.utf8.map { $0 == 0x2D || $0 == 0x5F ? 0x20 : $0 }
    if let first = bytes.first, (97...122).contains(first) { bytes[0] = first - 32 }
    return String(decoding: bytes, as: UTF8.self)
  }
}
