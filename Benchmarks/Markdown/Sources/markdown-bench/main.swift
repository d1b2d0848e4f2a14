import CCmark
import Core
import Markdown

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Seconds of processor time so far: what others do on the machine counts less than on the clock on the wall.
func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Seconds of processor time that something takes.
func time(_ body: () -> Void) -> Double {
  let start = processorTime()
  body()
  return processorTime() - start
}

/// Best of several runs.
func best(of runs: Int, _ body: () -> Void) -> Double { (0..<runs).map { _ in time(body) }.min() ?? 0 }

func bare(_ note: [UInt8]) {
  note.withUnsafeBytes { raw in
    let html = cmark_markdown_to_html(raw.assumingMemoryBound(to: CChar.self).baseAddress, raw.count, 0)
    cmark_get_default_mem_allocator().pointee.free(html)
  }
}

let file = SourceFile("content/accounts/a.md")

func read(_ note: [UInt8], _ options: MarkdownOptions) -> MarkdownDocument {
  var log = Diagnostics()
  return MarkdownDocument(note, file: file, options: options, into: &log)
}

func padded(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(1, width - text.count)) }

func rounded(_ value: Double, _ digits: Int = 2) -> String {
  let scale = digits == 2 ? 100.0 : 10_000.0
  return "\((value * scale).rounded() / scale)"
}

/// What is done to a text: `cmark` alone, `plain` (extensions off), `read`, or `html`: read, and HTML for the team.
func work(_ name: String?) -> ([UInt8]) -> Void {
  switch name {
  case "cmark": bare
  case "plain": { _ = read($0, .plain) }
  case "html": { _ = read($0, MarkdownOptions()).html(for: .team, resolver: NoResolver()) }
  default: { _ = read($0, MarkdownOptions()) }
  }
}

/// Texts by name: `notes`, `plain`, or files.
func texts(_ names: ArraySlice<String>, count: Int) -> [[UInt8]] {
  switch names.first {
  case nil, "notes": (0..<count).map(Corpus.note)
  case "plain": (0..<count).map(Corpus.plain)
  default: names.map(Corpus.file)
  }
}

/// Prints how many megabytes the texts are, and the seconds it takes to do one thing to them all, best of 7.
///
/// One thing in one process: what others leave behind on the heap makes cmark slower. `run` calls it for each in turn.
func throughput(_ words: [String]) {
  let corpus = texts(words.dropFirst(), count: 500)
  let work = work(words.first)
  let size = Double(corpus.reduce(0) { $0 + $1.count }) / 1e6
  // A small corpus often enough to be measured.
  let times = max(1, Int(1.5 / max(size, 0.01)))
  let least = best(of: 7) { for _ in 0..<times { corpus.forEach(work) } }
  print(size, least / Double(times))
}

/// Hostile inputs at growing sizes: time for twice the bytes should be about twice. Those that take more than 64 times as long for 32
/// times the bytes stand beside cmark alone; those whose last doubling is steep go on to 8 MB, since what doesn't fit the processor's
/// caches or `malloc`'s heap any more makes one step, and a bad algorithm one after another. With words, the inputs whose names hold
/// one of them, all of them beside cmark.
func growth(_ words: [String]) {
  print("pathological inputs, all extensions, ms of processor time, best of 3, by size in KB")
  print("growth for the last doubling, and for all of 32 times")
  let sizes = [128, 256, 512, 1024, 2048, 4096]
  print(padded("", 34) + sizes.map { padded("\($0)", 10) }.joined())
  let html: ([UInt8]) -> Void = { _ = read($0, MarkdownOptions()).html(for: .team, resolver: NoResolver()) }
  var growths: [Growth] = []
  for (name, make) in Pathological.inputs where words.isEmpty || words.contains(where: name.contains) {
    let inputs = sizes.map { make($0 << 10) }
    var growth = row(name, inputs, html)
    if !words.isEmpty || growth.whole > 64 { _ = row("  cmark alone", inputs, bare) }
    if growth.doubling > 2.6 { growth.next = row("  on to 8 MB", [make(4 << 20), make(8 << 20)], html).doubling }
    growths.append(growth)
  }
  summarize(growths)
}

func summarize(_ growths: [Growth]) {
  let doublings = growths.map { min($0.doubling, $0.next ?? $0.doubling) }.sorted()
  guard let least = doublings.first, let most = doublings.last else { return }
  print(
    "last doubling of \(growths.count): x\(rounded(least)) to x\(rounded(most)), median x\(rounded(doublings[doublings.count / 2])), "
      + "that from 4 to 8 MB for \(growths.count { $0.next != nil }); "
      + "\(growths.count { $0.whole > 64 }) took more than 64 times as long for 32 times the bytes")
}

/// How much longer an input took as it grew.
struct Growth {
  /// For the last doubling.
  let doubling: Double
  /// For all of 32 times the bytes.
  let whole: Double
  /// For a further doubling.
  var next: Double?
}

func row(_ name: String, _ inputs: [[UInt8]], _ body: ([UInt8]) -> Void) -> Growth {
  var times: [Double] = []
  // Of some inputs cmark alone takes the square of their length: a minute is enough to see it.
  for input in inputs where (times.last ?? 0) < 4 { times.append(best(of: 3) { body(input) }) }
  if times.count < inputs.count {
    print(padded(name, 34) + times.map { padded(rounded($0 * 1000), 10) }.joined() + "and so on: stopped, it takes too long")
    return Growth(doubling: .infinity, whole: .infinity)
  }
  let growth = Growth(
    doubling: times[times.count - 1] / max(times[times.count - 2], 1e-6),
    whole: times[times.count - 1] / max(times[0], 1e-6))
  print(
    padded(name, 34) + times.map { padded(rounded($0 * 1000), 10) }.joined() + padded("x\(rounded(growth.doubling))", 8)
      + "x\(rounded(growth.whole))")
  fflush(nil)
  return growth
}

/// A few texts again and again: for a profiler, or to count instructions. What is done to them, how many times, and which.
func profile(_ words: [String]) {
  let corpus = texts(words.dropFirst(2), count: 10)
  let work = work(words.first)
  for _ in 0..<(words.dropFirst().first.flatMap(Int.init) ?? 2000) { corpus.forEach(work) }
}

let words = Array(CommandLine.arguments.dropFirst(2))
switch CommandLine.arguments.dropFirst().first {
case "growth": growth(words)
case "throughput": throughput(words)
case "profile": profile(words)
case "outcome": outcome(words)
default: growth([])
}
