import Core
import Insight
import Portfolio

/// Cells of tables about migrations.
enum MigrationCells {
  /// What it becomes, or that nobody has said.
  static func successor(_ need: MigrationNeed, _ context: SiteContext) -> CellView {
    if let successor = need.successor { return .text(context.portfolio.products[successor].name) }
    if let map = context.portfolio.products[need.product].migration { return .text(map.successor) }
    return .text("", tag: TagView(tone: .late, word: "not mapped"))
  }

  /// By when, and why.
  static func deadline(_ need: MigrationNeed) -> CellView {
    guard let deadline = need.deadline else { return .text("", tag: TagView(tone: .plain, word: "no date set")) }
    var cell = CellView.day(deadline.day)
    cell.small = deadline.reason.rawValue
    return cell
  }

  /// How much time is left, marked as work that is due: a move takes half a year from kick-off to signature.
  static func daysLeft(_ need: MigrationNeed, asOf: Day) -> CellView {
    guard let deadline = need.deadline else { return .none }
    let days = deadline.day - asOf
    let tag: TagView? =
      days < 0 ? TagView(tone: .late, word: "past") : days < 180 ? TagView(tone: .soon, word: "due") : nil
    return .text(FigureFormat.decimal(Rational(days), digits: 0), tag: tag)
  }

  /// What one new unit costs at flat spend, and what discount on its list price that is.
  static func flatPrice(_ need: MigrationNeed, _ context: SiteContext) -> CellView {
    guard let price = need.flatUnitPrice else { return .text("–") }
    let discount = context.visible(need.flatDiscount).map { share in
      share < .zero
        ? "\(FigureFormat.percent(-share)) above list" : "\(FigureFormat.percent(share)) below list"
    }
    return .text(FigureFormat.decimal(price, digits: 2), small: discount)
  }

  /// How sure the map is; marked when it must be looked at again.
  static func confidence(_ need: MigrationNeed, _ context: SiteContext) -> CellView {
    guard let map = context.portfolio.products[need.product].migration else { return .text("–") }
    return .text(
      map.confidence?.word ?? "not said", tag: need.isReviewDue ? TagView(tone: .soon, word: "review due") : nil)
  }
}

/// What must be done on the day after a move from one product to another.
struct DayOneList {
  let product: Product
  let successor: Product

  /// The steps: those of the map first, then what every move needs.
  var steps: [String] {
    (product.migration?.dayOne ?? []) + Self.steps(from: product.name, to: successor.name)
  }

  /// What every move needs.
  static func steps(from old: String, to new: String) -> [String] {
    [
      "Give the groups that held \(old) their share of \(new), and nobody else",
      "Point tables, apps, reports and custom fields at the new entitlement",
      "Read the old and the new meter on the same day, and file both readings",
      "Test mail rules, bots and integrations one by one, each with its owner",
      "Take the entitlement of \(old) off the position, so that it isn't counted twice",
      "Send users one page: what is called differently from today",
    ]
  }
}
