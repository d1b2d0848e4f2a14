import ArgumentParser
import Core
import Files
import Portfolio
import Site

/// `perennial check`: everything that is wrong in the input, nothing written.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Report everything that is wrong in the input; write nothing.",
    discussion: """
      EXAMPLES
        perennial check
        perennial check --strict --diagnostics json
      """)

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var reading: ReadingOptions

  func run() async throws {
    do {
      var log = Diagnostics()
      let book = try await WorkspaceBook.load(workspace, reading, quarantine: false, into: &log)
      SitePlan(book.portfolio, book.insight, for: .team, problems: [], inputDigest: book.digest)
        .check(book.templates, into: &log)
      workspace.printer.print(log)
      let (errors, warnings) = (log.errorCount, log.warningCount)
      workspace.terminal.result(
        "\(book.portfolio.accounts.count) accounts, \(book.portfolio.contracts.count) contracts: \(errors) errors, \(warnings) warnings"
      )
      if log.stopsBuild(strict: reading.strict) { throw ExitStatus.errors }
    } catch let error as FileError {
      workspace.terminal.problem("error: \(error)")
      throw ExitStatus.errors
    }
  }
}
