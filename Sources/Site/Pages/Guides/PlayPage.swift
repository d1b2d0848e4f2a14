import Core
import Insight
import Markdown
import Portfolio
import Templates

/// `plays/<slug>.html`: what do I run, on whom?
struct PlayPage: TemplateModel {
  let frame: PageFrame
  let key: String
  let heading: String
  let summary: String?
  let facts: [FactView]
  let trigger: String
  let code: String?
  let body: [UInt8]
  /// Nil in a copy without accounts.
  let accountsNote: String?
  let accounts: TableView?
  let empty: String
  let guides: [LinkView]
  let related: [LinkView]
  let place: String?

  static let shape = TemplateShape<Self>(
    .record("frame") { $0.frame },
    .text("key") { $0.key },
    .text("heading") { $0.heading },
    .optionalText("summary") { $0.summary },
    .list("facts") { $0.facts },
    .text("trigger") { $0.trigger },
    .optionalText("code") { $0.code },
    .html("body") { $0.body },
    .optionalText("accounts_note") { $0.accountsNote },
    .optionalRecord("accounts") { $0.accounts },
    .text("empty") { $0.empty },
    .list("guides") { $0.guides },
    .list("related") { $0.related },
    .optionalText("place") { $0.place },
    .flag("has_aside") { !$0.guides.isEmpty || !$0.related.isEmpty })

  /// Accounts listed on the page; a page stays far below 500 KB.
  private static let accountLimit = 500

  init(_ context: SiteContext, _ index: Int) {
    let play = context.portfolio.plays[index]
    let page = PageID.play(play.slug)
    frame = context.frame(
      for: page, title: "Play: \(play.title)", description: play.summary ?? "When to run it, how, and on whom now.",
      crumbs: context.guideCrumbs(play.title, from: page))
    key = "plays/\(play.slug)"
    heading = play.title
    summary = play.summary
    let matches = context.enablement.accounts[index]
    facts = Self.facts(play, context.isGuidesOnly ? nil : matches.count, context)
    trigger = context.enablement.playbook.triggers[index]?.words.capitalizedFirst ?? "No trigger: run it when it fits"
    code = play.trigger
    body = context.glossary.linked(
      play.document.html(for: context.audience, resolver: NoteResolver(context, page: page, account: nil)), on: page)
    let shown = matches.prefix(Self.accountLimit)
    accountsNote =
      context.isGuidesOnly
      ? nil
      : shown.count < matches.count
        ? "The \(shown.count) most urgent of \(matches.count)"
        : "\(FigureFormat.counted(matches.count, "account", "accounts")), most urgent first: ATR at stake × urgency"
    accounts =
      matches.isEmpty
      ? nil
      : TableView(
        "Accounts the play applies to now",
        columns: [.text("Account"), .text("Why"), .text("Health"), .number("Renews"), .text("Owner")],
        rows: shown.map { context.playRow($0, from: page) })
    empty =
      play.trigger == nil
      ? "The play has no trigger, so it finds no account by itself. Add `trigger:` to its front matter."
      : "It applies to no account of this copy today."
    guides = context.enablement.guidesOfPlay[index].map { context.portfolio.guides[$0] }.map {
      LinkView(label: $0.title, href: page.href(to: .guide($0.slug)))
    }
    let known = Set(guides.compactMap(\.href))
    related = context.related(play.related, from: page).filter { !known.contains($0.href ?? "") }
    place = context.showsProvenance && play.trigger != nil ? play.triggerLocation.description : nil
  }

  private static func facts(_ play: Play, _ count: Int?, _ context: SiteContext) -> [FactView] {
    var facts =
      count.map { [FactView(label: "Applies now", value: FigureFormat.counted($0, "account", "accounts"))] } ?? []
    if !play.roles.isEmpty { facts.append(FactView(label: "Who runs it", value: play.roles.joined(separator: ", "))) }
    if !play.stages.isEmpty { facts.append(FactView(label: "Stage", value: play.stages.joined(separator: ", "))) }
    if let owner = context.ownerName(play.owner) { facts.append(FactView(label: "Owner", value: owner)) }
    return facts
  }
}
