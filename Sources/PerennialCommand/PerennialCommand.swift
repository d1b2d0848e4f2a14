public import ArgumentParser
import Core

/// The command line: `perennial COMMAND`.
public struct PerennialCommand: AsyncParsableCommand {
  /// Name, help and subcommands.
  public static let configuration = CommandConfiguration(
    commandName: "perennial",
    abstract: "Turns account notes and contract exports into pages that explain themselves.",
    discussion: """
      A workspace is a folder with content/ (notes, exports, settings) and, if you like, templates/ of your own.
      A build reads it and writes a site of plain HTML files to output/, to be opened from disk.

      EXAMPLES
        perennial init my-book              a starter workspace with two example accounts
        perennial build                     the site of the workspace you stand in
        perennial serve --open              the same in your browser, built again with every save
        perennial check                     what is wrong in the input, nothing written
        perennial build --audience field    a copy for field sales, without anything above it
        perennial new account "Acme Robotics"

      Exit codes: 0 done, 1 errors (nothing written), 2 built with accounts in quarantine, 3 a leak check failed,
      64 wrong usage.
      """,
    version: ProgramVersion.current,
    subcommands: [
      ShareCommand.self, PackCommand.self, PassphraseCommand.self, VerifyCommand.self, PublishCommand.self,
      AuditCommand.self,
      InitCommand.self, BuildCommand.self, ServeCommand.self, CheckCommand.self, ImportCommand.self,
      ExplainCommand.self,
      PlaysCommand.self, ScenarioCommand.self,
      SnapshotCommand.self, DigestCommand.self, ExportCommand.self, PDFCommand.self,
      NewCommand.self, MarkdownCommand.self, CleanCommand.self,
    ])

  /// A command without values of its own.
  public init() {}
}
