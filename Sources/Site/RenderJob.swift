public import Core
import Synchronization
import Templates

/// What a build knows of itself, so that pages that would come out the same need not be made.
public struct RenderBasis: Sendable {
  /// What was read.
  public let inputs: InputDigests
  /// Of everything else that pages depend on: the program, the day, the options.
  public let build: ContentHash

  /// Knows these.
  public init(inputs: InputDigests, build: ContentHash) {
    self.inputs = inputs
    self.build = build
  }
}

/// How long the pages of each template took, from their values to the last byte; summed over all tasks.
public final class TemplateTimes: Sendable {
  /// The pages of one template.
  public struct Entry: Sendable {
    /// Name of the template.
    public let template: String
    /// How many pages were made.
    public internal(set) var pages: Int
    /// How many bytes they have.
    public internal(set) var bytes: Int
    /// Time of one core.
    public internal(set) var time: Duration
  }

  private let entries = Mutex<[String: Entry]>([:])

  /// Nothing measured yet.
  public init() {}

  /// The dearest first.
  public var sorted: [Entry] {
    entries.withLock { Array($0.values) }.sorted { ($1.time, $0.template) < ($0.time, $1.template) }
  }

  func add(_ template: String, bytes: Int, _ time: Duration) {
    entries.withLock { entries in
      var entry = entries[template] ?? Entry(template: template, pages: 0, bytes: 0, time: .zero)
      entry.pages += 1
      entry.bytes += bytes
      entry.time += time
      entries[template] = entry
    }
  }
}

/// The rendering of some pages of a plan.
struct RenderJob: Sendable {
  let plan: SitePlan
  let templates: TemplateLibrary
  let sink: any PageSink
  let progress: @Sendable (Int) -> Void
  let times: TemplateTimes?
  let fingerprints: AccountFingerprints?

  /// Renders `pages`, one after the other.
  func run(_ pages: ArraySlice<PageID>) throws {
    for page in pages {
      let fingerprint = plan.fingerprint(of: page, by: fingerprints)
      if let fingerprint, try sink.keep(page.path, fingerprint: fingerprint) {
        progress(1)
        continue
      }
      var (made, written) = (0, Duration.zero)
      let start = ContinuousClock.now
      try plan.make(page, with: templates) { path, bytes in
        made += bytes.count
        let start = ContinuousClock.now
        try sink.stage(bytes, at: path, fingerprint: fingerprint)
        written += ContinuousClock.now - start
      }
      times?.add(page.template, bytes: made, ContinuousClock.now - start - written)
      progress(1)
    }
  }
}
