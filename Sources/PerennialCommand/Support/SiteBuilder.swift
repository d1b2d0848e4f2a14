import BuiltIn
import Core
import Files
import Ingest
import Insight
import Portfolio
import Site
import Templates

/// One build of a workspace's site into a folder, as incremental as can be proved: made again and again by whatever keeps running.
///
/// `build` reads what it needs, decides what to make, writes it and says what happened; it prints nothing and ends no process.
struct SiteBuilder {
  /// What a build depends on besides the workspace.
  struct Options: Equatable {
    var asOf: Day
    var audience = Audience.team
    var guidesOnly = false
    var styleBook = false
    var quarantine = false
    var strict = false
    var force = false
    var jobs = 1
    /// Whether all pages are made once more in the end and compared with what is on the disk.
    var verifies = false
  }

  /// What came of a build.
  struct Outcome {
    /// Whether the output is as the input says.
    var isBuilt = false
    /// What is to be printed.
    var log = Diagnostics()
    /// Warnings and errors in all, also those that are not printed.
    var warningCount = 0
    var leftOut = QuarantineReport()
    /// `40 accounts, 17 guides`.
    var title = ""
    var summary = OutputCommit.Summary()
    /// Paths of files that were written or removed.
    var changed: [String] = []
    var tally: [(kind: PageKind, summary: OutputCommit.Summary)] = []
    var clock = StageClock()
    var templates: [TemplateTimes.Entry] = []
    /// Paths that a verification found wrong, and how many it compared; nil if there was none.
    var verified: (wrong: [String], count: Int)?
  }

  /// The workspace.
  let workspace: any FileSystem
  /// The folder of the site.
  let output: any FileSystem
  let options: Options
  /// Keeps notes as they were read, for a process that builds again; they cost as much memory as the book itself.
  var notes: NoteCache?
  /// Told what the build knows in the end; costs about as much.
  var memory: BuildMemory?
  /// Told how many pages there are, then how many of them were done since the last time.
  var progress: @Sendable (_ total: Int) -> @Sendable (Int) -> Void = { _ in { _ in } }

  /// Builds. Throws what the file system throws; problems of the input are in the outcome, and then nothing was written.
  ///
  /// A workspace in which something is saved while it is read is read again, twice at most.
  func build() async throws -> Outcome {
    for _ in 0..<2 {
      let record = try BuildRecord(in: output)
      let files = try read(since: record)
      do {
        let outcome = try await build(files, since: record, isLast: false)
        if !files.isUnsettled || outcome.isBuilt { return outcome }
      } catch let error as FileError where error.kind == .unsettled {}
    }
    let record = try BuildRecord(in: output)
    return try await build(try read(since: record), since: record, isLast: true)
  }

  private func read(since record: BuildRecord?) throws(FileError) -> RecordingFiles {
    try RecordingFiles(workspace, folders: ["content", "templates"]) { Self.unchanged($0, since: record) }
  }

  private func build(_ files: RecordingFiles, since record: BuildRecord?, isLast: Bool) async throws -> Outcome {
    var outcome = Outcome()
    outcome.clock.begin("look")
    guard let commit = try OutputCommit(output, force: options.force, into: &outcome.log) else { return outcome }
    if let record, !options.verifies, try isCurrent(record, files, commit) {
      outcome.clock.end()
      outcome.isBuilt = true
      outcome.log = Diagnostics(record.problems)
      outcome.title = record.summary
      outcome.warningCount = record.warningCount
      outcome.summary = OutputCommit.Summary(unchanged: commit.previousCount)
      return outcome
    }
    try await build(files, commit, isLast: isLast, &outcome)
    outcome.clock.end()
    return outcome
  }

  private func build(
    _ files: RecordingFiles, _ commit: OutputCommit, isLast: Bool, _ outcome: inout Outcome
  ) async throws {
    outcome.clock.begin("read")
    let book = try await WorkspaceBook.load(
      files, options, notes: notes, into: &outcome.log, clock: &outcome.clock)
    // Before an account is left out for a note that is just being saved, all is read again.
    if files.isUnsettled, !isLast { return }
    outcome.leftOut = QuarantineReport(book.portfolio)
    if options.strict { outcome.log.append(contentsOf: book.findings) }
    if outcome.log.stopsBuild(strict: options.strict) { return }
    let inputs = book.inputs

    outcome.clock.begin("plan")
    var problems = outcome.log
    problems.append(contentsOf: book.findings)
    problems.append(contentsOf: outcome.leftOut.problems)
    var plan = plan(book, problems, inputs.all)
    if options.styleBook { plan.addStyleBook() }
    plan.check(book.templates, into: &outcome.log)
    if outcome.log.stopsBuild(strict: options.strict) { return }

    outcome.clock.begin("render")
    let times = TemplateTimes()
    let basis = options.guidesOnly ? nil : RenderBasis(inputs: inputs, build: Self.program(options))
    let advance = progress(plan.pageCount)
    try await plan.render(
      with: book.templates, assets: book.assets, jobs: options.jobs, into: commit,
      since: basis, times: times, progress: advance)
    outcome.templates = times.sorted

    outcome.clock.begin("write")
    outcome.summary = try commit.finish()
    outcome.changed = commit.changed
    outcome.tally = commit.tally
    outcome.log.append(contentsOf: outcome.leftOut.problems)
    outcome.title = plan.summary
    outcome.warningCount = problems.warningCount
    var built: BuildMemory.Built?
    if outcome.leftOut.isEmpty {
      let record = BuildRecord(
        key: Self.key(inputs, options), manifest: commit.manifestDigest, summary: plan.summary,
        warningCount: problems.warningCount,
        problems: outcome.log.sorted,
        inputs: try files.completed().map { .init(path: $0.entry.path, stamp: $0.entry.stamp, digest: $0.digest) })
      try record.write(to: output)
      built = BuildMemory.Built(
        plan: plan, templates: book.templates, settings: book.portfolio.settings, options: options,
        inputs: record.inputs)
    }
    memory?.keep(built)
    outcome.isBuilt = true
    if options.verifies { try await verify(plan, book, &outcome) }
  }

  private func plan(_ book: WorkspaceBook, _ problems: Diagnostics, _ digest: ContentHash) -> SitePlan {
    options.guidesOnly
      ? SitePlan(
        guidesOf: book.portfolio, asOf: options.asOf, for: options.audience, inputDigest: digest, links: book.links)
      : SitePlan(
        book.portfolio, book.insight, for: options.audience, problems: problems.sorted, inputDigest: digest,
        links: book.links)
  }

  private func verify(_ plan: SitePlan, _ book: WorkspaceBook, _ outcome: inout Outcome) async throws {
    outcome.clock.begin("verify")
    let verifier = try OutputVerifier(output)
    try await plan.render(with: book.templates, assets: book.assets, jobs: options.jobs, into: verifier) { _ in }
    outcome.verified = (verifier.wrong, verifier.count)
  }

  /// Digests of the files whose stamps say that they are as they were.
  private static func unchanged(_ entries: [FileEntry], since record: BuildRecord?) -> [String: ContentHash] {
    guard let record else { return [:] }
    let known = Dictionary(record.inputs.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    var digests: [String: ContentHash] = [:]
    for entry in entries where entry.stamp != 0 {
      if let input = known[entry.path], input.stamp == entry.stamp { digests[entry.path] = input.digest }
    }
    return digests
  }

  /// Whether the last build read the same, was asked the same, and left what is there now.
  private func isCurrent(
    _ record: BuildRecord, _ files: RecordingFiles, _ commit: OutputCommit
  ) throws(FileError) -> Bool {
    guard record.manifest == commit.manifestDigest else { return false }
    // Reading a few files to be sure is cheaper than a build; reading all of them is not.
    // One that can't be read is told by the build that follows.
    guard let read = try? files.completed() else { return false }
    let inputs = InputDigests(read.map { ($0.entry.path, $0.digest) })
    return Self.key(inputs, options) == record.key ? try commit.isUntouched() : false
  }

  private static func key(_ inputs: InputDigests, _ options: Options) -> ContentHash {
    var hasher = ContentHasher()
    hasher.add(inputs.all)
    hasher.add(program(options))
    hasher.add(options.guidesOnly ? 1 : 0)
    hasher.add(options.strict ? 1 : 0)
    hasher.add(options.styleBook ? 1 : 0)
    return hasher.digest
  }

  /// Of what makes pages besides the workspace: this very program, the day and the options.
  private static func program(_ options: Options) -> ContentHash {
    var hasher = ContentHasher()
    hasher.add(ProgramVersion.current)
    hasher.add(programDigest)
    hasher.add(options.asOf.description)
    hasher.add(options.audience.rawValue)
    hasher.add(options.quarantine ? 1 : 0)
    return hasher.digest
  }

  /// The program's own file and what it carries: two builds of one version are not the same program.
  private static let programDigest: ContentHash = {
    var hasher = ContentHasher()
    for folder in ["templates", "templates/assets"] {
      for file in BuiltInFile.all(in: folder) {
        hasher.add(file.path)
        hasher.add(file.text)
      }
    }
    hasher.add(ProgramFile.stamp)
    return hasher.digest
  }()
}
