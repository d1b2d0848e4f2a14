import Core
import Insight
import Portfolio

extension NegotiationPageBuilder {
  /// What both sides say, need and fall back on.
  var stand: ReportSection? {
    let (ours, theirs) = (plan.ours, plan.theirs)
    let rows: [(String, String?, String?)] = [
      ("Position", ours.position, theirs.position),
      ("Interests", joined(ours.interests), joined(theirs.interests)),
      ("Best alternative (BATNA)", ours.alternative, theirs.alternative),
      ("Worth a year, \(base.currency.code)", ours.alternativeValue.map(money), theirs.alternativeValue.map(money)),
    ]
    let told = rows.filter { $1 != nil || $2 != nil }
    guard !told.isEmpty else { return nil }
    return ReportSection(
      id: "stand", heading: "Both sides", note: "What each says, needs and would do without us",
      table: TableView(
        "Both sides", columns: [.text("What"), .text("We"), .text("They")],
        rows: told.map { RowView([.header($0), .text($1 ?? "not known"), .text($2 ?? "not known")]) }))
  }

  private func joined(_ texts: [String]) -> String? { texts.isEmpty ? nil : texts.joined(separator: "; ") }

  /// What is given and got, and whether it balances: what we get is worth more to us than what we give costs us.
  var trades: ReportSection? {
    guard !plan.gives.isEmpty || !plan.gets.isEmpty else { return nil }
    let given = plan.gives.reduce(Rational.zero) { $0 + ($1.cost ?? $1.value ?? .zero) }
    let got = plan.gets.reduce(Rational.zero) { $0 + ($1.value ?? .zero) }
    return ReportSection(
      id: "trades", heading: "Gives and gets",
      note: "We get \(money(got)), it costs us \(money(given)); a give without a cost counts at its value",
      table: TableView(
        "Gives and gets",
        columns: [
          .text("What"), .text("Who gives"), .number("Worth to who gets it"), .number("Costs who gives it"),
          .number("Balance for us"),
        ],
        rows: plan.gives.map { trade($0, "we", -($0.cost ?? $0.value ?? .zero)) }
          + plan.gets.map { trade($0, "they", $0.value ?? .zero) },
        footer: RowView([
          .header("Balance"), .none, .none, .none, .text(signed(got - given), isBad: got < given),
        ])))
  }

  private func trade(_ trade: Trade, _ who: String, _ balance: Rational) -> RowView {
    RowView([
      .header(trade.item), .text(who), .text(trade.value.map(money) ?? "–"), .text(trade.cost.map(money) ?? "–"),
      .text(signed(balance)),
    ])
  }

  /// Concessions in order, with how far each has come.
  var ladder: ReportSection? {
    guard !plan.ladder.isEmpty else { return nil }
    let accepted = plan.ladder.filter { $0.state == .accepted }
    let cost = accepted.reduce(Rational.zero) { $0 + ($1.cost ?? .zero) }
    return ReportSection(
      id: "ladder", heading: "Concession ladder",
      note: "\(accepted.count) of \(plan.ladder.count) accepted, \(money(cost)) conceded",
      table: TableView(
        "Concession ladder",
        columns: [
          .text("Step"), .text("For"), .number("Costs us"), .number("Planned"), .number("Offered"), .number("Answer"),
        ],
        rows: plan.ladder.enumerated().map { number, step in
          RowView([
            .header("\(number + 1). \(step.item)"), .text(step.exchange ?? "nothing yet", isBad: step.exchange == nil),
            .text(step.cost.map(money) ?? "–"), .day(step.planned, tag: lateness(step)), .day(step.offered),
            answer(step),
          ])
        }))
  }

  private func lateness(_ step: Concession) -> TagView? {
    guard step.state == .planned, let planned = step.planned, planned < asOf else { return nil }
    return TagView(tone: .late, word: FigureFormat.remaining(planned - asOf))
  }

  private func answer(_ step: Concession) -> CellView {
    switch step.state {
    case .accepted: .day(step.accepted, tag: TagView(tone: .ok, word: "accepted"))
    case .refused: .day(step.refused, tag: TagView(tone: .late, word: "refused"))
    case .offered: CellView(tag: TagView(tone: .soon, word: "open"))
    case .planned: .text("–")
    }
  }

  /// Clauses that are talked about, the open ones first.
  var clauses: ReportSection? {
    guard !plan.clauses.isEmpty else { return nil }
    let sorted = plan.clauses.filter(\.isOpen) + plan.clauses.filter { !$0.isOpen }
    return ReportSection(
      id: "clauses", heading: "Clause points",
      note: "\(plan.clauses.count(where: \.isOpen)) of \(plan.clauses.count) open",
      table: TableView(
        "Clause points",
        columns: [.text("Clause"), .text("State"), .text("We"), .text("They"), .text("Who settles it"), .number("By")],
        rows: sorted.map { point in
          RowView([
            .header(point.clause), CellView(tag: tag(point)), .text(point.ours ?? ""), .text(point.theirs ?? ""),
            .person(point.owner), due(point.due, isOpen: point.isOpen),
          ])
        }))
  }

  private func tag(_ point: ClausePoint) -> TagView {
    let tone: TagView.Tone =
      switch point.state {
      case .open: .soon
      case .escalated: .late
      case .agreed: .ok
      case .dropped: .plain
      }
    return TagView(tone: tone, word: point.state.rawValue)
  }

  private func due(_ day: Day?, isOpen: Bool) -> CellView {
    guard let day else { return isOpen ? .text("no day", isBad: true) : .none }
    return .day(day, tag: isOpen && day < asOf ? TagView(tone: .late, word: FigureFormat.remaining(day - asOf)) : nil)
  }

  /// How the customer decides.
  var decision: ReportSection? { process("decision", "Decision process", plan.decision) }
  /// How the paper gets signed.
  var paper: ReportSection? { process("paper", "Paper process", plan.paper) }

  private func process(_ id: String, _ heading: String, _ steps: [ProcessStep]) -> ReportSection? {
    guard !steps.isEmpty else { return nil }
    let next = steps.first { !$0.isDone }
    return ReportSection(
      id: id, heading: heading,
      note: "\(steps.count(where: \.isDone)) of \(steps.count) done" + (next.map { ", next: \($0.step)" } ?? ""),
      table: TableView(
        heading, columns: [.text("Step"), .text("Who"), .number("Day"), .number("State")],
        rows: steps.map { step in
          RowView([
            .header(step.step), .text(step.who ?? "nobody yet", isBad: step.who == nil && !step.isDone),
            due(step.due, isOpen: !step.isDone), state(step),
          ])
        }))
  }

  private func state(_ step: ProcessStep) -> CellView {
    if let done = step.done { return .day(done, tag: TagView(tone: .ok, word: "done")) }
    return CellView(tag: step.isDone ? TagView(tone: .ok, word: "done") : TagView(tone: .plain, word: "to come"))
  }
}
