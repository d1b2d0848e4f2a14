public import Core
public import Portfolio

/// What a contract is worth, in its own currency, exact.
public struct ContractValue: Sendable {
  /// The contract.
  public let contract: Contract
  private let lines: ArraySlice<Line>
  private let basis: ARRBasis

  /// The values of `contract` under the settings of `portfolio`.
  public init(_ contract: Contract, in portfolio: Portfolio) {
    self.contract = contract
    lines = portfolio.lines(of: contract)
    basis = portfolio.settings.arrBasis
  }

  /// Whether it counts at all: drafts don't.
  public var counts: Bool { contract.status != .draft }

  /// Annual amounts of the recurring lines that are active on `day`; under `average`, a ramp counts its mean over all years.
  public func arr(on day: Day) -> Rational {
    guard counts else { return .zero }
    var sum = Rational.zero
    for line in lines where line.isRecurring && line.isActive(on: day) { sum += annual(of: line) }
    return sum
  }

  /// What `line` counts as ARR while it is active: its own annual amount, or under `average` that of its ramp.
  public func annual(of line: Line) -> Rational {
    guard basis == .average, lines.count > 1 else { return line.annual }
    let ramp = self.ramp(of: line)
    guard ramp.count > 1, let first = ramp.first, let last = ramp.last else { return line.annual }
    let value = ramp.reduce(Rational.zero) { $0 + Term(from: $1.start, through: $1.end).value(ofAnnual: $1.annual) }
    return value.divided(by: Term(from: first.start, through: last.end).years) ?? line.annual
  }

  /// The segments of the ramp that `line` belongs to, in order: recurring lines of its product, each starting the day after
  /// the one before ended. A line that has no neighbour is its own ramp. A ramp has at most 100 segments.
  public func ramp(of line: Line) -> [Line] {
    var ramp = [line]
    while ramp.count < 100, let first = ramp.first, let before = predecessor(of: first) { ramp.insert(before, at: 0) }
    while ramp.count < 200, let last = ramp.last, let after = successor(of: last) { ramp.append(after) }
    return ramp
  }

  /// Lines are sorted by first day, so the one that follows is found by bisection.
  private func successor(of line: Line) -> Line? {
    let start = line.end + 1
    var (low, high) = (lines.startIndex, lines.endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if lines[middle].start < start { low = middle + 1 } else { high = middle }
    }
    return lines[low...].prefix { $0.start == start }.first { $0.product == line.product && $0.isRecurring }
  }

  private func predecessor(of line: Line) -> Line? {
    lines.prefix { $0.start < line.start }.first {
      $0.product == line.product && $0.isRecurring && $0.end + 1 == line.start
    }
  }

  /// Whether a further segment of the same product follows in this contract: such a line ends without being up for renewal.
  public func isContinued(_ line: Line) -> Bool { line.end < contract.end && successor(of: line) != nil }

  /// Annual amounts of recurring lines that end in `period` and aren't continued.
  public func atr(in period: ClosedRange<Day>) -> Rational {
    guard counts else { return .zero }
    var sum = Rational.zero
    for line in lines where isUpForRenewal(line, in: period) { sum += line.annual }
    return sum
  }

  /// Whether `line` is up for renewal in `period`.
  public func isUpForRenewal(_ line: Line, in period: ClosedRange<Day>) -> Bool {
    line.isRecurring && period.contains(line.end) && !isContinued(line)
  }

  /// Annual amounts up for renewal with the contract: of the recurring lines that end with it. A line that ended before was up
  /// for renewal on its own last day: `atr(in:)` has it then.
  public var atr: Rational {
    guard counts else { return .zero }
    var sum = Rational.zero
    for line in lines where line.isRecurring && line.end == contract.end { sum += line.annual }
    return sum
  }

  /// Total contract value: recurring lines by months and left-over days, one-off lines whole.
  public var tcv: Rational {
    guard counts else { return .zero }
    var sum = Rational.zero
    for line in lines {
      sum += line.isRecurring ? Term(from: line.start, through: line.end).value(ofAnnual: line.annual) : line.annual
    }
    return sum
  }

  /// Number of contract years, the last one possibly short; at most 100.
  public var years: Int {
    let term = Term(from: contract.start, through: contract.end)
    return min(max((term.months + (term.days > 0 ? 1 : 0) + 11) / 12, 1), 100)
  }

  /// First and last day of contract year `year`, counted from 1.
  public func span(ofYear year: Int) -> ClosedRange<Day> {
    let first = contract.start.adding(months: 12 * (year - 1))
    let last = min(contract.start.adding(months: 12 * year) - 1, contract.end)
    return first...max(first, last)
  }

  /// Annual contract value of contract year `year`, counted from 1: recurring lines, by months and left-over days.
  public func acv(year: Int) -> Rational {
    guard counts, (1...years).contains(year) else { return .zero }
    let span = span(ofYear: year)
    var sum = Rational.zero
    for line in lines where line.isRecurring && line.start <= span.upperBound && line.end >= span.lowerBound {
      let term = Term(from: max(line.start, span.lowerBound), through: min(line.end, span.upperBound))
      sum += term.value(ofAnnual: line.annual)
    }
    return sum
  }
}
