import Core
import Files
import Ingest
import Portfolio

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// ingest-benchmark WORKSPACE [JOBS] [BLOCK]: reads a workspace and prints what was read, how long it took and how much memory it needed.
let arguments = CommandLine.arguments
guard arguments.count >= 2 else {
  print("usage: ingest-benchmark WORKSPACE [JOBS] [BLOCK]")
  exit(64)
}
var options = ReaderOptions()
options.jobs = arguments.count > 2 ? Int(arguments[2]) ?? 1 : 1
if arguments.count > 3, let size = Int(arguments[3]) { options.blocks.size = size }

func read(_ root: String, _ options: ReaderOptions) async -> (Portfolio, Diagnostics) {
  var log = Diagnostics()
  let portfolio = await PortfolioReader(options).readConcurrently(DiskFiles(root: root), into: &log)
  return (portfolio, log)
}

let clock = ContinuousClock()
let start = clock.now
let (portfolio, log) = await read(arguments[1], options)
let elapsed = clock.now - start
for diagnostic in log.sorted.prefix(40) {
  let place = diagnostic.location.map { "\($0): " } ?? ""
  print("\(place)\(diagnostic.severity): \(diagnostic.message) [\(diagnostic.code)]\n    \(diagnostic.hint ?? "")")
}
func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000 }
var usage = rusage()
#if canImport(Glibc)
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
#else
  getrusage(RUSAGE_SELF, &usage)
#endif
print(
  """
  accounts \(portfolio.accounts.count), contracts \(portfolio.contracts.count), lines \(portfolio.lines.count), usage \
  \(portfolio.usage.count), guides \(portfolio.guides.count), plays \(portfolio.plays.count), products \
  \(portfolio.products.count), errors \(log.errorCount), warnings \(log.warningCount)
  seconds \(elapsed), CPU \(seconds(usage.ru_utime) + seconds(usage.ru_stime)), peak \(usage.ru_maxrss / 1024) MB
  """)
