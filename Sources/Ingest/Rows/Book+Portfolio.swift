import Core
import Portfolio

extension Book {
  /// Checks that need the whole book.
  mutating func checkWhole() {
    checkCurrencies()
    checkContracts()
    checkTotals()
    checkLineIDs()
    EnablementLinks(guides: guides, plays: plays, products: products.products).check(paths, into: &log)
  }

  private mutating func checkCurrencies() {
    var told: Set<Currency> = [settings.currency]
    for contract in contracts where settings.rates[contract.currency] == nil && told.insert(contract.currency).inserted
    {
      log.append(missingRate(contract.currency, "a contract", contract.location))
    }
    for opportunity in opportunities {
      guard let currency = opportunity.amount.resolved(for: .team)?.currency, settings.rates[currency] == nil,
        told.insert(currency).inserted
      else { continue }
      log.append(missingRate(currency, "an opportunity", opportunity.location))
    }
  }

  private func missingRate(_ currency: Currency, _ what: String, _ place: SourceLocation) -> Diagnostic {
    .error(
      "settings.rate", "there is no exchange rate for \(currency), which \(what) is in", at: place,
      hint:
        "add to portfolio.yaml: exchange_rates: {\(currency): \"1.08\"}, how many \(settings.currency) one \(currency) is"
    )
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

  /// A header's annual total is that of its first or of its last day; one per cent is forgiven.
  private mutating func checkTotals() {
    guard !totals.isEmpty else { return }
    var sums = [(first: Rational, last: Rational)](repeating: (.zero, .zero), count: contracts.count)
    for line in lines where line.isRecurring {
      let contract = contracts[line.contract]
      if line.isActive(on: contract.start) { sums[line.contract].first += line.annual }
      if line.isActive(on: contract.end) { sums[line.contract].last += line.annual }
    }
    for (id, total, location) in totals {
      guard let index = contractIndex.value(id), index >= 0, sums[index].first > .zero || sums[index].last > .zero
      else { continue }
      let allowed = total.magnitude * Rational(1, over: 100)
      let isNear = [sums[index].first, sums[index].last].contains { ($0 - total).magnitude <= allowed }
      if isNear { continue }
      log.append(
        .warning(
          "contract.total",
          "the header says \(total.decimalText(digits: 2)) a year, its lines come to \(sums[index].last.decimalText(digits: 2))",
          at: location, hint: "the lines count; look whether all of them were exported",
          account: slug(contracts[index].account)))
    }
  }

  /// Lines of one contract with the same id are segments of a ramp, unless their days overlap.
  private mutating func checkLineIDs() {
    let isOrdered = lines.indices.dropFirst().allSatisfy { lines[$0 - 1].contract <= lines[$0].contract }
    let order =
      isOrdered ? Array(lines.indices) : lines.indices.sorted { (lines[$0].contract, $0) < (lines[$1].contract, $1) }
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, lines[order[end]].contract == lines[order[start]].contract { end += 1 }
      if end - start > 1 { checkLineIDs(order[start..<end]) }
      start = end
    }
  }

  private mutating func checkLineIDs(_ group: ArraySlice<Int>) {
    // Most contracts have a handful of lines, where comparing beats hashing.
    if group.count <= 12 {
      for (position, index) in zip(group.indices, group) {
        let first = group[..<position].first { lines[$0].id == lines[index].id }
        if let first { checkOverlap(first, index) }
      }
      return
    }
    var seen: [String: Int] = [:]
    for index in group {
      if let first = seen.updateValue(index, forKey: lines[index].id) { checkOverlap(first, index) }
    }
  }

  private mutating func checkOverlap(_ first: Int, _ second: Int) {
    guard lines[first].start <= lines[second].end, lines[second].start <= lines[first].end else { return }
    log.append(
      .error(
        "line.duplicate-id", "the line \"\(lines[second].id.clipped)\" is there twice", at: lines[second].location,
        hint: "keep one of the two rows; if a second export holds it too, delete the older file",
        notes: [.init("first read here", at: lines[first].location)],
        account: slug(contracts[lines[second].contract].account)))
  }

  /// The portfolio; the book is empty afterwards. With `quarantine`, accounts with errors of their own are left out with all
  /// their rows.
  mutating func portfolio(quarantine: Bool, into log: inout Diagnostics) -> Portfolio {
    let excluded = quarantine ? Set(self.log.all.filter { $0.severity == .error }.compactMap(\.account)) : []
    let isExcluded = accounts.map { excluded.contains($0.slug.text) }
    for problem in self.log.all where !(problem.account.map { excluded.contains($0) } ?? false) { log.append(problem) }
    var draft = draft(excluded, isExcluded)
    if !excluded.isEmpty { draft.removeAccounts(where: isExcluded) }
    return Portfolio(consume draft)
  }

  private mutating func draft(_ excluded: Set<String>, _ isExcluded: [Bool]) -> PortfolioDraft {
    var draft = PortfolioDraft(settings: settings)
    let problems = Dictionary(grouping: log.all.filter { $0.account != nil }) { $0.account ?? "" }
    draft.accounts = accounts.map { account in
      account.account(parent: account.parent.flatMap { excluded.contains($0) ? nil : Slug($0) }, settings: settings)
    }
    for (number, account) in accounts.enumerated() where isExcluded[number] {
      draft.quarantined.append(
        QuarantinedAccount(
          slug: account.slug, name: account.name, diagnostics: problems[account.slug.text]?.sorted() ?? []))
    }
    let known = Set(slugs)
    for slug in excluded.subtracting(known).compactMap({ Slug($0) }).sorted() {
      draft.quarantined.append(
        QuarantinedAccount(
          slug: slug, name: NoteReader.words(slug.text), diagnostics: problems[slug.text]?.sorted() ?? []))
    }
    draft.products = products.products
    // Swapped, not copied: a second reference would cost a copy of everything when the draft is sorted.
    swap(&draft.contracts, &contracts)
    swap(&draft.lines, &lines)
    swap(&draft.usage, &usage)
    swap(&draft.readings, &readings)
    swap(&draft.opportunities, &opportunities)
    // A deal of an account in quarantine would look lost.
    draft.snapshots = excluded.isEmpty ? snapshots : snapshots.map { $0.without(excluded) }
    draft.guides = guides
    draft.plays = plays
    draft.paths = paths
    return draft
  }
}
