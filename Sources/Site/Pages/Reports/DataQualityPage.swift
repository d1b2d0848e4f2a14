import Core
import Insight
import Portfolio

/// `data-quality.html`: can I trust this? Missing, stale and contradictory data by account, each with file and line.
struct DataQualityPage {
  let context: SiteContext
  let page = PageID.report(.dataQuality)
  /// Further places of a finding that are listed one by one; check prints them all.
  private static let placesShown = 4

  func build() -> ReportPage {
    let problems = context.problems
    let low = coverage()
    return ReportPage(
      frame: context.reportFrame(
        .dataQuality, "Data quality", "Can I trust this: missing, stale and contradictory data."),
      heading: "Data quality", subtitle: "\(FigureFormat.counted(problems.count, "finding", "findings")) in the input",
      tiles: [
        FigureTile(
          label: "Findings", value: String(problems.count), note: "in notes and exports", isBad: !problems.isEmpty),
        FigureTile(
          label: "In quarantine", value: String(context.portfolio.quarantined.count), note: "left out of every total",
          isBad: !context.portfolio.quarantined.isEmpty),
        FigureTile(
          label: "Without a band", value: String(low.count), note: "too few fresh health measures", isBad: !low.isEmpty),
        FigureTile(
          label: "Without a contract", value: String(context.insight.accounts.count { $0.contracts.isEmpty }),
          note: "accounts the exports don't know"),
      ],
      sections: [findingsSection(problems), reviewsSection(), coverageSection(low)].compactMap { $0 },
      empty: problems.isEmpty && low.isEmpty ? "Nothing is missing, stale or contradictory." : nil)
  }

  /// By account; what belongs to none of them, the book's own findings, first.
  private func findingsSection(_ problems: [Diagnostic]) -> ReportSection? {
    guard !problems.isEmpty else { return nil }
    let accounts = Dictionary(grouping: problems) { $0.account ?? "" }
    return ReportSection(
      id: "findings", heading: "Findings",
      note: "By account, each with file and line; perennial check prints the same",
      table: TableView(
        "Findings by account",
        columns: [.text("Account"), .text("What is wrong"), .text("How to mend it"), .text("Where"), .text("Code")],
        rows: accounts.keys.sorted().flatMap { key in Self.folded(accounts[key] ?? []).map { row($0, of: key) } },
        isSortable: true))
  }

  /// Findings of one rule with one hint about one account, together, where the first of them stands.
  private static func folded(_ problems: [Diagnostic]) -> [[Diagnostic]] {
    var (folded, places) = ([[Diagnostic]](), [String: Int]())
    for problem in problems {
      let rule = problem.code + "\n" + (problem.account == nil ? problem.message : problem.hint ?? problem.message)
      if let place = places[rule] {
        folded[place].append(problem)
      } else {
        places[rule] = folded.count
        folded.append([problem])
      }
    }
    return folded
  }

  private func row(_ problems: [Diagnostic], of key: String) -> RowView {
    let problem = problems[0]
    let more = problems.dropFirst().prefix(Self.placesShown).compactMap { $0.location?.description }
    let account = Slug(key).flatMap(context.portfolio.account).map { context.portfolio.accounts[$0] }
    let quarantined = context.portfolio.quarantined.first { $0.slug.text == key }.map { "\($0.name) (in quarantine)" }
    return RowView([
      .header(
        account?.name ?? quarantined ?? (key.isEmpty ? "The book" : key),
        href: account.map { page.href(to: .account($0.slug)) }),
      CellView(text: problem.message.capitalizedFirst, isFull: true, small: also(problems.count - 1)),
      .full(problem.hint ?? ""),
      CellView(
        text: problem.location?.description ?? "", isCode: true, isFull: true,
        small: more.isEmpty ? nil : more.joined(separator: ", ") + (problems.count - 1 > more.count ? ", …" : "")),
      .text(problem.code),
    ])
  }

  private func also(_ count: Int) -> String? {
    count == 0 ? nil : "and \(FigureFormat.counted(count, "more place", "more places"))"
  }

  private func coverage() -> [(account: Int, health: HealthInsight)] {
    context.insight.accounts.compactMap { insight in
      guard !insight.arr.amount.isZero, let health = context.visible(context.insight.health(of: insight.account)),
        health.now.isInsufficient
      else { return nil }
      return (insight.account, health)
    }
  }

  private func coverageSection(_ low: [(account: Int, health: HealthInsight)]) -> ReportSection? {
    guard !low.isEmpty else { return nil }
    return ReportSection(
      id: "coverage", heading: "Too little to score",
      note: "Coverage below \(FigureFormat.percent(context.portfolio.settings.coverageFloor, digits: 0)): no band",
      table: TableView(
        "Accounts without a band", columns: [.text("Account"), .number("Coverage"), .text("Stale"), .text("Missing")],
        rows: low.map { item in
          let account = context.portfolio.accounts[item.account]
          let titles = { (measures: [MeasureScore]) in measures.map(\.rule.title).joined(separator: ", ") }
          return RowView([
            .header(account.name, href: page.href(to: .account(account.slug))),
            .text(FigureFormat.percent(item.health.now.coverage, digits: 0)), .text(titles(item.health.now.stale)),
            .text(titles(item.health.now.missing)),
          ])
        }))
  }
}
