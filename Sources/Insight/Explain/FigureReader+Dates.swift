import Core
import Portfolio

extension FigureReader {
  func date(_ name: FigureName, _ insight: ContractInsight) -> Figure {
    let contract = portfolio.contracts[insight.contract]
    var draft = draft(name, subject: contract.id)
    draft.input("End date", contract.end.display, at: contract.location)
    switch name.kind {
    case .endDate: return draft.day(contract.end, unknown: "")
    case .renewalDate:
      draft.substitution = "\(contract.end.display) + 1 day"
      return draft.day(contract.renewalDate, unknown: "")
    case .daysLeft:
      draft.substitution = "\(contract.end.display) − \(asOf.display)"
      let days = insight.dates.daysLeft
      return draft.figure(FigureFormat.remaining(days), plain: "\(days)")
    case .noticeDeadline: return noticeDeadline(draft, contract, insight.dates)
    case .autoRenewal: return autoRenewal(draft, contract, insight.dates)
    default: return nextTermEnd(draft, contract, insight.dates)
    }
  }

  private func noticeDeadline(_ draft: ExplanationDraft, _ contract: Contract, _ dates: ContractDates) -> Figure {
    var draft = draft
    guard let notice = dates.notice else { return draft.unknown("the contract names no notice period") }
    draft.input("Notice period", notice.period.text, at: contract.location)
    draft.input("Deadline before any roll", notice.raw.display)
    if let other = notice.otherReading {
      draft.exclude("The other reading, \(other.display)", "the earlier of the two counts")
    }
    if let clause = contract.renewal.clause { draft.input("Clause", clause, at: contract.location) }
    let base = "\(contract.end.display) − \(notice.period.text) = \(weekday(notice.raw)) \(notice.raw.display)"
    draft.substitution =
      notice.isRolled
      ? "\(base), moved back to \(weekday(notice.day)) \(notice.day.display)" : "\(base), a working day"
    return draft.day(notice.day, unknown: "")
  }

  private func weekday(_ day: Day) -> String {
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][day.weekday - 1]
  }

  private func autoRenewal(_ draft: ExplanationDraft, _ contract: Contract, _ dates: ContractDates) -> Figure {
    var draft = draft
    guard let renewal = dates.autoRenewal else {
      switch contract.renewal.isAutomatic {
      case nil: return draft.unknown("the export doesn't say whether it renews itself")
      case true?: return draft.unknown("only an active contract renews itself; this one is \(contract.status.rawValue)")
      case false?: return draft.figure("Does not renew itself", plain: "not_automatic")
      }
    }
    draft.input("Renews itself", "yes", at: contract.location)
    if let notice = dates.notice { draft.input("Notice deadline", notice.day.display) }
    if let given = contract.renewal.noticeGiven { draft.input("Notice given", given.display, at: contract.location) }
    if let end = renewal.runningEnd { draft.input("Rolled term runs to", end.display) }
    return draft.figure(renewal.state.title, plain: renewal.state.rawValue)
  }

  private func nextTermEnd(_ draft: ExplanationDraft, _ contract: Contract, _ dates: ContractDates) -> Figure {
    var draft = draft
    guard let renewal = dates.autoRenewal else {
      return draft.unknown(
        contract.renewal.isAutomatic == true
          ? "only an active contract renews itself; this one is \(contract.status.rawValue)"
          : "the contract doesn't renew itself")
    }
    if let months = contract.renewal.termMonths {
      draft.input("Renewal term", FigureFormat.counted(months, "month", "months"), at: contract.location)
      draft.substitution = "\(contract.renewalDate.display) + \(months) months − 1 day"
    }
    return draft.day(renewal.nextEnd, unknown: "the contract doesn't say how long the next term is")
  }

  func milestone(_ name: FigureName, _ insight: ContractInsight) -> Restricted<Figure>? {
    guard let place = settings.milestones.firstIndex(where: { $0.key == name.subject }) else { return nil }
    let contract = portfolio.contracts[insight.contract]
    let draft = draft(name, subject: settings.milestones[place].title)
    guard insight.dates.milestones.indices.contains(place) else {
      return Restricted(draft.unknown("the term is over"), for: settings.clearance[.activity])
    }
    return insight.dates.milestones[place].map { state in
      var draft = draft
      let isNotice = insight.dates.anchor != contract.renewalDate
      draft.input(isNotice ? "Notice deadline" : "Renewal date", insight.dates.anchor.display, at: contract.location)
      if let evidence = state.evidence {
        draft.input(evidence.isTouch ? "Log entry" : "Ticked task", evidence.text, at: evidence.location)
      }
      draft.substitution = "\(insight.dates.anchor.display) − \(FigureFormat.days(state.milestone.days))"
      // To come and due differ for readers only: the definition knows done, due and overdue.
      let word = state.progress == .upcoming ? MilestoneState.Progress.due : state.progress
      return draft.figure(
        "\(state.day.display), \(state.progress.title)", plain: "\(state.day) \(word.rawValue)")
    }
  }
}

extension MilestoneState.Progress {
  /// For readers: `done`, `overdue`, `due`, `to come`.
  public var title: String { self == .upcoming ? "to come" : rawValue }
}
