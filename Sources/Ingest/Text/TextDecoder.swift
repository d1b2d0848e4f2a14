import Core

/// The encoding a text file was found to be in.
public enum TextEncoding: String, Sendable, Hashable {
  case utf8 = "UTF-8"
  case utf8WithMark = "UTF-8 with a byte order mark"
  case utf16LittleEndian = "UTF-16 little-endian"
  case utf16BigEndian = "UTF-16 big-endian"
  case windows1252 = "Windows-1252"
}

/// Text as UTF-8 without a byte order mark.
struct DecodedText: Sendable {
  var bytes: [UInt8]
  var encoding: TextEncoding
}

/// Finds a file's encoding from its bytes alone and brings it to valid UTF-8.
enum TextDecoder {
  /// The text of `bytes`. Bytes that fit no encoding become U+FFFD and are told as errors with their place.
  static func decode(_ bytes: [UInt8], file: SourceFile, into log: inout Diagnostics) -> DecodedText {
    if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes.dropFirst(2), bigEndian: false, file, &log) }
    if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes.dropFirst(2), bigEndian: true, file, &log) }
    if let bigEndian = looksLikeUTF16(bytes) { return utf16(bytes[...], bigEndian: bigEndian, file, &log) }
    let hasMark = bytes.starts(with: utf8Mark)
    let text = hasMark ? Array(bytes.dropFirst(utf8Mark.count)) : bytes
    guard let firstBad = firstInvalid(text.span) else {
      reportReplacements(text, file, &log)
      return DecodedText(bytes: text, encoding: hasMark ? .utf8WithMark : .utf8)
    }
    return windows1252(text, firstBad: firstBad, hasMark: hasMark, file, &log)
  }

  /// The byte order mark of UTF-8.
  static let utf8Mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Whether the first bytes are those of UTF-16.
  static func isUTF16(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) || looksLikeUTF16(bytes) != nil
  }

  /// Offset of the first byte that isn't UTF-8.
  static func firstInvalid(_ bytes: Span<UInt8>) -> Int? {
    do {
      _ = try UTF8Span(validating: bytes)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }

  /// ASCII in UTF-16 has a zero in every second byte; text has none otherwise.
  private static func looksLikeUTF16(_ bytes: [UInt8]) -> Bool? {
    let sample = bytes.prefix(400)
    guard sample.count >= 4 else { return nil }
    var zeros = [0, 0]
    for (index, byte) in sample.enumerated() where byte == 0 { zeros[index & 1] += 1 }
    if zeros[0] * 4 > sample.count, zeros[1] == 0 { return true }
    if zeros[1] * 4 > sample.count, zeros[0] == 0 { return false }
    return nil
  }

  private static func utf16(
    _ bytes: ArraySlice<UInt8>, bigEndian: Bool, _ file: SourceFile, _ log: inout Diagnostics
  ) -> DecodedText {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var index = bytes.startIndex
    while index + 1 < bytes.endIndex {
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(bigEndian ? first << 8 | second : second << 8 | first)
      index += 2
    }
    var text: [UInt8] = []
    text.reserveCapacity(units.count)
    let isBroken = transcode(units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: false) {
      text.append($0)
    }
    if isBroken || bytes.count % 2 == 1 {
      log.append(
        .error(
          "text.encoding", "the file is cut off or damaged: it isn't whole UTF-16", at: SourceLocation(file),
          hint: "export it again, as UTF-8 if you can choose"))
    }
    return DecodedText(bytes: text, encoding: bigEndian ? .utf16BigEndian : .utf16LittleEndian)
  }

  /// Offset of the first byte above ASCII, eight at a time; the end if there is none.
  static func firstAboveASCII(_ text: Span<UInt8>) -> Int {
    text.withUnsafeBytes { bytes in
      var index = 0
      while index &+ 8 <= bytes.count,
        bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        index &+= 8
      }
      while index < bytes.count, bytes[index] < 0x80 { index += 1 }
      return index
    }
  }

  /// Signs for letters that were lost (U+FFFD): where the first stands, and how many there are.
  static func replacements(in span: Span<UInt8>) -> (first: Int?, count: Int) {
    var first: Int?
    var count = 0
    var index = firstAboveASCII(span)
    while index + 2 < span.count {
      if span[index] == 0xEF, span[index + 1] == 0xBF, span[index + 2] == 0xBD {
        first = first ?? index
        count += 1
        index += 3
      } else {
        index += 1
        if span[index] < 0x80 { index += firstAboveASCII(span.extracting(index..<span.count)) }
      }
    }
    return (first, count)
  }

  private static func reportReplacements(_ text: [UInt8], _ file: SourceFile, _ log: inout Diagnostics) {
    let (first, count) = replacements(in: text.span)
    guard let first else { return }
    log.append(
      .error(
        "text.replacement",
        "\(count == 1 ? "a letter was" : "\(count) letters were") lost before the file came here: it holds the sign for an unreadable one (U+FFFD)",
        at: TextPosition.location(of: first, in: text, file: file),
        hint: "export the file again as UTF-8, or put the right letters back by hand"))
  }
}

extension TextDecoder {
  /// Windows-1252, where 0x80...0x9F are letters and signs; five of them are nothing.
  private static let upperControls: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
    0x0178,
  ]

  private static func windows1252(
    _ bytes: [UInt8], firstBad: Int, hasMark: Bool, _ file: SourceFile, _ log: inout Diagnostics
  ) -> DecodedText {
    if hasMark || holdsUTF8(bytes) {
      log.append(
        .error(
          "text.mixed-encoding", "the file is UTF-8 in some places and not in others",
          at: TextPosition.location(of: firstBad, in: bytes, file: file),
          hint: "export it again as UTF-8; a file that two programs wrote to must be exported anew"))
      return DecodedText(bytes: repaired(bytes), encoding: hasMark ? .utf8WithMark : .utf8)
    }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 8)
    var firstUnknown: Int?
    for byte in bytes {
      var scalar = UInt16(byte)
      if byte >= 0x80, byte < 0xA0 { scalar = upperControls[Int(byte - 0x80)] }
      if scalar == 0, byte != 0 {
        firstUnknown = firstUnknown ?? text.count
        scalar = 0xFFFD
      }
      append(scalar, to: &text)
    }
    if let firstUnknown {
      log.append(
        .error(
          "text.encoding", "a byte fits neither UTF-8 nor Windows-1252",
          at: TextPosition.location(of: firstUnknown, in: text, file: file),
          hint: "export the file again and choose UTF-8 as its encoding"))
    }
    return DecodedText(bytes: text, encoding: .windows1252)
  }

  private static func append(_ scalar: UInt16, to text: inout [UInt8]) {
    switch scalar {
    case 0..<0x80: text.append(UInt8(scalar))
    case 0x80..<0x800:
      text.append(0xC0 | UInt8(scalar >> 6))
      text.append(0x80 | UInt8(scalar & 0x3F))
    default:
      text.append(0xE0 | UInt8(scalar >> 12))
      text.append(0x80 | UInt8(scalar >> 6 & 0x3F))
      text.append(0x80 | UInt8(scalar & 0x3F))
    }
  }

  /// Whether some bytes above ASCII are well-formed UTF-8 of two letters or more, which Windows-1252 text hardly ever is.
  private static func holdsUTF8(_ bytes: [UInt8]) -> Bool {
    var index = 0
    var found = 0
    while index < bytes.count {
      let length = sequenceLength(bytes, at: index)
      if length > 1 { found += 1 }
      index += max(length, 1)
    }
    return found > 0
  }

  private static func sequenceLength(_ bytes: [UInt8], at index: Int) -> Int {
    let length: Int
    switch bytes[index] {
    case 0..<0x80: return 1
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF: length = 3
    case 0xF0...0xF4: length = 4
    default: return 0
    }
    guard index + length <= bytes.count else { return 0 }
    for next in index + 1..<index + length where bytes[next] & 0xC0 != 0x80 { return 0 }
    return length
  }

  private static func repaired(_ bytes: [UInt8]) -> [UInt8] { Array(String(decoding: bytes, as: UTF8.self).utf8) }
}
