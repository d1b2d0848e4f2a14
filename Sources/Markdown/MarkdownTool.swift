public import Core

/// `perennial markdown`: a file to an HTML fragment, for previews and conformance runs.
public enum MarkdownTool {
  /// The rendered fragment, or with `ast` the tree as it is rendered, extensions' nodes included. `plain` switches every extension off and lets raw HTML
  /// through; otherwise the fragment is what the team sees, with links as written.
  public static func render(_ bytes: [UInt8], plain: Bool = false, ast: Bool = false) -> [UInt8] {
    var log = Diagnostics()
    return render(bytes, file: SourceFile("-"), plain: plain, ast: ast, into: &log)
  }

  /// Likewise, with what is wrong in the text.
  public static func render(
    _ bytes: [UInt8], file: SourceFile, plain: Bool, ast: Bool, into log: inout Diagnostics
  ) -> [UInt8] {
    let options = plain ? MarkdownOptions.plain : MarkdownOptions()
    if ast { return TreeDump.text(of: bytes, file: file, options: options) }
    let document = MarkdownDocument(bytes, file: file, options: options, into: &log)
    return document.html(for: .team, resolver: PreviewResolver())
  }
}

/// Links as written, figures by their names.
struct PreviewResolver: MarkdownResolver {
  func link(to target: MarkdownTarget) -> ResolvedLink? {
    switch target {
    case .page(let name, let anchor): ResolvedLink(href: Self.url(name + ".html", anchor))
    case .file(let path, let anchor): ResolvedLink(href: Self.url(path, anchor))
    case .anchor(let anchor): ResolvedLink(href: Self.url("", anchor))
    }
  }

  func image(at path: String) -> ResolvedImage? { ResolvedImage(href: Self.url(path, nil)) }

  func figure(named name: String, insideLink: Bool) -> [UInt8]? {
    var html = Array("<code>".utf8)
    html.appendEscapedHTML(name)
    return html + Array("</code>".utf8)
  }

  /// Each segment percent-encoded: a path with a colon must not read as a scheme.
  private static func url(_ path: String, _ anchor: String?) -> String {
    var url: [UInt8] = []
    for (number, segment) in path.split(separator: "/", omittingEmptySubsequences: false).enumerated() {
      if number > 0 { url.append(0x2F) }
      url.appendURLSegment(String(segment))
    }
    if let anchor {
      url.append(0x23)
      url.appendURLSegment(anchor)
    }
    return String(decoding: url, as: UTF8.self)
  }
}

/// The tree after all passes as indented lines: kind, place, and text; of what extensions made, the tags it writes.
enum TreeDump {
  static func text(of bytes: [UInt8], file: SourceFile, options: MarkdownOptions) -> [UInt8] {
    let (source, _) = SourceScanner.prepare(bytes, options: options)
    return Arena.withNodes {
      var draft = Draft(
        source: source, options: options, file: file, firstLine: 1,
        root: Arena.parse(source.bytes, smart: options.smartPunctuation))
      draft.runPasses()
      return text(of: draft.root, source)
    }
  }

  private static func text(of root: Node, _ source: PreparedSource) -> [UInt8] {
    var output: [UInt8] = []
    var (node, depth) = (root, 0)
    while true {
      output += line(node, depth: depth, source)
      if let child = node.firstChild {
        (node, depth) = (child, depth + 1)
        continue
      }
      while node.next == nil {
        guard let parent = node.parent else { return output }
        (node, depth) = (parent, depth - 1)
      }
      guard let next = node.next else { return output }
      node = next
    }
  }

  private static func line(_ node: Node, depth: Int, _ source: PreparedSource) -> [UInt8] {
    // Deep trees are drawn no wider than a screen: the output stays in proportion to the input.
    var line = [UInt8](repeating: 0x20, count: min(depth, 40) * 2)
    line += Array("\(node.kind)".utf8)
    if node.startLine > 0 { line += Array(" \(node.startLine):\(node.startColumn)".utf8) }
    switch node.kind {
    case .text: line += [0x20] + quoted(readable(source.restored(node.literal)))
    case .code, .codeBlock, .htmlBlock, .htmlInline: line += [0x20] + quoted(source.restored(node.literal))
    case .customBlock, .customInline: line += [0x20] + quoted(readable(node.onEnter))
    case .link, .image: line += [0x20] + quoted(source.restored(node.url))
    case .heading: line += Array(" level \(node.headingLevel)".utf8)
    case .list:
      line += Array("\(node.isOrdered ? " ordered" : " bullet")\(node.isTight ? " tight" : " loose")".utf8)
    default: break
    }
    return line + [0x0A]
  }

  /// Markers by their names: `{openTask 0}`.
  private static func readable(_ html: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    html.withUnsafeBufferPointer { bytes in
      var offset = 0
      while offset < bytes.count {
        if bytes[offset] == Sentinel.htmlOpen, offset + 1 < bytes.count,
          let marker = Marker(rawValue: bytes[offset + 1]),
          let (index, end) = Sentinel.number(in: bytes, after: offset + 1, closedBy: Sentinel.htmlClose)
        {
          text += Array("{\(marker) \(index)}".utf8)
          offset = end
        } else {
          text.append(bytes[offset])
          offset += 1
        }
      }
    }
    return text
  }

  private static func quoted(_ text: [UInt8]) -> [UInt8] {
    [0x22] + text.flatMap { $0 == 0x0A ? Array("\\n".utf8) : [$0] } + [0x22]
  }
}
