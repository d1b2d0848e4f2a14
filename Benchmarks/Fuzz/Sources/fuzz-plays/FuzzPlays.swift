import Core
import Files
import Ingest
import Insight
import Portfolio

/// A book with one account of everything that triggers ask for.
private let portfolio: Portfolio = {
  var log = Diagnostics()
  return PortfolioReader().read(
    MemoryFiles([
      "content/accounts/acme.md":
        "---\nname: Acme\nid: A1\nsegment: Enterprise\nstakeholders: [{name: D, role: champion}]\nrisks: [{id: R, title: T, severity: high}]\n---\n## Log\n### 2026-11-10 Call\n",
      "content/contracts/c.csv":
        "contract_id,account_id,start_date,end_date,currency,auto_renew,notice_days\nC-1,A1,2026-02-01,2027-01-31,USD,yes,60\n",
      "content/contracts/l.csv":
        "contract_id,product,quantity,unit_price,start_date,end_date\nC-1,S,100,5.00,2026-02-01,2027-01-31\n",
      "content/usage/u.csv": "account_id,product,month,entitled,assigned,active\nA1,S,2026-10,100,90,30\n",
      "content/plays/p.md": "---\ntitle: P\ntrigger: days_left < 90\nclearance: field\n---\nBody.\n",
    ]), into: &log)
}()
private let insight = Insight(of: portfolio, asOf: Day(number: 20_780))

/// Any bytes as a play's trigger: read, told in words, asked of an account by every audience.
private func fuzz(_ start: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  guard let start, let play = portfolio.plays.first else { return 0 }
  let text = String(decoding: UnsafeBufferPointer(start: start, count: size), as: UTF8.self)
  let place = SourceLocation(SourceFile("content/plays/p.md"), line: 3, column: 10)
  var log = Diagnostics()
  let expression = PlayExpression(text, at: place, into: &log)
  precondition((expression == nil) == (log.errorCount > 0), "a trigger is read, or told why not")
  for problem in log.all {
    let column = Int(problem.location?.column ?? 0)
    precondition(column >= 10 && column <= 10 + text.utf8.count, "a problem stands outside the trigger")
  }
  guard let expression else { return 0 }
  precondition(!expression.words.isEmpty && !expression.variables.isEmpty, "a trigger asks for something")
  var draft = PortfolioDraft(settings: portfolio.settings)
  draft.plays = [
    Play(
      slug: play.slug, clearance: play.clearance, title: play.title, summary: nil, trigger: text, triggerLocation: place,
      owner: nil, roles: [], stages: [], related: [], document: play.document, location: place)
  ]
  let book = Playbook(Portfolio(draft), into: &log)
  for audience in Audience.allCases {
    for match in book.matches(of: 0, in: insight, for: audience) { precondition(!match.text.isEmpty) }
    _ = book.trace(of: 0, in: insight, for: audience)
  }
  return 0
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ one: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The package manager makes `main` of this; libFuzzer's own is not linked.
@_cdecl("fuzz_plays_main")
public func fuzzMain(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
  var (count, arguments) = (count, arguments)
  return runDriver(&count, &arguments, { fuzz($0, $1) })
}
