/// A rendered page of a site.
public struct SharedPage: Sendable {
  /// Path from the site's root, `accounts/acme.html`.
  public let path: String
  /// What the pages of one file call it: its heading.
  public let name: String
  /// The whole page.
  public let bytes: [UInt8]

  /// The page at `path`; its name is what its `h1` says, or its title up to ` · `.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    let pieces = HTMLScanner.pieces(of: bytes)
    name = Self.text(of: "h1", in: pieces) ?? Self.text(of: "title", in: pieces) ?? path
  }

  /// A file of a copy of many, page or not, which needs no name.
  public init(path: String, file: [UInt8]) {
    self.path = path
    bytes = file
    name = path
  }

  /// The text of the first element called `name`.
  static func text(of name: String, in pieces: [HTMLScanner.Piece]) -> String? {
    var text: [UInt8] = []
    var isInside = false
    for piece in pieces {
      switch piece {
      case .tag(let tag) where tag.name == name:
        if tag.isEnd {
          let words = HTMLText.resolved(text).utf8.split { $0.isHTMLSpace }.map { String(Substring($0)) }
          return words.isEmpty ? nil : words.joined(separator: " ")
        }
        isInside = true
      case .text(let bytes) where isInside: text += bytes
      default: continue
      }
    }
    return nil
  }
}
