import BuiltIn
import Core
import Templates
import Testing

@testable import Site

@Suite struct BuiltInTemplatesTests {
  @Test func allCompileWithoutAWord() {
    var log = Diagnostics()
    let sources = BuiltInFile.all(in: "templates").filter { $0.path.hasSuffix(".mustache") }.map {
      TemplateSource(
        name: String($0.path.dropLast(9)), bytes: Array($0.text.utf8), file: SourceFile("templates/" + $0.path))
    }
    _ = TemplateLibrary.compile(sources, into: &log)
    #expect(log.all.isEmpty)
    #expect(sources.count > 20)
  }
}
