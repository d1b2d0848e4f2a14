import Core
import Insight
import Markdown
import Portfolio
import Templates

/// `guides.html`: what should I say and do?
struct GuidesPage: TemplateModel {
  let frame: PageFrame
  let subtitle: String
  let groups: [GuideGroup]

  static let shape = TemplateShape<Self>(
    .record("frame") { $0.frame },
    .text("subtitle") { $0.subtitle },
    .list("groups") { $0.groups })

  init(_ context: SiteContext) {
    let page = PageID.guides
    frame = context.frame(
      for: page, title: "Guides", description: "What to say and do, by stage of the renewal.",
      crumbs: [
        LinkView(label: context.navigation[0].label, href: page.href(to: .portfolio)),
        LinkView(label: "Guides", href: nil),
      ])
    let minutes = context.guides.reduce(0) { $0 + GuidePage.minutes($1, context.audience) }
    subtitle = "\(FigureFormat.counted(context.guides.count, "guide", "guides")), \(minutes) minutes in all"
    let stages = Array(Set(context.guides.map { $0.stages.first ?? "" }))
    groups = stages.sorted { Self.order($0) < Self.order($1) }.map { stage in
      GuideGroup(context, stage, context.guides.filter { ($0.stages.first ?? "") == stage }, from: page)
    }
  }

  /// `T-180` before `T-30`, then words, then no stage.
  private static func order(_ stage: String) -> (Int, String) {
    if stage.isEmpty { return (2, "") }
    if stage.utf8.starts(with: "T-".utf8), let days = Int(stage.dropFirst(2)) { return (0, String(10_000 - days)) }
    return (1, stage)
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
    note = FigureFormat.counted(guides.count, "guide", "guides")
    cards = guides.map { guide in
      let facts: [String?] = [
        guide.kind?.capitalizedFirst, "\(GuidePage.minutes(guide, context.audience)) min",
        guide.roles.isEmpty ? nil : guide.roles.joined(separator: ", "),
      ]
      return GuideCard(
        href: page.href(to: .guide(guide.slug)), title: guide.title, summary: guide.summary,
        facts: facts.compactMap { $0 }.joined(separator: " · "))
    }
  }
}

/// A guide in the index.
struct GuideCard: TemplateModel {
  let href: String
  let title: String
  let summary: String?
  let facts: String

  static let shape = TemplateShape<Self>(
    .text("href") { $0.href },
    .text("title") { $0.title },
    .optionalText("summary") { $0.summary },
    .text("facts") { $0.facts })
}

/// `guides/<slug>.html`.
struct GuidePage: TemplateModel {
  let frame: PageFrame
  let heading: String
  let summary: String?
  let facts: [FactView]
  let contents: [RailItem]
  let body: [UInt8]
  let related: [LinkView]

  static let shape = TemplateShape<Self>(
    .record("frame") { $0.frame },
    .text("heading") { $0.heading },
    .optionalText("summary") { $0.summary },
    .list("facts") { $0.facts },
    .list("contents") { $0.contents },
    .html("body") { $0.body },
    .list("related") { $0.related })

  /// Minutes to read what `audience` sees, at 220 words a minute.
  static func minutes(_ guide: Guide, _ audience: Audience) -> Int {
    max(1, (guide.document.wordCount(for: audience) + 110) / 220)
  }

  init(_ context: SiteContext, _ guide: Guide) {
    let page = PageID.guide(guide.slug)
    frame = context.frame(
      for: page, title: guide.title, description: guide.summary ?? guide.title,
      crumbs: [
        LinkView(label: context.navigation[0].label, href: page.href(to: .portfolio)),
        LinkView(label: "Guides", href: page.href(to: .guides)), LinkView(label: guide.title, href: nil),
      ])
    heading = guide.title
    summary = guide.summary
    facts = Self.facts(context, guide)
    contents = guide.document.headings.compactMap { $0.resolved(for: context.audience) }
      .filter { $0.level == 2 && $0.isOutline }
      .map { RailItem(id: $0.id, label: $0.text) }
    body = guide.document.html(for: context.audience, resolver: NoteResolver(context, page: page, account: nil))
    related = guide.related.compactMap { name in
      guard let slug = Slug(name), let other = context.guides.first(where: { $0.slug == slug }) else { return nil }
      return LinkView(label: other.title, href: page.href(to: .guide(slug)))
    }
  }

  private static func facts(_ context: SiteContext, _ guide: Guide) -> [FactView] {
    var facts: [FactView] = []
    if !guide.roles.isEmpty { facts.append(FactView(label: "For", value: guide.roles.joined(separator: ", "))) }
    if !guide.stages.isEmpty { facts.append(FactView(label: "Stage", value: guide.stages.joined(separator: ", "))) }
    facts.append(
      FactView(
        label: "Reading time", value: FigureFormat.counted(minutes(guide, context.audience), "minute", "minutes")))
    if let reviewed = guide.reviewed {
      facts.append(FactView(label: "Reviewed", value: reviewed.display, tag: freshness(guide, reviewed, context.asOf)))
    }
    if let owner = guide.owner { facts.append(FactView(label: "Owner", value: PersonView.name(fromAddress: owner))) }
    return facts
  }

  private static func freshness(_ guide: Guide, _ reviewed: Day, _ asOf: Day) -> TagView? {
    guard let every = guide.reviewEvery else { return nil }
    let due = reviewed + every
    if due < asOf { return TagView(tone: .late, word: "review \(FigureFormat.remaining(due - asOf))") }
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
