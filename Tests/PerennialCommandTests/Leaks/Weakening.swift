import Core
import Portfolio

/// One clearance that is too low: what stands in which files, and what it becomes.
struct Weakening: Sendable {
  let what: String
  let folder: String
  let old: String
  /// What it is raised to in the first place, so that there is something to weaken.
  var raised: String?
  let new: String

  /// The first plain workspace that has what is weakened, as it should be and weakened, and that one's twin for an audience.
  func workspaces(twinFor audience: Audience? = nil) -> (right: RandomWorkspace, weak: RandomWorkspace)? {
    for seed in UInt64(0)..<20 {
      let plain = RandomWorkspace(seed: seed, twinFor: audience, isPlain: true)
      let right = raised.map { plain.replacing(old, with: $0, in: folder) } ?? plain
      if let right, let weak = right.replacing(raised ?? old, with: new, in: folder) { return (right, weak) }
    }
    return nil
  }

  /// Parts of the book, one level lower. A customer's copy has no plays whatever the settings say; list prices show as discounts,
  /// which have too few figures to be looked for, and activity as days and computed amounts.
  static let parts = ClearancePolicy.Part.allCases.filter { ![.plays, .listPrices, .activity].contains($0) }.map {
    part in
    let lower: Audience = ClearancePolicy()[part] == .team ? .field : .customer
    return Weakening(
      what: part.rawValue, folder: "content/portfolio.yaml", old: "clearance:\n",
      new: "clearance:\n  \(part.rawValue): \(lower.rawValue)\n")
  }

  /// Single places, in notes, guides, plays and settings.
  static let places: [Weakening] = [
    Weakening(what: "own key", folder: "content/portfolio.yaml", old: "nickname: team", new: "nickname: customer"),
    Weakening(what: "block in a note", folder: "content/accounts/", old: "::: team\n", new: "::: field\n"),
    Weakening(what: "block for field", folder: "content/accounts/", old: "::: field\n", new: "::: customer\n"),
    Weakening(what: "block in a guide", folder: "content/guides/", old: "::: team\n", new: "::: customer\n"),
    Weakening(what: "block in a play", folder: "content/plays/", old: "::: team\n", new: "::: field\n"),
    Weakening(
      what: "guide", folder: "content/guides/", old: "clearance: team\nversions", new: "clearance: field\nversions"),
    Weakening(what: "play", folder: "content/plays/", old: "clearance: team\n", new: "clearance: field\n"),
    Weakening(what: "path", folder: "content/guides/paths.yaml", old: "clearance: field", new: "clearance: customer"),
    Weakening(what: "note", folder: "content/accounts/", old: "\nname: Open", new: "\nclearance: field\nname: Open"),
    Weakening(
      what: "risk", folder: "content/accounts/", old: "  - {id: R0,", raised: "  - {clearance: team, id: R0,",
      new: "  - {clearance: field, id: R0,"),
    Weakening(
      what: "stakeholder", folder: "content/accounts/", old: "  - {name:", raised: "  - {audience: team, name:",
      new: "  - {audience: customer, name:"),
    Weakening(
      what: "forecast call", folder: "content/accounts/", old: "forecast: {category",
      raised: "forecast: {clearance: team, category", new: "forecast: {clearance: field, category"),
    Weakening(
      what: "health override", folder: "content/accounts/", old: "health_override: {band",
      raised: "health_override: {clearance: team, band", new: "health_override: {clearance: field, band"),
  ]
}
