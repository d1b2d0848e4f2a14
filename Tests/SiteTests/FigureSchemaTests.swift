import Core
import Foundation
import Testing

@testable import Site

@Suite struct FigureSchemaTests {
  @Test func theSchemaIsTheOneOfTheDocuments() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = try String(contentsOf: root.appending(path: "docs/figures.schema.json"), encoding: .utf8)
    #expect(file == FigureSchema.text + "\n")
  }

  @Test func anExportHasTheFieldsThatTheSchemaNames() throws {
    let schema = try #require(try JSONSerialization.jsonObject(with: Data(FigureSchema.text.utf8)) as? [String: Any])
    let named = try #require(schema["properties"] as? [String: Any])
    let definitions = try #require(schema["$defs"] as? [String: Any])
    let figure = try #require((definitions["figure"] as? [String: Any])?["properties"] as? [String: Any])
    let required = try #require((definitions["figure"] as? [String: Any])?["required"] as? [String])
    let bytes = FigureExport.json(SiteFixture().insight, for: .team)
    let export = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    #expect(Set(export.keys) == Set(named.keys))
    let accounts = try #require(export["accounts"] as? [[String: Any]])
    for figures in accounts.compactMap({ $0["figures"] as? [[String: Any]] }) {
      for entry in figures {
        #expect(Set(entry.keys).isSubset(of: figure.keys), "\(entry.keys)")
        #expect(Set(required).isSubset(of: entry.keys), "\(entry["name"] ?? "") lacks one of \(required)")
      }
    }
  }
}
