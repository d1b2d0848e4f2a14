import Core
import Portfolio

/// Reads the `negotiation:` block of a note.
enum NegotiationReader {
  /// The plan; parts that can't be read are told and left out.
  static func read(_ reader: inout MapReader) -> Negotiation? {
    var plan = Negotiation(location: reader.node.location)
    plan.strategy = reader.text("strategy")
    plan.ours = side("our", &reader)
    plan.theirs = side("their", &reader)
    readAims(&reader, into: &plan)
    (plan.gives, plan.gets) = (reader.maps("gives", trade), reader.maps("gets", trade))
    plan.ladder = reader.maps("ladder", concession)
    plan.clauses = reader.maps("clauses", clause)
    plan.decision = reader.maps("decision_process", step)
    plan.paper = reader.maps("paper_process", step)
    plan.scenarios = ScenarioReader.read(&reader)
    return plan
  }

  /// `our_position`, `their_interest`, …; an alternative may be written as `batna` too.
  private static func side(_ prefix: String, _ reader: inout MapReader) -> Negotiation.Side {
    var side = Negotiation.Side()
    side.position = reader.text("\(prefix)_position")
    side.interests = reader.texts("\(prefix)_interest") + reader.texts("\(prefix)_interests")
    let (long, short) = (reader.text("\(prefix)_alternative"), reader.text("\(prefix)_batna"))
    side.alternative = long ?? short
    side.alternativeValue = reader.number("\(prefix)_batna_value")
    return side
  }

  private static func readAims(_ reader: inout MapReader, into plan: inout Negotiation) {
    plan.targetUplift = reader.uplift("target_uplift")
    plan.walkAwayUplift = reader.uplift("walk_away_uplift")
    plan.quotedUplift = reader.uplift("quoted_uplift")
    (plan.targetAmount, plan.walkAwayAmount) = (reader.number("target_amount"), reader.number("walk_away_amount"))
    if let target = plan.targetUplift, let walkAway = plan.walkAwayUplift, walkAway > target {
      reader.error(
        "negotiation", "the walk-away uplift is above the target", at: reader.location(of: "walk_away_uplift"),
        "the walk-away is the least you would still sign")
    }
    if let target = plan.targetAmount, let walkAway = plan.walkAwayAmount, walkAway > target {
      reader.error(
        "negotiation", "the walk-away amount is above the target", at: reader.location(of: "walk_away_amount"),
        "the walk-away is the least you would still sign")
    }
  }

  private static func trade(_ reader: inout MapReader) -> Trade? {
    let (item, value, cost) = (reader.text("item"), reader.number("value"), reader.number("cost"))
    guard let item else {
      reader.missing("item", "write {item: Price lock year 2, value: \"18000\", cost: \"9000\"}")
      return nil
    }
    return Trade(item: item, value: value, cost: cost)
  }

  private static func concession(_ reader: inout MapReader) -> Concession? {
    let (item, exchange, cost) = (reader.text("concession"), reader.text("for"), reader.number("cost"))
    let (planned, offered) = (reader.day("planned"), reader.day("offered"))
    let (accepted, refused) = (reader.day("accepted"), reader.day("refused"))
    guard let item else {
      reader.missing("concession", "write {concession: Price lock year 2, for: 3-year term, planned: 2026-12-01}")
      return nil
    }
    if let answer = accepted ?? refused, let offered, answer < offered {
      reader.error(
        "negotiation", "the answer of \(answer) is before the offer of \(offered)",
        at: reader.location(of: accepted == nil ? "refused" : "accepted"), "look whether the two days are swapped")
    }
    if accepted != nil, refused != nil {
      reader.error(
        "negotiation", "the concession is both accepted and refused", at: reader.location(of: "refused"),
        "keep the last answer")
    }
    return Concession(
      item: item, exchange: exchange, cost: cost, planned: planned, offered: offered, accepted: accepted,
      refused: refused, location: reader.node.location)
  }

  private static func clause(_ reader: inout MapReader) -> ClausePoint? {
    let (clause, state) = (reader.text("clause"), reader.choice("state", of: ClausePoint.State.self))
    let (ours, theirs) = (reader.text("position"), reader.text("their_position"))
    let (owner, due) = (reader.text("owner"), reader.day("due"))
    guard let clause else {
      reader.missing("clause", "write {clause: 11.2 Notice, state: open, position: Notice in writing}")
      return nil
    }
    return ClausePoint(
      clause: clause, state: state ?? .open, ours: ours, theirs: theirs, owner: owner, due: due,
      location: reader.node.location)
  }

  private static func step(_ reader: inout MapReader) -> ProcessStep? {
    let (step, who, due) = (reader.text("step"), reader.text("who"), reader.day("date"))
    var (done, isDone): (Day?, Bool) = (nil, false)
    if let node = reader.scalar("done") {
      done = Day(iso: Array(node.bytes))
      if done == nil { isDone = reader.flag("done") ?? false }
    }
    guard let step else {
      reader.missing("step", "write {step: CFO signs, who: Dana Lee, date: 2026-12-10}")
      return nil
    }
    return ProcessStep(
      step: step, who: who, due: due, done: done, isDone: isDone, location: reader.node.location)
  }
}

extension MapReader {
  /// A change of price in per cent: above −100, at most 1,000.
  mutating func uplift(_ key: String) -> Rational? { percent(key, above: -100, through: 1000) }

  /// A percentage within limits; one outside is told.
  mutating func percent(_ key: String, above low: Rational, through high: Rational) -> Rational? {
    guard let value = percent(key) else { return nil }
    guard value > low, value <= high else {
      error(
        "number", "\(key) is not a percentage above \(low) and up to \(high)", at: location(of: key),
        "write 5 for five per cent")
      return nil
    }
    return value
  }
}
