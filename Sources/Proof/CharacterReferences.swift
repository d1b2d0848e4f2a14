/// `&amp;` and its like in attribute values.
enum CharacterReferences {
  private static let named: [(name: String, text: String)] = [
    ("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\""), ("apos", "'"), ("colon", ":"), ("tab", "\t"),
    ("newline", "\n"),
  ]

  /// The text with its character references resolved: numbers, and the names that can change where a reference leads.
  static func resolved(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var resolved = ""
    var rest = Substring(text)
    while let mark = rest.utf8.firstIndex(of: UInt8(ascii: "&")) {
      resolved += rest[..<mark]
      rest = rest[rest.utf8.index(after: mark)...]
      let (found, length) = reference(rest.utf8)
      resolved += found ?? "&"
      rest = rest[rest.utf8.index(rest.startIndex, offsetBy: length)...]
    }
    return resolved + rest
  }

  /// The text of the reference that `rest` begins with, and its length in bytes.
  private static func reference(_ rest: Substring.UTF8View) -> (String?, Int) {
    let end = rest.prefix(12).firstIndex(of: UInt8(ascii: ";")) ?? rest.endIndex
    guard end < rest.endIndex else { return (nil, 0) }
    let name = String(Substring(rest[..<end]))
    let length = name.utf8.count + 1
    if name.utf8.first == UInt8(ascii: "#") {
      let isHex = name.utf8.dropFirst().first.map { $0 | 0x20 == UInt8(ascii: "x") } ?? false
      let number = UInt32(
        name.utf8.dropFirst(isHex ? 2 : 1).map { String(UnicodeScalar($0)) }.joined(), radix: isHex ? 16 : 10)
      return number.flatMap(UnicodeScalar.init).map { (String(Character($0)), length) } ?? (nil, 0)
    }
    return named.first { $0.name == name.lowercased() }.map { ($0.text, length) } ?? (nil, 0)
  }
}
