import Core
import Insight
import Markdown
import Portfolio
import Templates

/// `words/<slug>.html`: what do I say to this account? Talk tracks, e-mails and handouts of the plays and guides that fit it,
/// with its names, dates and figures in them.
struct WordsPage: TemplateModel {
  let frame: PageFrame
  let heading: String
  let lede: String
  let back: LinkView
  let contents: [RailItem]
  let parts: [WordsPart]

  static let shape = TemplateShape<Self>(
    .record("frame") { $0.frame },
    .text("heading") { $0.heading },
    .text("lede") { $0.lede },
    .record("back") { $0.back },
    .list("contents") { $0.contents },
    .list("parts") { $0.parts })

  init(_ context: SiteContext, account index: Int) {
    let account = context.portfolio.accounts[index]
    let page = PageID.words(account.slug)
    heading = "What to say to \(account.name)"
    frame = context.frame(
      for: page, title: "\(account.name): what to say",
      description: "Talk tracks, e-mails and handouts for \(account.name), filled in on \(context.asOf.display).",
      crumbs: [
        LinkView(label: context.navigation[0].label, href: page.href(to: .portfolio)),
        LinkView(label: "Accounts", href: page.href(to: .accounts(0))),
        LinkView(label: account.name, href: page.href(to: .account(account.slug))),
        LinkView(label: "What to say", href: nil),
      ])
    back = LinkView(label: account.name, href: page.href(to: .account(account.slug)) + "#plays")
    let next = context.insight.accounts[index].next.map { context.portfolio.contracts[$0.contract] }
    lede =
      "From the plays and guides that fit today"
      + (next.map { ", for the renewal on \($0.renewalDate.display)." } ?? ".")
      + " What is not known stays a ‹blank›; read it through before you send it."
    parts = context.words(for: index).enumerated().map { number, filled in
      WordsPart(filled, number + 1, context, account: index, from: page)
    }
    contents = parts.map { RailItem(id: $0.id, label: $0.title) }
  }
}

/// A section, filled in.
struct WordsPart: TemplateModel {
  let id: String
  let title: String
  let isEmail: Bool
  let source: LinkView
  let reason: String
  let body: [UInt8]

  static let shape = TemplateShape<Self>(
    .text("id") { $0.id },
    .text("title") { $0.title },
    .flag("is_email") { $0.isEmail },
    .record("source") { $0.source },
    .text("reason") { $0.reason },
    .html("body") { $0.body })

  init(_ filled: FilledSection, _ number: Int, _ context: SiteContext, account: Int, from page: PageID) {
    id = "say-\(number)"
    title = filled.section.title ?? filled.sourceTitle
    isEmail = filled.section.isEmail
    source = LinkView(label: filled.sourceTitle, href: page.href(to: filled.source))
    reason = filled.reason
    body = filled.document.html(
      of: filled.section, for: context.audience,
      resolver: NoteResolver(context, page: page, account: account, keepsBlanks: true),
      rendering: MarkdownRendering(idPrefix: "say-\(number)-"))
  }
}
