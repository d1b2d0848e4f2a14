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

/// Best of several runs, in seconds of processor time.
func best(of runs: Int = 7, _ body: () -> Void) -> Double {
  (0..<runs).map { _ in
    let start = processorTime()
    body()
    return processorTime() - start
  }.min() ?? 0
}

func bare(_ note: [UInt8]) {
  note.withUnsafeBytes { raw in
    let html = cmark_markdown_to_html(raw.assumingMemoryBound(to: CChar.self).baseAddress, raw.count, 0)
    cmark_get_default_mem_allocator().pointee.free(html)
  }
}

func read(_ note: [UInt8], _ options: MarkdownOptions) -> MarkdownDocument {
  var log = Diagnostics()
  return MarkdownDocument(note, file: SourceFile("content/accounts/a.md"), options: options, into: &log)
}

func padded(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(1, width - text.count)) }

func rounded(_ value: Double, _ digits: Int = 2) -> String {
  let scale = digits == 2 ? 100.0 : 10_000.0
  return "\((value * scale).rounded() / scale)"
}

func throughput(_ files: [String]) {
  for (name, corpus) in [
    ("sample book", files.map(Corpus.file)), ("notes", (0..<500).map(Corpus.note)),
    ("plain", (0..<500).map(Corpus.plain)),
  ] where !corpus.isEmpty {
    let size = Double(corpus.reduce(0) { $0 + $1.count }) / 1e6
    print("\(name): \(corpus.count) texts, \(rounded(size)) MB, single thread, best of 7")
    let cmark = best { corpus.forEach(bare) }
    let rows: [(String, Double)] = [
      ("cmark_markdown_to_html", cmark),
      ("MarkdownDocument, plain", best { for note in corpus { _ = read(note, .plain) } }),
      ("MarkdownDocument, all extensions", best { for note in corpus { _ = read(note, MarkdownOptions()) } }),
      (
        "  and HTML for the team",
        best { for note in corpus { _ = read(note, MarkdownOptions()).html(for: .team, resolver: NoResolver()) } }
      ),
    ]
    for (what, time) in rows {
      print("  \(padded(what, 36))\(padded(rounded(size / time) + " MB/s", 14))\(rounded(time / cmark)) x cmark")
    }
  }
}

/// Hostile inputs at growing sizes: time for twice the bytes should be about twice. With words, the inputs whose names hold one of
/// them, each beside cmark alone.
func growth(_ words: [String]) {
  print("pathological inputs, all extensions, ms by size in KB; growth for the last doubling, and for all of 32 times")
  let sizes = [128, 256, 512, 1024, 2048, 4096]
  print(padded("", 34) + sizes.map { padded("\($0)", 10) }.joined())
  for (name, make) in Pathological.inputs where words.isEmpty || words.contains(where: name.contains) {
    let inputs = sizes.map { make($0 << 10) }
    row(name, inputs) { _ = read($0, MarkdownOptions()).html(for: .team, resolver: NoResolver()) }
    if !words.isEmpty { row("  cmark alone", inputs, bare) }
  }
}

func row(_ name: String, _ inputs: [[UInt8]], _ body: ([UInt8]) -> Void) {
  let times = inputs.map { input in best(of: 3) { body(input) } }
  let doubling = times[times.count - 1] / max(times[times.count - 2], 1e-6)
  let whole = times[times.count - 1] / max(times[0], 1e-6)
  print(
    padded(name, 34) + times.map { padded(rounded($0 * 1000), 10) }.joined() + padded("x\(rounded(doubling))", 8)
      + "x\(rounded(whole))")
}

/// A few texts again and again: for a profiler, or to count instructions. What is done to them (`cmark`, `read`, `html`), how
/// many times, and which: `notes`, `plain`, or files.
func profile(_ words: [String]) {
  let times = words.dropFirst().first.flatMap(Int.init) ?? 2000
  let texts =
    switch words.dropFirst(2).first {
    case nil, "notes": (0..<10).map(Corpus.note)
    case "plain": (0..<10).map(Corpus.plain)
    default: words.dropFirst(2).map(Corpus.file)
    }
  let work: ([UInt8]) -> Void =
    switch words.first {
    case "cmark": bare
    case "html": { _ = read($0, MarkdownOptions()).html(for: .team, resolver: NoResolver()) }
    default: { _ = read($0, MarkdownOptions()) }
    }
  for _ in 0..<times { texts.forEach(work) }
}

let words = Array(CommandLine.arguments.dropFirst(2))
switch CommandLine.arguments.dropFirst().first {
case "growth": growth(words)
case "throughput": throughput(words)
case "profile": profile(words)
case "outcome": outcome(words)
default:
  throughput([])
  growth([])
}
