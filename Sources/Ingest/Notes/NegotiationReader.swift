import Core
import Portfolio

/// Reads the `negotiation:` block of a note.
enum NegotiationReader {
  /// The plan; parts that can't be read are told and left out.
  static func read(_ reader: inout MapReader) -> Negotiation? {
    let strategy = reader.text("strategy")
    let (target, walkAway) = (reader.percent("target_uplift"), reader.percent("walk_away_uplift"))
    let quoted = reader.percent("quoted_uplift")
    let ours = reader.text("our_alternative") ?? reader.text("our_batna")
    let theirs = reader.text("their_alternative") ?? reader.text("their_batna")
    let (gives, gets) = (reader.maps("gives", trade), reader.maps("gets", trade))
    let scenarios = reader.maps("scenarios", scenario)
    if let target, let walkAway, walkAway > target {
      reader.error(
        "negotiation", "the walk-away uplift is above the target", at: reader.location(of: "walk_away_uplift"),
        "the walk-away is the least you would still sign")
    }
    return Negotiation(
      strategy: strategy, targetUplift: target, walkAwayUplift: walkAway, quotedUplift: quoted, ourAlternative: ours,
      theirAlternative: theirs, gives: gives, gets: gets, scenarios: scenarios, location: reader.node.location)
  }

  private static func trade(_ reader: inout MapReader) -> Negotiation.Trade? {
    let (item, value, cost) = (reader.text("item"), reader.number("value"), reader.number("cost"))
    guard let item else {
      reader.missing("item", "write {item: Price lock year 2, value: \"18000\"}")
      return nil
    }
    return Negotiation.Trade(item: item, value: value, cost: cost)
  }

  private static func scenario(_ reader: inout MapReader) -> Negotiation.Scenario? {
    let (name, months) = (reader.text("name"), reader.whole("term_months", in: 1...240))
    let (uplift, cap) = (reader.percent("uplift_percent"), reader.percent("annual_cap_percent"))
    let discount = reader.percent("discount_percent")
    guard let name else {
      reader.missing("name", "give the scenario a name, like `name: Flat 1-year`")
      return nil
    }
    return Negotiation.Scenario(
      name: name, termMonths: months ?? 12, upliftPercent: uplift ?? .zero, annualCapPercent: cap,
      discountPercent: discount, location: reader.node.location)
  }
}
