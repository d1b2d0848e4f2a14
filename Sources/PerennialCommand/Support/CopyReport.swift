import Core
import Files
import Sharing
import Site

/// What `verify` tells about a copy.
struct CopyReport {
  private let workspace: WorkspaceOptions
  private let reading: ReadingOptions

  init(_ workspace: WorkspaceOptions, _ reading: ReadingOptions) {
    self.workspace = workspace
    self.reading = reading
  }

  static let otherForm = "this copy is protected in a way that this version of perennial does not know"

  /// Tells about a copy that anyone can read, and of a published one about its `files`; whether it is as it was written.
  func tell(_ check: CopyCheck, files: [SharedPage]? = nil) async throws -> Bool {
    var isWhole = check.isWhole
    var lines = [Self.whole(check.isWhole)]
    if let files {
      let areWhole = CopyStamp.digest(of: files.map { StampedPage.bare($0, check.stamp) }) == check.stamp.data
      isWhole = isWhole && areWhole
      lines.append(
        areWhole
          ? "unaltered: all \(files.count) files beside it are as published"
          : "ALTERED: the files beside it are not those that were published")
    }
    try await say(
      [Self.title(check.stamp), Self.pages(check.stamp.pages)] + lines, check.stamp, seal: check.seal, isWhole)
    return isWhole
  }

  /// Tells about a copy that its passphrase opened.
  func tell(_ inside: CopyCheck, in outside: ProtectedCheck) async throws -> Bool {
    let isWhole = outside.isWhole && inside.isWhole
    let lines = [
      Self.title(inside.stamp), Self.pages(inside.stamp.pages), Self.protection(outside), Self.whole(isWhole),
    ]
    try await say(lines, inside.stamp, seal: outside.seal, isWhole)
    return isWhole
  }

  private func say(_ lines: [String], _ stamp: CopyStamp, seal: String, _ isWhole: Bool) async throws {
    let build = stamp.pages == [StartPage.path] ? stamp.build : nil
    let record = recorded(try ShareLedger.find(seal, orBuild: build, in: workspace.files), isWhole)
    let version = stamp.version == ProgramVersion.current ? "" : " (the copy is by version \(stamp.version))"
    let current = try await comparison(stamp.pages, stamp.audience, asOf: stamp.asOf, version) { $0 == stamp.data }
    for line in lines + record + [validity(stamp.validUntil)] + current { workspace.terminal.result(line) }
  }

  /// Tells what a protected copy says without its passphrase, with the help of the record.
  func tell(_ check: ProtectedCheck) async throws -> Bool {
    var lines = [Self.protection(check), Self.whole(check.isWhole)]
    let finding = try ShareLedger.find(check.seal, in: workspace.files)
    if case .known(let entry?) = finding {
      lines += recorded(finding, check.isWhole)
      lines += ["\(entry.audience.rawValue) copy as of \(entry.asOf), build \(entry.build)", Self.pages(entry.pages)]
      lines.append(validity(entry.validUntil))
      lines += try await comparison(entry.pages, entry.audience, asOf: entry.asOf, "") { data in
        CopyStamp(
          data: data, audience: entry.audience, asOf: entry.asOf, validUntil: entry.validUntil, form: entry.form,
          version: ProgramVersion.current
        ).build == entry.build
      }
    } else {
      lines += recorded(finding, check.isWhole) + ["which copy it is, its passphrase tells: --passphrase-file FILE"]
      if let expires = check.box?.expires { lines.append(validity(expires)) }
    }
    for line in lines { workspace.terminal.result(line) }
    return check.isWhole
  }

  private static func title(_ stamp: CopyStamp) -> String {
    "\(stamp.audience.rawValue) copy as of \(stamp.asOf), build \(stamp.build), data \(stamp.data.prefix(12)), Perennial \(stamp.version), for \(stamp.form.rawValue)"
  }

  private static func pages(_ pages: [String]) -> String { "pages: " + pages.joined(separator: " ") }

  private static func protection(_ check: ProtectedCheck) -> String {
    guard let box = check.box else { return "protected copy: " + otherForm }
    let keys = FigureFormat.counted(box.passphraseCount, "passphrase opens", "passphrases open")
    return
      "protected copy: \(keys) it; AES-256-GCM, PBKDF2-HMAC-SHA-256 with \(FigureFormat.counted(box.rounds, "round", "rounds"))"
  }

  private static func whole(_ isWhole: Bool) -> String {
    isWhole ? "unaltered: the seal fits every byte" : "ALTERED: the file is not as it was written"
  }

  private func recorded(_ finding: ShareLedger.Finding, _ isWhole: Bool) -> [String] {
    switch finding {
    case .noRecord: []
    case .unknown: ["not recorded: shares.csv knows no such copy"]
    case .known: ["recorded: shares.csv knows \(isWhole ? "this copy" : "the copy it was made from")"]
    }
  }

  private func validity(_ day: Day) -> String {
    let left = day - reading.day
    return left >= 0
      ? "to be relied on until \(day)"
      : "past its date: to be relied on until \(day), \(FigureFormat.counted(-left, "day", "days")) ago"
  }

  /// The pages as they would be now, looked at on the copy's own day; `isSame` compares their digest.
  private func comparison(
    _ paths: [String], _ audience: Audience, asOf: Day, _ version: String, isSame: (String) -> Bool
  ) async throws -> [String] {
    guard try !workspace.files.list("content").isEmpty else { return [] }
    var log = Diagnostics()
    var then = reading
    then.asOf = asOf
    let book = try await CopySource.load(workspace, then, into: &log)
    guard !log.stopsBuild() else { return ["not compared: the workspace has errors (perennial check lists them)"] }
    let maker = CopyMaker(book, for: audience)
    if paths == [StartPage.path] {
      return [
        isSame(CopyStamp.digest(of: try await maker.site(jobs: reading.workers)))
          ? "current: the workspace gives the same files" : "superseded: the workspace gives other files today"
      ]
    }
    let pages = try maker.again(paths)
    if isSame(CopyStamp.digest(of: pages)) { return ["current: the workspace gives the same pages"] }
    let gone = paths.filter { path in !pages.contains { $0.path == path } }
    let why = gone.isEmpty ? "" : "; it no longer has \(gone.joined(separator: " "))"
    return ["superseded: the workspace gives other pages today\(why)\(version)"]
  }
}
