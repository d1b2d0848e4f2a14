import ArgumentParser
import Core
import Files
import Serving

/// `perennial serve`: the site in a browser, built again with every save.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Build, serve on this machine alone, and build again with every save.",
    discussion: """
      Watches content/ and templates/. When a build succeeds, open pages load anew where they were scrolled to; when it fails, they
      keep the last good build and show what is wrong, with file and line. Ctrl-C ends it.

      EXAMPLES
        perennial serve --open
        perennial serve --audience customer --output /tmp/customer-copy
        perennial serve --port 8080 --as-of 2026-11-23
      """)

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var output: OutputOptions

  @Option(help: ArgumentHelp("Where to listen on 127.0.0.1. Default: the first free one from 4100.", valueName: "port"))
  var port: Int?

  @Flag(help: "Open the site in your browser.")
  var open = false

  @Option(help: ArgumentHelp("Who the copy is for: team, field or customer.", valueName: "audience"))
  var audience = Audience.team

  @Flag(help: "Build in spite of errors that belong to single accounts; they appear as marked cards and in no total.")
  var quarantine = false

  func validate() throws {
    if let port, !(0...65_535).contains(port) { throw ValidationError("--port must be from 0 to 65535") }
  }

  func run() async throws {
    let session = LiveSession(
      workspace: workspace.workspace, output: output.path(in: workspace), terminal: workspace.terminal,
      options: {
        SiteBuilder.Options(
          asOf: reading.day, audience: audience, quarantine: quarantine, strict: reading.strict, force: output.force,
          jobs: reading.workers)
      })
    do {
      try await withThrowingTaskGroup { tasks in
        tasks.addTask { try await session.run(port: port, ready: welcome) }
        tasks.addTask { await StopSignals.wait() }
        try await tasks.next()
        tasks.cancelAll()
        try await tasks.waitForAll()
      }
    } catch let error as SiteServer.Failure {
      workspace.terminal.problem("error: \(error)")
      throw ExitStatus.errors
    } catch let error as FileError {
      workspace.terminal.problem("error: \(error)")
      throw ExitStatus.errors
    }
  }

  @Sendable private func welcome(_ port: Int) {
    let address = LiveSession.address(port)
    if !workspace.quiet { workspace.terminal.result("Serving \(address), Ctrl-C to end") }
    if open, !Opener.open(address) { workspace.terminal.problem("There is no browser to open; go to \(address)") }
  }
}
