import Core
import Templates

private struct Row: TemplateModel {
  let name: String
  let note: String?

  static let shape = TemplateShape<Self>(.text("name") { $0.name }, .optionalText("note") { $0.note })
}

private struct Page: TemplateModel {
  let title: String
  let rows: [Row]

  static let shape = TemplateShape<Self>(
    .text("title") { $0.title }, .list("rows") { $0.rows }, .html("body") { _ in Array("<p>x</p>".utf8) })
}

/// Any bytes as a user's template, and after a NUL as a part of it: compiled, checked and rendered. What is printed is escaped.
private func fuzz(_ start: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  guard let start else { return 0 }
  let bytes = Array(UnsafeBufferPointer(start: start, count: size))
  let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false).map(Array.init)
  let texts = [("page", parts[0]), ("part", parts.count > 1 ? parts[1] : Array("{{name}}".utf8))]
  var log = Diagnostics()
  let library = TemplateLibrary.compile(
    texts.map { TemplateSource(name: $0.0, bytes: $0.1, file: SourceFile("templates/\($0.0).mustache")) }, into: &log)
  library.check(page: "page", shape: Page.shape, into: &log)
  for problem in log.sorted {
    precondition(!problem.message.isEmpty && problem.location != nil, "a problem without a place")
  }
  let page = Page(title: "<\"T&'>", rows: [Row(name: "\u{1}a", note: nil), Row(name: "b", note: "<script>")])
  var output: [UInt8] = []
  do throws(TemplateError) {
    try library.render("page", page, into: &output)
  } catch {
    precondition(log.errorCount > 0, "a template that passes its checks renders")
  }
  let secret = Array("<\"T&'>".utf8)
  let isOwn = bytes.indices.contains { bytes[$0...].starts(with: secret) }
  precondition(isOwn || !output.indices.contains { output[$0...].starts(with: secret) }, "text is printed unescaped")
  return 0
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ one: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The package manager makes `main` of this; libFuzzer's own is not linked.
@_cdecl("fuzz_templates_main")
public func fuzzMain(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
  var (count, arguments) = (count, arguments)
  return runDriver(&count, &arguments, { fuzz($0, $1) })
}
