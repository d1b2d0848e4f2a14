import Core

@testable import Markdown

/// A note read from a string, with what was diagnosed.
struct Note {
  let document: MarkdownDocument
  let log: Diagnostics

  init(
    _ text: String, _ options: MarkdownOptions = MarkdownOptions(), file: String = "content/accounts/acme.md",
    firstLine: Int = 1
  ) {
    self.init(Array(text.utf8), options, file: file, firstLine: firstLine)
  }

  init(
    _ bytes: [UInt8], _ options: MarkdownOptions = MarkdownOptions(), file: String = "content/accounts/acme.md",
    firstLine: Int = 1
  ) {
    var log = Diagnostics()
    document = MarkdownDocument(bytes, file: SourceFile(file), firstLine: firstLine, options: options, into: &log)
    self.log = log
  }

  func html(
    _ audience: Audience = .team, _ resolver: any MarkdownResolver = TestResolver(),
    _ rendering: MarkdownRendering = MarkdownRendering(marksAudience: false)
  ) -> String {
    String(decoding: document.html(for: audience, resolver: resolver, rendering: rendering), as: UTF8.self)
  }

  /// `line:column code` of each diagnostic, in report order.
  var problems: [String] {
    log.sorted.map { "\($0.location?.line ?? 0):\($0.location?.column ?? 0) \($0.code)" }
  }
}

/// Resolves pages named `known…`, images named `known…` and the figure `account.arr`.
struct TestResolver: MarkdownResolver {
  func link(to target: MarkdownTarget) -> ResolvedLink? {
    switch target {
    case .page(let name, let anchor) where name.hasPrefix("known"):
      ResolvedLink(href: name + ".html" + (anchor.map { "#" + $0 } ?? ""), title: "Page " + name)
    case .file(let path, let anchor) where path.contains("known"):
      ResolvedLink(href: "../" + path + (anchor.map { "#" + $0 } ?? ""))
    default: nil
    }
  }

  func image(at path: String) -> ResolvedImage? {
    path.contains("known") ? ResolvedImage(href: "../" + path, size: (width: 40, height: 30)) : nil
  }

  func figure(named name: String, insideLink: Bool) -> [UInt8]? {
    name == "account.arr" ? Array((insideLink ? "$1" : "<b>$1</b>").utf8) : nil
  }
}
