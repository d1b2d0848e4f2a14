/// Control bytes that stand for what Markdown has no syntax for. Input is rid of them before anything else is done, so one that
/// is met is ours: no note can forge a marker.
enum Sentinel {
  /// Opens the number of a `Substitution` in the source that cmark reads.
  static let sourceOpen: UInt8 = 0x02
  /// Closes it.
  static let sourceClose: UInt8 = 0x03
  /// Opens a marker in the HTML that cmark writes: a letter and a number.
  static let htmlOpen: UInt8 = 0x04
  /// Closes it.
  static let htmlClose: UInt8 = 0x05

  /// Reads the number after the opening byte at `start`; nil unless it is well formed.
  static func number(
    in bytes: UnsafeBufferPointer<UInt8>, after start: Int, closedBy close: UInt8
  ) -> (value: Int, end: Int)? {
    var (value, offset) = (0, start + 1)
    while offset < bytes.count, offset - start <= 10 {
      let byte = bytes[offset]
      if byte == close { return (value, offset + 1) }
      guard byte >= 48, byte <= 57 else { return nil }
      value = value * 10 + Int(byte - 48)
      offset += 1
    }
    return nil
  }
}

/// Kinds of marker in the rendered HTML. The letter is what is written.
enum Marker: UInt8 {
  /// Raises what follows to the clearance of that rank, up to `popClearance`.
  case pushClearance = 0x50
  case popClearance = 0x70
  /// An audience block, which also shows whom it is for.
  case openAudience = 0x41
  case closeAudience = 0x61
  /// As `pushClearance`, taking the list item's own tags in.
  case pushItem = 0x51
  case popItem = 0x71
  case openHeading = 0x48
  case closeHeading = 0x68
  /// A link that cmark renders, with an empty target.
  case openLink = 0x4C
  case closeLink = 0x6C
  /// A link that we render.
  case openWikiLink = 0x57
  case closeWikiLink = 0x77
  case image = 0x49
  case figure = 0x47
  case footnoteReference = 0x46
  case openFootnote = 0x44
  case closeFootnote = 0x64
  case backReferences = 0x42
  case openTask = 0x4B
  case closeTask = 0x6B
  case openTaskData = 0x4D
  case closeTaskData = 0x6D
  case openTouch = 0x54
  case closeTouch = 0x74
  /// An id that is made unique in the note once all are known.
  case key = 0x58

  /// Longest marker, and a byte more.
  static let capacity = 24

  /// The bytes of the marker.
  func bytes(_ index: Int = 0) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Self.capacity)
    let end = bytes.withUnsafeMutableBufferPointer { write(index, to: $0, at: 0) }
    bytes.removeLast(bytes.count - end)
    return bytes
  }

  /// The bytes of the marker as a C string, on the stack.
  func withCString<T>(_ index: Int, _ body: (UnsafePointer<CChar>) -> T) -> T {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.capacity) { buffer in
      buffer[write(index, to: buffer, at: 0)] = 0
      guard let start = buffer.baseAddress else { preconditionFailure("a buffer of 24 bytes has a start") }
      return body(UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self))
    }
  }

  /// Writes the marker, where there is room for one; its end.
  @inline(__always)
  func write(_ index: Int, to buffer: UnsafeMutableBufferPointer<UInt8>, at start: Int) -> Int {
    buffer[start] = Sentinel.htmlOpen
    buffer[start + 1] = rawValue
    let end = buffer.writeDecimal(index, at: start + 2)
    buffer[end] = Sentinel.htmlClose
    return end + 1
  }
}

extension UnsafeMutableBufferPointer<UInt8> {
  /// Writes the digits of a number that isn't negative; their end.
  @inline(__always)
  func writeDecimal(_ number: Int, at start: Int) -> Int {
    var (rest, end) = (number, start + 1)
    while rest >= 10 { (rest, end) = (rest / 10, end + 1) }
    rest = number
    var place = end - 1
    while place >= start {
      self[place] = UInt8(48 + rest % 10)
      (rest, place) = (rest / 10, place - 1)
    }
    return end
  }
}

extension [UInt8] {
  /// Digits of a number that isn't negative.
  mutating func appendDecimal(_ number: Int) {
    if number >= 10 { appendDecimal(number / 10) }
    append(UInt8(48 + number % 10))
  }

  /// Constant text.
  mutating func append(_ text: StaticString) {
    append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
