import Core
import Insight
import Markdown
import Portfolio
import Templates

/// `guides.html`: what should I say and do? Plays that apply, learning paths, guides by stage, and all of them to sort.
struct GuidesPage: TemplateModel {
  let frame: PageFrame
  let subtitle: String
  let plays: TableView?
  let playsNote: String
  let paths: [GuideCard]
  let changed: [GuideCard]
  let changedNote: String
  let due: [GuideCard]
  let dueNote: String
  let groups: [GuideGroup]
  let indexes: [GuideIndex]
  let feed: String?
  let all: TableView

  static let shape = TemplateShape<Self>(
    .record("frame") { $0.frame },
    .text("subtitle") { $0.subtitle },
    .optionalRecord("plays") { $0.plays },
    .text("plays_note") { $0.playsNote },
    .list("paths") { $0.paths },
    .list("changed") { $0.changed },
    .text("changed_note") { $0.changedNote },
    .list("due") { $0.due },
    .text("due_note") { $0.dueNote },
    .list("groups") { $0.groups },
    .list("indexes") { $0.indexes },
    .optionalText("feed") { $0.feed },
    .record("all") { $0.all })

  /// Days back to which a guide counts as new or changed.
  static let recentDays = 30

  init(_ context: SiteContext, page: PageID = .guides) {
    frame = context.frame(
      for: page, title: "Guides", description: "What to say and do, by stage of the renewal.",
      crumbs: context.guideCrumbs(nil, from: page))
    let minutes = context.guides.reduce(0) { $0 + GuidePage.minutes($1, context.audience) }
    let playCount = context.enablement.plays.count
    subtitle =
      "\(FigureFormat.counted(context.guides.count, "guide", "guides")), \(minutes) minutes in all"
      + (playCount == 0 ? "" : "; \(FigureFormat.counted(playCount, "play", "plays"))")
    plays = playCount == 0 ? nil : Self.plays(context, page)
    let applying = context.enablement.matches.count { !$0.isEmpty }
    playsNote =
      context.isGuidesOnly
      ? "What to run when an account is in a certain state"
      : "They apply to \(FigureFormat.counted(applying, "account", "accounts")) now"
    paths = context.paths.map { PathPage.card($0, context, from: page) }
    let recent = context.guides.filter { context.asOf - ($0.lastChange ?? context.asOf - 10_000) <= Self.recentDays }
      .sorted { ($1.lastChange ?? context.asOf, $0.slug) < ($0.lastChange ?? context.asOf, $1.slug) }
    changed = recent.map { GuideCard($0, context, from: page, isNews: true) }
    changedNote = "Since \((context.asOf - Self.recentDays).display)"
    let late = Self.reviews(context)
    due = late.map { GuideCard($0.guide, context, from: page, review: $0.due) }
    dueNote = Self.note(late.map(\.due), context.asOf)
    let current = context.guides.filter { !context.isReplaced($0) }
    let stages = Array(Set(current.map { $0.stages.first ?? "" }))
    groups = stages.sorted { GuideOrder($0) < GuideOrder($1) }.map { stage in
      GuideGroup(context, stage, current.filter { ($0.stages.first ?? "") == stage }, from: page)
    }
    indexes = GuideIndex.all(context, from: page)
    feed = context.guides.contains { $0.lastChange != nil } ? page.root + GuideFeed.path : nil
    all = Self.table(context, page)
  }

  /// Guides whose review is late or due within days, the latest first. A replaced guide is reviewed no more.
  private static func reviews(_ context: SiteContext) -> [(guide: Guide, due: Day)] {
    context.guides.compactMap { guide in guide.reviewDue.map { (guide: guide, due: $0) } }
      .filter { $0.due - context.asOf <= GuidePage.expiringDays && !context.isReplaced($0.guide) }
      .sorted { ($0.due, $0.guide.slug) < ($1.due, $1.guide.slug) }
  }

  private static func note(_ due: [Day], _ asOf: Day) -> String {
    let late = due.count { $0 < asOf }
    let soon = due.count - late
    let parts = [
      late == 0 ? nil : "\(FigureFormat.counted(late, "guide", "guides")) past review: check before use",
      soon == 0 ? nil : "\(soon) due within \(GuidePage.expiringDays) days",
    ]
    return parts.compactMap { $0 }.joined(separator: "; ")
  }

  private static func plays(_ context: SiteContext, _ page: PageID) -> TableView {
    TableView(
      "Plays and the accounts they apply to",
      columns: [
        .text("Play"), .text("Applies when"), .text("Who runs it"), .number("Accounts now", order: "descending"),
      ],
      rows: context.enablement.plays.map { ($0, context.enablement.accounts[$0].count) }
        .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
        .map { index, count in
          let play = context.portfolio.plays[index]
          return RowView([
            .header(play.title, href: page.href(to: .play(play.slug))),
            .full(
              context.enablement.playbook.triggers[index]?.words.capitalizedFirst ?? "No trigger: run it when it fits"),
            .text(play.roles.joined(separator: ", ")), .text(String(count)),
          ])
        })
  }

  private static func table(_ context: SiteContext, _ page: PageID) -> TableView {
    TableView(
      "All guides",
      columns: [
        .text("Guide", order: "ascending"), .text("Kind"), .text("Stage"), .text("For"), .text("Level"),
        .text("Products"), .number("Minutes"), .text("Reviewed"),
      ],
      rows: context.guides.sorted { ($0.title.lowercased(), $0.slug) < ($1.title.lowercased(), $1.slug) }.map { guide in
        RowView([
          .header(guide.title, href: page.href(to: .guide(guide.slug))), .text(guide.kind?.capitalizedFirst ?? ""),
          .text(guide.stages.joined(separator: ", ")), .text(guide.roles.joined(separator: ", ")),
          .text(guide.level ?? ""), .text(guide.products.joined(separator: ", ")),
          .text(String(GuidePage.minutes(guide, context.audience))),
          .day(guide.reviewed, tag: GuidePage.freshness(guide, context.asOf).flatMap { $0.tone == .late ? $0 : nil }),
        ])
      }, isSortable: true)
  }
}

/// Guides of one stage.
struct GuideGroup: TemplateModel {
  let id: String
  let heading: String
  let note: String
  let cards: [GuideCard]

  static let shape = TemplateShape<Self>(
    .text("id") { $0.id },
    .text("heading") { $0.heading },
    .text("note") { $0.note },
    .list("cards") { $0.cards })

  init(_ context: SiteContext, _ stage: String, _ guides: [Guide], from page: PageID) {
    id = "stage-" + (Slug(from: stage)?.text ?? "any")
    heading = stage.isEmpty ? "At any time" : stage.capitalizedFirst
    note = FigureFormat.counted(guides.count, "guide starts", "guides start") + " here"
    cards = guides.map { GuideCard($0, context, from: page) }
  }
}

/// Guides by one property: stage, kind, role, level or product.
struct GuideIndex: TemplateModel {
  let name: String
  let entries: [GuideIndexEntry]

  static let shape = TemplateShape<Self>(
    .text("name") { $0.name },
    .list("entries") { $0.entries })

  /// The five indexes, as far as they have entries.
  static func all(_ context: SiteContext, from page: PageID) -> [GuideIndex] {
    let properties: [(String, (Guide) -> [String])] = [
      ("Stage", { $0.stages.map(\.capitalizedFirst) }),
      ("Kind", { [$0.kind?.capitalizedFirst].compactMap { $0 } }), ("Role", { $0.roles }),
      ("Level", { [$0.level].compactMap { $0 } }), ("Product", { $0.products }),
    ]
    return properties.compactMap { name, values in
      var guides: [String: [Guide]] = [:]
      for guide in context.guides where !context.isReplaced(guide) {
        for value in values(guide) { guides[value, default: []].append(guide) }
      }
      let entries = guides.sorted { GuideOrder($0.key) < GuideOrder($1.key) }.map { value, guides in
        GuideIndexEntry(
          value: value, links: guides.map { LinkView(label: $0.title, href: page.href(to: .guide($0.slug))) })
      }
      return entries.isEmpty ? nil : GuideIndex(name: name, entries: entries)
    }
  }
}

/// A stage, kind, role, level or product with its guides.
struct GuideIndexEntry: TemplateModel {
  let value: String
  let links: [LinkView]

  static let shape = TemplateShape<Self>(
    .text("value") { $0.value },
    .list("links") { $0.links })
}

/// A guide or path in the index.
struct GuideCard: TemplateModel {
  let href: String
  let title: String
  let summary: String?
  let facts: String
  var tag: TagView?

  static let shape = TemplateShape<Self>(
    .text("href") { $0.href },
    .text("title") { $0.title },
    .optionalText("summary") { $0.summary },
    .text("facts") { $0.facts },
    .optionalRecord("tag") { $0.tag })
}

extension GuideCard {
  /// A guide; as news it says what changed and when.
  init(_ guide: Guide, _ context: SiteContext, from page: PageID, isNews: Bool = false, review: Day? = nil) {
    let facts: [String?] = [
      guide.kind?.capitalizedFirst, "\(GuidePage.minutes(guide, context.audience)) min",
      guide.roles.isEmpty ? nil : guide.roles.joined(separator: ", "),
    ]
    let news = guide.lastChange.map { day in
      let version = context.history(of: guide).first.flatMap { $0.day == day && !$0.note.isEmpty ? $0.note : nil }
      return "\(day.display): \(version ?? "reviewed")"
    }
    let freshness = GuidePage.freshness(guide, context.asOf)
    self.init(
      href: page.href(to: .guide(guide.slug)), title: guide.title,
      summary: review.map { Self.review(guide, $0, context) } ?? (isNews ? news : guide.summary),
      facts: facts.compactMap { $0 }.joined(separator: " · "), tag: freshness.flatMap { $0.tone == .ok ? nil : $0 })
  }
}

extension GuideCard {
  /// Who has to read it through, and since when.
  private static func review(_ guide: Guide, _ due: Day, _ context: SiteContext) -> String {
    let owner = context.ownerName(guide.owner).map { ", \($0)" } ?? ""
    return "Review \(due < context.asOf ? "was" : "is") due \(due.display)\(owner)"
  }
}

extension SiteContext {
  /// Whether a newer guide of this copy stands in for it.
  func isReplaced(_ guide: Guide) -> Bool {
    portfolio.guides.firstIndex { $0.slug == guide.slug }.flatMap { enablement.replacements[$0] } != nil
  }

  /// What changed in a guide, newest first. Notes about our own work are nothing for customers.
  func history(of guide: Guide) -> [GuideVersion] { audience >= .field ? guide.versions : [] }

  /// The way to a guide, play or path, or to their index; a copy of guides alone begins with them.
  func guideCrumbs(_ title: String?, from page: PageID) -> [LinkView] {
    let start = isGuidesOnly ? [] : [LinkView(label: navigation[0].label, href: page.href(to: .portfolio))]
    guard let title else { return start + [LinkView(label: "Guides", href: nil)] }
    return start + [LinkView(label: "Guides", href: page.href(to: .guides)), LinkView(label: title, href: nil)]
  }
}
