#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Files

/// A file that the user names on the command line, anywhere on the machine; `-` is standard input.
enum UserFile {
  /// Its bytes; nil if it can't be read.
  static func read(_ path: String) -> [UInt8]? {
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { if path != "-" { close(descriptor) } }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = systemRead(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }

  /// Writes the file, in place of what was there, so that it is old or new and never half; `-` is standard output.
  static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    if path == "-" { return Terminal().result(bytes) }
    let cut = path.utf8.lastIndex(of: 0x2F)
    let folder = cut.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let name = cut.map { String(path[path.utf8.index(after: $0)...]) } ?? path
    let files = DiskFiles(root: folder)
    do throws(FileError) {
      // A pipe or a device takes what it is given.
      let isFile = try files.kind(of: name) != .other
      if isFile { try files.replace(name, with: bytes) } else { try files.write(bytes, to: name) }
    } catch {
      throw FileError(error.kind, "write", path, errno: error.errno)
    }
  }

  private static func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
    #if canImport(Glibc)
      Glibc.read(descriptor, buffer, count)
    #elseif canImport(Musl)
      Musl.read(descriptor, buffer, count)
    #else
      Darwin.read(descriptor, buffer, count)
    #endif
  }

  /// Whether there is a terminal to ask on.
  static var canAsk: Bool { isatty(STDIN_FILENO) == 1 }

  /// A line that the user types; nil without a terminal, or at its end.
  static func ask(_ question: String, _ terminal: Terminal) -> String? {
    guard canAsk else { return nil }
    terminal.problem(question)
    return readLine()
  }
}
