import Core
import Portfolio

/// The book while it is read: what was found so far, and how to find it again.
struct Book: Sendable {
  var settings: Settings
  var imports: ImportSettings
  var limits: WorkspaceLimits
  var accounts: [AccountNote] = []
  var accountIndex = AccountIndex()
  var products = ProductIndex([])
  var contracts: [Contract] = []
  /// Index in `contracts` by id; -1 minus the account's index for contracts that couldn't be read.
  var contractIndex = ByteIndex()
  /// Annual totals that headers give, by contract id.
  var totals: [(contract: String, total: Rational, location: SourceLocation)] = []
  var lines: [Line] = []
  var usage: [UsageRow] = []
  var readings: [HealthReading] = []
  var opportunities: [Opportunity] = []
  /// Oldest first.
  var snapshots: [Snapshot] = []
  var guides: [Guide] = []
  var plays: [Play] = []
  var paths: [LearningPath] = []
  var log = Diagnostics()

  init(settings: Settings, imports: ImportSettings, limits: WorkspaceLimits) {
    self.settings = settings
    self.imports = imports
    self.limits = limits
  }

  /// Slugs of all accounts, for diagnostics.
  var slugs: [String] { accounts.map(\.slug.text) }

  /// Slug of an account, for diagnostics.
  func slug(_ account: Int) -> String { accounts[account].slug.text }

  /// Adds the problems of one file, each kind up to its limit but for the first of each account; the rest are counted.
  mutating func report(_ problems: Diagnostics, of file: SourceFile) {
    var counts: [String: Int] = [:]
    var held: [(code: String, severity: Diagnostic.Severity, count: Int)] = []
    var accounts: Set<String> = []
    for problem in problems.all {
      let count = counts[problem.code, default: 0]
      counts[problem.code] = count + 1
      let isFirstOfAccount =
        problem.severity == .error && problem.account.map { accounts.insert($0).inserted } ?? false
      if count < limits.problemsPerKind || isFirstOfAccount {
        log.append(problem)
      } else if let index = held.firstIndex(where: { $0.code == problem.code }) {
        held[index].count += 1
        held[index].severity = max(held[index].severity, problem.severity)
      } else {
        held.append((problem.code, problem.severity, 1))
      }
    }
    for more in held {
      log.append(
        Diagnostic(
          .warning, more.code, "\(more.count) more like these are not listed", at: SourceLocation(file),
          hint: "mend those that are listed; the rest often goes with them"))
    }
  }
}
