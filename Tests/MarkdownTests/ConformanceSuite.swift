import Foundation
import Testing

/// One example of a public specification.
struct SpecificationExample: Decodable, CustomTestStringConvertible {
  let markdown: String
  let html: String
  let example: Int
  let section: String

  var testDescription: String { "\(section) \(example)" }
}

/// Finds the public suites, which are data beside the project and not part of it.
enum ConformanceSuite {
  /// The folder `shared/conformance` next to the package or next to a folder above it; nil if there is none.
  static let folder: URL? = {
    var directory = URL(fileURLWithPath: #filePath)
    while directory.path != "/" {
      directory.deleteLastPathComponent()
      let candidate = directory.appendingPathComponent("shared/conformance")
      if FileManager.default.fileExists(atPath: candidate.path) { return candidate }
    }
    return nil
  }()

  static func examples(_ name: String) -> [SpecificationExample] {
    guard let file = folder?.appendingPathComponent(name), let data = try? Data(contentsOf: file) else { return [] }
    return (try? JSONDecoder().decode([SpecificationExample].self, from: data)) ?? []
  }
}
