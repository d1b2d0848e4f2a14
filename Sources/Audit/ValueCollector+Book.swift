import Core
import Insight
import Markdown
import Portfolio
import Proof

extension ValueCollector {
  /// Everything that is no account's own.
  mutating func addBook() {
    let settings = portfolio.settings
    text("settings.title", settings.title, for: .customer)
    text("settings.organization", settings.organization, for: .customer)
    for milestone in settings.milestones { text("settings.milestones", milestone.title, for: .customer) }
    for measure in settings.health.measures { text("settings.health.measures", measure.key, for: clearance[.health]) }
    for target in settings.targets.resolved(for: .team) ?? [] {
      money("targets", target.amount, for: settings.targets.clearance)
    }
    addCalendar()
    addProducts()
    addSnapshots()
    for kind in FigureKind.allCases where kind.isOfBook { figure(insight.bookFigure(kind)) }
    for guide in portfolio.guides { add(guide) }
    for play in portfolio.plays { add(play) }
    for path in portfolio.paths { add(path) }
  }

  /// Days that any copy may name: the as-of day, and the first and last of each month around it.
  private mutating func addCalendar() {
    day("as-of day", insight.asOf, for: .customer)
    let year = insight.asOf.date.year
    for year in (year - 5)...(year + 10) {
      for month in 1...12 {
        guard let first = Day(year: year, month: month, day: 1) else { continue }
        day("calendar", first, for: .customer)
        day("calendar", first - 1, for: .customer)
      }
    }
  }

  private mutating func addProducts() {
    for product in portfolio.products {
      text("products.name", product.name, for: .customer)
      text("products.sku", product.sku, for: .customer)
      let list = product.listPrice.resolved(for: .team) ?? nil
      money(
        "products.list_price", list.map { Money(rounding: $0, product.currency ?? portfolio.settings.currency) },
        for: product.listPrice.clearance)
    }
  }

  /// Notes and amounts are guarded as amounts are.
  private mutating func addSnapshots() {
    let all = portfolio.snapshots
    for snapshot in all.resolved(for: .team) ?? [] {
      day("snapshots.day", snapshot.day, for: clearance[.forecast])
      text("snapshots.note", snapshot.note, for: all.clearance)
      for deal in snapshot.deals { money("snapshots.amount", deal.amount, for: all.clearance) }
    }
  }

  private mutating func add(_ guide: Guide) {
    subject = guide.slug.text
    let audience = guide.clearance
    text("guide file", guide.document.file.path, for: max(audience, clearance[.provenance]))
    text("guide slug", guide.slug.text, for: audience)
    text("guide title", guide.title, for: audience)
    text("guide summary", guide.summary, for: audience)
    for version in guide.versions {
      text("guide version", version.note, for: max(audience, .field))
      day("guide version", version.day, for: audience)
    }
    day("guide reviewed", guide.reviewed, for: audience)
    day("guide review due", guide.reviewDue, for: audience)
    add(guide.document, as: "guide")
  }

  private mutating func add(_ play: Play) {
    subject = play.slug.text
    // No customer's copy has plays, whatever the settings say.
    let audience = max(play.clearance, clearance[.plays], .field)
    text("play slug", play.slug.text, for: audience)
    text("play title", play.title, for: audience)
    text("play summary", play.summary, for: audience)
    text("play trigger", play.trigger, for: audience)
    for piece in play.document.pieces {
      text("play text", piece.resolved(for: .team), for: max(audience, piece.clearance))
    }
  }

  private mutating func add(_ path: LearningPath) {
    subject = path.slug.text
    text("path key", path.slug.text, for: path.clearance)
    text("path title", path.title, for: path.clearance)
    text("path summary", path.summary, for: path.clearance)
    for step in path.steps { text("path task", step.task, for: path.clearance) }
  }
}
