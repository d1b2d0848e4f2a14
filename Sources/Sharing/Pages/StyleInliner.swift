/// A style sheet that refers to nothing: what `url()` names is carried inside, comments are left out.
struct StyleInliner {
  let assets: SharedAssets
  /// Whether the ids of pages carry a prefix, because several stand in one file.
  let hasPrefixes: Bool
  private(set) var problems: [String] = []

  init(assets: SharedAssets, hasPrefixes: Bool) {
    self.assets = assets
    self.hasPrefixes = hasPrefixes
  }

  /// The style sheet `css`, which stands at `path`.
  mutating func inlined(_ css: [UInt8], at path: String) -> [UInt8] {
    var text: [UInt8] = []
    var index = 0
    while index < css.count {
      let rest = css[index...]
      if rest.starts(with: "/*".utf8) {
        index = css.firstIndex(of: "*/".utf8, from: index + 2).map { $0 + 2 } ?? css.count
      } else if css[index] == 0x22 || css[index] == 0x27 {
        let end = Self.endOfString(css, index)
        text += css[index..<end]
        index = end
      } else if rest.prefix(4).lazy.map(\.asciiLowercased).elementsEqual("url(".utf8) {
        index = address(css, index + 4, path, &text)
      } else if rest.prefix(7).lazy.map(\.asciiLowercased).elementsEqual("@import".utf8) {
        problems.append("\(path): an @import is not carried along; put the rules into the style sheet itself")
        index = Self.endOfRule(css, index)
      } else if hasPrefixes, css[index] == 0x23, let end = Self.endOfSelector(css, index) {
        let name = String(decoding: css[(index + 1)..<end], as: UTF8.self)
        text.append(":is(#\(name),[id$=\"-\(name)\"])")
        index = end
      } else {
        text.append(css[index])
        index += 1
      }
    }
    return text
  }

  private static func endOfString(_ css: [UInt8], _ start: Int) -> Int {
    var index = start + 1
    while index < css.count, css[index] != css[start] { index += css[index] == 0x5C ? 2 : 1 }
    return min(index + 1, css.count)
  }

  private static func endOfRule(_ css: [UInt8], _ start: Int) -> Int {
    var index = start
    while index < css.count, css[index] != 0x3B {
      index = css[index] == 0x22 || css[index] == 0x27 ? endOfString(css, index) : index + 1
    }
    return min(index + 1, css.count)
  }

  /// The end of the id at `start`, if it is a selector's and no colour: a block opens before a declaration ends.
  private static func endOfSelector(_ css: [UInt8], _ start: Int) -> Int? {
    guard let stop = css[start...].firstIndex(where: { $0 == 0x7B || $0 == 0x7D || $0 == 0x3B }), css[stop] == 0x7B
    else { return nil }
    return css[(start + 1)...].firstIndex { !$0.isIdentifier } ?? css.count
  }

  private mutating func address(_ css: [UInt8], _ start: Int, _ path: String, _ text: inout [UInt8]) -> Int {
    var index = start
    while index < css.count, css[index].isHTMLSpace { index += 1 }
    let isQuoted = index < css.count && (css[index] == 0x22 || css[index] == 0x27)
    let end = isQuoted ? Self.endOfString(css, index) : css[index...].firstIndex(of: 0x29) ?? css.count
    let value = String(
      decoding: isQuoted ? css[(index + 1)..<max(index + 1, end - 1)] : css[index..<end], as: UTF8.self)
    let close = css[end...].firstIndex(of: 0x29).map { $0 + 1 } ?? css.count
    switch Reference(value, in: path) {
    case .data, .fragment: text += Array("url(".utf8) + css[index..<close]
    case .file(let file, _):
      if let data = assets.dataAddress(file) {
        text += Array("url(\"".utf8) + data + Array("\")".utf8)
        return close
      }
      fallthrough
    case .outside, .refused:
      problems.append("\(path): \"\(value)\" is not among the site's pictures and fonts, so the copy goes without it")
      text.append("url(\"data:,\")")
    }
    return close
  }
}
