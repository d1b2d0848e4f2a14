import Files
import Synchronization

/// The text of a table, as UTF-8: in memory, or in a file that is too large for that.
enum TableText: Sendable {
  case whole([UInt8])
  case large(LargeText)

  /// Bytes in all.
  var count: Int {
    switch self {
    case .whole(let bytes): bytes.count
    case .large(let text): text.count
    }
  }

  /// Where the first line begins after that in which `offset` stands; the end if there is none.
  func lineStart(after offset: Int) -> Int {
    var window = TextWindow(self, size: 4 << 10)
    window.hold(offset, through: offset + 1)
    var index = offset - window.base
    while true {
      while index < window.count, window.bytes[index] != 0x0A { index += 1 }
      if index < window.count { return window.base + index + 1 }
      if window.isLast { return count }
      window.move(to: window.base + index)
      index = 0
    }
  }
}

/// The text of a large file, of which there are never more than some blocks in memory. It is UTF-8, which was checked before.
final class LargeText: Sendable {
  private let file: any OpenFile
  /// Bytes before the text: the byte order mark.
  private let skipped: Int
  /// Bytes of the text.
  let count: Int
  let reading: BlockReading
  private let failure = Mutex<FileError?>(nil)

  init(_ file: any OpenFile, skipping skipped: Int, _ reading: BlockReading) {
    self.file = file
    self.skipped = skipped
    count = file.size - skipped
    self.reading = reading
  }

  /// Reads what stands from `offset` on into `bytes`, from `index` on; how many bytes. What can't be read is missing, and told by
  /// `problem` in the end.
  func read(from offset: Int, into bytes: inout [UInt8], at index: Int) -> Int {
    do throws(FileError) {
      return try file.read(from: offset + skipped, into: &bytes, at: index)
    } catch {
      failure.withLock { $0 = $0 ?? error }
      return 0
    }
  }

  /// Why what was read of the file can't be trusted: it could not be read, or it changed meanwhile; nil if it can.
  func problem() -> FileError? {
    if let failure = failure.withLock({ $0 }) { return failure }
    do throws(FileError) {
      try file.checkUnchanged()
      return nil
    } catch { return error }
  }
}

/// The part of a table's text that is in memory: all of it, or a block that moves along a file.
struct TextWindow: Sendable {
  private let text: LargeText?
  /// The first `count` are text.
  private(set) var bytes: [UInt8]
  private(set) var count: Int
  /// Offset of the first of them in the table's text.
  private(set) var base = 0
  /// Whether the text ends where the window does.
  private(set) var isLast: Bool

  /// A window on `text`; on a large one it is empty at first, and has room for `size` bytes.
  init(_ text: TableText, size: Int) {
    switch text {
    case .whole(let bytes):
      self.text = nil
      self.bytes = bytes
      count = bytes.count
      isLast = true
    case .large(let large):
      self.text = large
      bytes = Array(repeating: 0, count: max(min(size, large.count), 16))
      count = 0
      isLast = false
    }
  }

  /// Whether `offset` stands in it.
  @inline(__always)
  func contains(_ offset: Int) -> Bool { offset >= base && offset < base &+ count }

  /// Moves so that it begins at `offset`. One that begins there already and is full grows to twice its size.
  mutating func move(to offset: Int) {
    guard let text else { return }
    if offset == base, count == bytes.count { bytes.append(contentsOf: repeatElement(0, count: count)) }
    let kept = offset >= base && offset <= base + count ? base + count - offset : 0
    if kept > 0, kept < count {
      let start = count - kept
      bytes.withUnsafeMutableBytes { $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[start..<start + kept])) }
    }
    base = offset
    count = kept + text.read(from: offset + kept, into: &bytes, at: kept)
    // What is written behind the end while we read is no part of it.
    count = max(min(count, text.count - base), 0)
    // Short of its room the text has ended, wherever it was said to.
    isLast = count < bytes.count || base + count >= text.count
  }

  /// Grows until it holds the text from `start` to `end`, as far as there is any.
  mutating func hold(_ start: Int, through end: Int) {
    guard text != nil else { return }
    if base != start || count == 0 { move(to: start) }
    while base + count < end, !isLast { move(to: start) }
  }
}
