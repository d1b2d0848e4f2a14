/// The opening tag of an SVG file: `width` and `height` in pixels or another absolute unit, else those of `viewBox`.
struct SVGHeader {
  /// The tag is looked for in so many bytes.
  private static let limit = 64 << 10

  private let bytes: Slice<UnsafeBufferPointer<UInt8>>

  /// The size of the picture; nil if the bytes are no SVG, or it says none.
  static func size(of bytes: UnsafeBufferPointer<UInt8>) -> ImageSize? {
    let header = SVGHeader(bytes: bytes.prefix(limit))
    guard let tag = header.tagRange else { return nil }
    let (width, height) = (header.length("width", in: tag), header.length("height", in: tag))
    if let width, let height { return rounded(width, height) }
    guard let box = header.value("viewBox", in: tag).map(numbers), box.count == 4, box[2] > 0, box[3] > 0 else {
      return nil
    }
    if let width { return rounded(width, width * box[3] / box[2]) }
    if let height { return rounded(height * box[2] / box[3], height) }
    return rounded(box[2], box[3])
  }

  private static func rounded(_ width: Double, _ height: Double) -> ImageSize? {
    guard width.isFinite, height.isFinite, width < 1e6, height < 1e6, width > 0, height > 0 else { return nil }
    return ImageSize(max(1, Int(width.rounded())), max(1, Int(height.rounded())))
  }

  /// The bytes of `<svg …>` without `<svg` and `>`, after any declaration, comments and document type.
  private var tagRange: Range<Int>? {
    var offset = has("\u{EF}\u{BB}\u{BF}", at: 0) ? 3 : 0
    while let start = bytes[offset...].firstIndex(where: { !Self.isSpace($0) }), bytes[start] == 0x3C {
      if has("<svg", at: start), start + 4 < bytes.endIndex, Self.isSpace(bytes[start + 4]) || bytes[start + 4] == 0x3E
      {
        return end(ofTagAt: start + 4).map { start + 4..<$0 }
      }
      let isComment = has("<!--", at: start)
      guard isComment || has("<?", at: start) || has("<!DOCTYPE", at: start) else { return nil }
      let close = isComment ? find("-->", from: start + 4) : end(ofTagAt: start)
      guard let close else { return nil }
      offset = close + (isComment ? 3 : 1)
    }
    return nil
  }

  /// The next `>` outside quotes.
  private func end(ofTagAt start: Int) -> Int? {
    var quote: UInt8?
    for place in start..<bytes.endIndex {
      let byte = bytes[place]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == 0x3E {
        return place
      }
    }
    return nil
  }

  private func has(_ text: String, at offset: Int) -> Bool {
    guard offset <= bytes.endIndex else { return false }
    return bytes[offset...].count >= text.unicodeScalars.count
      && zip(text.unicodeScalars, bytes[offset...]).allSatisfy { $0.value == UInt32($1) }
  }

  private func find(_ text: String, from start: Int) -> Int? {
    guard start < bytes.endIndex else { return nil }
    return (start..<bytes.endIndex).first { has(text, at: $0) }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  /// The value of an attribute, between its quotes.
  private func value(_ name: String, in tag: Range<Int>) -> Slice<UnsafeBufferPointer<UInt8>>? {
    var place = tag.lowerBound
    while place < tag.upperBound {
      while place < tag.upperBound, Self.isSpace(bytes[place]) { place += 1 }
      let start = place
      while place < tag.upperBound, bytes[place] != 0x3D { place += 1 }
      let isWanted = bytes[start..<place].prefix { !Self.isSpace($0) }.elementsEqual(name.utf8)
      guard let open = bytes[place..<tag.upperBound].firstIndex(where: { $0 == 0x22 || $0 == 0x27 }),
        let close = bytes[(open + 1)..<tag.upperBound].firstIndex(of: bytes[open])
      else { return nil }
      if isWanted { return bytes[(open + 1)..<close] }
      place = close + 1
    }
    return nil
  }

  /// A length in CSS pixels; nil for one that depends on the page, like `100%` or `2em`.
  private func length(_ name: String, in tag: Range<Int>) -> Double? {
    guard let text = value(name, in: tag).map({ String(decoding: $0, as: UTF8.self) }) else { return nil }
    let units: [(String, Double)] = [
      ("px", 1), ("pt", 96.0 / 72), ("pc", 16), ("mm", 96 / 25.4), ("cm", 96 / 2.54), ("in", 96),
    ]
    for (unit, factor) in units where text.hasSuffix(unit) { return Double(text.dropLast(2)).map { $0 * factor } }
    return Double(text)
  }

  private static func numbers(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> [Double] {
    text.split { isSpace($0) || $0 == 0x2C }.compactMap { Double(String(decoding: $0, as: UTF8.self)) }
  }
}
