/// Width and height of an image in CSS pixels, read from the head of its file.
///
/// PNG (ISO/IEC 15948, IHDR), JPEG (ITU-T T.81 B.2.2, with the Exif orientation that browsers turn it by), GIF (GIF89a 18), WebP
/// (RFC 9649) and SVG. Reads a bounded part of the file, whatever it holds.
struct ImageSize: Sendable, Hashable {
  let width: Int
  let height: Int

  /// Nil unless both are above zero and below what any screen shows.
  init?(_ width: Int, _ height: Int) {
    guard (1...1_000_000).contains(width), (1...1_000_000).contains(height) else { return nil }
    self.width = width
    self.height = height
  }

  /// The size of the image that `bytes` holds; nil if they are no such image, or are cut off before it is told.
  init?(of bytes: [UInt8]) {
    let size = bytes.withUnsafeBufferPointer { bytes -> ImageSize? in
      let header = ImageHeader(bytes: bytes)
      switch header.format {
      case .png: return header.pngSize
      case .gif: return header.gifSize
      case .jpeg: return header.jpegSize
      case .webp: return header.webpSize
      case nil: return SVGHeader.size(of: bytes)
      }
    }
    guard let size else { return nil }
    self = size
  }

  /// Turned by a quarter.
  var turned: ImageSize? { ImageSize(height, width) }
}

/// The head of a raster image.
struct ImageHeader {
  enum Format { case png, gif, jpeg, webp }

  let bytes: UnsafeBufferPointer<UInt8>

  var format: Format? {
    if starts(with: "\u{89}PNG\r\n\u{1A}\n") { return .png }
    if starts(with: "GIF87a") || starts(with: "GIF89a") { return .gif }
    if starts(with: "\u{FF}\u{D8}\u{FF}") { return .jpeg }
    return starts(with: "RIFF") && starts(with: "WEBP", at: 8) ? .webp : nil
  }

  /// Whether the bytes at `offset` are the text's, each scalar a byte.
  func starts(with text: String, at offset: Int = 0) -> Bool {
    let wanted = text.unicodeScalars
    guard bytes.count - offset >= wanted.count else { return false }
    return zip(wanted, bytes[offset...]).allSatisfy { $0.value == UInt32($1) }
  }

  /// An unsigned number of `count` bytes at `offset`, nil past the end.
  func number(_ offset: Int, _ count: Int, isBig: Bool) -> Int? {
    guard offset >= 0, offset <= bytes.count - count else { return nil }
    var value = 0
    for place in 0..<count { value = value << 8 | Int(bytes[offset + (isBig ? place : count - 1 - place)]) }
    return value
  }

  var pngSize: ImageSize? {
    guard starts(with: "IHDR", at: 12), let width = number(16, 4, isBig: true),
      let height = number(20, 4, isBig: true)
    else { return nil }
    return ImageSize(width, height)
  }

  var gifSize: ImageSize? {
    guard let width = number(6, 2, isBig: false), let height = number(8, 2, isBig: false) else { return nil }
    return ImageSize(width, height)
  }

  var webpSize: ImageSize? {
    if starts(with: "VP8X", at: 12) {
      guard let width = number(24, 3, isBig: false), let height = number(27, 3, isBig: false) else { return nil }
      return ImageSize(width + 1, height + 1)
    }
    if starts(with: "VP8L", at: 12) {
      guard number(20, 1, isBig: false) == 0x2F, let packed = number(21, 4, isBig: false) else { return nil }
      return ImageSize((packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1)
    }
    guard starts(with: "VP8 ", at: 12), starts(with: "\u{9D}\u{01}\u{2A}", at: 23),
      let width = number(26, 2, isBig: false), let height = number(28, 2, isBig: false)
    else { return nil }
    return ImageSize(width & 0x3FFF, height & 0x3FFF)
  }
}
