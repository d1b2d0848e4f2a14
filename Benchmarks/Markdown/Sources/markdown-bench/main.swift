import CCmark
import Core
import Markdown

/// Best of several runs, in seconds.
func best(of runs: Int = 7, _ body: () -> Void) -> Double {
  let clock = ContinuousClock()
  return (0..<runs).map { _ in
    let time = clock.measure(body).components
    return Double(time.seconds) + Double(time.attoseconds) / 1e18
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

/// Hostile inputs at growing sizes: time for twice the bytes should be about twice.
func growth() {
  print("pathological inputs, all extensions, ms by size in KB (last column: growth for the last doubling)")
  let sizes = [128, 256, 512, 1024, 2048, 4096]
  print(padded("", 34) + sizes.map { padded("\($0)", 10) }.joined())
  for (name, make) in Pathological.inputs {
    var times: [Double] = []
    for size in sizes {
      let input = make(size << 10)
      times.append(best(of: 2) { _ = read(input, MarkdownOptions()).html(for: .team, resolver: NoResolver()) })
    }
    let growth = times[times.count - 1] / max(times[times.count - 2], 1e-6)
    print(padded(name, 34) + times.map { padded(rounded($0 * 1000), 10) }.joined() + "x\(rounded(growth))")
  }
}

/// A few notes again and again: for a profiler.
func profile() {
  let notes = (0..<10).map(Corpus.note)
  for _ in 0..<2000 { for note in notes { _ = read(note, MarkdownOptions()) } }
}

switch CommandLine.arguments.dropFirst().first {
case "growth": growth()
case "throughput": throughput(Array(CommandLine.arguments.dropFirst(2)))
case "profile": profile()
case "files":
  let files = CommandLine.arguments.dropFirst(2).map(Corpus.file)
  for _ in 0..<500 { for file in files { _ = read(file, MarkdownOptions()) } }
case "files-html":
  let files = CommandLine.arguments.dropFirst(2).map(Corpus.file)
  for _ in 0..<500 { for file in files { _ = read(file, MarkdownOptions()).html(for: .team, resolver: NoResolver()) } }
case "files-bare":
  let files = CommandLine.arguments.dropFirst(2).map(Corpus.file)
  for _ in 0..<500 { files.forEach(bare) }
case "profile-html":
  let notes = (0..<10).map { read(Corpus.note($0), MarkdownOptions()) }
  for _ in 0..<4000 { for note in notes { _ = note.html(for: .team, resolver: NoResolver()) } }
case "profile-bare":
  let notes = (0..<10).map(Corpus.note)
  for _ in 0..<2000 { notes.forEach(bare) }
default:
  throughput([])
  growth()
}
