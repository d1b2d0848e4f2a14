import ArgumentParser
import Core
import Files
import Markdown

/// `perennial markdown [FILE…]`: HTML fragments, for previews and conformance runs.
struct MarkdownCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "markdown",
    abstract: "Render Markdown files, or standard input, to HTML fragments.",
    discussion: """
      EXAMPLES
        perennial markdown content/guides/give-get.md
        echo '**hello**' | perennial markdown
        perennial markdown --plain --ast notes.md
      """)

  @Argument(help: ArgumentHelp("Files to render; none reads standard input.", valueName: "file"))
  var paths: [String] = []

  @Flag(help: "CommonMark alone: every extension off, raw HTML passed through.")
  var plain = false

  @Flag(help: "Print the tree that is rendered instead of HTML.")
  var ast = false

  func run() throws {
    let terminal = Terminal()
    var log = Diagnostics()
    for path in paths.isEmpty ? ["-"] : paths {
      guard let bytes = UserFile.read(path) else {
        log.append(.error("file.read", "cannot read \"\(path)\"", at: nil, hint: "check the path and its permissions"))
        continue
      }
      terminal.result(
        MarkdownTool.render(bytes, file: SourceFile(path), plain: plain, ast: ast, into: &log))
    }
    DiagnosticPrinter(format: .text, terminal: terminal, files: DiskFiles(root: ".")).print(log)
    if log.stopsBuild() { throw ExitStatus.errors }
  }
}
