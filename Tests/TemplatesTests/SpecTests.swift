import Core
import Foundation
import Testing

@testable import Templates

/// The public Mustache specification, read from beside the package: all required modules and inheritance.
@Suite struct SpecTests {
  static let modules = [
    "comments", "delimiters", "interpolation", "inverted", "partials", "sections", "~inheritance",
  ]

  @Test(.enabled(if: SpecModule.isAvailable, "the Mustache specification isn't beside the package"), arguments: modules)
  func rendersAsTheSpecificationSays(module: String) throws {
    let tests = try SpecModule.tests(of: module)
    #expect(tests.count >= 12)
    for test in tests {
      var sources = [TemplateSource("spec.main", test.template)]
      for (name, text) in test.partials ?? [:] { sources.append(TemplateSource(name, text)) }
      var log = Diagnostics()
      let library = TemplateLibrary.compile(sources, into: &log)
      var bytes: [UInt8] = []
      try library.render("spec.main", test.data.value, into: &bytes, trustsText: true)
      #expect(String(decoding: bytes, as: UTF8.self) == test.expected, "\(module): \(test.name)")
    }
  }
}

struct SpecModule: Decodable {
  struct Test: Decodable {
    let name: String
    let data: JSON
    let template: String
    let partials: [String: String]?
    let expected: String
  }

  let tests: [Test]

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/conformance/mustache")

  static var isAvailable: Bool { FileManager.default.fileExists(atPath: folder.path) }

  static func tests(of module: String) throws -> [Test] {
    try JSONDecoder().decode(Self.self, from: Data(contentsOf: folder.appending(path: "\(module).json"))).tests
  }
}

/// The data of a specification test as a template value.
struct JSON: Decodable {
  let value: TemplateValue

  init(from decoder: any Decoder) throws {
    let single = try decoder.singleValueContainer()
    if single.decodeNil() {
      value = .none
    } else if let flag = try? single.decode(Bool.self) {
      value = .flag(flag)
    } else if let number = try? single.decode(Int.self) {
      value = .text(String(number))
    } else if let number = try? single.decode(Double.self) {
      value = .text(number.description)
    } else if let text = try? single.decode(String.self) {
      value = .text(text)
    } else if let items = try? single.decode([JSON].self) {
      value = .list(items.map(\.value))
    } else {
      let entries = try single.decode([String: JSON].self)
      value = .record(TemplateRecord(open: entries.map { (name: $0.key, value: $0.value.value) }))
    }
  }
}

extension TemplateSource {
  init(_ name: String, _ text: String) {
    self.init(name: name, bytes: Array(text.utf8), file: SourceFile("templates/\(name).mustache"))
  }
}
