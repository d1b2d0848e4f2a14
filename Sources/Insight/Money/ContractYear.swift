public import Core
import Portfolio

/// A year of a contract's uplift schedule.
public struct ContractYear: Sendable, Hashable {
  /// Where the year's price comes from.
  public enum Source: String, Sendable, Hashable {
    /// The lines that are active when the year begins.
    case lines
    /// The contract's own uplift on the first year's price, because the lines say the same price throughout.
    case clause
  }

  /// Counted from 1.
  public let year: Int
  /// First and last day.
  public let span: ClosedRange<Day>
  /// Recurring price a year, in the contract's currency.
  public let annual: Rational
  /// Change against the year before, per cent; nil in the first year.
  public let changePercent: Rational?
  /// Where the price comes from.
  public let source: Source
}

extension ContractValue {
  /// The uplift schedule: what each year of the term costs. The lines say it; where they are the same throughout, a yearly
  /// uplift of the contract is applied to them. An uplift `per term` changes nothing within the term.
  public var schedule: [ContractYear] {
    let starts = (1...years).map { span(ofYear: $0) }
    let byLines = starts.map { arr(on: $0.lowerBound) }
    let isFlat = byLines.allSatisfy { $0 == byLines[0] }
    let clause = contract.renewal.upliftPercent.flatMap { percent -> [Rational]? in
      guard isFlat, years > 1, let basis = contract.renewal.upliftBasis, basis != .term else { return nil }
      return (0..<years).map { Uplift.renewed(byLines[0], percent: percent, basis: basis, years: $0) }
    }
    let prices = clause ?? byLines
    return prices.indices.map { index in
      let change = index == 0 ? nil : (prices[index] - prices[index - 1]).divided(by: prices[index - 1])
      return ContractYear(
        year: index + 1, span: starts[index], annual: prices[index], changePercent: change.map { $0 * 100 },
        source: clause == nil ? .lines : .clause)
    }
  }
}
