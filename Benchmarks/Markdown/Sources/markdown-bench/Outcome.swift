import Core
import Markdown

/// Prints all that comes of the corpora, of the hostile inputs at 4 KB, and of `files`, read with several settings: for comparison
/// before and after a change that should change nothing.
func outcome(_ files: [String]) {
  let notes = (0..<200).map { ("note \($0)", Corpus.note($0)) } + (0..<50).map { ("plain \($0)", Corpus.plain($0)) }
  let hostile = Pathological.inputs.map { ($0.0, $0.1(4 << 10)) }
  for (name, text) in notes + hostile + files.map({ ($0, Corpus.file($0)) }) { show(name, text) }
}

/// Prints one text's outcome, for every setting.
private func show(_ name: String, _ text: [UInt8]) {
  var smart = MarkdownOptions(defaultClearance: .field)
  smart.smartPunctuation = true
  smart.html = .allow
  var github = MarkdownOptions()
  github.markup = .gfm
  for (setting, options) in [("site", MarkdownOptions()), ("smart", smart), ("github", github), ("plain", .plain)] {
    var log = Diagnostics()
    let note = MarkdownDocument(text, file: SourceFile("content/accounts/a.md"), options: options, into: &log)
    print("=== \(name), \(setting)")
    for diagnostic in log.all { print(diagnostic) }
    show(note)
  }
}

private func show(_ note: MarkdownDocument) {
  print(note.headings, note.links, note.images, note.figureReferences, note.touches, note.tasks, separator: "\n")
  for value in note.headings { print(value.resolved(for: .team).map { "\($0)" } ?? "", value.clearance) }
  for value in note.links { print(value.resolved(for: .team).map { "\($0)" } ?? "", value.clearance) }
  for value in note.images { print(value.resolved(for: .team).map { "\($0)" } ?? "", value.clearance) }
  for value in note.figureReferences { print(value.resolved(for: .team).map { "\($0)" } ?? "", value.clearance) }
  for value in note.pieces { print(value.resolved(for: .team).map { "\($0)" } ?? "", value.clearance) }
  for audience in Audience.allCases { show(note, audience) }
}

private func show(_ note: MarkdownDocument, _ audience: Audience) {
  print("--- \(audience)", note.plainText(for: audience), separator: "\n")
  write(note.html(for: audience, resolver: NoResolver()))
  write(note.tableOfContents(for: audience))
  for section in note.sections(for: audience) {
    print(section)
    write(note.html(of: section, for: audience, resolver: NoResolver(), includingHeading: true))
  }
  for task in note.tasks.compactMap({ $0.resolved(for: audience) }) {
    print(task)
    write(note.html(of: task, for: audience, resolver: NoResolver()))
  }
  for touch in note.touches.compactMap({ $0.resolved(for: audience) }) {
    print(touch)
    write(note.html(of: touch, for: audience, resolver: NoResolver()))
  }
}

private func write(_ html: [UInt8]) { print(String(decoding: html, as: UTF8.self)) }
