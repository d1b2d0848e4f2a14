import Core
import Insight
import Portfolio

/// Words about an account that texts may name besides figures: `{{ account.name }}`, `{{ account.economic_buyer }}`.
enum AccountField: String, CaseIterable {
  case name, contract, owner
  case economicBuyer = "economic_buyer"
  case champion
  case accountExecutive = "account_executive"
  case renewalTermMonths = "renewal_term_months"
  case product
  case upliftCap = "uplift_cap"
  case overageProduct = "overage_product"
  case overage

  /// What stands there while no account is known: `‹economic buyer›`.
  static func placeholder(_ name: String) -> String? {
    guard AccountField(rawValue: name) != nil || FigureName(name).map({ !$0.kind.isOfBook }) == true else { return nil }
    return "‹" + String(decoding: name.utf8.map { $0 == 0x5F || $0 == 0x2E ? 0x20 : $0 }, as: UTF8.self) + "›"
  }
}

extension SiteContext {
  /// The field of an account as text; nil if there is none, or readers may not see it.
  func text(of field: AccountField, account index: Int) -> String? {
    let (account, insight) = (portfolio.accounts[index], insight.accounts[index])
    let contract = insight.next.map { portfolio.contracts[$0.contract] }
    switch field {
    case .name: return account.name
    case .contract: return contract?.id
    case .owner: return account.ownerName(for: audience)
    case .economicBuyer: return visible(insight.people)?.economicBuyers.first
    case .champion: return visible(insight.people)?.champions.first
    case .accountExecutive:
      return visible(account.team)?.first { $0.role.lowercased().contains("account executive") }?.name
    case .renewalTermMonths: return contract?.renewal.termMonths.map(String.init)
    case .product:
      return insight.licences.products.first { !$0.lines.isEmpty }.map { portfolio.products[$0.product].name }
    case .upliftCap:
      return contract?.renewal.upliftCapPercent.map { FigureFormat.trimmed($0, digits: 2) + "%" }
    case .overageProduct:
      return overage(insight.licences).flatMap { $0.members.first }
        .map { portfolio.products[insight.licences.products[$0].product].name }
    case .overage: return overage(insight.licences).map { FigureFormat.trimmed($0.over, digits: 1) }
    }
  }

  /// The meter that is most over what is licensed, measured by its own size.
  private func overage(_ licences: LicenceInsight) -> MeterPool? {
    licences.pools.filter(\.isOver).max { a, b in a.over * b.entitled < b.over * a.entitled }
  }
}
