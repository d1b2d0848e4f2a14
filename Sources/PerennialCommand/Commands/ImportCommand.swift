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
    var settings = ImportSettings.read(files)
    var plan = ImportPlan(bytes, name: path, as: kind, settings: settings)
    guard plan.isReadable else { return refuse(bytes, path, plan, "no rows were found in it") }
    var answers: [ImportPlan.Answer] = []
    if !plan.questions.isEmpty, UserFile.canAsk { describe(plan) }
    while let question = plan.questions.first {
      guard let reply = ImportDialogue.ask(question, plan, workspace.terminal) else {
        return refuse(bytes, path, plan, plan.questions.map(ImportDialogue.text).joined(separator: "\n  "))
      }
      switch reply {
      case .kind(let kind): plan = ImportPlan(bytes, name: path, as: kind, settings: settings)
      case .answer(let answer):
        answers.append(answer)
        settings = settings.adding(answer)
        plan = ImportPlan(bytes, name: path, as: plan.kind ?? kind, settings: settings)
      }
      // An answer that changes nothing would be asked for again and again.
      if plan.questions.first == question { return refuse(bytes, path, plan, "the answer did not settle it") }
    }
    return try put(bytes, named: path, plan, answers)
  }

  /// Writes the file and the settings it needs; neither, if one of the two can't be.
  private func put(
    _ bytes: [UInt8], named path: String, _ plan: ImportPlan, _ answers: [ImportPlan.Answer]
  ) throws(FileError) -> Bool {
    let files = workspace.files
    let settingsPath = ImportSettings.path(in: files)
    let before = try files.kind(of: settingsPath) == nil ? [] : try files.read(settingsPath)
    guard let after = SettingsEdit.adding(answers, to: before) else {
      return refuse(bytes, path, plan, "add this to \(settingsPath) by hand:\n\(ImportPlan.settings(for: answers))")
    }
    show(plan, bytes)
    if force { try files.replace(plan.target, with: bytes) } else { try files.create(bytes, at: plan.target) }
    if after != before {
      try files.replace(settingsPath, with: after)
      workspace.terminal.say("added to \(settingsPath):\n\(ImportPlan.settings(for: answers))")
    }
    workspace.terminal.result("\(path) -> \(workspace.workspace)/\(plan.target)")
    return true
  }

  private func refuse(_ bytes: [UInt8], _ path: String, _ plan: ImportPlan, _ reason: String) -> Bool {
    show(plan, bytes)
    workspace.terminal.problem("\(path) was not taken: \(reason)")
    return false
  }

  private func describe(_ plan: ImportPlan) {
    for table in plan.tables { for line in table.lines { workspace.terminal.say(line) } }
  }

  /// Prints how the columns are read, and what is wrong, beside the lines of the export: one of that name may be there already.
  private func show(_ plan: ImportPlan, _ bytes: [UInt8]) {
    describe(plan)
    let files = MemoryFiles()
    try? files.write(bytes, to: plan.target)
    DiagnosticPrinter(format: workspace.diagnostics, terminal: workspace.terminal, files: files).print(plan.problems)
  }
}

extension RowKind: ExpressibleByArgument {}
