public import Core

extension Product {
  /// What a legacy product becomes. Data with evidence, a confidence and a review day, because it is argued case by case.
  public struct Migration: Sendable, Hashable {
    /// SKU of the successor.
    public let successor: String
    /// New units for one old unit; the quantity is rounded up.
    public let ratio: Rational
    /// What changes in the counting, beyond the metrics of the two products.
    public let metricNote: String?
    /// Price effect at flat spend, per cent.
    public let priceEffectPercent: Rational?
    /// How sure the mapping is.
    public let confidence: Level?
    /// What it rests on.
    public let evidence: String?
    /// Day by which the mapping must be looked at again.
    public let reviewDay: Day?
    /// What must be done on the day after the move, besides what every move needs.
    public let dayOne: [String]
    /// Where the catalogue says it.
    public let location: SourceLocation

    /// A mapping; `ratio` is above zero.
    public init(
      successor: String, ratio: Rational, metricNote: String?, priceEffectPercent: Rational?, confidence: Level?,
      evidence: String?, reviewDay: Day?, dayOne: [String] = [], location: SourceLocation
    ) {
      self.successor = successor
      self.ratio = ratio
      self.metricNote = metricNote
      self.priceEffectPercent = priceEffectPercent
      self.confidence = confidence
      self.evidence = evidence
      self.reviewDay = reviewDay
      self.dayOne = dayOne
      self.location = location
    }
  }
}
