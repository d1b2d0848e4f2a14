public import Core

/// What the team prepared for a negotiation. Always behind the highest clearance, but for the scenarios that it proposes.
public struct Negotiation: Sendable, Hashable {
  /// The plan in a sentence or two.
  public var strategy: String?
  /// What we say, want and fall back on.
  public var ours = Side()
  /// What they say, want and fall back on, as far as we know.
  public var theirs = Side()
  /// Uplift aimed at, per cent.
  public var targetUplift: Rational?
  /// Uplift below which we'd rather not sign, per cent.
  public var walkAwayUplift: Rational?
  /// Price a year aimed at, units of the contract's currency; stands before the uplift.
  public var targetAmount: Rational?
  /// Price a year below which we'd rather not sign, units of the contract's currency; stands before the uplift.
  public var walkAwayAmount: Rational?
  /// Uplift quoted to the customer, per cent, if a quote is out.
  public var quotedUplift: Rational?
  /// What we can give.
  public var gives: [Trade] = []
  /// What we want for it.
  public var gets: [Trade] = []
  /// Concessions in the order in which they are meant to be made.
  public var ladder: [Concession] = []
  /// Clauses that are talked about, in the note's order.
  public var clauses: [ClausePoint] = []
  /// How the customer decides, in order.
  public var decision: [ProcessStep] = []
  /// How the paper gets signed, in order.
  public var paper: [ProcessStep] = []
  /// Offers to compare, in the note's order.
  public var scenarios: [Scenario] = []
  /// Where the entry stands.
  public let location: SourceLocation

  /// An empty plan.
  public init(location: SourceLocation) { self.location = location }

  /// One party's stand.
  public struct Side: Sendable, Hashable {
    /// What it says.
    public var position: String?
    /// What it needs, and why it says so.
    public var interests: [String] = []
    /// Its best alternative to an agreement.
    public var alternative: String?
    /// What that alternative is worth to it a year, units of the contract's currency.
    public var alternativeValue: Rational?

    /// Nothing known.
    public init() {}
  }

  /// The scenarios that were chosen for the customer, with nothing else of the plan; nil if none was.
  public var proposal: Proposal? {
    let options = scenarios.compactMap { scenario in
      scenario.proposed.map { Proposal.Option(choice: $0, terms: scenario.terms) }
    }
    return options.isEmpty ? nil : Proposal(options: options)
  }
}

/// One offer to compare.
public struct Scenario: Sendable, Hashable {
  /// Its name among the team.
  public let name: String
  /// Stable name, unique in the plan: figures are asked for by it.
  public let key: String
  /// A remark.
  public let note: String?
  /// What it offers.
  public let terms: OfferTerms
  /// Whether and how it is shown to the customer.
  public let proposed: Proposal.Choice?
  /// Where the entry stands.
  public let location: SourceLocation

  /// A scenario.
  public init(
    name: String, key: String, note: String? = nil, terms: OfferTerms, proposed: Proposal.Choice? = nil,
    location: SourceLocation
  ) {
    self.name = name
    self.key = key
    self.note = note
    self.terms = terms
    self.proposed = proposed
    self.location = location
  }
}

/// What the customer may see of a negotiation, by choice: terms, and what was written for the customer.
public struct Proposal: Sendable, Hashable {
  /// That a scenario is proposed, and under which words.
  public struct Choice: Sendable, Hashable {
    /// What the customer reads as its name; the scenario's own name is the team's.
    public let title: String?
    /// A sentence for the customer.
    public let summary: String?
    /// Last day on which it can be accepted.
    public let validUntil: Day?

    /// A choice; without words the page speaks of the term alone.
    public init(title: String? = nil, summary: String? = nil, validUntil: Day? = nil) {
      self.title = title
      self.summary = summary
      self.validUntil = validUntil
    }
  }

  /// One option.
  public struct Option: Sendable, Hashable {
    /// What was written for the customer.
    public let choice: Choice
    /// What is offered.
    public let terms: OfferTerms
  }

  /// In the note's order.
  public let options: [Option]
}
