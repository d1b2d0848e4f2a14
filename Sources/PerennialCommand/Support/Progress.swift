import Synchronization

/// A line of progress on a terminal, from any task: how many pages, how fast, how long to go.
final class Progress: Sendable {
  private struct State {
    var done = 0
    var shownAt: ContinuousClock.Instant
  }

  private let total: Int
  private let terminal: Terminal
  private let start = ContinuousClock.now
  private let state: Mutex<State>

  init(total: Int, terminal: Terminal) {
    self.total = total
    self.terminal = terminal
    state = Mutex(State(shownAt: start))
  }

  /// Counts pages; redraws at most ten times a second, and not in the first quarter of a second.
  func advance(by count: Int) {
    guard terminal.errorIsTerminal else { return }
    let now = ContinuousClock.now
    let done: Int? = state.withLock { state in
      state.done += count
      guard now - start > .milliseconds(250), now - state.shownAt > .milliseconds(100) else { return nil }
      state.shownAt = now
      return state.done
    }
    if let done { terminal.progress(line(done, now - start)) }
  }

  private func line(_ done: Int, _ elapsed: Duration) -> String {
    let milliseconds = max(
      1, elapsed.components.seconds * 1000 + elapsed.components.attoseconds / 1_000_000_000_000_000)
    let rate = Int64(done) * 1000 / milliseconds
    let width = 24
    let filled = total == 0 ? width : min(width, done * width / total)
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    let left = rate > 0 ? ", \(Int64(max(0, total - done)) / rate) s left" : ""
    return "\(bar) \(done) of \(total) pages, \(rate) a second\(left)"
  }

  /// Takes the line away.
  func clear() { terminal.progress("") }
}
