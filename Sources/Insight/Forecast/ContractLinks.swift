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

  private let successors: [Int: Int]
  private let destinations: [Int: Destination]

  init(_ portfolio: Portfolio) {
    let contracts = portfolio.contracts
    let needsIds = contracts.contains { $0.renews != nil || $0.transferTo != nil }
    guard needsIds else {
      successors = [:]
      destinations = [:]
      return
    }
    let byId = Dictionary(contracts.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var successors: [Int: Int] = [:]
    for (index, contract) in contracts.enumerated() where contract.status != .draft {
      guard let old = contract.renews.flatMap({ byId[$0] }), old != index, successors[old] == nil else { continue }
      successors[old] = index
    }
    self.successors = successors
    destinations = Self.destinations(portfolio, byId)
  }

  /// The contract that renewed `contract`.
  func successor(of contract: Int) -> Int? { successors[contract] }

  /// Where the value of `contract` moved to, if it did.
  func destination(of contract: Int) -> Destination? { destinations[contract] }

  private static func destinations(_ portfolio: Portfolio, _ byId: [String: Int]) -> [Int: Destination] {
    let moved = portfolio.contracts.indices.filter { portfolio.contracts[$0].transferTo != nil }
    guard !moved.isEmpty else { return [:] }
    let accounts = Dictionary(
      portfolio.accounts.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var destinations: [Int: Destination] = [:]
    for index in moved {
      destinations[index] = follow(index, portfolio, byId, accounts)
    }
    return destinations
  }

  /// Follows moves of moved contracts; a chain has at most 32 links, so a cycle ends too.
  private static func follow(
    _ start: Int, _ portfolio: Portfolio, _ byId: [String: Int], _ accounts: [String: Int]
  ) -> Destination? {
    var index = start
    for _ in 0..<32 {
      guard let target = portfolio.contracts[index].transferTo else {
        return .account(portfolio.contracts[index].account)
      }
      if let next = byId[target] {
        index = next
      } else if let account = accounts[target] ?? Slug(target).flatMap(portfolio.account) {
        return .account(account)
      } else {
        return .outside(target)
      }
    }
    return .account(portfolio.contracts[index].account)
  }
}
