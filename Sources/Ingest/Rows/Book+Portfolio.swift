import Core
import Portfolio

extension Book {
  /// Checks that need the whole book.
  mutating func checkWhole() {
    checkCurrencies()
    checkContracts()
  }

  private mutating func checkCurrencies() {
    var told: Set<Currency> = [settings.currency]
    for contract in contracts where settings.rates[contract.currency] == nil && told.insert(contract.currency).inserted
    {
      log.append(
        .error(
          "settings.rate", "there is no exchange rate for \(contract.currency), which a contract is in",
          at: contract.location,
          hint:
            "add to portfolio.yaml: exchange_rates: {\(contract.currency): \"1.08\"}, how many \(settings.currency) one \(contract.currency) is"
        ))
    }
  }

  private mutating func checkContracts() {
    var hasContract = [Bool](repeating: false, count: accounts.count)
    for contract in contracts { hasContract[contract.account] = true }
    for (number, account) in accounts.enumerated() where !hasContract[number] {
      log.append(
        .warning(
          "account.no-contracts", "\(account.name.clipped) has no contracts", at: account.location,
          hint: "export its contracts into content/contracts/, with the account id \"\(account.id.clipped)\"",
          account: account.slug.text))
    }
  }

  /// The portfolio. With `quarantine`, accounts with errors of their own are left out with all their rows.
  consuming func portfolio(quarantine: Bool, into log: inout Diagnostics) -> Portfolio {
    let excluded = quarantine ? Set(self.log.all.filter { $0.severity == .error }.compactMap(\.account)) : []
    let isExcluded = accounts.map { excluded.contains($0.slug.text) }
    for problem in self.log.all where !(problem.account.map { excluded.contains($0) } ?? false) { log.append(problem) }
    var draft = draft(excluded, isExcluded)
    if !excluded.isEmpty { draft.removeAccounts(where: isExcluded) }
    return Portfolio(draft)
  }

  private consuming func draft(_ excluded: Set<String>, _ isExcluded: [Bool]) -> PortfolioDraft {
    var draft = PortfolioDraft(settings: settings)
    draft.accounts = accounts.map { account in
      account.account(parent: account.parent.flatMap { excluded.contains($0) ? nil : Slug($0) }, settings: settings)
    }
    for (number, account) in accounts.enumerated() where isExcluded[number] {
      draft.quarantined.append(
        QuarantinedAccount(
          slug: account.slug, name: account.name,
          diagnostics: log.all.filter { $0.account == account.slug.text }.sorted()))
    }
    draft.products = products.products
    draft.contracts = contracts
    draft.lines = lines
    draft.usage = usage
    draft.readings = readings
    draft.opportunities = opportunities
    draft.guides = guides
    draft.plays = plays
    return draft
  }
}
