import Core
import Insight
import Portfolio
import Templates

/// `paths/<slug>.html`: guides in the order in which to read them.
struct PathPage: TemplateModel {
  let frame: PageFrame
  let heading: String
  let summary: String?
  let facts: [FactView]
  let steps: [PathStepView]

  static let shape = TemplateShape<Self>(
    .record("frame") { $0.frame },
    .text("heading") { $0.heading },
    .optionalText("summary") { $0.summary },
    .list("facts") { $0.facts },
    .list("steps") { $0.steps })

  init(_ context: SiteContext, _ path: LearningPath) {
    let page = PageID.path(path.slug)
    frame = context.frame(
      for: page, title: "Path: \(path.title)", description: path.summary ?? path.title,
      crumbs: context.guideCrumbs(path.title, from: page))
    heading = path.title
    summary = path.summary
    let steps = context.steps(of: path)
    let minutes = steps.reduce(0) { $0 + $1.minutes }
    var facts = [
      FactView(label: "Time in all", value: Self.duration(minutes)),
      FactView(label: "Steps", value: FigureFormat.counted(steps.count, "guide", "guides")),
    ]
    if !path.roles.isEmpty { facts.append(FactView(label: "For", value: path.roles.joined(separator: ", "))) }
    if let level = path.level { facts.append(FactView(label: "Level", value: level.capitalizedFirst)) }
    if let owner = context.ownerName(path.owner) { facts.append(FactView(label: "Owner", value: owner)) }
    self.facts = facts
    self.steps = steps.map { step in
      PathStepView(
        key: "\(path.slug)/\(step.guide.slug)", title: step.guide.title,
        href: page.href(to: .guide(step.guide.slug)), summary: step.guide.summary, task: step.task,
        minutes: FigureFormat.counted(step.minutes, "minute", "minutes"))
    }
  }

  /// `1 hour 25 minutes`.
  static func duration(_ minutes: Int) -> String {
    let (hours, rest) = minutes.quotientAndRemainder(dividingBy: 60)
    let parts = [
      hours == 0 ? nil : FigureFormat.counted(hours, "hour", "hours"),
      rest == 0 && hours > 0 ? nil : FigureFormat.counted(rest, "minute", "minutes"),
    ]
    return parts.compactMap { $0 }.joined(separator: " ")
  }

  /// The path in the index of guides.
  static func card(_ path: LearningPath, _ context: SiteContext, from page: PageID) -> GuideCard {
    let steps = context.steps(of: path)
    let facts: [String?] = [
      FigureFormat.counted(steps.count, "guide", "guides"), duration(steps.reduce(0) { $0 + $1.minutes }),
      path.roles.isEmpty ? nil : path.roles.joined(separator: ", "),
    ]
    return GuideCard(
      href: page.href(to: .path(path.slug)), title: path.title, summary: path.summary,
      facts: facts.compactMap { $0 }.joined(separator: " · "))
  }
}

/// A step of a path.
struct PathStepView: TemplateModel {
  /// What scripts remember it by.
  let key: String
  let title: String
  let href: String
  let summary: String?
  let task: String?
  let minutes: String

  static let shape = TemplateShape<Self>(
    .text("key") { $0.key },
    .text("title") { $0.title },
    .text("href") { $0.href },
    .optionalText("summary") { $0.summary },
    .optionalText("task") { $0.task },
    .text("minutes") { $0.minutes })
}

/// Where a guide stands on a path.
struct PathPlaceView: TemplateModel {
  let key: String
  let title: String
  let href: String
  let position: String
  let task: String?
  let previous: LinkView?
  let following: LinkView?

  static let shape = TemplateShape<Self>(
    .text("key") { $0.key },
    .text("title") { $0.title },
    .text("href") { $0.href },
    .text("position") { $0.position },
    .optionalText("task") { $0.task },
    .optionalRecord("previous") { $0.previous },
    .optionalRecord("following") { $0.following })

  /// Nil if the guide is not on the path.
  init?(_ path: LearningPath, at guide: Slug, _ context: SiteContext, from page: PageID) {
    let steps = context.steps(of: path)
    guard let place = steps.firstIndex(where: { $0.guide.slug == guide }) else { return nil }
    func link(_ index: Int) -> LinkView? {
      guard steps.indices.contains(index) else { return nil }
      return LinkView(label: steps[index].guide.title, href: page.href(to: .guide(steps[index].guide.slug)))
    }
    key = "\(path.slug)/\(guide)"
    title = path.title
    href = page.href(to: .path(path.slug))
    position = "Step \(place + 1) of \(steps.count)"
    task = steps[place].task
    previous = link(place - 1)
    following = link(place + 1)
  }
}

extension SiteContext {
  /// Paths for this copy's readers of which it has a guide.
  var paths: [LearningPath] { portfolio.paths.filter { $0.clearance <= audience && !steps(of: $0).isEmpty } }

  /// The steps whose guides this copy has, with their minutes.
  func steps(of path: LearningPath) -> [(guide: Guide, minutes: Int, task: String?)] {
    path.steps.compactMap { step in
      guides.first { $0.slug == step.guide }.map { guide in
        (guide, step.minutes ?? GuidePage.minutes(guide, audience), step.task)
      }
    }
  }
}
