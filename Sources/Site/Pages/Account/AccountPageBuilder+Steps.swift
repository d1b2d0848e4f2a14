import Core
import Insight
import Portfolio

/// Something to do on an account, by day: a task of a note, a milestone, a notice deadline.
struct OpenStep {
  let what: String
  let reason: String
  let due: Day?
  let person: String?
  let asOf: Day

  /// Days until it is due; negative is late.
  private var days: Int? { due.map { $0 - asOf } }

  /// Dated ones by day, then those without a day.
  static func precedes(_ a: OpenStep, _ b: OpenStep) -> Bool {
    switch (a.due, b.due) {
    case (let x?, let y?): (x, a.what) < (y, b.what)
    case (.some, nil): true
    default: false
    }
  }

  var view: NextStepView {
    NextStepView(
      initials: person.map(PersonView.initials) ?? "·", what: what, detail: reason.isEmpty ? nil : reason,
      due: due.map(DayView.init(day:)), late: days.flatMap { $0 < 0 ? FigureFormat.remaining($0) : nil })
  }

  var row: StepRow {
    let tag = days.flatMap { days -> TagView? in
      if days < 0 { return TagView(tone: .late, word: FigureFormat.remaining(days)) }
      return days <= 14 ? TagView(tone: .soon, word: days == 0 ? "today" : "in \(FigureFormat.days(days))") : nil
    }
    return StepRow(
      due: due.map(DayView.init(day:)), tag: tag, what: what, reason: reason, person: person.map { PersonView($0) })
  }
}

extension AccountPageBuilder {
  /// Everything open, by day.
  func openSteps() -> [OpenStep] {
    let tasks = account.actions.compactMap { context.visible($0) }.filter { !$0.isDone }.map { task in
      OpenStep(
        what: task.text, reason: task.priority.map { "\($0.word) priority" } ?? "", due: task.due,
        person: task.assignee.map { account.person($0, for: context.audience) }, asOf: asOf)
    }
    return (tasks + milestoneSteps(besides: tasks) + noticeSteps(besides: tasks)).sorted(by: OpenStep.precedes)
  }

  private func milestoneSteps(besides tasks: [OpenStep]) -> [OpenStep] {
    insight.contracts.flatMap { contract -> [OpenStep] in
      let id = portfolio.contracts[contract.contract].id
      return contract.dates.milestones.compactMap { context.visible($0) }
        .filter { $0.progress == .due || $0.progress == .overdue }
        .filter { milestone in !tasks.contains { $0.what.utf8.starts(with: milestone.milestone.title.utf8) } }
        .map {
          OpenStep(
            what: $0.milestone.title, reason: "Milestone \($0.mark) of \(id)", due: $0.day, person: owner, asOf: asOf)
        }
    }
  }

  /// A decision on each notice deadline that no task of that day stands for already.
  private func noticeSteps(besides tasks: [OpenStep]) -> [OpenStep] {
    guard context.audience >= .field else { return [] }
    return insight.contracts.compactMap { contract in
      guard let notice = contract.dates.notice, contract.dates.daysLeft >= 0, contract.dates.autoRenewal != nil,
        contract.dates.autoRenewal?.state != .noticeGiven, (0...60).contains(notice.day - asOf),
        !tasks.contains(where: { $0.due == notice.day })
      else { return nil }
      let id = portfolio.contracts[contract.contract].id
      return OpenStep(
        what: "Decide on notice for \(id)", reason: "Notice must arrive by then", due: notice.day, person: owner,
        asOf: asOf)
    }
  }

  private var owner: String? { account.ownerName(for: context.audience) }

  /// The table of next steps.
  func stepsSection(_ steps: [OpenStep]) -> StepsSection? {
    guard !steps.isEmpty else { return nil }
    let late = steps.count { $0.due.map { $0 < asOf } ?? false }
    return StepsSection(note: "\(steps.count) open\(late > 0 ? ", \(late) late" : "")", rows: steps.map(\.row))
  }

  /// The risk register, open ones first, worst first.
  func risksSection() -> RisksSection? {
    guard let risks = context.visible(account.risks), !risks.isEmpty else { return nil }
    let sorted = risks.sorted {
      ($0.status.isOpen ? 0 : 1, -$0.severity.rank, $0.id) < ($1.status.isOpen ? 0 : 1, -$1.severity.rank, $1.id)
    }
    let open = risks.filter(\.status.isOpen)
    let bare = open.count { ($0.mitigation ?? "").isEmpty }
    let note = "\(open.count) open" + (bare > 0 ? ", \(bare) without mitigation" : "")
    return RisksSection(note: note, rows: sorted.map(riskRow))
  }

  private func riskRow(_ risk: Risk) -> RiskRow {
    let detail = [
      risk.opened.map { "\(risk.status.isOpen ? "Open" : risk.status.rawValue.capitalizedFirst) since \($0.display)" }
        ?? risk.status.rawValue.capitalizedFirst,
      risk.likelihood.map { "\($0.rawValue) likelihood" }, risk.escalatedTo.map { "escalated to \($0)" },
    ].compactMap { $0 }.joined(separator: "; ")
    let isLate = risk.status.isOpen && (risk.due.map { $0 < asOf } ?? false)
    return RiskRow(
      title: "\(risk.id) \(risk.title)", detail: detail, severity: BandView(severity: risk.severity),
      mitigation: risk.mitigation, isOpen: risk.status.isOpen, owner: risk.owner.map { PersonView($0) },
      due: risk.due.map(DayView.init(day:)),
      tag: isLate ? risk.due.map { TagView(tone: .late, word: FigureFormat.remaining($0 - asOf)) } : nil)
  }

  /// The customer's people.
  func peopleSection() -> PeopleSection? {
    guard let people = context.visible(account.stakeholders) else { return nil }
    // Where not everyone may be shown, what is missing can't be told.
    let coverage = context.visible(insight.people)
    return PeopleSection(
      note: coverage.map { $0.gap?.capitalizedFirst ?? "Economic buyer and champion named" }
        ?? FigureFormat.counted(people.count, "person", "people"),
      rows: people.map { person in
        StakeholderRow(
          name: person.name, title: person.title, role: person.role?.capitalizedFirst ?? "",
          stance: person.stance?.capitalizedFirst ?? "Not known", influence: person.influence?.word ?? "",
          last: person.lastContact.map(DayView.init(day:)), left: person.leftOn.map(DayView.init(day:)))
      })
  }
}

extension String {
  /// With a capital first letter.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
