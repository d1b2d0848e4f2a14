import Core
import Insight
import Portfolio

/// One person's accounts: a renewals manager's or an account executive's.
struct Territory: Sendable {
  let name: String
  let slug: Slug
  let isSeller: Bool
  /// Indexes of the accounts, sorted.
  let accounts: [Int]

  /// All managers, then all account executives, each by name.
  static func all(_ portfolio: Portfolio, for audience: Audience) -> [Territory] {
    var (owners, sellers): ([String: [Int]], [String: [Int]]) = ([:], [:])
    for (index, account) in portfolio.accounts.enumerated() {
      if let owner = account.ownerName(for: audience) { owners[owner, default: []].append(index) }
      for member in account.team.resolved(for: audience) ?? []
      where member.role.lowercased().contains("account executive") {
        sellers[member.name, default: []].append(index)
      }
    }
    return made(owners, isSeller: false) + made(sellers, isSeller: true)
  }

  /// People whose names give the same slug are told apart by number, in the order of their names.
  private static func made(_ people: [String: [Int]], isSeller: Bool) -> [Territory] {
    var taken: Set<String> = []
    return people.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.compactMap { name, accounts in
      guard let base = Slug(from: name) ?? Slug("person") else { return nil }
      var slug = base
      var number = 2
      while !taken.insert(slug.text).inserted {
        slug = Slug("\(base.text.prefix(90))-\(number)") ?? base
        number += 1
      }
      return Territory(name: name, slug: slug, isSeller: isSeller, accounts: accounts)
    }
  }
}
