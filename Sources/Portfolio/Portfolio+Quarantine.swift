public import Core

extension Portfolio {
  /// The portfolio without the accounts that have errors in `problems`, which are taken out of there and stand with the accounts
  /// in quarantine: for what is found only once the whole book is read.
  public func quarantining(_ problems: inout Diagnostics) -> Portfolio {
    let excluded = Set(problems.all.filter { $0.severity == .error }.compactMap(\.account))
    guard !excluded.isEmpty else { return self }
    var draft = draft
    draft.quarantined = quarantined(with: Dictionary(grouping: problems.all) { $0.account ?? "" }, excluded)
    draft.removeAccounts(where: accounts.map { excluded.contains($0.slug.text) })
    // A deal of an account in quarantine would look lost.
    draft.snapshots = writtenSnapshots.map { $0.without(excluded) }
    problems = Diagnostics(problems.all.filter { !($0.account.map(excluded.contains) ?? false) })
    return Portfolio(draft)
  }

  /// Those who are there already with what else was found, and all of `excluded`, also one that has no note.
  private func quarantined(
    with problems: [String: [Diagnostic]], _ excluded: Set<String>
  ) -> [QuarantinedAccount] {
    let names = Dictionary(accounts.map { ($0.slug.text, $0.name) }, uniquingKeysWith: { first, _ in first })
    let known = quarantined.map { account in
      let all = account.diagnostics + (problems[account.slug.text] ?? [])
      return QuarantinedAccount(slug: account.slug, name: account.name, diagnostics: all.sorted())
    }
    let new = excluded.subtracting(quarantined.map(\.slug.text)).sorted().compactMap { Slug($0) }
    return known
      + new.map { slug in
        QuarantinedAccount(
          slug: slug, name: names[slug.text] ?? slug.text, diagnostics: (problems[slug.text] ?? []).sorted())
      }
  }

  private var draft: PortfolioDraft {
    var draft = PortfolioDraft(settings: settings)
    draft.products = products
    draft.accounts = accounts
    draft.contracts = contracts
    draft.lines = lines
    draft.usage = usage
    draft.readings = readings
    draft.opportunities = opportunities
    draft.snapshots = writtenSnapshots
    draft.guides = guides
    draft.plays = plays
    draft.paths = paths
    draft.quarantined = quarantined
    return draft
  }
}
