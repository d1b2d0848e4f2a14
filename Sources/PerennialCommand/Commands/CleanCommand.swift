import ArgumentParser
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
      let count = try OutputCommit.clean(output.files(in: workspace))
      workspace.terminal.result("\(count) files removed")
    } catch {
      workspace.terminal.problem("error: \(error)")
      throw ExitStatus.errors
    }
  }
}
