extension Portfolio {
  /// Guides, plays and paths alone, with the settings and products they speak of: no account, contract or row.
  public var enablementOnly: Portfolio {
    var draft = PortfolioDraft(settings: settings)
    draft.products = products
    draft.guides = guides
    draft.plays = plays
    draft.paths = paths
    return Portfolio(draft)
  }
}
