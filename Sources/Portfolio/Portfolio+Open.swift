import Core

extension Portfolio {
  /// The same accounts, contracts, lines and usage without anything that can be guarded: no notes, people of theirs and ours, risks, readings,
  /// opportunities, list prices, guides. What a copy of it says, a copy of the whole book says without having it from a guarded
  /// value.
  public var openOnly: Portfolio {
    var settings = settings
    settings.targets = Restricted([], for: settings.clearance[.amounts])
    var draft = PortfolioDraft(settings: settings)
    draft.products = products.map(\.open)
    draft.accounts = accounts.map { $0.open(by: settings.clearance) }
    draft.contracts = contracts
    draft.lines = lines.map(\.open)
    draft.usage = usage
    return Portfolio(draft)
  }
}

extension Account {
  fileprivate func open(by clearance: ClearancePolicy) -> Account {
    Account(
      slug: slug, id: id, name: name, location: location, parent: parent, owner: Restricted("", for: owner.clearance),
      team: Restricted([], for: team.clearance),
      profile: AccountProfile(by: clearance), stakeholders: RestrictedList([], for: clearance[.stakeholders]),
      risks: RestrictedList([], for: clearance[.risks]), healthOverride: Restricted(nil, for: clearance[.health]),
      sentiment: Restricted(nil, for: clearance[.health]), call: Restricted(nil, for: clearance[.forecast]),
      negotiation: Restricted(nil, for: clearance[.negotiation]), actions: [],
      touches: Restricted([], for: clearance[.activity]), extra: RestrictedList([], for: clearance[.extra]), notes: [])
  }
}

extension Product {
  fileprivate var open: Product {
    Product(
      sku: sku, name: name, family: family, metric: metric, unit: unit, meter: meter,
      listPrice: Restricted(nil, for: listPrice.clearance), currency: currency, count: count,
      headroomPercent: headroomPercent, isRecurring: isRecurring, isLegacy: isLegacy, endOfSale: endOfSale,
      endOfLife: endOfLife, migration: migration, isCatalogued: isCatalogued, location: location)
  }
}

extension Line {
  fileprivate var open: Line {
    Line(
      id: id, contract: contract, product: product, quantity: quantity, unitPrice: unitPrice,
      listPrice: Restricted(nil, for: listPrice.clearance),
      discountPercent: Restricted(nil, for: discountPercent.clearance), start: start, end: end, annual: annual,
      isRecurring: isRecurring, location: location)
  }
}
