import Foundation
import Testing

@testable import Markdown

@Suite struct ConformanceTests {
  @Test(
    "all 652 examples of CommonMark 0.30 through the whole pipeline",
    .enabled(if: ConformanceSuite.folder != nil, "the public suites are not beside the project"))
  func commonMark() {
    let examples = ConformanceSuite.examples("commonmark-0.30.json")
    #expect(examples.count == 652)
    for example in examples {
      #expect(Note(example.markdown, .plain).html() == example.html, "\(example.testDescription)")
    }
  }

  @Test(
    "all extension examples of GitHub's specification",
    .enabled(if: ConformanceSuite.folder != nil, "the public suites are not beside the project"))
  func gitHub() {
    let examples = ConformanceSuite.examples("gfm-extensions.json")
    #expect(examples.count == 30)
    for example in examples where example.html != "<IGNORE>\n" {
      #expect(Note(example.markdown, .gfm).html() == example.html, "\(example.testDescription)")
    }
  }

  @Test(
    "extensions that an example doesn't use leave it alone",
    .enabled(if: ConformanceSuite.folder != nil, "the public suites are not beside the project"))
  func commonMarkWithGitHubExtensions() {
    // Bare addresses in these examples are links with the extensions on.
    let differing: Set<Int> = [601, 605, 607, 610, 611]
    for example in ConformanceSuite.examples("commonmark-0.30.json") where !differing.contains(example.example) {
      var options = MarkdownOptions.gfm
      options.extensions.remove(.tagFilter)
      #expect(Note(example.markdown, options).html() == example.html, "\(example.testDescription)")
    }
  }
}
