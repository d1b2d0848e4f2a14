import Dispatch
import Testing

/// Tests that make many copies: one after the other, and away from the threads that tests share, which others need to answer in time.
@Suite(.serialized, Aside()) enum LeakProofs {}

/// Runs tests on a queue of their own.
struct Aside: SuiteTrait, TestTrait, TestScoping {
  var isRecursive: Bool { true }

  private static let executor = QueueExecutor()

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await withTaskExecutorPreference(Self.executor) { try await function() }
  }
}

/// A queue as an executor of tasks.
private final class QueueExecutor: TaskExecutor {
  private let queue = DispatchQueue(label: "perennial.aside")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
