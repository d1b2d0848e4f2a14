import Core
import Markdown

@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ body: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt
) -> CInt

/// The name under which the package manager looks for `main`.
@_cdecl("fuzz_markdown_main")
public func start(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt {
  var (count, arguments) = (count, arguments)
  return runDriver(&count, &arguments) { fuzz($0, $1) }
}

/// Reads any bytes as a note and checks what must hold of the HTML, whatever they are. A broken promise is a trap.
func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  guard let choice = bytes.last else { return 0 }
  var options = MarkdownOptions(defaultClearance: Audience.allCases[Int(choice) % 3])
  options.smartPunctuation = choice & 8 != 0
  if choice & 16 != 0 { options.markup = .gfm }
  var log = Diagnostics()
  let note = MarkdownDocument(bytes, file: SourceFile("content/accounts/fuzz.md"), options: options, into: &log)
  for audience in Audience.allCases { check(note, audience) }
  for task in note.tasks.compactMap({ $0.resolved(for: .team) }) {
    _ = note.html(of: task, for: .team, resolver: EveryTarget())
  }
  for touch in note.touches.compactMap({ $0.resolved(for: .team) }) {
    HTMLCheck.check(note.html(of: touch, for: .team, resolver: EveryTarget()), isWhole: true)
  }
  LinkCheck.run([(note, "fuzz")], against: LinkIndex(), into: &log)
  _ = MarkdownTool.render(bytes, plain: choice & 32 != 0, ast: choice & 64 != 0)
  return 0
}

func check(_ note: MarkdownDocument, _ audience: Audience) {
  let html = note.html(for: audience, resolver: EveryTarget())
  HTMLCheck.check(html, isWhole: true)
  HTMLCheck.check(note.tableOfContents(for: audience), isWhole: true)
  require(!note.plainText(for: audience).utf8.contains { $0 < 0x20 }, "control character in plain text")
  for section in note.sections(for: audience) {
    HTMLCheck.check(note.html(of: section, for: audience, resolver: NoResolver()), isWhole: true)
  }
  // What a lower audience reads, the higher ones read too: its words are among theirs.
  if audience < .team {
    let words = Set(note.plainText(for: audience).split(separator: " ").map { Array($0.utf8) })
    let all = Set(note.plainText(for: .team).split(separator: " ").map { Array($0.utf8) })
    require(words.isSubset(of: all), "a lower audience reads what a higher one doesn't")
  }
}

/// A promise. Unlike `precondition`, it says which in a release build too.
func require(_ condition: Bool, _ message: @autoclosure () -> String) {
  if !condition { fatalError(message() + "\n" + String(decoding: HTMLCheck.current, as: UTF8.self)) }
}

/// Resolves everything, with targets that must be escaped.
struct EveryTarget: MarkdownResolver {
  func link(to target: MarkdownTarget) -> ResolvedLink? { ResolvedLink(href: "a.html?b=\"<&c", title: "\"<t>") }
  func image(at path: String) -> ResolvedImage? { ResolvedImage(href: "\"<i>", size: (width: 1, height: 2)) }
  func figure(named name: String, insideLink: Bool) -> [UInt8]? { Array("<b>1</b>".utf8) }
}

/// A strict reader of the HTML that notes may hold: known tags, properly nested, quoted attributes from a list, URLs without
/// code, ids given once, no control characters.
struct HTMLCheck {
  private static let void: Set<String> = ["br", "hr", "img", "input"]
  private static let tags: Set<String> = [
    "p", "a", "em", "strong", "code", "pre", "del", "ul", "ol", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6",
    "br", "hr", "img", "input", "label", "span", "time", "table", "thead", "tbody", "tr", "th", "td", "div", "section",
    "sup", "b",
    "i", "dl", "dt", "dd", "small", "details", "summary", "fieldset", "legend",
  ]
  private static let attributes: Set<String> = [
    "href", "title", "class", "id", "src", "alt", "width", "height", "loading", "type", "disabled", "checked", "for",
    "datetime", "start", "scope", "align", "tabindex", "role", "aria-label", "data-audience", "data-checklist",
    "data-quiz",
    "data-question", "data-kind", "data-right", "data-footnotes", "data-footnote-ref", "data-footnote-backref", "name",
    "value",
  ]

  /// What is being checked, for the report.
  nonisolated(unsafe) static var current: [UInt8] = []

  static func check(_ html: [UInt8], isWhole: Bool) {
    current = html
    var open: [String] = []
    var ids: Set<[UInt8]> = []
    var offset = 0
    while offset < html.count {
      let byte = html[offset]
      require(byte >= 0x20 || byte == 0x0A || byte == 0x09, "control character in HTML")
      guard byte == 0x3C else {
        offset += 1
        continue
      }
      offset = tag(html, offset + 1, &open, &ids)
    }
    require(open.isEmpty, "unclosed \(open)")
    require(String(validating: html, as: UTF8.self) != nil, "HTML is not UTF-8")
  }

  private static func tag(_ html: [UInt8], _ start: Int, _ open: inout [String], _ ids: inout Set<[UInt8]>) -> Int {
    let isClosing = html[start] == 0x2F
    let name = word(html, isClosing ? start + 1 : start)
    require(tags.contains(name.text), "tag \(name.text)")
    if isClosing {
      require(html[name.end] == 0x3E, "closing tag with attributes")
      require(open.popLast() == name.text, "\(name.text) closed out of order")
      return name.end + 1
    }
    var offset = name.end
    while html[offset] != 0x3E {
      require(html[offset] == 0x20, "attribute not set off")
      if html[offset + 1] == 0x2F {
        offset += 2
        break
      }
      offset = attribute(html, offset + 1, &ids)
    }
    require(html[offset] == 0x3E, "tag not closed")
    if !void.contains(name.text) { open.append(name.text) }
    return offset + 1
  }

  private static func attribute(_ html: [UInt8], _ start: Int, _ ids: inout Set<[UInt8]>) -> Int {
    let name = word(html, start)
    require(attributes.contains(name.text), "attribute \(name.text)")
    guard html[name.end] == 0x3D else { return name.end }
    require(html[name.end + 1] == 0x22, "unquoted attribute")
    var end = name.end + 2
    while html[end] != 0x22 {
      require(html[end] != 0x3C, "tag in an attribute")
      end += 1
    }
    let value = Array(html[(name.end + 2)..<end])
    if name.text == "id" { require(ids.insert(value).inserted, "an id is given twice") }
    if name.text == "href" || name.text == "src" { checkURL(value) }
    return end + 1
  }

  private static func checkURL(_ value: [UInt8]) {
    let url = String(decoding: value, as: UTF8.self).lowercased().filter { $0 > " " }
    for scheme in ["javascript:", "vbscript:", "file:", "data:text", "data:application"] {
      require(!url.hasPrefix(scheme), "URL \(url)")
    }
  }

  private static func word(_ html: [UInt8], _ start: Int) -> (text: String, end: Int) {
    var end = start
    while (html[end] | 0x20 >= 97 && html[end] | 0x20 <= 122) || (html[end] >= 48 && html[end] <= 57)
      || html[end] == 0x2D
    { end += 1 }
    return (String(decoding: html[start..<end], as: UTF8.self), end)
  }
}
