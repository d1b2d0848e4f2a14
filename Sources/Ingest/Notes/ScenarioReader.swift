import Core
import Portfolio

/// Reads the `scenarios:` of a negotiation.
enum ScenarioReader {
  /// The scenarios, each under a key of its own.
  static func read(_ reader: inout MapReader) -> [Scenario] {
    var keys: Set<String> = []
    return reader.maps("scenarios") { reader in
      let (name, note) = (reader.text("name"), reader.text("note"))
      let (terms, proposed) = (terms(&reader), proposed(&reader))
      guard let name else {
        reader.missing("name", "give the scenario a name, like `name: Flat 1-year`")
        return nil
      }
      let key = Slug(from: name)?.text ?? "scenario-\(keys.count + 1)"
      guard keys.insert(key).inserted else {
        reader.error(
          "duplicate", "the scenario \"\(name.clipped)\" is there twice", at: reader.location(of: "name"),
          "give each scenario a name of its own")
        return nil
      }
      return Scenario(
        name: name, key: key, note: note, terms: terms, proposed: proposed, location: reader.node.location)
    }
  }

  private static func terms(_ reader: inout MapReader) -> OfferTerms {
    var terms = OfferTerms(start: reader.day("start"), length: length(&reader))
    terms.proration = reader.choice("proration", of: OfferTerms.Proration.self)
    terms.upliftPercent = reader.uplift("uplift_percent") ?? .zero
    terms.basis = reader.choice("uplift_basis", of: UpliftBasis.self) ?? .term
    terms.annualUpliftPercent = reader.uplift("annual_uplift_percent")
    terms.annualCapPercent = reader.uplift("annual_cap_percent")
    terms.discountPercent = reader.percent("discount_percent", above: -100, through: 100)
    terms.lines = reader.maps("lines", edit)
    if terms.annualUpliftPercent != nil, terms.basis != .term {
      reader.warning(
        "negotiation",
        "an uplift by \(terms.basis.rawValue) already raises each year, so annual_uplift_percent is not used",
        at: reader.location(of: "annual_uplift_percent"), "delete one of the two")
    }
    if case .through(let end) = terms.length, let start = terms.start, end < start {
      reader.error(
        "negotiation", "the offer ends on \(end), before it starts on \(start)", at: reader.location(of: "end"),
        "look whether the two days are swapped")
    }
    return terms
  }

  /// Months, a last day, or a contract to end with; the first that is there, and more than one is told.
  private static func length(_ reader: inout MapReader) -> OfferTerms.Length {
    let (months, end) = (reader.whole("term_months", in: 1...240), reader.day("end"))
    let contract = reader.text("co_term")
    if [months != nil, end != nil, contract != nil].count(where: { $0 }) > 1 {
      reader.error(
        "negotiation", "term_months, end and co_term each say how long it runs", at: reader.node.location,
        "keep one of them")
    }
    if let months { return .months(months) }
    if let end { return .through(end) }
    guard let contract else { return .months(12) }
    return Day(iso: contract).map { .through($0) } ?? .withContract(contract)
  }

  private static func edit(_ reader: inout MapReader) -> LineEdit? {
    var edit = LineEdit(location: reader.node.location)
    (edit.sku, edit.line, edit.successor) = (reader.text("sku"), reader.text("line"), reader.text("to"))
    edit.ratio = reader.number("ratio", atLeast: .zero)
    edit.isAdded = reader.flag("add") ?? false
    edit.isRemoved = reader.flag("remove") ?? false
    edit.quantity = reader.number("quantity", atLeast: .zero)
    edit.price = reader.number("price", atLeast: .zero)
    edit.upliftPercent = reader.uplift("uplift_percent")
    edit.discountPercent = reader.percent("discount_percent", above: -100, through: 100)
    (edit.start, edit.end) = (reader.day("start"), reader.day("end"))
    edit.termMonths = reader.whole("term_months", in: 1...240)
    guard edit.sku != nil || edit.line != nil else {
      reader.missing("sku or line", "say which line changes, like {sku: CND-SVC, quantity: 1100}")
      return nil
    }
    if edit.isAdded, edit.sku == nil || edit.quantity == nil {
      reader.missing("sku or quantity", "an added line needs both, like {sku: CND-SVC, add: true, quantity: 50}")
      return nil
    }
    return edit
  }

  /// `true`, or the words for the customer.
  private static func proposed(_ reader: inout MapReader) -> Proposal.Choice? {
    guard let node = reader.value("propose") else { return nil }
    if node.kind == .scalar { return reader.flag("propose") == true ? Proposal.Choice() : nil }
    return reader.map("propose") { reader in
      Proposal.Choice(
        title: reader.text("title"), summary: reader.text("summary"), validUntil: reader.day("valid_until"))
    }
  }
}

extension MapReader {
  /// An exact decimal that is not below `low`.
  fileprivate mutating func number(_ key: String, atLeast low: Rational) -> Rational? {
    guard let value = number(key) else { return nil }
    guard value >= low else {
      error("number", "\(key) is below \(low)", at: location(of: key), "write a number from \(low) up")
      return nil
    }
    return value
  }
}
