import Charts
import Core
import Insight
import Portfolio

extension AccountPageBuilder {
  /// Contracts that still run, or ended without anything after them, with their insight.
  private var drawn: [(contract: Contract, insight: ContractInsight)] {
    insight.contracts.map { (portfolio.contracts[$0.contract], $0) }
      .filter { contract, insight in
        contract.status != .draft && contract.status != .cancelled
          && (contract.end >= asOf || insight.contract == self.insight.next?.contract)
      }
  }

  /// Terms, deadlines and milestones, drawn and listed.
  func datesSection() -> DatesSection? {
    let contracts = drawn
    guard !contracts.isEmpty else { return nil }
    let scale = timeScale(contracts.map(\.contract))
    let chart = ContractGantt(
      id: "dates", title: "Contract timeline, \(Month(of: scale.start).display) to \(Month(of: scale.end - 1).display)",
      finding: contracts.map(finding).joined(separator: " "),
      terms: contracts.map { term($0.contract, $0.insight) }, over: scale, today: asOf,
      todayLabel: "Today, \(short(asOf))")
    let hasMilestones = contracts.contains { !$0.insight.dates.milestones.compactMap { context.visible($0) }.isEmpty }
    return DatesSection(
      note: hasMilestones
        ? "Milestones: filled is done, triangle is late, ring is to come. Hatched: past the notice deadline"
        : "Hatched: past the notice deadline",
      chart: chart.markup, rows: contracts.map { datesRow($0.contract, $0.insight) },
      source: source("notice_deadline", "renewal_date", "auto_renewal"))
  }

  /// From the month before the first thing still to come, up to a year ahead or the last day of the term that renews next.
  private func timeScale(_ contracts: [Contract]) -> TimeScale {
    let milestones = insight.contracts.flatMap { $0.dates.milestones.compactMap { context.visible($0)?.day } }
      .filter { $0 > asOf - 240 }
    let start = min(milestones.min() ?? asOf, asOf - 45, contracts.map(\.end).min() ?? asOf).startOfMonth
    let nextEnd = contracts.map(\.end).filter { $0 >= asOf }.min() ?? asOf
    let end = min(max(nextEnd + 120, asOf + 240), asOf + 1100)
    return TimeScale(from: max(start, asOf - 400), through: end)
  }

  private func short(_ day: Day) -> String { DayView(day: day).shortText }

  private func term(_ contract: Contract, _ insight: ContractInsight) -> ContractGantt.Term {
    let renewal = insight.dates.autoRenewal
    let rolls = renewal?.state == .noticeGiven ? nil : renewal?.nextEnd
    let isOver = contract.end < asOf
    let milestones = insight.dates.milestones.compactMap { context.visible($0) }
    return ContractGantt.Term(
      contract.id, detail: "\(Self.whole(insight.atr)), from \(contract.start.display)", from: contract.start,
      through: contract.end,
      endLabel: isOver ? "Ended \(contract.end.display)" : "Renews \(contract.renewalDate.display)",
      notice: insight.dates.notice?.day, noticeLabel: insight.dates.notice.map { "Notice by \(short($0.day))" } ?? "",
      rollsThrough: rolls,
      rollLabel: rolls == nil
        ? "" : "rolls\(contract.renewal.termMonths.map { " \($0) months" } ?? "") if no notice is given",
      anniversaries: contract.anniversaries,
      milestones: self.insight.next?.contract == insight.contract ? milestones.map(milestone) : [])
  }

  private func milestone(_ state: MilestoneState) -> ContractGantt.Milestone {
    let (mark, note): (ContractGantt.Milestone.State, String) =
      switch state.progress {
      case .done: (.done, short(state.day))
      case .overdue: (.late, FigureFormat.remaining(state.day - asOf))
      case .due, .upcoming: (.toCome, short(state.day))
      }
    return ContractGantt.Milestone(state.milestone.title, on: state.day, mark, note: note)
  }

  /// The chart in words.
  private func finding(_ contract: Contract, _ insight: ContractInsight) -> String {
    var text = "\(contract.id) runs to \(contract.end.display)"
    if let notice = insight.dates.notice {
      let days = notice.day - asOf
      text +=
        days < 0
        ? "; notice was due by \(notice.day.display)"
        : "; notice must arrive by \(notice.day.display), \(FigureFormat.days(days)) from today"
    }
    return text + "."
  }

  private func datesRow(_ contract: Contract, _ insight: ContractInsight) -> DatesRow {
    let notice = insight.dates.notice
    return DatesRow(
      contract: contract.id, clause: contract.renewal.clause, ends: DayView(day: contract.end),
      notice: notice.map { DayView(day: $0.day) }, noticeNote: notice.map { noticeNote($0, contract) },
      otherwise: otherwise(contract, insight), tag: tag(contract, insight))
  }

  /// Both readings and both dates, where they differ.
  private func noticeNote(_ notice: NoticeDeadline, _ contract: Contract) -> String {
    var parts = ["\(notice.period.text) before \(contract.end.display)"]
    if notice.isRolled { parts.append("\(notice.raw.weekdayName) \(notice.raw.display) is no working day") }
    if let other = notice.otherReading { parts.append("counted the other way \(other.display)") }
    return parts.joined(separator: "; ")
  }

  private func otherwise(_ contract: Contract, _ insight: ContractInsight) -> String {
    guard let renewal = insight.dates.autoRenewal else {
      return contract.renewal.isAutomatic == nil ? "the export doesn't say" : "it ends"
    }
    return renewal.nextEnd.map { "runs on to \($0.display)" } ?? "runs on"
  }

  private func tag(_ contract: Contract, _ insight: ContractInsight) -> TagView? {
    if contract.end < asOf { return TagView(tone: .late, word: "ended") }
    switch insight.dates.autoRenewal?.state {
    case .inNoticeWindow: return TagView(tone: .soon, word: "in notice window")
    case .noticeGiven: return TagView(tone: .plain, word: "notice given")
    case .rolledOver: return TagView(tone: .late, word: "rolls over")
    case .open: return TagView(tone: .ok, word: "open")
    case nil: return nil
    }
  }

  /// Readings of a measure over the last twelve months.
  func spark(_ measure: MeasureScore) -> [UInt8] {
    let values: [Double?]
    switch measure.rule.source {
    case .reading(let name):
      let readings = (context.visible(portfolio.readings(of: index)) ?? []).filter {
        $0.measure == name && $0.day <= asOf && $0.day > asOf - 365
      }
      values = readings.map { $0.value.approximate }
    case .activeRatio, .deployedRatio, .depthRatio:
      values = usageShares(measure.rule.source)
    }
    return values.count > 1 ? Sparkline(values).markup : []
  }

  /// A share of licences by month, over all products.
  private func usageShares(_ source: MeasureRule.Source) -> [Double?] {
    typealias Sums = (month: Month, entitled: Double, assigned: Double, active: Double)
    var months: [Sums] = []
    for row in portfolio.usage(of: index) where row.month.lastDay <= asOf && row.month.lastDay > asOf - 366 {
      let place: Int
      if let known = months.firstIndex(where: { $0.month == row.month }) {
        place = known
      } else {
        place = months.endIndex
        months.append((row.month, 0, 0, 0))
      }
      guard let assigned = row.assigned else { continue }
      months[place].entitled += row.entitled?.rational.approximate ?? 0
      months[place].assigned += assigned.rational.approximate
      months[place].active += row.active?.rational.approximate ?? 0
    }
    return months.sorted { $0.month < $1.month }.map { sums in
      switch source {
      case .deployedRatio: return sums.entitled > 0 ? sums.assigned / sums.entitled : nil
      case .depthRatio: return sums.assigned > 0 ? sums.active / sums.assigned : nil
      default: return sums.entitled > 0 ? sums.active / sums.entitled : nil
      }
    }
  }
}
