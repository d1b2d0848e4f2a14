public import Core

extension Portfolio {
  /// The portfolio without the accounts that have errors in `problems`, which are taken out of there and stand with the accounts
  /// in quarantine: for what is found only once the whole book is read.
  public func quarantining(_ problems: inout Diagnostics) -> Portfolio {
    let excluded = Set(problems.all.filter { $0.severity == .error }.compactMap(\.account))
    guard !excluded.isEmpty else { return self }
    var draft = draft
    var rest = Diagnostics()
    for problem in problems.all where !(problem.account.map(excluded.contains) ?? false) { rest.append(problem) }
    let isExcluded = accounts.map { excluded.contains($0.slug.text) }
    for (account, isOut) in zip(accounts, isExcluded) where isOut {
      let own = problems.all.filter { $0.account == account.slug.text }.sorted()
      draft.quarantined.append(QuarantinedAccount(slug: account.slug, name: account.name, diagnostics: own))
    }
    draft.removeAccounts(where: isExcluded)
    problems = rest
    return Portfolio(draft)
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
    draft.guides = guides
    draft.plays = plays
    draft.paths = paths
    draft.quarantined = quarantined
    return draft
  }
}
