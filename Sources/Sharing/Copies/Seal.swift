import Core
import Crypto

/// The seal of a copy: SHA-256 of the file with the seal itself blank. It shows what changed on the way, by accident or by an editor.
/// It is no signature: who alters a copy on purpose can seal it anew; the ledger of the workspace tells such a copy too.
enum Seal {
  static let blank = String(repeating: "0", count: 64)

  /// The stamp and an empty seal as `meta` elements.
  static func metas(_ stamp: CopyStamp) -> [UInt8] { metas(stamp.fields) }

  /// Fields and an empty seal as `meta` elements.
  static func metas(_ fields: [(name: String, value: String)]) -> [UInt8] {
    var html: [UInt8] = []
    for field in fields + [("seal", blank)] {
      html.append("<meta name=\"perennial:\(field.name)\" content=\"")
      html.appendEscapedHTML(field.value)
      html.append("\">\n")
    }
    return html
  }

  /// The stamp and an empty seal as comments, which readers of a PDF pass over behind its end.
  static func comments(_ stamp: CopyStamp) -> [UInt8] {
    Array((stamp.fields + [("seal", blank)]).map { "%perennial:\($0.name) \($0.value)\n" }.joined().utf8)
  }

  private static func isPDF(_ file: [UInt8]) -> Bool { file.starts(with: "%PDF-".utf8) }

  private static func mark(_ file: [UInt8]) -> [UInt8] {
    Array((isPDF(file) ? "\n%perennial:seal " : "<meta name=\"perennial:seal\" content=\"").utf8)
  }

  /// Puts the seal on; the file must hold an empty one.
  static func put(on file: [UInt8]) -> [UInt8] {
    guard let start = place(in: file) else { return file }
    var file = file
    file.replaceSubrange(start..<(start + 64), with: SHA256.hex(file).utf8)
    return file
  }

  /// How far from its end a PDF may hold its stamp.
  private static let tail = 1 << 16

  /// Where the seal's digits stand.
  private static func place(in file: [UInt8]) -> Int? {
    let mark = mark(file)
    let from = isPDF(file) ? max(0, file.count - tail) : 0
    guard let start = file.firstIndex(of: mark, from: from).map({ $0 + mark.count }), start + 64 <= file.count else {
      return nil
    }
    return start
  }

  /// The seal a file carries, and whether it is whole.
  static func check(_ file: [UInt8]) -> (seal: String, isWhole: Bool)? {
    guard let start = place(in: file), let bare = blanked(file) else { return nil }
    let seal = String(decoding: file[start..<(start + 64)], as: UTF8.self)
    return (seal, SHA256.hex(bare) == seal)
  }

  /// The file with an empty seal; nil if it carries none.
  static func blanked(_ file: [UInt8]) -> [UInt8]? {
    guard let start = place(in: file) else { return nil }
    var bare = file
    bare.replaceSubrange(start..<(start + 64), with: blank.utf8)
    return bare
  }

  /// The fields that the head of a file carries.
  static func fields(of file: [UInt8]) -> [String: String] {
    if isPDF(file) { return comments(of: file) }
    let end = file.firstIndex(of: "</head>".utf8) ?? file.count
    var fields: [String: String] = [:]
    for case .tag(let tag) in HTMLScanner.pieces(of: Array(file[..<end])) where tag.name == "meta" {
      guard let name = tag["name"], name.hasPrefix("perennial:"), let value = tag["content"] else { continue }
      fields[String(name.dropFirst("perennial:".count))] = value
    }
    return fields
  }

  private static func comments(of file: [UInt8]) -> [String: String] {
    var fields: [String: String] = [:]
    for line in file.suffix(tail).split(separator: 0x0A) where line.starts(with: "%perennial:".utf8) {
      let parts = line.dropFirst("%perennial:".utf8.count).split(separator: 0x20, maxSplits: 1)
      if parts.count == 2 {
        fields[String(decoding: parts[0], as: UTF8.self)] = String(decoding: parts[1], as: UTF8.self)
      }
    }
    return fields
  }
}
