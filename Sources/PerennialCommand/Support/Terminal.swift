#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Core

/// Standard output for results, standard error for everything else; colour only on a terminal and only if `NO_COLOR` is unset.
struct Terminal: Sendable {
  let isQuiet: Bool
  let errorIsTerminal = isatty(STDERR_FILENO) == 1
  let usesColor: Bool

  init(isQuiet: Bool = false) {
    self.isQuiet = isQuiet
    usesColor = isatty(STDERR_FILENO) == 1 && environment("NO_COLOR") == nil && environment("TERM") != "dumb"
  }

  /// A result, on standard output; what would act on a terminal is made harmless.
  func result(_ text: String) { put(text.printable + "\n", STDOUT_FILENO) }

  /// Bytes of a result, on standard output, as they are.
  func result(_ bytes: [UInt8]) { put(bytes, STDOUT_FILENO) }

  /// What a person wants to know meanwhile, on standard error; nothing when quiet.
  func say(_ text: String) { if !isQuiet { put(text + "\n", STDERR_FILENO) } }

  /// A problem, on standard error, quiet or not.
  func problem(_ text: String) { put(text + "\n", STDERR_FILENO) }

  /// Redraws one line of progress on a terminal; nothing elsewhere.
  func progress(_ text: String) {
    if errorIsTerminal, !isQuiet { put("\r\u{1B}[2K" + text, STDERR_FILENO) }
  }

  /// Text in an ANSI colour if colours are in use.
  func colored(_ text: String, _ code: Int) -> String { usesColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }

  private func put(_ text: String, _ descriptor: Int32) { put(Array(text.utf8), descriptor) }

  private func put(_ bytes: [UInt8], _ descriptor: Int32) {
    bytes.withUnsafeBytes { raw in
      var offset = 0
      while offset < raw.count {
        let count = write(descriptor, raw.baseAddress.map { $0 + offset }, raw.count - offset)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return }
        offset += count
      }
    }
  }
}

/// A variable of the environment, nil if unset or empty.
func environment(_ name: String) -> String? {
  guard let value = getenv(name), value.pointee != 0 else { return nil }
  return String(validatingCString: value)
}

extension String {
  /// Short, on one line, and without what would act on a terminal.
  var clippedLine: String { String(decoding: utf8.prefix(80), as: UTF8.self).oneLine }

  /// On one line, and without what would act on a terminal.
  var oneLine: String {
    String(decoding: printable.utf8.map { $0 == 0x0A || $0 == 0x09 ? 0x20 : $0 }, as: UTF8.self)
  }
}
