/// Makes styles and scripts lighter on their way to the site: its readers pay for each byte, readers of the source should not.
///
/// Only what says nothing is taken away: of scripts indentation, blank lines, whole-line `//` comments, spaces beside operators,
/// line ends that a bracket or semicolon makes needless, and the word `const` of a constant that follows another; of styles comments,
/// and spaces beside `{ } : ; ,`. Not a minifier: names stay, so that what an error quotes can be found.
public enum AssetSqueeze {
  /// The bytes to publish for the asset at `path`; what is neither a style nor a script stays as it is.
  public static func squeezed(_ bytes: [UInt8], path: String) -> [UInt8] {
    if path.hasSuffix(".css") { return style(bytes) }
    if path.hasSuffix(".js") { return script(bytes) }
    return bytes
  }

  private static func script(_ bytes: [UInt8]) -> [UInt8] {
    let lines = bytes.split(separator: newline)
    guard !lines.contains(where: carriesTextOver) else { return bytes }
    var squeezed: [UInt8] = []
    squeezed.reserveCapacity(bytes.count)
    var (endsConstant, endsComment) = (false, false)
    for line in lines {
      let text = line.drop(while: isSpace)
      guard !text.isEmpty, !text.starts(with: [slash, slash]) else { continue }
      var statement = ScriptLine.tightened(text)[...]
      let isConstant = statement.starts(with: constant)
      if isConstant, endsConstant {
        squeezed[squeezed.count - 1] = UInt8(ascii: ",")
        statement = statement.dropFirst(constant.count)
      }
      if let last = squeezed.last, let first = statement.first, endsComment || !ScriptLine.joins(last, first) {
        squeezed.append(newline)
      }
      squeezed += statement
      endsComment = ScriptLine.mayEndInComment(statement)
      endsConstant = isConstant && !endsComment && ScriptLine.isWhole(statement)
    }
    return squeezed.isEmpty ? [] : squeezed + [newline]
  }

  /// Whether a string may go on in the next line, where spaces are text: an open template literal, or a backslash at the end.
  private static func carriesTextOver(_ line: ArraySlice<UInt8>) -> Bool {
    line.count(where: { $0 == UInt8(ascii: "`") }) % 2 == 1 || line.last == UInt8(ascii: "\\")
  }

  private static func style(_ source: [UInt8]) -> [UInt8] {
    var squeezed: [UInt8] = []
    squeezed.reserveCapacity(source.count)
    var quote: UInt8?
    var at = 0
    while at < source.count {
      let byte = source[at]
      if let open = quote {
        if byte == UInt8(ascii: "\\"), at + 1 < source.count {
          squeezed.append(byte)
          at += 1
        } else if byte == open {
          quote = nil
        }
        squeezed.append(source[at])
      } else if byte == slash, at + 1 < source.count, source[at + 1] == star {
        at = end(ofComment: at, in: source)
        continue
      } else if isSpace(byte) {
        if let last = squeezed.last, !isSpaceless(after: last), !isSpace(last) { squeezed.append(space) }
      } else {
        if isSpaceless(before: byte), squeezed.last == space { squeezed.removeLast() }
        if byte == UInt8(ascii: "}"), squeezed.last == UInt8(ascii: ";") { squeezed.removeLast() }
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { quote = byte }
        squeezed.append(byte)
      }
      at += 1
    }
    return squeezed
  }

  private static func end(ofComment start: Int, in source: [UInt8]) -> Int {
    var at = start + 2
    while at + 1 < source.count, source[at] != star || source[at + 1] != slash { at += 1 }
    return at + 2
  }

  private static func isSpaceless(after byte: UInt8) -> Bool { "{}:;,".utf8.contains(byte) }
  /// Not `:`, before which a space is a selector's.
  private static func isSpaceless(before byte: UInt8) -> Bool { "{};,".utf8.contains(byte) }
  private static func isSpace(_ byte: UInt8) -> Bool { byte == space || byte == newline || byte == 9 || byte == 13 }
  private static let constant = Array("const ".utf8)
  private static let space = UInt8(ascii: " ")
  private static let newline = UInt8(ascii: "\n")
  private static let slash = UInt8(ascii: "/")
  private static let star = UInt8(ascii: "*")
}
