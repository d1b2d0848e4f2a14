import ArgumentParser
import Core
import Files
import Site

/// `perennial clean`: removes what builds wrote, and nothing else.
struct CleanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean",
    abstract: "Remove the built site: exactly the files that builds wrote, nothing else.",
    discussion: """
      EXAMPLES
        perennial clean
        perennial clean --workspace my-book --output /tmp/site
      """)

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    do {
      var log = Diagnostics()
      try OutputGuard.check(output.path(in: workspace), in: workspace.workspace, into: &log)
      try stopOnErrors(&log, strict: false, printer: workspace.printer)
      let count = try OutputCommit.clean(output.files(in: workspace), into: &log)
      try stopOnErrors(&log, strict: false, printer: workspace.printer)
      workspace.terminal.result("\(count) files removed")
    } catch let error as FileError {
      workspace.terminal.problem("error: \(error)")
      throw ExitStatus.errors
    }
  }
}
