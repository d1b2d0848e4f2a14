import Core

/// Lays inlined pages out in one file: head with policy, a sheet for each page, scripts at the end.
struct FileComposer {
  let pages: [SharedPage]
  let assets: SharedAssets
  let stamp: CopyStamp
  /// A secret at the end of each style and script, so that their hashes tell nothing to who doesn't have the file.
  let blinding: String?
  private(set) var problems: [String] = []
  /// What the policy names.
  private(set) var policy = PagePolicy()

  init(_ pages: [SharedPage], assets: SharedAssets, stamp: CopyStamp, blinding: String?) {
    self.pages = pages
    self.assets = assets
    self.stamp = stamp
    self.blinding = blinding
  }

  private var isSeveral: Bool { pages.count > 1 }

  private func prefix(_ index: Int) -> String { isSeveral ? "p\(index + 1)-" : "" }

  mutating func composed() -> [UInt8] {
    let places = Dictionary(
      pages.enumerated().map { ($0.element.path, prefix($0.offset)) }, uniquingKeysWith: { first, _ in first })
    var results: [PageInliner.Result] = []
    for (index, page) in pages.enumerated() {
      var inliner = PageInliner(
        path: page.path, prefix: prefix(index), places: places, assets: assets, navigation: navigation(index))
      results.append(inliner.inlined(page.bytes))
    }
    for result in results { add(result.problems) }
    let style = blinded(style(results))
    let scripts = stamp.form.hasScripts ? self.scripts(results).map(blinded) : []
    policy = PagePolicy(styles: [style], scripts: scripts)
    var html = head(results, style: style)
    for (index, result) in results.enumerated() { sheet(result.body, index, &html) }
    for script in scripts {
      html.append("<script>")
      html += script
      html.append("</script>\n")
    }
    html.append("</body>\n</html>\n")
    return html
  }

  private mutating func add(_ new: [String]) {
    for problem in new where !problems.contains(problem) { problems.append(problem) }
  }

  private func sheet(_ body: [UInt8], _ index: Int, _ html: inout [UInt8]) {
    if isSeveral { html.append("<div class=\"sheet\" id=\"p\(index + 1)\">") }
    html += body
    stampLine(&html)
    if isSeveral { html.append("</div>\n") }
  }

  /// Visible at the foot of every page, on paper too.
  private func stampLine(_ html: inout [UInt8]) {
    let count = isSeveral ? "\(pages.count) pages in one file. " : ""
    html.append("<p class=\"stamp wrap\" data-valid-until=\"\(stamp.validUntil)\">")
    html.append("\(stamp.audience.rawValue.capitalizedASCII) copy as of \(stamp.asOf.display). \(count)")
    html.append("Rely on it until \(stamp.validUntil.display); later, ask for a new one. ")
    html.append(
      "Build <code>\(grouped(stamp.build))</code>, data <code>\(grouped(String(stamp.data.prefix(12))))</code></p>\n")
  }

  private func grouped(_ digits: String) -> String {
    let bytes = Array(digits.utf8)
    return stride(from: 0, to: bytes.count, by: 4).map {
      String(decoding: bytes[$0..<min($0 + 4, bytes.count)], as: UTF8.self)
    }.joined(separator: " ")
  }

  /// Links to the other pages of the file; nothing if there is one.
  private func navigation(_ current: Int) -> [UInt8] {
    guard isSeveral else { return [] }
    var html = Array("<nav class=\"nav\" aria-label=\"Pages in this file\">".utf8)
    for (index, page) in pages.enumerated() {
      html.append("<a href=\"#p\(index + 1)\"\(index == current ? " aria-current=\"page\"" : "")>")
      html.appendEscapedHTML(page.name)
      html.append("</a>")
    }
    html.append("</nav>")
    return html
  }

  private static let sheetRules = """
    .stamp{color:var(--ink-3,#636974);font-size:.75rem;padding-bottom:1.5rem}.stamp.past{color:var(--red,#b4261e);font-weight:600}\
    @media print{.stamp{font-size:7pt;padding-bottom:0}.sheet .nav{display:none}.sheet~.sheet{break-before:page}}
    """
  /// One sheet at a time, without a script; a browser that can't shows them below each other.
  private static let oneAtATime = """
    @media screen{@supports selector(:has(a)){.sheet{display:none}.sheet:target,.sheet:has(:target),\
    body:not(:has(.sheet:target,.sheet :target))>.sheet:first-of-type{display:block}}}
    """

  private mutating func style(_ results: [PageInliner.Result]) -> [UInt8] {
    var inliner = StyleInliner(assets: assets, hasPrefixes: isSeveral)
    var css: [UInt8] = []
    for path in distinct(results.flatMap(\.styles)) {
      guard let bytes = assets[path] else {
        add(["the style sheet \"\(path)\" is not among the site's files"])
        continue
      }
      css += inliner.inlined(bytes, at: path) + [0x0A]
    }
    add(inliner.problems)
    css.append(Self.sheetRules)
    if isSeveral { css.append(Self.oneAtATime) }
    return Self.safe(css, closing: "style", escape: "<\\/")
  }

  /// What shows that the copy is past its day, where scripts may run.
  private static let pastNote = """
    document.querySelectorAll(".stamp:not(.past)").forEach(s=>{const d=Math.floor((Date.now()-Date.parse(s.dataset.validUntil))/864e5);\
    if(d>0){s.classList.add("past");s.prepend("This copy is "+d+(d>1?" days":" day")+" past its date. ")}});
    """

  private mutating func scripts(_ results: [PageInliner.Result]) -> [[UInt8]] {
    var scripts: [[UInt8]] = []
    for path in distinct(results.flatMap(\.scripts)) {
      guard let bytes = assets[path] else {
        add(["the script \"\(path)\" is not among the site's files"])
        continue
      }
      scripts.append(Self.safe(bytes, closing: "script", escape: "<\\/"))
    }
    return scripts + [Array(Self.pastNote.utf8)]
  }

  /// Text that can't end its own element.
  private static func safe(_ text: [UInt8], closing name: String, escape: String) -> [UInt8] {
    var (safe, index) = ([UInt8](), 0)
    while let hit = text.firstIndex(of: "</".utf8, from: index) {
      safe += text[index..<hit]
      let isClosing = text[(hit + 2)...].prefix(name.utf8.count).map(\.asciiLowercased).elementsEqual(name.utf8)
      safe.append(isClosing ? escape : "</")
      index = hit + 2
    }
    return safe + text[index...]
  }

  private func blinded(_ text: [UInt8]) -> [UInt8] {
    blinding.map { text + Array("\n/* \($0) */".utf8) } ?? text
  }

  private func distinct(_ paths: [String]) -> [String] {
    var seen: Set<String> = []
    return paths.filter { seen.insert($0).inserted }
  }

  /// The first page's language, if it is one that a tag may be.
  private func language(_ results: [PageInliner.Result]) -> String {
    let language = results.first?.language ?? "en"
    return language.utf8.allSatisfy { $0.isIdentifier && $0 < 0x80 } && !language.isEmpty ? language : "en"
  }

  private func head(_ results: [PageInliner.Result], style: [UInt8]) -> [UInt8] {
    var html = Array("<!DOCTYPE html>\n<html lang=\"\(language(results))\">\n<head>\n<meta charset=\"utf-8\">\n".utf8)
    html += policy.meta
    html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    html.append("<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"robots\" content=\"noindex\">\n")
    html += Seal.metas(stamp)
    html.append("<title>")
    html.appendEscapedHTML(pages.first?.name ?? "")
    html.append("</title>\n")
    if let icon = results.first?.icon, let data = assets.dataAddress(icon) {
      html += Array("<link rel=\"icon\" href=\"".utf8) + data + Array("\">\n".utf8)
    }
    html.append("<style>")
    html += style
    html.append("</style>\n</head>\n<body>\n")
    return html
  }
}

extension String {
  /// The first letter upper case, if it is ASCII.
  var capitalizedASCII: String {
    guard let first = utf8.first, first >= 0x61, first <= 0x7A else { return self }
    return String(decoding: [first & 0xDF] + utf8.dropFirst(), as: UTF8.self)
  }
}
