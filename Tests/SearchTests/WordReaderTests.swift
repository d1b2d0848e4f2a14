import Foundation
import Testing

@testable import Search

@Suite("Words of the index")
struct WordReaderTests {
  struct Vector: Decodable, CustomTestStringConvertible {
    let text: String
    let index: [String]
    var testDescription: String { text }
  }

  /// The same file is held against `search.js` in a browser.
  static let vectors: [Vector] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Browser/search/words.json")
    guard let data = try? Data(contentsOf: file) else { return [] }
    return (try? JSONDecoder().decode([Vector].self, from: data)) ?? []
  }()

  @Test func theSharedVectorsAreRead() {
    #expect(Self.vectors.count > 20)
  }

  @Test(arguments: vectors)
  func foldsAndCutsAsTheBrowserDoes(_ vector: Vector) {
    var reader = WordReader()
    var words: [String] = []
    reader.read(vector.text) { words.append(String(decoding: $0, as: UTF8.self)) }
    #expect(words.map { Array($0.utf8) } == vector.index.map { Array($0.utf8) }, "\(words)")
  }

  @Test func everyFoldedLetterIsPlain() {
    let folded = Set(Folding.table.flatMap { $0.letters.unicodeScalars.map(\.value) })
    for row in Folding.table {
      #expect(!row.plain.unicodeScalars.contains { folded.contains($0.value) }, "\(row.plain) folds again")
    }
    #expect(folded.count == Folding.table.reduce(0) { $0 + $1.letters.unicodeScalars.count }, "a letter folds two ways")
  }
}
