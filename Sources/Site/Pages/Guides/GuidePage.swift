import Core
import Insight
import Markdown
import Portfolio
import Templates

/// `guides/<slug>.html`.
struct GuidePage: TemplateModel {
  let frame: PageFrame
  let key: String
  let heading: String
  let summary: String?
  let facts: [FactView]
  let contents: [RailItem]
  let body: [UInt8]
  let used: [UsedView]
  let usedMore: String?
  let paths: [PathPlaceView]
  let related: [LinkView]
  let versions: [VersionView]
  let replaces: String?
  let replacedBy: LinkView?
  /// Whether it is looked up in front of the customer, on a phone: what to say comes first, tables are cards.
  let isQuick: Bool

  static let shape = TemplateShape<Self>(
    .record("frame") { $0.frame },
    .text("key") { $0.key },
    .text("heading") { $0.heading },
    .optionalText("summary") { $0.summary },
    .list("facts") { $0.facts },
    .list("contents") { $0.contents },
    .html("body") { $0.body },
    .list("used") { $0.used },
    .optionalText("used_more") { $0.usedMore },
    .list("paths") { $0.paths },
    .list("related") { $0.related },
    .list("versions") { $0.versions },
    .optionalText("replaces") { $0.replaces },
    .optionalRecord("replaced_by") { $0.replacedBy },
    .flag("is_quick") { $0.isQuick },
    .flag("has_aside") {
      !$0.used.isEmpty || !$0.paths.isEmpty || !$0.related.isEmpty || !$0.versions.isEmpty || $0.replaces != nil
    })

  /// Minutes to read what `audience` sees, at 220 words a minute.
  static func minutes(_ guide: Guide, _ audience: Audience) -> Int {
    max(1, (guide.document.wordCount(for: audience) + 110) / 220)
  }

  private static let quickKinds: Set<String> = ["battlecard", "objection response"]
  /// Accounts shown beside the guide.
  private static let usedLimit = 10

  init(_ context: SiteContext, _ guide: Guide) {
    let page = PageID.guide(guide.slug)
    frame = context.frame(
      for: page, title: guide.title, description: guide.summary ?? guide.title,
      crumbs: context.guideCrumbs(guide.title, from: page))
    key = "guides/\(guide.slug)"
    heading = guide.title
    summary = guide.summary
    facts = Self.facts(context, guide)
    contents = guide.document.headings.compactMap { $0.resolved(for: context.audience) }
      .filter { $0.level == 2 && $0.isOutline }
      .map { RailItem(id: $0.id, label: $0.text) }
    isQuick = Self.quickKinds.contains(guide.kind ?? "")
    let html = context.glossary.linked(
      guide.document.html(for: context.audience, resolver: NoteResolver(context, page: page, account: nil)), on: page)
    body = isQuick ? TableCards.labelled(html) : html
    let accounts = context.accounts(for: guide)
    let index = context.portfolio.guides.firstIndex { $0.slug == guide.slug }
    let isFilled = index.map { !context.enablement.fillable.ofGuide[$0].isEmpty } ?? false
    used = accounts.prefix(Self.usedLimit).map {
      UsedView($0.account, $0.reason, context, from: page, isFilled: isFilled)
    }
    replacedBy = index.flatMap { context.enablement.replacements[$0] }.map { context.portfolio.guides[$0] }
      .map { LinkView(label: $0.title, href: page.href(to: .guide($0.slug))) }
    usedMore =
      accounts.count > Self.usedLimit
      ? "and \(FigureFormat.counted(accounts.count - Self.usedLimit, "account", "accounts")) more" : nil
    paths = context.paths.compactMap { PathPlaceView($0, at: guide.slug, context, from: page) }
    let plays = context.enablement.plays.map { context.portfolio.plays[$0] }
    let names =
      guide.related
      + plays.filter { play in
        play.related.contains { guide.isNamed($0) }
      }.map { "plays/\($0.slug)" }
    var told: Set<String> = []
    related = context.related(names, from: page).filter { told.insert($0.href ?? "").inserted }
    versions = context.history(of: guide).map { VersionView(day: DayView(day: $0.day), note: $0.note) }
    let old = guide.supersedes.map { name in
      context.enablementPage(named: name)?.title ?? NameText.words(name)
    }
    replaces = old.isEmpty ? nil : old.joined(separator: ", ")
  }

  private static func facts(_ context: SiteContext, _ guide: Guide) -> [FactView] {
    var facts: [FactView] = []
    if !guide.roles.isEmpty {
      facts.append(
        FactView(
          label: "For",
          value: (guide.roles + [guide.level].compactMap { $0 }.map { "level \($0)" }).joined(separator: ", ")))
    }
    if !guide.stages.isEmpty { facts.append(FactView(label: "Stage", value: guide.stages.joined(separator: ", "))) }
    facts.append(
      FactView(
        label: "Reading time", value: FigureFormat.counted(minutes(guide, context.audience), "minute", "minutes")))
    if let reviewed = guide.reviewed {
      facts.append(FactView(label: "Reviewed", value: reviewed.display, tag: freshness(guide, context.asOf)))
    }
    if let owner = context.ownerName(guide.owner) { facts.append(FactView(label: "Owner", value: owner)) }
    return facts
  }

  /// Days before a review within which a guide counts as expiring.
  static let expiringDays = 14

  /// Late, due soon or fresh; nil without a rule.
  static func freshness(_ guide: Guide, _ asOf: Day) -> TagView? {
    guard let due = guide.reviewDue else { return nil }
    if due < asOf { return TagView(tone: .late, word: "review \(FigureFormat.remaining(due - asOf))") }
    if due - asOf <= expiringDays { return TagView(tone: .soon, word: "review due \(DayView(day: due).shortText)") }
    return TagView(tone: .ok, word: "fresh to \(DayView(day: due).shortText)")
  }
}

/// A fact about a guide.
struct FactView: TemplateModel {
  let label: String
  let value: String
  var tag: TagView?

  static let shape = TemplateShape<Self>(
    .text("label") { $0.label },
    .text("value") { $0.value },
    .optionalRecord("tag") { $0.tag })
}

/// An account that a guide fits now, with the reason.
struct UsedView: TemplateModel {
  let name: String
  let href: String
  let reason: String
  let due: String?
  /// Where the guide's words are filled in for the account.
  let words: String?

  static let shape = TemplateShape<Self>(
    .text("name") { $0.name },
    .text("href") { $0.href },
    .text("reason") { $0.reason },
    .optionalText("due") { $0.due },
    .optionalText("words") { $0.words })

  init(_ index: Int, _ reason: GuideReason, _ context: SiteContext, from page: PageID, isFilled: Bool) {
    let account = context.portfolio.accounts[index]
    name = account.name
    href = page.href(to: .account(account.slug))
    self.reason = context.words(reason)
    words = isFilled ? page.href(to: .words(account.slug)) : nil
    due = context.insight.accounts[index].daysLeft.map { $0 < 0 ? FigureFormat.remaining($0) : "T-\($0)" }
  }
}

/// An entry of a guide's history.
struct VersionView: TemplateModel {
  let day: DayView
  let note: String

  static let shape = TemplateShape<Self>(
    .record("day") { $0.day },
    .text("note") { $0.note })
}

/// File names as words.
enum NameText {
  /// `old-uplift-guide` as `Old uplift guide`.
  static func words(_ name: String) -> String {
    String(decoding: name.utf8.map { $0 == 0x2D ? 0x20 : $0 }, as: UTF8.self).capitalizedFirst
  }
}
