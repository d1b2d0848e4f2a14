#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A folder of its own for work that other programs share, gone with everything in it when `remove` is called.
public struct TemporaryFolder: Sendable {
  /// Absolute path.
  public let path: String

  /// A new empty folder where the system keeps temporary files, readable by this user alone.
  public init() throws(FileError) {
    let place =
      getenv("TMPDIR").flatMap { String(validatingCString: $0) }.flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
    var template = Array("\(place)/perennial-XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { $0.baseAddress.flatMap { mkdtemp($0) } != nil }
    guard made else { throw FileError(.other, "make a temporary folder", place, errno: errno) }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// The folder as a file system.
  public var files: DiskFiles { DiskFiles(root: path) }

  /// Removes the folder and everything in it; links in it are removed, not followed.
  public func remove() {
    var folders = [path]
    var next = 0
    while next < folders.count {
      let folder = folders[next]
      next += 1
      for name in Self.names(in: folder) where unlink("\(folder)/\(name)") != 0 { folders.append("\(folder)/\(name)") }
    }
    // Deepest last found, first removed.
    for folder in folders.reversed() { rmdir(folder) }
  }

  private static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = DiskFiles.name(of: entry).text
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
