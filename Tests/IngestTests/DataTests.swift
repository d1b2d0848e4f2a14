import Core
import Testing

@testable import Ingest

@Suite("YAML, JSON and front matter")
struct DataTests {
  static let file = SourceFile("content/x")

  static func yaml(_ text: String, _ limits: WorkspaceLimits = .init()) -> (DataTree?, [String]) {
    var log = Diagnostics()
    let tree = YAMLDocument.read(Array(text.utf8), file: file, limits: limits, into: &log)
    return (tree, log.all.map(\.line))
  }

  static func json(_ text: String, _ limits: WorkspaceLimits = .init()) -> (DataTree?, [String]) {
    var log = Diagnostics()
    let tree = JSONDocument.read(Array(text.utf8), file: file, limits: limits, into: &log)
    return (tree, log.all.map(\.line))
  }

  @Test("YAML values know their place in bytes, after letters of several bytes too")
  func places() throws {
    let root = try #require(Self.yaml("é: ü\nlist: [ß, {k: v}]\n").0?.root)
    #expect(root.entries.map { "\($0.value.location.line):\($0.value.location.column)" } == ["1:5", "2:7"])
    #expect(root.entries[1].value.children.map { "\($0.location.line):\($0.location.column)" } == ["2:8", "2:12"])
    #expect(root.flattened() == "é: ü; list: ß, k: v")
  }

  @Test("aliases stand for what they name, and null is nothing only where it is plain")
  func aliases() throws {
    let root = try #require(Self.yaml("a: &x [1, 2]\nb: *x\nc: null\nd: 'null'\ne:\n").0?.root)
    #expect(root.flattened() == "a: 1, 2; b: 1, 2; c: null; d: null; e: ")
    #expect(root.entries.map(\.value.isNull) == [false, false, true, false, true])
  }

  @Test(
    "what can't be read is told with its place",
    arguments: [
      (
        "a: b: c\n",
        "x:1:5: error: the YAML cannot be read: mapping values are not allowed in this context [yaml.syntax]"
      ),
      ("a: [1\nb: 2\n", "x:2:2: error: the YAML cannot be read: did not find expected ',' or ']' [yaml.syntax]"),
      (
        "a:\n\tb: 1\n",
        "x:2:1: error: the YAML cannot be read: found character that cannot start any token [yaml.syntax]"
      ),
      ("a: \"x\n", "x:2:1: error: the YAML cannot be read: found unexpected end of stream [yaml.syntax]"),
      ("a: *nothing\n", "x:1:4: error: `*nothing` stands for nothing that was defined before it [yaml.alias]"),
      ("a: &x [*x]\n", "x:1:8: error: `*x` stands for nothing that was defined before it [yaml.alias]"),
      ("a: 1\n---\nb: 2\n", "x:2:1: error: a second YAML document starts here [yaml.documents]"),
    ])
  func brokenYAML(_ text: String, _ message: String) {
    #expect(Self.yaml(text).1 == [message])
  }

  @Test("a text that stands for a billion values is refused at its limit")
  func billion() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      text += "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", "))]\n"
    }
    let (tree, log) = Self.yaml(text)
    #expect(tree == nil)
    #expect(log == ["x:6:10: error: the YAML stands for more than 200000 values or 1000 aliases [yaml.size]"])
  }

  @Test("nesting is refused at its limit, in YAML and in JSON")
  func depth() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(Self.yaml(deep).1 == ["x:1:65: error: maps and lists stand more than 64 deep in each other [yaml.depth]"])
    #expect(Self.json(deep).1 == ["x:1:66: error: values stand more than 64 deep in each other [json.depth]"])
  }

  @Test("JSON values are read with their escapes")
  func jsonValues() throws {
    let root = try #require(
      Self.json(#"{"a": "x\ny \u00e9 \ud83d\ude00 \\", "b": [1, -2.5e3, true, null, {}, []]}"#).0?.root)
    #expect(root.entries[0].value.text == "x\ny é 😀 \\")
    #expect(root.entries[1].value.children.map(\.text) == ["1", "-2.5e3", "true", "null", "", ""])
    #expect(root.entries[1].value.location == SourceLocation(Self.file, line: 1, column: 43))
  }

  @Test(
    "broken JSON is told with its place",
    arguments: [
      ("{\"a\": 1,}", "x:1:9: error: a comma stands before the closing bracket [json.syntax]"),
      ("{\"a\" 1}", "x:1:6: error: expected a colon [json.syntax]"),
      ("{a: 1}", "x:1:2: error: expected a name in double quotes [json.syntax]"),
      ("[1 2]", "x:1:4: error: expected a comma or ] [json.syntax]"),
      ("[1, 2", "x:1:6: error: the file ends too early [json.syntax]"),
      ("\n[\"x]", "x:2:2: error: a text in quotes is never closed [json.syntax]"),
      ("[nope]", "x:1:2: error: this is not a JSON value [json.syntax]"),
      ("[1] x", "x:1:5: error: something follows the end of the JSON [json.syntax]"),
      ("[\"\\q\"]", "x:1:3: error: a backslash stands for nothing here [json.syntax]"),
      ("", "x:1:1: error: the file ends too early [json.syntax]"),
    ])
  func brokenJSON(_ text: String, _ message: String) {
    #expect(Self.json(text).1 == [message])
  }

  @Test(
    "front matter ends at its fence, whatever the line ends",
    arguments: [
      ("---\na: 1\n---\nBody", "a: 1", "Body", 4), ("---\r\na: 1\r\n---\r\nBody", "a: 1", "Body", 4),
      ("---\ra: 1\r---\rBody", "a: 1", "Body", 4), ("--- \na: 1\n...\nBody", "a: 1", "Body", 4),
      ("{\"a\": \"---\"}\nBody", "a: ---", "Body", 2), ("---\n---\nBody", "", "Body", 3),
      ("Body\n---\n", "", "Body\n---\n", 1),
    ])
  func frontMatter(_ text: String, _ head: String, _ body: String, _ line: Int) {
    var log = Diagnostics()
    let bytes = Array(text.utf8)
    let matter = FrontMatter.read(bytes, file: Self.file, limits: .init(), into: &log)
    #expect(log.all.isEmpty)
    #expect(matter.tree?.root?.flattened() ?? "" == head)
    #expect(String(decoding: bytes[matter.bodyStart...], as: UTF8.self) == body)
    #expect(matter.bodyLine == line)
  }

  @Test(
    "encodings are found from the bytes",
    arguments: [
      ([0xEF, 0xBB, 0xBF, 0x61], "a", TextEncoding.utf8WithMark), ([0x61, 0xC3, 0xA9], "aé", .utf8),
      ([0xFF, 0xFE, 0x61, 0, 0xE9, 0], "aé", .utf16LittleEndian), ([0xFE, 0xFF, 0, 0x61], "a", .utf16BigEndian),
      ([0x61, 0, 0x2C, 0, 0x62, 0], "a,b", .utf16LittleEndian), ([0x61, 0x80, 0xE9, 0x93], "a€é“", .windows1252),
    ] as [([UInt8], String, TextEncoding)])
  func encodings(_ bytes: [UInt8], _ text: String, _ encoding: TextEncoding) {
    var log = Diagnostics()
    let decoded = TextDecoder.decode(bytes, file: Self.file, into: &log)
    #expect(String(decoding: decoded.bytes, as: UTF8.self) == text)
    #expect(decoded.encoding == encoding)
    #expect(log.all.isEmpty)
  }

  @Test(
    "letters that were lost are told",
    arguments: [
      (
        [0x61, 0x0A, 0xEF, 0xBF, 0xBD],
        "x:2:1: error: a letter was lost before the file came here: it holds the sign for an unreadable one (U+FFFD) [text.replacement]"
      ),
      (
        [0xC3, 0xA9, 0x20, 0xE9, 0x20],
        "x:1:4: error: the file is UTF-8 in some places and not in others [text.mixed-encoding]"
      ),
      ([0xE9, 0x81], "x:1:3: error: a byte fits neither UTF-8 nor Windows-1252 [text.encoding]"),
      ([0xFF, 0xFE, 0x61], "x: error: the file is cut off or damaged: it isn't whole UTF-16 [text.encoding]"),
    ] as [([UInt8], String)])
  func lostLetters(_ bytes: [UInt8], _ message: String) {
    var log = Diagnostics()
    _ = TextDecoder.decode(bytes, file: Self.file, into: &log)
    #expect(log.all.map(\.line) == [message])
  }
}
