public import ArgumentParser
import Core
import Files
public import Ingest

/// `perennial import FILE…`: takes exports into the workspace, unchanged, and shows how they are read.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take CRM exports into content/, unchanged, and show how each column is read.",
    discussion: """
      What only you can know (is 03/04/2027 in March or April?) is asked on a terminal, and kept in content/portfolio.yaml.
      A file that is there already is not overwritten without --force.

      EXAMPLES
        perennial import ~/Downloads/report1667.csv
        perennial import usage.json --as usage --workspace my-book
      """)

  @Argument(help: ArgumentHelp("Exports: CSV, TSV or JSON.", valueName: "file"))
  var paths: [String]

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp("What they hold: contracts, lines, usage, health or opportunities.", valueName: "kind"))
  var kind: RowKind?

  @Flag(help: "Overwrite files of the same name in content/.")
  var force = false

  @OptionGroup var workspace: WorkspaceOptions

  func run() throws {
    var failed = false
    for path in paths {
      guard let bytes = UserFile.read(path) else {
        workspace.terminal.problem("error: cannot read \"\(path)\"; check the path and its permissions")
        failed = true
        continue
      }
      do { failed = try !take(bytes, named: path) || failed } catch {
        workspace.terminal.problem("error: \(error)\(error.kind == .exists ? "; --force overwrites it" : "")")
        failed = true
      }
    }
    if failed { throw ExitStatus.errors }
  }

  /// Whether the export could be taken.
  private func take(_ bytes: [UInt8], named path: String) throws(FileError) -> Bool {
    let files = workspace.files
    let settings = ImportSettings.read(files)
    var plan = ImportPlan(bytes, name: path, as: kind, settings: settings)
    var answers: [ImportPlan.Answer] = []
    for question in plan.questions {
      switch ImportDialogue.ask(question, workspace.terminal) {
      case .kind(let kind)?: plan = ImportPlan(bytes, name: path, as: kind, settings: settings)
      case .answer(let answer)?: answers.append(answer)
      case nil:
        show(plan)
        workspace.printer.print(plan.problems)
        workspace.terminal.problem("\(path) was not taken: \(ImportDialogue.text(of: question))")
        return false
      }
    }
    show(plan)
    if force { try files.write(bytes, to: plan.target) } else { try files.create(bytes, at: plan.target) }
    try keep(ImportPlan.settings(for: answers), in: files)
    workspace.terminal.result("\(path) -> \(workspace.workspace)/\(plan.target)")
    return true
  }

  private func show(_ plan: ImportPlan) {
    for table in plan.tables { for line in table.lines { workspace.terminal.say(line) } }
  }

  /// Adds lines to the settings; what stands there stays.
  private func keep(_ lines: String, in files: DiskFiles) throws(FileError) {
    guard !lines.isEmpty else { return }
    let path = "content/portfolio.yaml"
    var text = try files.kind(of: path) == nil ? [] : try files.read(path)
    if let last = text.last, last != 0x0A { text.append(0x0A) }
    try files.write(text + Array("\n# From perennial import\n".utf8) + Array(lines.utf8), to: path)
    workspace.terminal.say("added to \(path):\n\(lines)")
  }
}

extension RowKind: ExpressibleByArgument {}
