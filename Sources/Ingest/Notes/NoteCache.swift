import Core
import Synchronization

/// Notes, guides and plays as they were read before, for a process that reads a workspace again and again: a note whose bytes are the
/// same is not parsed again. One cache belongs to one workspace.
public final class NoteCache: Sendable {
  private struct State {
    var settings: ContentHash?
    var results: [String: (digest: ContentHash, result: NoteJob.Result)] = [:]
  }

  private let state = Mutex(State())

  /// Nothing read yet.
  public init() {}

  /// Forgets everything if the settings, which say how notes are read, have changed.
  func use(settings: ContentHash) {
    state.withLock { state in
      if state.settings != settings { state = State(settings: settings) }
    }
  }

  /// What was made of the same bytes.
  func result(of path: String, digest: ContentHash) -> NoteJob.Result? {
    state.withLock { state in
      state.results[path].flatMap { $0.digest == digest ? $0.result : nil }
    }
  }

  func keep(_ result: NoteJob.Result, of path: String, digest: ContentHash) {
    state.withLock { $0.results[path] = (digest, result) }
  }
}
