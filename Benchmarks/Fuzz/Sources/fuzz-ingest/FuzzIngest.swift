import Core
import Files
import Ingest
import Portfolio

/// The first byte chooses what the rest is: a file of rows in one of the folders, JSON rows, an account's note, settings, products.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  guard let start, size > 1 else { return 0 }
  let bytes = Array(UnsafeBufferPointer(start: start + 1, count: size - 1))
  let folders = [
    "contracts/x.csv", "usage/x.csv", "health/x.csv", "opportunities/x.csv", "contracts/x.json", "accounts/acme.md",
    "portfolio.yaml", "products.yaml", "guides/x.md",
  ]
  let path = "content/" + folders[Int(start[0]) % folders.count]
  let files = MemoryFiles([
    "content/accounts/acme.md": "---\nname: Acme\nid: A1\n---\n",
    "content/contracts/c.csv":
      "contract_id,account_id,start_date,end_date,currency\nC-1,A1,2026-02-01,2027-01-31,USD\n",
    "content/contracts/l.csv": "contract_id,product,quantity,unit_price,start_date\nC-1,S,\"1,234\",5.00,02/03/2026\n",
  ])
  try? files.write(bytes, to: path)
  var log = Diagnostics()
  var options = ReaderOptions()
  options.quarantine = start[0] >= 128
  let portfolio = PortfolioReader(options).read(files, into: &log)
  _ = DataQuality.findings(portfolio, asOf: Day(number: 20_780))
  for diagnostic in log.all { precondition(!diagnostic.message.isEmpty) }
  if path.hasSuffix(".csv") {
    // However a file is cut into blocks, what is made of it is the same.
    options.blocks = .smallest
    var other = Diagnostics()
    let blocks = PortfolioReader(options).read(files, into: &other)
    precondition(other.all == log.all && blocks.lines.count == portfolio.lines.count)
    for (a, b) in zip(blocks.lines, portfolio.lines) { precondition(a.id == b.id && a.location == b.location) }
  }
  if path.hasSuffix("portfolio.yaml") {
    let answers: [ImportPlan.Answer] = [
      .dateOrder(.dayFirst), .column(kind: .contracts, header: "Bis: \"x\" # y", field: "end_date"),
    ]
    if let edited = SettingsEdit.adding(answers, to: bytes) { precondition(edited.count > bytes.count) }
  }
  if path.hasSuffix("csv") { _ = ImportPlan(bytes, name: "x.csv") }
  return 0
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ one: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The package manager makes `main` of this; libFuzzer's own is not linked.
@_cdecl("fuzz_ingest_main")
public func fuzzMain(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
  var (count, arguments) = (count, arguments)
  return runDriver(&count, &arguments, { fuzzOne($0, $1) })
}
