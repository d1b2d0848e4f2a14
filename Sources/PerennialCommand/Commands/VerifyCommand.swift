import ArgumentParser
import Core
import Files
import Sharing
import Site

/// `perennial verify`: what a copy is, and whether it still holds.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Say which build a shared file is, whether it was altered, and whether it is superseded.",
    discussion: """
      The seal shows whether a byte changed since the file was made. Whoever alters a file on purpose can seal it anew; the record
      in the workspace's shares.csv shows that too. In a workspace, the same pages are made again for the file's own day: where
      they differ, the copy is superseded. Exit code 1: altered, or no shared file.

      EXAMPLES
        perennial verify larkspur-robotics.html
        perennial verify from-the-customer.pdf --workspace my-book
      """)

  @Argument(help: ArgumentHelp("The file; - reads standard input.", valueName: "file"))
  var file: String

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var reading: ReadingOptions

  func run() async throws {
    guard let bytes = UserFile.read(file) else {
      workspace.terminal.problem("error: cannot read \(file)")
      throw ExitStatus.errors
    }
    guard let check = CopyCheck(bytes) else {
      workspace.terminal.problem("error: \(file) is not a file that perennial share wrote, or its stamp was removed")
      throw ExitStatus.errors
    }
    do {
      for line in try await lines(check) { workspace.terminal.result(line) }
    } catch let error as FileError {
      workspace.terminal.problem("error: \(error)")
      throw ExitStatus.errors
    }
    if !check.isWhole { throw ExitStatus.errors }
  }

  private func lines(_ check: CopyCheck) async throws -> [String] {
    let stamp = check.stamp
    var lines = [
      "\(stamp.audience.rawValue) copy as of \(stamp.asOf), build \(stamp.build), data \(stamp.data.prefix(12)), Perennial \(stamp.version), for \(stamp.form.rawValue)",
      "pages: " + stamp.pages.joined(separator: " "),
      check.isWhole ? "unaltered: the seal fits every byte" : "ALTERED: the file is not as it was written",
    ]
    switch try ShareLedger.holds(check.seal, in: workspace.files) {
    case true?: lines.append("recorded: shares.csv knows this copy")
    case false?: lines.append("not recorded: shares.csv knows no such copy")
    case nil: break
    }
    let left = stamp.validUntil - reading.day
    lines.append(
      left >= 0
        ? "to be relied on until \(stamp.validUntil)"
        : "past its date: to be relied on until \(stamp.validUntil), \(FigureFormat.counted(-left, "day", "days")) ago")
    return lines + (try await comparison(stamp))
  }

  /// The pages as they would be now, looked at on the copy's own day.
  private func comparison(_ stamp: CopyStamp) async throws -> [String] {
    guard try !workspace.files.list("content").isEmpty else { return [] }
    var log = Diagnostics()
    var then = reading
    then.asOf = stamp.asOf
    let book = try await CopySource.load(workspace, then, into: &log)
    guard !log.stopsBuild() else { return ["not compared: the workspace has errors (perennial check lists them)"] }
    let maker = CopyMaker(book, for: stamp.audience)
    if stamp.pages == [StartPage.path] {
      let isSame = CopyStamp.digest(of: try await maker.site(jobs: reading.workers)) == stamp.data
      return [
        isSame ? "current: the workspace gives the same files" : "superseded: the workspace gives other files today"
      ]
    }
    let known = Set(maker.plan.paths)
    let pages = try maker.pages(at: stamp.pages.filter(known.contains))
    if CopyStamp.digest(of: pages) == stamp.data { return ["current: the workspace gives the same pages"] }
    let gone = stamp.pages.filter { path in !pages.contains { $0.path == path } }
    let why = gone.isEmpty ? "" : "; it no longer has \(gone.joined(separator: " "))"
    let version = stamp.version == ProgramVersion.current ? "" : " (the copy is by version \(stamp.version))"
    return ["superseded: the workspace gives other pages today\(why)\(version)"]
  }
}
