import Core
import Portfolio

extension Book {
  /// Files the accounts under what exports call them, and checks their ids and parents.
  mutating func indexAccounts() {
    // In the order of the portfolio, so that rows can be read in its order too.
    accounts.sort { $0.slug < $1.slug }
    for (number, account) in accounts.enumerated() {
      if let first = accountIndex.add(id: account.id, account: number) { duplicate(number, first) }
    }
    for (number, account) in accounts.enumerated() {
      accountIndex.add(name: account.slug.text, account: number)
      accountIndex.add(name: account.name, account: number)
      for alias in account.aliases { accountIndex.add(name: alias, account: number) }
    }
    checkParents()
  }

  private mutating func duplicate(_ number: Int, _ first: Int) {
    log.append(
      .error(
        "account.duplicate-id", "the id \"\(accounts[number].id.clipped)\" is also that of \(slug(first))",
        at: accounts[number].idLocation,
        hint: "look up both ids in the CRM; the rows of exports can belong to one account only",
        notes: [.init("it is given here first", at: accounts[first].idLocation)], account: slug(number)))
  }

  private mutating func checkParents() {
    let slugs = Dictionary(accounts.enumerated().map { ($1.slug.text, $0) }, uniquingKeysWith: { first, _ in first })
    var parents = [Int?](repeating: nil, count: accounts.count)
    for (number, account) in accounts.enumerated() {
      guard let parent = account.parent else { continue }
      guard let index = slugs[parent] else {
        let likely = NearestName.of(parent, among: accounts.map(\.slug.text))
        log.append(
          .error(
            "account.parent", "the parent \"\(parent.clipped)\" has no note", at: account.parentLocation,
            hint: likely.map { "did you mean \($0)?" } ?? "write the file name of the parent's note without .md",
            account: account.slug.text))
        accounts[number].parent = nil
        continue
      }
      parents[number] = index
    }
    breakCycles(&parents)
  }

  /// An account on a cycle is told, and stands without a parent.
  private mutating func breakCycles(_ parents: inout [Int?]) {
    // 0 not looked at, 1 on the way being walked, 2 known to end.
    var state = [UInt8](repeating: 0, count: accounts.count)
    for start in accounts.indices {
      var way: [Int] = []
      var current: Int? = start
      while let number = current, state[number] == 0 {
        state[number] = 1
        way.append(number)
        current = parents[number]
      }
      if let number = current, state[number] == 1, let first = way.firstIndex(of: number) {
        reportCycle(Array(way[first...]))
        for member in way[first...] { parents[member] = nil }
      }
      for number in way { state[number] = 2 }
    }
  }

  private mutating func reportCycle(_ cycle: [Int]) {
    let names = (cycle + [cycle[0]]).map { slug($0) }.joined(separator: " -> ")
    for number in cycle {
      log.append(
        .error(
          "account.parent-cycle", "the account is its own parent: \(names.clipped)",
          at: accounts[number].parentLocation,
          hint: "delete `parent:` from the account at the top", account: slug(number)))
      accounts[number].parent = nil
    }
  }
}
