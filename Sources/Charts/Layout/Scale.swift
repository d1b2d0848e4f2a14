/// A linear scale from values to positions with round ticks.
struct Scale: Sendable {
  /// The values at both ends.
  let low: Double
  let high: Double
  /// Round values from `low` to `high`, ascending.
  let ticks: [Double]
  /// The distance between two ticks.
  let step: Double
  private let start: Double
  private let end: Double

  /// A scale that holds all of `low...high`, with ends on ticks. Steps are 1, 2, 3 or 5 times a power of ten but not below
  /// `least`, and there are at most `count` ticks. `start` and `end` are the positions of the ends; they may fall, as y does.
  init(_ low: Double, _ high: Double, ticks count: Int, least: Double = 0, from start: Double, to end: Double) {
    let low = min(low.sane, high.sane)
    let high = high.sane > low ? high.sane : low + max(abs(low), 1)
    let step = Self.step(low, high, count: max(count, 3), least: least)
    let first = (low / step).rounded(.down)
    let last = max((high / step).rounded(.up), first + 1)
    self.step = step
    self.low = first * step
    self.high = last * step
    ticks = (0...Int(last - first)).map { (first + Double($0)) * step }
    self.start = start
    self.end = end
  }

  private static func step(_ low: Double, _ high: Double, count: Int, least: Double) -> Double {
    var power = power(below: (high - low) / Double(count))
    while true {
      for step in [power, 2 * power, 3 * power, 5 * power] where step >= least {
        let needed = (high / step).rounded(.up) - (low / step).rounded(.down) + 1
        if needed <= Double(count) { return step }
      }
      power *= 10
    }
  }

  /// The power of ten at or below a positive number, from 10^-6.
  private static func power(below value: Double) -> Double {
    var power = 1e-6
    while power * 10 <= value { power *= 10 }
    return power
  }

  /// Where a value is, never outside the ends.
  func position(_ value: Double) -> Double {
    let share = (min(max(value.sane, low), high) - low) / (high - low)
    return start + share * (end - start)
  }

  /// How many decimals the ticks need when shown in units of `unit`, at most 6.
  func digits(in unit: Double) -> Int {
    var (digits, scaled) = (0, step / unit)
    while digits < 6, abs(scaled - scaled.rounded()) > 1e-6 {
      scaled *= 10
      digits += 1
    }
    return digits
  }
}
