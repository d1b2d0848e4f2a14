import ArgumentParser
import BuiltIn
import Files

/// `perennial init DIR`: a starter workspace that teaches the format.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a starter workspace: two example accounts, one guide, settings with comments.",
    discussion: """
      Existing files are never overwritten: what is there stays, what is missing is added.

      EXAMPLES
        perennial init my-book
        perennial build --workspace my-book
      """)

  @Argument(help: ArgumentHelp("The folder to make the workspace in.", valueName: "dir"))
  var directory: String

  @Flag(help: "Also copy the built-in templates to templates/, to read and change.")
  var templates = false

  func run() throws {
    let terminal = Terminal()
    let files = DiskFiles(root: directory)
    var (added, kept) = (0, 0)
    do {
      for file in starterFiles {
        if try files.kind(of: file.path) != nil {
          kept += 1
        } else {
          try files.create(Array(file.text.utf8), at: file.path)
          added += 1
        }
      }
    } catch {
      terminal.problem("error: \(error)")
      throw ExitStatus.errors
    }
    terminal.result("\(added) files added to \(directory)\(kept > 0 ? ", \(kept) kept as they were" : "")")
    terminal.result("Next: perennial build --workspace \(directory), then open \(directory)/output/index.html")
  }

  private var starterFiles: [BuiltInFile] {
    let starter = BuiltInFile.all(in: "starter")
    guard templates else { return starter }
    return starter + BuiltInFile.all(in: "templates").map { BuiltInFile(path: "templates/" + $0.path, text: $0.text) }
  }
}
