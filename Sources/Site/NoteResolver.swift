import Core
import Insight
import Markdown
import Portfolio

/// Knows the page that a note stands on: links, images and figures, for one audience. What is absent from the copy is plain text.
struct NoteResolver: MarkdownResolver {
  private let context: SiteContext
  private let page: PageID
  /// Index of the account whose note it is; nil for guides.
  private let account: Int?
  /// Whether what is not known of the account is a blank to fill in by hand, and not a dash.
  private let keepsBlanks: Bool

  init(_ context: SiteContext, page: PageID, account: Int?, keepsBlanks: Bool = false) {
    self.keepsBlanks = keepsBlanks
    self.context = context
    self.page = page
    self.account = account
  }

  func link(to target: MarkdownTarget) -> ResolvedLink? {
    switch target {
    case .anchor(let anchor): return ownSection(anchor)
    case .file(let path, _):
      if let file = context.links.attachment(path) { return ResolvedLink(href: page.root + Self.url(file.outputPath)) }
    case .page: break
    }
    guard let (target, title, fragment) = context.links.destination(of: target, in: context) else { return nil }
    let hash = fragment.map { "#" + Self.url($0) }
    return ResolvedLink(href: (target == page ? hash : nil) ?? page.href(to: target) + (hash ?? ""), title: title)
  }

  /// A section that the page has besides the note's.
  private func ownSection(_ anchor: String) -> ResolvedLink? {
    let known: [String] =
      switch page {
      case .account: NotePlacement.accountAnchors
      case .play: NotePlacement.playAnchors
      default: []
      }
    return known.contains(anchor) ? ResolvedLink(href: "#" + anchor) : nil
  }

  private static func url(_ path: String) -> String {
    var url: [UInt8] = []
    for (number, segment) in path.split(separator: "/", omittingEmptySubsequences: false).enumerated() {
      if number > 0 { url.append(0x2F) }
      url.appendURLSegment(String(segment))
    }
    return String(decoding: url, as: UTF8.self)
  }

  func image(at path: String) -> ResolvedImage? {
    context.links.attachment(path).map { file in
      ResolvedImage(
        href: page.root + Self.url(file.outputPath), size: context.links.size(path).map { ($0.width, $0.height) })
    }
  }

  func figure(named name: String, insideLink: Bool) -> [UInt8]? {
    context.figureHTML(named: name, account: account)
      ?? (keepsBlanks ? context.figureHTML(named: name, account: nil) : nil)
  }
}

extension SiteContext {
  /// The figure that `{{ account.arr }}` or `{{ <slug>.arr }}` means, with its rule in numbers on hover; nil if there is none or
  /// readers may not see it.
  func figureHTML(named name: String, account: Int?) -> [UInt8]? {
    let reference = links.index.figure(named: name)
    let index: Int?
    var figureName = reference.key
    switch reference.subject {
    case .ownAccount:
      // A guide stands for every account: what is filled in on the account's page is a blank here.
      guard let account else { return AccountField.placeholder(figureName).map(Self.span("blank", nil)) }
      index = account
    case .account(let slug):
      index = Slug(slug).flatMap(portfolio.account)
      // A customer's copy tells nothing of other accounts.
      guard let index, audience >= .field || index == account else { return nil }
    case .book:
      guard audience >= .field else { return nil }
      (index, figureName) = (nil, "book." + figureName)
    }
    if let index, let field = AccountField(rawValue: figureName) {
      return text(of: field, account: index).map { text in
        var html: [UInt8] = []
        html.appendEscapedHTML(text)
        return html
      }
    }
    guard let figure = figure(figureName, account: index) else { return nil }
    return Self.span("figure", figure.explanation.substitution ?? figure.explanation.formula)(figure.text)
  }

  private static func span(_ style: String, _ title: String?) -> (String) -> [UInt8] {
    { text in
      var html = Array("<span class=\"\(style)\"".utf8)
      if let title {
        html += Array(" title=\"".utf8)
        html.appendEscapedHTML(title)
        html.append(0x22)
      }
      html.append(0x3E)
      html.appendEscapedHTML(text)
      return html + Array("</span>".utf8)
    }
  }
}
