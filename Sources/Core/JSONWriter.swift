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

  /// A field with an object.
  public mutating func object(_ name: String, _ body: (inout JSONWriter) -> Void) {
    key(name)
    object(body)
  }

  /// `[ … ]` as a value.
  public mutating func list(_ body: (inout JSONWriter) -> Void) {
    begin(0x5B)
    body(&self)
    end(0x5D)
  }

  /// A string as an item of a list.
  public mutating func item(_ value: String) {
    if needsComma { bytes.append(0x2C) }
    bytes.appendScriptString(value)
    needsComma = true
  }

  /// A field that is true.
  public mutating func flag(_ name: String) {
    key(name)
    bytes += "true".utf8
    needsComma = true
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
    list(name, values) { $0.item($1) }
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
