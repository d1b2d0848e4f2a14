public import ArgumentParser
import Core
import Files
import Sharing
public import Site

/// `perennial pack`: what a meeting needs, as one file.
struct PackCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack",
    abstract: "Write what a meeting needs as one printable file, in the order of its agenda.",
    discussion: """
      A cover with the agenda and the dates of the data, then the page that answers each point. The file is self-contained, says
      which build it is, and prints page by page; with --output NAME.pdf an installed Chromium makes a PDF of it.

        forecast              the forecast call: what moved, the call, next quarters, risks, help needed
        seller NAME           an account executive's one-to-one: their accounts by renewal date (a field copy)
        at-risk               the at-risk review: risks by value, save plans, accounts without one
        escalation ACCOUNT    the brief, the account behind it, what to say
        qbr                   the quarter: retention, last quarter's forecast, accuracy, multi-year, licences, risks
        week                  Monday's preparation: what changed, what is due, forecast hygiene, data quality

      EXAMPLES
        perennial pack forecast
        perennial pack seller "Raj Patel" -o for-raj.html
        perennial pack escalation larkspur-robotics -o larkspur.pdf
      """)

  @Argument(help: "forecast, seller, at-risk, escalation, qbr or week.")
  var ritual: PackRitual

  @Argument(help: ArgumentHelp("The account executive or account, where the pack is about one.", valueName: "name"))
  var name: String?

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var copy: CopyOptions

  @Option(
    help: ArgumentHelp(
      "Who the pack is for: team, field or customer. Default: field for a seller, else team.", valueName: "audience"))
  var audience: Audience?

  func validate() throws { try ritual.check(name) }

  func run() async throws {
    do {
      var log = Diagnostics()
      let book = try await CopySource.load(workspace, reading, into: &log)
      try stopOnErrors(&log, strict: reading.strict, printer: workspace.printer)
      let audience = audience ?? ritual.audience
      let maker = CopyMaker(book, for: audience)
      maker.plan.check(book.templates, into: &log)
      try stopOnErrors(&log, strict: reading.strict, printer: workspace.printer)
      let pages = try maker.pages(of: ritual, name)
      try await copy.write(pages, by: maker, for: audience, workspace, reading)
    } catch let error as FileError {
      workspace.terminal.problem("error: \(error)")
      throw ExitStatus.errors
    }
  }
}

extension PackRitual: ExpressibleByArgument {
  /// Who the pack is for unless somebody else is named.
  var audience: Audience { self == .seller ? .field : .team }

  /// A name where one is needed, and none where not.
  func check(_ name: String?) throws {
    switch (subject, name) {
    case (.seller, nil): throw ValidationError("name the account executive: perennial pack seller \"Raj Patel\"")
    case (.account, nil): throw ValidationError("name the account: perennial pack escalation larkspur-robotics")
    case (.none, .some(let name)):
      throw ValidationError("the \(rawValue) pack is about the whole book; leave \"\(name)\" out")
    default: break
    }
  }
}

extension CopyMaker {
  /// The pages of a pack, its cover first.
  func pages(of ritual: PackRitual, _ name: String?) throws -> [SharedPage] {
    do {
      return try plan.pack(ritual, of: name, with: book.templates).map { SharedPage(path: $0.path, bytes: $0.bytes) }
    } catch let problem as PackProblem {
      switch problem {
      case .empty(let reason): throw ValidationError(reason)
      case .unknown(let name, let nearest):
        let what = ritual.subject == .seller ? "account executive" : "account"
        throw ValidationError("there is no \(what) \"\(name)\"" + (nearest.map { "; did you mean \"\($0)\"?" } ?? ""))
      }
    }
  }

  /// The pages of a copy made again, a pack's by its ritual; without those that there are no more.
  func again(_ paths: [String]) throws -> [SharedPage] {
    if let cover = paths.first, cover.hasPrefix("pack-") {
      let name = cover.dropFirst("pack-".count).dropLast(".html".count)
      let ritual = PackRitual.allCases.first { name == $0.rawValue || name.hasPrefix($0.rawValue + "-") }
      let subject = ritual.map { String(name.dropFirst($0.rawValue.utf8.count + 1)) }
      return (try? ritual.map { try pages(of: $0, subject) }) ?? []
    }
    let known = Set(plan.paths)
    return try pages(at: paths.filter(known.contains))
  }
}
