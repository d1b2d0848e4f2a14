#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes a Swift file that holds the text of other files: `embed-files OUTPUT ROOT FILE…`, each FILE under ROOT.
@main
enum EmbedFiles {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count >= 3 else { fail("usage: embed-files OUTPUT ROOT FILE...") }
    let root = arguments[2] + "/"
    var source =
      "// Generated from templates/ and starter/ at build time.\n\nextension BuiltInFile {\n  static let embedded: [BuiltInFile] = [\n"
    for path in arguments.dropFirst(3).sorted() {
      guard path.hasPrefix(root), let text = read(path) else { fail("cannot read \(path) under \(root)") }
      source += "    BuiltInFile(path: \"\(path.dropFirst(root.count))\", text: \(literal(text))),\n"
    }
    source += "  ]\n}\n"
    guard write(source, to: arguments[1]) else { fail("cannot write \(arguments[1])") }
  }

  /// A raw string literal whose fence is longer than any in the text.
  static func literal(_ text: String) -> String {
    var fence = "###"
    while text.contains("\"\"\"" + fence) || text.contains("\\" + fence) { fence += "#" }
    return "\(fence)\"\"\"\n\(text)\n\"\"\"\(fence)"
  }

  static func read(_ path: String) -> String? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
    return String(validating: bytes, as: UTF8.self)
  }

  static func write(_ text: String, to path: String) -> Bool {
    guard let file = fopen(path, "wb") else { return false }
    defer { fclose(file) }
    let bytes = Array(text.utf8)
    return fwrite(bytes, 1, bytes.count, file) == bytes.count
  }

  static func fail(_ message: String) -> Never {
    print("embed-files: error: \(message)")
    exit(1)
  }
}
