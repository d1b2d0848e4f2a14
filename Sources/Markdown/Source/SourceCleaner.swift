import CMarkArena

/// Turns bytes from outside into what the scanner takes for granted: UTF-8, `\n` line ends, nothing that HTML forbids.
enum SourceCleaner {
  /// The clean bytes, the characters met, and whether bytes had to be replaced because they aren't UTF-8.
  static func clean(_ source: [UInt8]) -> (bytes: [UInt8], features: PreparedSource.Features, repaired: Bool) {
    var features = features(of: source)
    var bytes = source
    var repaired = false
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    if features.contains(.nonASCII), !isPresentable(bytes) { (bytes, repaired) = repair(bytes) }
    if features.contains(.control) { bytes = withoutControls(bytes) }
    features.remove(.control)
    return (bytes, features, repaired)
  }

  private static func features(of bytes: [UInt8]) -> PreparedSource.Features {
    bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return [] }
      var seen = PreparedSource.Features(rawValue: cmark_arena_classes(base, bytes.count))
      for (character, feature) in PreparedSource.Features.characters where bytes.next(character, from: 0) < bytes.count
      {
        seen.insert(feature)
      }
      return seen
    }
  }

  /// Carriage returns become line feeds, NUL the replacement character (as CommonMark has it); other controls go.
  private static func withoutControls(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for (offset, byte) in bytes.enumerated() {
      switch byte {
      case 0x0D:
        if offset + 1 == bytes.count || bytes[offset + 1] != 0x0A { result.append(0x0A) }
      case 0x00: result.append(contentsOf: [0xEF, 0xBF, 0xBD])
      case 0x01...0x08, 0x0B, 0x0C, 0x0E...0x1F, 0x7F: break
      default: result.append(byte)
      }
    }
    return result
  }

  /// Whether the bytes are UTF-8 without C1 controls and noncharacters, which HTML forbids.
  private static func isPresentable(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      let raw = UnsafeRawBufferPointer(bytes)
      var offset = 0
      while offset < bytes.count {
        if bytes[offset] < 0x80 {
          offset += 1
          // Eight bytes a step while they are all ASCII.
          while offset + 8 <= bytes.count,
            raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
          {
            offset += 8
          }
        } else if let length = sequenceLength(bytes, at: offset) {
          offset += length
        } else {
          return false
        }
      }
      return true
    }
  }

  /// Length of the well-formed sequence at `offset` (Unicode, table 3-7), nil if there is none or HTML forbids it.
  private static func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int? {
    let lead = bytes[offset]
    let length: Int
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF: length = 3
    case 0xF0...0xF4: length = 4
    default: return nil
    }
    guard offset + length <= bytes.count else { return nil }
    var value = UInt32(lead) & (0xFF >> UInt32(length + 1))
    for index in 1..<length {
      guard bytes[offset + index] & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(bytes[offset + index] & 0x3F)
    }
    let minimum: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
    return value >= minimum && isPresentable(scalar: value) ? length : nil
  }

  /// Whether a code point may stand in an HTML text.
  static func isPresentable(scalar value: UInt32) -> Bool {
    switch value {
    case 0x09, 0x0A: true
    case 0..<0x20, 0x7F...0x9F, 0xD800...0xDFFF, 0xFDD0...0xFDEF: false
    default: value <= 0x10FFFF && value & 0xFFFE != 0xFFFE
    }
  }

  private static func repair(_ bytes: [UInt8]) -> (bytes: [UInt8], wasInvalid: Bool) {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    let text = String(decoding: bytes, as: UTF8.self)
    for scalar in text.unicodeScalars {
      let shown = scalar.value < 0x80 || isPresentable(scalar: scalar.value) ? scalar : "\u{FFFD}"
      result.append(contentsOf: UTF8.encode(shown).map(Array.init) ?? [])
    }
    return (result, !text.utf8.elementsEqual(bytes))
  }
}
