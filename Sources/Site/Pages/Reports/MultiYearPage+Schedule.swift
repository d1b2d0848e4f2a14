import Core
import Insight
import Portfolio

extension MultiYearPage {
  /// What each contract costs this year, the next and the last, and what it may cost once renewed; those without a step, an uplift
  /// or a cap are left out. In the contract's own currency.
  func scheduleSection(_ entries: [TimelineBook.Entry]) -> ReportSection? {
    let rows = entries.compactMap { entry -> RowView? in
      let schedule = ContractValue(entry.contract, in: context.portfolio).schedule
      let terms = entry.contract.renewal
      let steps = schedule.contains { !($0.changePercent ?? .zero).isZero }
      guard steps || terms.upliftCapPercent != nil || terms.upliftPercent != nil else { return nil }
      return scheduleRow(entry, schedule)
    }
    guard !rows.isEmpty else { return nil }
    return ReportSection(
      id: "uplift", heading: "Uplift schedule", note: "Recurring price a year, in the contract's own currency",
      table: TableView(
        "Uplift schedule",
        columns: [
          .text("Account"), .text("Contract"), .number("Contract year"), .number("This year"), .number("Next year"),
          .number("Final year"), .number("Once renewed, at most"), .text("Rule"),
        ], rows: rows),
      sources: context.showsProvenance
        ? [
          SourceView(
            formulas: [
              "The lines active on a contract year's first day say its price; where they are the same throughout, the contract's own yearly uplift is applied to them.",
              "Once renewed, at most: the final year's price × (1 + cap).",
            ], inputs: [], leftOut: [])
        ] : [])
  }

  private func scheduleRow(_ entry: TimelineBook.Entry, _ schedule: [ContractYear]) -> RowView? {
    guard let last = schedule.last else { return nil }
    let account = context.portfolio.accounts[entry.account]
    let now = schedule.firstIndex { $0.span.contains(context.asOf) } ?? schedule.startIndex
    let terms = entry.contract.renewal
    let price = { (amount: Rational) in FigureFormat.bare(Money(rounding: amount, entry.contract.currency)) }
    let following = schedule.dropFirst(now + 1).first
    return RowView([
      .header(account.name, href: page.href(to: .account(account.slug))),
      .text(entry.contract.id, small: entry.contract.currency.description),
      .text("\(now + 1) of \(schedule.count)"), .text(price(schedule[now].annual)),
      following.map { .text(price($0.annual), small: change($0)) } ?? .text("–", small: "final year"),
      .text(price(last.annual)),
      terms.upliftCapPercent.map { .text(price(Uplift.price(last.annual, percent: $0, year: 2))) }
        ?? .text("–", small: "no cap"),
      .full(rule(terms, schedule)),
    ])
  }

  private func change(_ year: ContractYear) -> String? {
    year.changePercent.flatMap { $0.isZero ? nil : FigureFormat.signed($0, digits: 1) + "%" }
  }

  /// `ramp in the lines`, `3% a year, compounded`, with the cap.
  private func rule(_ terms: RenewalTerms, _ schedule: [ContractYear]) -> String {
    var parts: [String] = []
    if schedule.contains(where: { $0.source == .lines && !($0.changePercent ?? .zero).isZero }) {
      parts.append("steps in the lines")
    }
    if let percent = terms.upliftPercent {
      let basis =
        switch terms.upliftBasis {
        case .yearSimple: " a year on the first price"
        case .yearCompound: " a year, compounded"
        case .term: " once a term"
        case nil: ", basis not stated"
        }
      parts.append("\(FigureFormat.trimmed(percent, digits: 2))%\(basis)")
    }
    if let cap = terms.upliftCapPercent { parts.append("cap \(FigureFormat.trimmed(cap, digits: 2))% at renewal") }
    return parts.joined(separator: "; ")
  }
}
