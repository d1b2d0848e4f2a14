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

  init(_ context: SiteContext, page: PageID, account: Int?) {
    self.context = context
    self.page = page
    self.account = account
  }

  func link(to target: MarkdownTarget) -> ResolvedLink? {
    switch target {
    case .page(let name, let anchor):
      return context.page(named: name).map { link($0, anchor) }
    case .file(let path, let anchor):
      if let asset = context.asset(path) { return ResolvedLink(href: page.root + asset) }
      return context.page(ofFile: path).map { link($0, anchor) }
    case .anchor(let anchor): return ResolvedLink(href: "#" + anchor)
    }
  }

  private func link(_ target: PageID, _ anchor: String?) -> ResolvedLink {
    let href = target == page ? "" : page.href(to: target)
    let fragment = anchor.flatMap { Slug(from: $0) }.map { "#\($0)" } ?? ""
    return ResolvedLink(href: href.isEmpty && fragment.isEmpty ? page.href(to: target) : href + fragment)
  }

  func image(at path: String) -> ResolvedImage? {
    context.asset(path).map { ResolvedImage(href: page.root + $0) }
  }

  func figure(named name: String, insideLink: Bool) -> [UInt8]? {
    context.figureHTML(named: name, account: account)
  }
}

extension SiteContext {
  /// The page that `[[name]]` means in this copy: an account's slug, or `guides/<slug>`; nil if it isn't there.
  func page(named name: String) -> PageID? {
    var name = Substring(name)
    if name.hasPrefix("guides/") {
      name = name.dropFirst("guides/".count)
      return Slug(String(name)).flatMap(guidePage)
    }
    if name.hasPrefix("plays/") { return enablementPage(named: String(name))?.page }
    if name.hasPrefix("accounts/") { name = name.dropFirst("accounts/".count) }
    guard let slug = Slug(String(name)) else { return nil }
    if portfolio.account(slug) != nil { return audience >= .field ? .account(slug) : nil }
    return guidePage(slug) ?? enablementPage(named: String(name))?.page
  }

  private func guidePage(_ slug: Slug) -> PageID? {
    guides.contains { $0.slug == slug } ? .guide(slug) : nil
  }

  /// The page made from a file of the workspace.
  func page(ofFile path: String) -> PageID? {
    guard path.hasPrefix("content/"), path.hasSuffix(".md") else { return nil }
    return page(named: String(path.dropFirst("content/".count).dropLast(".md".count)))
  }

  /// Where a file of `content/assets/` stands in the site.
  func asset(_ path: String) -> String? {
    path.hasPrefix("content/assets/") ? String(path.dropFirst("content/".count)) : nil
  }

  /// The figure that `{{ account.arr }}` or `{{ <slug>.arr }}` means, with its rule in numbers on hover; nil if there is none or
  /// readers may not see it.
  func figureHTML(named name: String, account: Int?) -> [UInt8]? {
    guard let (subject, figureName) = FigureReference.split(name) else { return nil }
    let index = subject == "account" ? account : Slug(subject).flatMap(portfolio.account)
    // A guide stands for every account: what is filled in on the account's page is a blank here.
    if subject == "account", index == nil { return AccountField.placeholder(figureName).map(Self.span("blank", nil)) }
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

/// A figure as notes name it: `account.arr`, `acme.health.score`, `book.grr`.
enum FigureReference {
  /// Whose figure and which; figures of the book stand for themselves.
  static func split(_ name: String) -> (subject: String, figure: String)? {
    guard let dot = name.utf8.firstIndex(of: 0x2E) else { return nil }
    let subject = String(name[..<dot])
    if subject == "book" { return (subject, name) }
    return (subject, String(name[name.index(after: dot)...]))
  }
}
