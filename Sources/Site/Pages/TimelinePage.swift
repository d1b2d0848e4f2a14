import Charts
import Core
import Insight
import Portfolio
import Templates

/// `timeline.html`: when does what fall due? Every contract over eight quarters, by the quarter in which it ends.
struct TimelinePage: TemplateModel {
  let frame: PageFrame
  let subtitle: String
  let today: DayView
  let bands: [BandRule]
  let groups: [TimelineGroup]
  let beyond: [BeyondRow]
  let beyondNote: String
  let pages: [PageLink]

  static let shape = TemplateShape<Self>(
    .record("frame") { $0.frame },
    .text("subtitle") { $0.subtitle },
    .record("today") { $0.today },
    .list("bands") { $0.bands },
    .list("groups") { $0.groups },
    .list("beyond") { $0.beyond },
    .text("beyond_note") { $0.beyondNote },
    .list("pages") { $0.pages })

  init(_ context: SiteContext, number: Int) {
    let page = PageID.timeline(number)
    let timeline = context.timeline
    frame = context.frame(
      for: page, title: "Timeline", description: "When every contract falls due, over eight quarters.",
      crumbs: [LinkView(label: "Portfolio", href: page.href(to: .portfolio)), LinkView(label: "Timeline", href: nil)])
    today = DayView(day: context.asOf)
    let model = context.portfolio.settings.health
    bands = [Band.green, .yellow, .red].map { BandRule($0, model) }
    let slice = timeline.pages[number]
    subtitle =
      "\(FigureFormat.counted(timeline.within, "contract", "contracts")) to \(timeline.lastDay.display)"
      + (timeline.pages.count > 1 ? ", page \(number + 1) of \(timeline.pages.count)" : "")
    groups = slice.map { TimelineGroup(context, $0, from: page) }
    beyond = number == timeline.pages.count - 1 ? timeline.beyond.map { BeyondRow(context, $0, from: page) } : []
    beyondNote = FigureFormat.counted(timeline.beyond.count, "contract", "contracts")
    pages =
      timeline.pages.count < 2
      ? []
      : PageLink.shown(from: number, of: timeline.pages.count).map { other in
        let quarters = timeline.pages[other].map(\.quarter)
        let label = [quarters.first, quarters.last].compactMap { $0?.display }
        return PageLink(
          label: label.first == label.last ? label.first ?? "" : label.joined(separator: " to "),
          href: page.href(to: .timeline(other)), isCurrent: other == number)
      }
  }
}

/// A band with the score from which it counts.
struct BandRule: TemplateModel {
  let band: BandView
  let rule: String

  init(_ band: Band, _ model: HealthModel) {
    self.band = BandView(band)
    switch band {
    case .green: rule = "from \(AccountPageBuilder.points(model.green))"
    case .yellow: rule = "from \(AccountPageBuilder.points(model.yellow))"
    case .red: rule = "below"
    }
  }

  static let shape = TemplateShape<Self>(
    .text("class") { $0.band.style },
    .text("word") { $0.band.word },
    .optionalText("score") { _ in nil },
    .text("rule") { $0.rule })
}

/// The contracts that end in one quarter.
struct TimelineGroup: TemplateModel {
  let id: String
  let heading: String
  let note: String
  let chart: [UInt8]

  static let shape = TemplateShape<Self>(
    .text("id") { $0.id },
    .text("heading") { $0.heading },
    .text("note") { $0.note },
    .html("chart") { $0.chart })

  init(_ context: SiteContext, _ group: TimelineBook.Group, from page: PageID) {
    let calendar = context.portfolio.settings.fiscalYear
    id = group.quarter.slug + (group.part > 0 ? "-\(group.part + 1)" : "")
    heading = group.quarter.display + (group.part > 0 ? ", continued" : "")
    let total = group.entries.reduce(Total(.zero, context.portfolio.settings.currency)) {
      $0 + context.insight.accounts[$1.account].contracts[$1.place].atr
    }
    note =
      "ends \(calendar.end(of: group.quarter).display): \(FigureFormat.counted(group.entries.count, "contract", "contracts")), \(context.money(total))"
    chart = context.gantt(group.entries, id: "tl-\(id)", title: "Contracts that end in \(heading)", from: page)
  }
}

/// A contract that ends after the drawing.
struct BeyondRow: TemplateModel {
  let name: String
  let href: String
  let contract: String
  let ends: DayView

  init(_ context: SiteContext, _ entry: TimelineBook.Entry, from page: PageID) {
    let account = context.portfolio.accounts[entry.account]
    name = account.name
    href = page.href(to: .account(account.slug))
    contract = entry.contract.id
    ends = DayView(day: entry.contract.end)
  }

  static let shape = TemplateShape<Self>(
    .text("name") { $0.name },
    .text("href") { $0.href },
    .text("contract") { $0.contract },
    .record("ends") { $0.ends })
}
