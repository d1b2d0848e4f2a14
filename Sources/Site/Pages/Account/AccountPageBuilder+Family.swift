import Core
import Insight
import Markdown
import Portfolio

extension AccountPageBuilder {
  /// Parent, siblings and children; a customer's copy names no other account.
  func familySection() -> FamilySection? {
    guard context.audience >= .field else { return nil }
    let children = portfolio.children(of: index)
    let parent = account.parent.flatMap(portfolio.account)
    let siblings = parent.map { portfolio.children(of: $0).filter { $0 != index } } ?? []
    let relatives =
      (parent.map { [($0, "Parent")] } ?? []) + siblings.map { ($0, "Same parent") } + children.map { ($0, "Child") }
    guard !relatives.isEmpty else { return nil }
    return FamilySection(
      note: children.isEmpty ? "" : "With its children: \(context.money(familyValue(children)))",
      arrHeader: "Annual value", rows: relatives.map { relative($0.0, $0.1) })
  }

  private func familyValue(_ children: [Int]) -> Total {
    children.reduce(insight.arr) { $0 + context.insight.accounts[$1].arr }
  }

  private func relative(_ other: Int, _ relation: String) -> FamilyRow {
    let (account, insight) = (portfolio.accounts[other], context.insight.accounts[other])
    let health = context.visible(insight.health)
    return FamilyRow(
      name: account.name, href: page.href(to: .account(account.slug)), relation: relation,
      band: health.map { BandView($0.band, score: $0.score.map(Self.points)) }, arr: context.money(insight.arr),
      renews: insight.next.map { DayView(day: portfolio.contracts[$0.contract].renewalDate) })
  }

  /// Front matter keys of the user's own.
  func extraSection() -> ExtraSection? {
    guard let entries = context.visible(account.extra), !entries.isEmpty else { return nil }
    return ExtraSection(entries: entries.map { ExtraEntry(key: $0.key, value: $0.value) })
  }

  /// Files behind the page.
  func sourcesSection() -> SourcesSection? {
    guard context.showsProvenance else { return nil }
    // The name of a note tells of it: only those that readers see something of.
    let notes = account.notes.filter { !$0.document.sections(for: context.audience).isEmpty }
    var rows: [(file: SourceFile, line: UInt32)] = [(account.location.file, 0)] + notes.map { ($0.file, 0) }
    rows += portfolio.contracts(of: index).map { ($0.location.file, $0.location.line) }
    rows += portfolio.lines(ofAccount: index).map { ($0.location.file, $0.location.line) }
    rows += portfolio.usage(of: index).map { ($0.location.file, $0.location.line) }
    let readings = context.visible(portfolio.readings(of: index)) ?? []
    rows += readings.map { ($0.location.file, $0.location.line) }
    let opportunities = context.visible(portfolio.opportunities(of: index)) ?? []
    rows += opportunities.map { ($0.location.file, $0.location.line) }
    let files = Self.grouped(rows)
    return SourcesSection(
      note: "\(FigureFormat.counted(files.count, "file", "files")). Printed from here, each figure carries its source.",
      files: files)
  }

  /// One entry a file, in the order of paths, with the number of rows.
  private static func grouped(_ rows: [(file: SourceFile, line: UInt32)]) -> [SourceFileView] {
    // Rows stand by file more often than not, and a page has few files.
    var files: [(file: SourceFile, lines: Set<UInt32>)] = []
    var last = 0
    for row in rows {
      if last >= files.count || files[last].file != row.file {
        last = files.firstIndex { $0.file == row.file } ?? files.count
        if last == files.count { files.append((row.file, [])) }
      }
      files[last].lines.insert(row.line)
    }
    return files.map { (path: $0.file.path, lines: $0.lines) }.sorted { $0.path < $1.path }.map { path, lines in
      let rows = lines.subtracting([0])
      let detail = rows.count == 1 ? "line \(rows.first ?? 0)" : rows.isEmpty ? "" : "\(rows.count) rows"
      return SourceFileView(path: path, detail: detail)
    }
  }
}
