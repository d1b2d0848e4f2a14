/// One line of a script, as far as its spaces and brackets matter. Text in quotes stays as it is.
enum ScriptLine {
  /// Without the spaces beside operators and brackets. From a slash on that may begin a regular expression or a comment, all stays.
  static func tightened(_ line: ArraySlice<UInt8>) -> [UInt8] {
    var tight: [UInt8] = []
    tight.reserveCapacity(line.count)
    var quote: UInt8?
    var at = line.startIndex
    while at < line.endIndex {
      let (byte, next) = (line[at], at + 1 < line.endIndex ? line[at + 1] : space)
      if let open = quote {
        tight.append(byte)
        if byte == backslash, at + 1 < line.endIndex {
          at += 1
          tight.append(next)
        } else if byte == open {
          quote = nil
        }
      } else if byte == slash, !(next == space && at > line.startIndex && line[at - 1] == space) {
        return tight + line[at...]
      } else if byte == space {
        if !isNeedless(between: tight.last ?? space, next) { tight.append(byte) }
      } else {
        if isQuote(byte) { quote = byte }
        tight.append(byte)
      }
      at += 1
    }
    return tight
  }

  /// Whether a line that ends with `last` and one that begins with `first` need no line end between them.
  static func joins(_ last: UInt8, _ first: UInt8) -> Bool {
    "{([,;".utf8.contains(last) || "}]),?:&|".utf8.contains(first)
  }

  /// Whether two slashes stand in the line, so that its end may be that of a comment.
  static func mayEndInComment(_ line: ArraySlice<UInt8>) -> Bool {
    zip(line, line.dropFirst()).contains { $0 == slash && $1 == slash }
  }

  /// Whether a statement begins and ends in the line: it closes what it opens.
  static func isWhole(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.last == UInt8(ascii: ";") else { return false }
    var (depth, quote): (Int, UInt8?) = (0, nil)
    var isEscaped = false
    for byte in line {
      if let open = quote {
        if isEscaped {
          isEscaped = false
        } else if byte == backslash {
          isEscaped = true
        } else if byte == open {
          quote = nil
        }
      } else if isQuote(byte) {
        quote = byte
      } else if "([{".utf8.contains(byte) {
        depth += 1
      } else if ")]}".utf8.contains(byte) {
        depth -= 1
      }
    }
    return depth == 0 && quote == nil
  }

  /// A sign needs no space unless another stands behind it: `a - -b` is not `a--b`.
  private static func isNeedless(between before: UInt8, _ after: UInt8) -> Bool {
    if isMark(before) || isMark(after) || before == space { return true }
    return isSign(before) != isSign(after)
  }

  private static func isMark(_ byte: UInt8) -> Bool { "{}()[];,=<>!?:&|*%^~/".utf8.contains(byte) }
  private static func isSign(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") }
  private static func isQuote(_ byte: UInt8) -> Bool { "\"'`".utf8.contains(byte) }
  private static let space = UInt8(ascii: " ")
  private static let slash = UInt8(ascii: "/")
  private static let backslash = UInt8(ascii: "\\")
}
