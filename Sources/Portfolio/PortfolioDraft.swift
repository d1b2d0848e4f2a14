/// What a reader collects, in any order, before it becomes a `Portfolio`. Rows refer to accounts, contracts and products by
/// their index in these arrays; `Portfolio` renumbers them when it sorts.
public struct PortfolioDraft: Sendable {
  /// Settings, with defaults where the workspace says nothing.
  public var settings: Settings
  /// Products in any order.
  public var products: [Product] = []
  /// Accounts in any order.
  public var accounts: [Account] = []
  /// Contracts in any order.
  public var contracts: [Contract] = []
  /// Lines in any order.
  public var lines: [Line] = []
  /// Usage rows in any order.
  public var usage: [UsageRow] = []
  /// Health readings in any order.
  public var readings: [HealthReading] = []
  /// Opportunities in any order.
  public var opportunities: [Opportunity] = []
  /// Snapshots in any order, one a day.
  public var snapshots: [Snapshot] = []
  /// Guides in any order.
  public var guides: [Guide] = []
  /// Plays in any order.
  public var plays: [Play] = []
  /// Learning paths, in the order in which they are shown.
  public var paths: [LearningPath] = []
  /// Accounts left out because of errors.
  public var quarantined: [QuarantinedAccount] = []

  /// An empty book under `settings`.
  public init(settings: Settings) { self.settings = settings }
}

extension PortfolioDraft {
  /// Sorts everything into the order that `Portfolio` promises, renumbers, and gives each account and contract its ranges.
  mutating func sort() {
    let productPlaces = Self.sort(&products) { $0.sku < $1.sku }
    let accountPlaces = Self.sort(&accounts) { $0.slug < $1.slug }
    for index in contracts.indices { contracts[index].account = accountPlaces[contracts[index].account] }
    let contractPlaces = Self.sort(&contracts) { ($0.account, $0.start, $0.id) < ($1.account, $1.start, $1.id) }
    sortLines(contractPlaces, productPlaces)
    for index in usage.indices {
      usage[index].account = accountPlaces[usage[index].account]
      usage[index].product = productPlaces[usage[index].product]
    }
    usage.sort { ($0.account, $0.product, $0.month) < ($1.account, $1.product, $1.month) }
    for index in readings.indices { readings[index].account = accountPlaces[readings[index].account] }
    readings.sort { ($0.account, $0.measure, $0.day, $0.location) < ($1.account, $1.measure, $1.day, $1.location) }
    for index in opportunities.indices { opportunities[index].account = accountPlaces[opportunities[index].account] }
    opportunities.sort { ($0.account, $0.closeDate, $0.id) < ($1.account, $1.closeDate, $1.id) }
    assignRanges()
  }

  /// Renumbers and sorts. A reader that reads in this order spares a million lines their moving about.
  private mutating func sortLines(_ contractPlaces: [Int], _ productPlaces: [Int]) {
    var isSorted = true
    for index in lines.indices {
      lines[index].contract = contractPlaces[lines[index].contract]
      lines[index].product = productPlaces[lines[index].product]
      // In the same walk: there is more of them than a processor keeps at hand.
      if isSorted, index > 0 { isSorted = isInOrder(index - 1, index) }
    }
    if isSorted { return }
    lines.sort { ($0.contract, $0.start, $0.id, $0.location) < ($1.contract, $1.start, $1.id, $1.location) }
  }

  private func isInOrder(_ before: Int, _ index: Int) -> Bool {
    if lines[before].contract != lines[index].contract { return lines[before].contract < lines[index].contract }
    if lines[before].start != lines[index].start { return lines[before].start < lines[index].start }
    if lines[before].id != lines[index].id { return lines[before].id < lines[index].id }
    return lines[before].location <= lines[index].location
  }

  private mutating func assignRanges() {
    var start = 0
    for index in contracts.indices {
      var end = start
      while end < lines.count, lines[end].contract == index { end += 1 }
      contracts[index].lines = start..<end
      start = end
    }
    let contractRanges = Self.ranges(of: contracts.map(\.account), count: accounts.count)
    let usageRanges = Self.ranges(of: usage.map(\.account), count: accounts.count)
    let readingRanges = Self.ranges(of: readings.map(\.account), count: accounts.count)
    let opportunityRanges = Self.ranges(of: opportunities.map(\.account), count: accounts.count)
    for index in accounts.indices {
      accounts[index].contracts = contractRanges[index]
      accounts[index].usage = usageRanges[index]
      accounts[index].readings = readingRanges[index]
      accounts[index].opportunities = opportunityRanges[index]
    }
  }

  /// Sorts and tells where each old index went.
  private static func sort<T>(_ items: inout [T], by precedes: (T, T) -> Bool) -> [Int] {
    // Readers that give what is in order already spare a copy of everything.
    let isSorted = items.indices.dropFirst().allSatisfy { !precedes(items[$0], items[$0 - 1]) }
    if isSorted { return Array(items.indices) }
    let order = items.indices.sorted { precedes(items[$0], items[$1]) || (!precedes(items[$1], items[$0]) && $0 < $1) }
    var places = [Int](repeating: 0, count: items.count)
    for (new, old) in order.enumerated() { places[old] = new }
    items = order.map { items[$0] }
    return places
  }

  /// For sorted owners, the range of rows that belongs to each of `count` owners.
  private static func ranges(of owners: [Int], count: Int) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    ranges.reserveCapacity(count)
    var start = 0
    for owner in 0..<count {
      var end = start
      while end < owners.count, owners[end] == owner { end += 1 }
      ranges.append(start..<end)
      start = end
    }
    return ranges
  }
}
