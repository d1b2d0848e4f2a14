import Core
import Portfolio

/// Which contract renewed which, and where value moved to; found once for the whole book.
struct ContractLinks: Sendable {
  /// Where a contract's value went.
  enum Destination: Sendable, Equatable {
    case account(Int)
    /// The id is neither a contract nor an account of the book.
    case outside(String)
  }

  /// What `transfer_to` of a contract names.
  private enum Target {
    case contract(Int)
    case account(Int)
    case outside(String)
  }

  private let successors: [Int: [Int]]
  private let targets: [Int: Target]

  init(_ portfolio: Portfolio) {
    let contracts = portfolio.contracts
    let needsIds = contracts.contains { $0.renews != nil || $0.transferTo != nil }
    guard needsIds else {
      successors = [:]
      targets = [:]
      return
    }
    let byId = Dictionary(contracts.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var successors: [Int: [Int]] = [:]
    for (index, contract) in contracts.enumerated() where contract.status != .draft {
      guard let old = contract.renews.flatMap({ byId[$0] }), old != index else { continue }
      successors[old, default: []].append(index)
    }
    self.successors = successors
    targets = Self.targets(portfolio, byId)
  }

  /// The contracts that renewed `contract`; several if it was split.
  func successors(of contract: Int) -> [Int] { successors[contract] ?? [] }

  /// Where the value of `contract` was to be found on `now`, if it moved. Moves of moved contracts are followed as long as they
  /// ended before that day too; a contract met twice ends the way, and so do 32 of them.
  func destination(of contract: Int, on now: Day, in portfolio: Portfolio) -> Destination? {
    var (at, seen) = (contract, [contract])
    while let target = targets[at], at == contract || portfolio.contracts[at].end < now {
      switch target {
      case .account(let account): return .account(account)
      case .outside(let id): return .outside(id)
      case .contract(let next):
        guard !seen.contains(next), seen.count < 32 else { return .account(portfolio.contracts[at].account) }
        seen.append(next)
        at = next
      }
    }
    return at == contract ? nil : .account(portfolio.contracts[at].account)
  }

  private static func targets(_ portfolio: Portfolio, _ byId: [String: Int]) -> [Int: Target] {
    let moved = portfolio.contracts.indices.filter { portfolio.contracts[$0].transferTo != nil }
    guard !moved.isEmpty else { return [:] }
    let accounts = Dictionary(
      portfolio.accounts.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var targets: [Int: Target] = [:]
    for index in moved {
      guard let name = portfolio.contracts[index].transferTo else { continue }
      if let contract = byId[name] {
        targets[index] = .contract(contract)
      } else if let account = accounts[name] ?? Slug(name).flatMap(portfolio.account) {
        targets[index] = .account(account)
      } else {
        targets[index] = .outside(name)
      }
    }
    return targets
  }
}
