import Core
import Synchronization

/// What open pages are told: which build is in place, and what stops the next.
///
/// Every message tells all of it, so one that is lost or comes twice changes nothing.
public final class LiveState: Sendable {
  private struct State {
    var number = 0
    var problems: [LiveProblem] = []
    var count = 0
    var listeners: [Int: AsyncStream<[UInt8]>.Continuation] = [:]
    var next = 0
  }

  /// Tells this process from the one before it, whose pages may still be open.
  private let session: String
  private let state = Mutex(State())

  /// At most so many problems are told; the rest are counted.
  static let limit = 100

  /// Nothing built yet.
  public init() { session = String(UInt64.random(in: 0...UInt64.max), radix: 36) }

  /// The build that is in place, for pages that are served now.
  var build: String { state.withLock { name($0.number) } }

  private func name(_ number: Int) -> String { "\(session)-\(number)" }

  /// A build succeeded. Open pages load anew if it `changed` anything; problems are over.
  public func built(changed: Bool) {
    tell { state in
      if changed { state.number += 1 }
      state.problems = []
      state.count = 0
    }
  }

  /// A build failed; the last good one stays. `count` is how many problems there are in all.
  public func failed(_ problems: [LiveProblem], count: Int) {
    tell { state in
      state.problems = Array(problems.prefix(Self.limit))
      state.count = max(count, state.problems.count)
    }
  }

  /// Tells the same again, which keeps connections alive and finds those that aren't.
  func tellAgain() { tell { _ in } }

  private func tell(_ change: (inout State) -> Void) {
    state.withLock { state in
      change(&state)
      let message = message(state)
      for listener in state.listeners.values { listener.yield(message) }
    }
  }

  /// What is to be told, now and from now on; the newest replaces one that was not sent yet. `leave` ends it.
  func listen() -> (messages: AsyncStream<[UInt8]>, leave: @Sendable () -> Void) {
    let (stream, continuation) = AsyncStream.makeStream(of: [UInt8].self, bufferingPolicy: .bufferingNewest(1))
    let place = state.withLock { state in
      state.next += 1
      state.listeners[state.next] = continuation
      continuation.yield(message(state))
      return state.next
    }
    return (
      stream,
      { [self] in
        state.withLock { $0.listeners[place] = nil }
        continuation.finish()
      }
    )
  }

  /// How many pages listen.
  var listenerCount: Int { state.withLock { $0.listeners.count } }

  /// One event of the stream: a line of JSON.
  private func message(_ state: State) -> [UInt8] {
    var bytes = Array("retry: 500\ndata: {\"build\":".utf8)
    bytes.appendScriptString(name(state.number))
    bytes += Array(",\"count\":\(state.count),\"problems\":[".utf8)
    for (place, problem) in state.problems.enumerated() {
      if place > 0 { bytes.append(0x2C) }
      problem.append(to: &bytes)
    }
    return bytes + Array("]}\n\n".utf8)
  }
}
