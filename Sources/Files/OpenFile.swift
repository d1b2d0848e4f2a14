/// A file open for reading, part by part and as often as need be: for what is too large to stand in memory.
public protocol OpenFile: Sendable {
  /// Bytes in it when it was opened.
  var size: Int { get }

  /// Reads what stands from `offset` on into `bytes`, from `index` to their end; how many were read, fewer than there is room for
  /// only where the file ends.
  func read(from offset: Int, into bytes: inout [UInt8], at index: Int) throws(FileError) -> Int

  /// Throws `.unsettled` if the file is not what it was when it was opened, so that what was read of it is of no one moment.
  func checkUnchanged() throws(FileError)
}

/// A file whose bytes were read at once.
struct WholeFile: OpenFile {
  let bytes: [UInt8]

  var size: Int { bytes.count }

  func read(from offset: Int, into target: inout [UInt8], at index: Int) throws(FileError) -> Int {
    let count = max(min(target.count - index, bytes.count - offset), 0)
    guard count > 0 else { return 0 }
    target.replaceSubrange(index..<index + count, with: bytes[offset..<offset + count])
    return count
  }

  func checkUnchanged() throws(FileError) {}
}
