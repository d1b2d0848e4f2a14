public import Core

/// What the team prepared for a negotiation. Always behind the highest clearance.
public struct Negotiation: Sendable, Hashable {
  /// Something to give or to get, with its value to the other side or to us.
  public struct Trade: Sendable, Hashable {
    /// What.
    public let item: String
    /// Its value in the account's contract currency, units.
    public let value: Rational?
    /// What it costs us, units.
    public let cost: Rational?

    /// A give or a get.
    public init(item: String, value: Rational?, cost: Rational? = nil) {
      self.item = item
      self.value = value
      self.cost = cost
    }
  }

  /// One offer to compare.
  public struct Scenario: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// Term in months.
    public let termMonths: Int
    /// Uplift on today's annual value, per cent.
    public let upliftPercent: Rational
    /// Cap on the yearly increase after year one, per cent.
    public let annualCapPercent: Rational?
    /// Discount on the uplifted price, per cent.
    public let discountPercent: Rational?
    /// Where the entry stands.
    public let location: SourceLocation

    /// A scenario.
    public init(
      name: String, termMonths: Int, upliftPercent: Rational, annualCapPercent: Rational?, discountPercent: Rational?,
      location: SourceLocation
    ) {
      self.name = name
      self.termMonths = termMonths
      self.upliftPercent = upliftPercent
      self.annualCapPercent = annualCapPercent
      self.discountPercent = discountPercent
      self.location = location
    }
  }

  /// The plan in a sentence or two.
  public let strategy: String?
  /// Uplift aimed at, per cent.
  public let targetUplift: Rational?
  /// Uplift below which we'd rather not sign, per cent.
  public let walkAwayUplift: Rational?
  /// Uplift quoted to the customer, per cent, if a quote is out.
  public let quotedUplift: Rational?
  /// Our best alternative to an agreement.
  public let ourAlternative: String?
  /// Theirs.
  public let theirAlternative: String?
  /// What we can give.
  public let gives: [Trade]
  /// What we want for it.
  public let gets: [Trade]
  /// Offers to compare, in the note's order.
  public let scenarios: [Scenario]
  /// Where the entry stands.
  public let location: SourceLocation

  /// A plan.
  public init(
    strategy: String?, targetUplift: Rational?, walkAwayUplift: Rational?, quotedUplift: Rational?,
    ourAlternative: String?, theirAlternative: String?, gives: [Trade], gets: [Trade], scenarios: [Scenario],
    location: SourceLocation
  ) {
    self.strategy = strategy
    self.targetUplift = targetUplift
    self.walkAwayUplift = walkAwayUplift
    self.quotedUplift = quotedUplift
    self.ourAlternative = ourAlternative
    self.theirAlternative = theirAlternative
    self.gives = gives
    self.gets = gets
    self.scenarios = scenarios
    self.location = location
  }
}
