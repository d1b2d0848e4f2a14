public import Core

/// A territory's whole book of business: validated, immutable, in sorted arrays that refer to each other by index.
///
/// Rows of an account lie next to each other, so everything about one account is a slice and costs nothing to find.
public struct Portfolio: Sendable {
  /// The workspace's settings.
  public let settings: Settings
  /// By SKU; entries that only lines or usage name are at their place too, with `isCatalogued` false.
  public let products: [Product]
  /// By slug.
  public private(set) var accounts: [Account]
  /// By account, start day and id.
  public let contracts: [Contract]
  /// By contract, start day and id.
  public let lines: [Line]
  /// By account, product and month.
  public let usage: [UsageRow]
  /// By slug.
  public let guides: [Guide]
  /// By slug.
  public let plays: [Play]
  /// Learning paths, in the file's order.
  public let paths: [LearningPath]
  /// Accounts that were left out because of errors, by slug; they appear as marked cards and in no total.
  public let quarantined: [QuarantinedAccount]

  let readings: [HealthReading]
  let opportunities: [Opportunity]
  /// Oldest first.
  let writtenSnapshots: [Snapshot]
  private let accountsBySlug: [Slug: Int]
  private let childrenByParent: [Int: [Int]]

  /// Takes what a reader collected, sorts it and joins it by index. Rows must name existing indexes of `draft.accounts`,
  /// `draft.contracts` and `draft.products`.
  public init(_ draft: consuming PortfolioDraft) {
    draft.sort()
    settings = draft.settings
    products = draft.products
    accounts = draft.accounts
    contracts = draft.contracts
    lines = draft.lines
    usage = draft.usage
    readings = draft.readings
    opportunities = draft.opportunities
    writtenSnapshots = draft.snapshots.sorted { $0.day < $1.day }
    guides = draft.guides.sorted { $0.slug < $1.slug }
    plays = draft.plays.sorted { $0.slug < $1.slug }
    paths = draft.paths
    quarantined = draft.quarantined.sorted { $0.slug < $1.slug }
    let bySlug = Dictionary(
      draft.accounts.enumerated().map { ($1.slug, $0) }, uniquingKeysWith: { first, _ in first })
    accountsBySlug = bySlug
    var children: [Int: [Int]] = [:]
    for (index, account) in draft.accounts.enumerated() {
      if let parent = account.parent, let parentIndex = bySlug[parent] {
        children[parentIndex, default: []].append(index)
      }
    }
    childrenByParent = children
  }

  /// Index of the account with that slug.
  public func account(_ slug: Slug) -> Int? { accountsBySlug[slug] }

  /// The same book with another text of the account's own note, which says the same facts.
  public func replacing(_ note: Note, of account: Int) -> Portfolio {
    var book = self
    guard accounts.indices.contains(account), !accounts[account].notes.isEmpty else { return book }
    book.accounts[account].notes[0] = note
    return book
  }

  /// Indexes of the accounts whose parent is `account`, by slug.
  public func children(of account: Int) -> [Int] { childrenByParent[account] ?? [] }

  /// The contracts of an account.
  public func contracts(of account: Int) -> ArraySlice<Contract> { contracts[accounts[account].contracts] }

  /// The lines of a contract.
  public func lines(of contract: Contract) -> ArraySlice<Line> { lines[contract.lines] }

  /// The lines of all contracts of an account.
  public func lines(ofAccount account: Int) -> ArraySlice<Line> {
    let range = accounts[account].contracts
    guard let first = range.first, let last = range.last else { return lines[0..<0] }
    return lines[contracts[first].lines.lowerBound..<contracts[last].lines.upperBound]
  }

  /// Monthly licence positions of an account.
  public func usage(of account: Int) -> ArraySlice<UsageRow> { usage[accounts[account].usage] }

  /// Health readings of an account, by measure and day.
  public func readings(of account: Int) -> Restricted<ArraySlice<HealthReading>> {
    Restricted(readings[accounts[account].readings], for: settings.clearance[.health])
  }

  /// Renewal opportunities of an account, by close date. Amounts inside are guarded on their own.
  public func opportunities(of account: Int) -> Restricted<ArraySlice<Opportunity>> {
    Restricted(opportunities[accounts[account].opportunities], for: settings.clearance[.forecast])
  }
}
