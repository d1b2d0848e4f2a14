import Core
import Files

/// A look through a large file before it is read by the block: whether it may be.
///
/// It may if it is delimited text in flawless UTF-8, as nearly all large exports are. All else is read whole, and there is told what is
/// wrong with it.
struct TextProbe {
  let text: LargeText
  let encoding: TextEncoding
  /// The start of the text.
  let head: [UInt8]

  /// Looks through `file`, once from its start to its end; nil if it must be read whole.
  static func run(_ file: any OpenFile, path: String, _ reading: BlockReading) -> TextProbe? {
    // Offsets of rows have 32 bits.
    guard file.size < 1 << 32 else { return nil }
    // The head must show all that finding the dialect looks at, and a byte more if there is one.
    let size = min(max(reading.size, CSVDialect.sample + 16), file.size + 1)
    var scan = Scan(file: file, block: [UInt8](repeating: 0, count: size))
    guard scan.reads(), let form = form(scan.block[..<scan.count], path) else { return nil }
    scan.drop(form.skipped)
    let head = Array(scan.block[..<scan.count])
    guard scan.isFlawless() else { return nil }
    return TextProbe(
      text: LargeText(file, skipping: form.skipped, reading), encoding: form.encoding, head: head)
  }

  /// The encoding that the first bytes show, and how many of them are its mark; nil if they aren't those of delimited UTF-8.
  private static func form(_ head: ArraySlice<UInt8>, _ path: String) -> (encoding: TextEncoding, skipped: Int)? {
    let bytes = Array(head)
    guard ForeignFormat.of(bytes, path: path) == nil, !TextDecoder.isUTF16(bytes) else { return nil }
    let hasMark = bytes.starts(with: TextDecoder.utf8Mark)
    let text = hasMark ? Array(bytes.dropFirst(TextDecoder.utf8Mark.count)) : bytes
    guard !text.span.isBlank, !TableLoader.isJSON(text, path) else { return nil }
    return hasMark ? (.utf8WithMark, TextDecoder.utf8Mark.count) : (.utf8, 0)
  }
}

/// The walk of a probe: block after block, letters that a block cuts off go into the next.
private struct Scan {
  let file: any OpenFile
  var block: [UInt8]
  /// How much of the block is text.
  private(set) var count = 0
  private var offset = 0

  init(file: any OpenFile, block: [UInt8]) {
    self.file = file
    self.block = block
  }

  /// Fills the block; false if nothing more came.
  mutating func reads() -> Bool {
    guard let got = try? file.read(from: offset, into: &block, at: count), got > 0 else { return false }
    count += got
    offset += got
    return true
  }

  /// Leaves out the first bytes.
  mutating func drop(_ length: Int) {
    guard length > 0 else { return }
    for index in length..<count { block[index - length] = block[index] }
    count -= length
  }

  /// Whether the block and all that follows it are UTF-8 without a sign for a letter that was lost.
  mutating func isFlawless() -> Bool {
    while true {
      let isEnd = offset >= file.size
      let whole = isEnd ? count : Self.wholeLetters(block, count)
      guard Self.isFlawless(block.span.extracting(0..<whole)) else { return false }
      if isEnd { return true }
      drop(whole)
      guard reads() else { return false }
    }
  }

  /// The length without a letter at the end that may go on in the next block.
  private static func wholeLetters(_ bytes: [UInt8], _ count: Int) -> Int {
    var start = count
    while start > max(count - 4, 0), bytes[start - 1] & 0xC0 == 0x80 { start -= 1 }
    return start > 0 && bytes[start - 1] >= 0xC0 ? start - 1 : count
  }

  private static func isFlawless(_ text: Span<UInt8>) -> Bool {
    let start = TextDecoder.firstAboveASCII(text)
    if start == text.count { return true }
    let rest = text.extracting(start..<text.count)
    return TextDecoder.firstInvalid(rest) == nil && TextDecoder.replacements(in: rest).count == 0
  }
}
