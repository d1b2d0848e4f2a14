/// What a cell was last read as: in most columns of words the same few stand below each other.
struct CellMemory<Value> {
  private var text: [UInt8] = []
  private var value: Value?

  /// What `text` was read as, if it is the last one.
  @inline(__always)
  func recall(_ text: Span<UInt8>) -> Value? {
    guard let value, text.equals(self.text.span) else { return nil }
    return value
  }

  /// Remembers what `text` was read as.
  mutating func keep(_ text: [UInt8], _ value: Value) {
    self.text = text
    self.value = value
  }
}
