/// Measures the stages of a command, one after the other.
struct StageClock {
  /// Stages in the order in which they began.
  private(set) var stages: [(name: String, time: Duration)] = []
  let start = ContinuousClock.now
  private var stageStart: ContinuousClock.Instant?

  /// Ends the stage under way and begins another.
  mutating func begin(_ name: String) {
    end()
    stages.append((name, .zero))
    stageStart = ContinuousClock.now
  }

  /// Ends the stage under way.
  mutating func end() {
    guard let stageStart, !stages.isEmpty else { return }
    stages[stages.count - 1].time += ContinuousClock.now - stageStart
    self.stageStart = nil
  }

  /// Since the clock was made.
  var total: Duration { ContinuousClock.now - start }
}

extension Duration {
  /// Whole milliseconds.
  var milliseconds: Int64 { microseconds / 1000 }

  /// Whole microseconds.
  var microseconds: Int64 {
    let parts = components
    return parts.seconds.multipliedReportingOverflow(by: 1_000_000).partialValue
      + parts.attoseconds / 1_000_000_000_000
  }
}
