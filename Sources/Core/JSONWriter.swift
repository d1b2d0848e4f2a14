/// Writes JSON in the order it is told; commas are its own affair.
public struct JSONWriter: Sendable {
  /// What was written.
  public private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// Nothing written yet.
  public init() {}

  /// `{ … }` as a value.
  public mutating func object(_ body: (inout JSONWriter) -> Void) {
    begin(0x7B)
    body(&self)
    end(0x7D)
  }

  /// A string field; nothing for nil.
  public mutating func field(_ name: String, _ value: String?) {
    guard let value else { return }
    key(name)
    bytes.appendScriptString(value)
    needsComma = true
  }

  /// A field with a list.
  public mutating func list<Item>(_ name: String, _ items: [Item], _ write: (inout JSONWriter, Item) -> Void) {
    key(name)
    needsComma = false
    begin(0x5B)
    for item in items { write(&self, item) }
    end(0x5D)
  }

  /// A whole number.
  public mutating func field(_ name: String, _ value: Int) {
    key(name)
    bytes += Array(String(value).utf8)
    needsComma = true
  }

  /// A list of strings.
  public mutating func list(_ name: String, of values: [String]) {
    list(name, values) { json, value in
      if json.needsComma { json.bytes.append(0x2C) }
      json.bytes.appendScriptString(value)
      json.needsComma = true
    }
  }

  private mutating func key(_ name: String) {
    if needsComma { bytes.append(0x2C) }
    bytes.appendScriptString(name)
    bytes.append(0x3A)
    needsComma = false
  }

  private mutating func begin(_ bracket: UInt8) {
    if needsComma { bytes.append(0x2C) }
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func end(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }
}
