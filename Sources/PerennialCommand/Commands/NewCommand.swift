import ArgumentParser
import Core
import Files

/// `perennial new account|guide|play NAME`: a note to fill in.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Start a note from a template: an account, a guide or a play.",
    discussion: """
      EXAMPLES
        perennial new account "Acme Robotics"
        perennial new guide "Uplift talk track"
        perennial new play "New sponsor"
      """)

  /// What can be started.
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case account, guide, play

    var folder: String { "content/\(rawValue)s" }
  }

  @Argument(help: ArgumentHelp("account, guide or play.", valueName: "kind"))
  var kind: Kind

  @Argument(help: ArgumentHelp("Its name; the file is named after it.", valueName: "name"))
  var name: String

  @OptionGroup var workspace: WorkspaceOptions

  func run() throws {
    guard let slug = Slug(from: name) else {
      throw ValidationError("\"\(name)\" has no letters a to z or digits to name a file after")
    }
    let path = "\(kind.folder)/\(slug).md"
    do {
      try workspace.files.create(Array(Scaffold.text(for: kind, name: name, on: Clock.today).utf8), at: path)
    } catch {
      let mend = error.kind == .exists ? "; choose another name, or edit the note that is there" : ""
      workspace.terminal.problem("error: \(error)\(mend)")
      throw ExitStatus.errors
    }
    workspace.terminal.result("\(workspace.workspace)/\(path)")
  }
}
