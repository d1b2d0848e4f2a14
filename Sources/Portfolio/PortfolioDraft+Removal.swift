extension PortfolioDraft {
  /// Takes the accounts out whose place in `isRemoved` is true, with everything that refers to them; the rest is renumbered.
  public mutating func removeAccounts(where isRemoved: [Bool]) {
    let accountPlaces = Self.places(isRemoved)
    accounts = Self.kept(accounts, isRemoved)
    let contractGone = contracts.map { isRemoved[$0.account] }
    let contractPlaces = Self.places(contractGone)
    contracts = Self.kept(contracts, contractGone)
    for index in contracts.indices { contracts[index].account = accountPlaces[contracts[index].account] }
    lines.removeAll { contractGone[$0.contract] }
    for index in lines.indices { lines[index].contract = contractPlaces[lines[index].contract] }
    usage.removeAll { isRemoved[$0.account] }
    for index in usage.indices { usage[index].account = accountPlaces[usage[index].account] }
    readings.removeAll { isRemoved[$0.account] }
    for index in readings.indices { readings[index].account = accountPlaces[readings[index].account] }
    opportunities.removeAll { isRemoved[$0.account] }
    for index in opportunities.indices { opportunities[index].account = accountPlaces[opportunities[index].account] }
  }

  /// The new index of each item that stays.
  private static func places(_ isRemoved: [Bool]) -> [Int] {
    var next = 0
    return isRemoved.map { removed in
      defer { next += removed ? 0 : 1 }
      return next
    }
  }

  private static func kept<T>(_ items: [T], _ isRemoved: [Bool]) -> [T] {
    items.enumerated().filter { !isRemoved[$0.offset] }.map(\.element)
  }
}
