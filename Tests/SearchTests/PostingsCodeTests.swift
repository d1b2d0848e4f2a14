import Testing

@testable import Search

@Suite("Postings as text")
struct PostingsCodeTests {
  /// Reads what the browser reads.
  func decode(_ pieces: [[UInt8]]) -> [UInt32] {
    var postings: [UInt32] = []
    for piece in pieces {
      var (mask, entry, value, shift) = (UInt32(0), UInt32(0), UInt32(0), UInt32(0))
      for byte in piece {
        guard let digit = PostingsCode.alphabet.firstIndex(of: byte) else {
          mask = UInt32((PostingsCode.marks.firstIndex(of: byte) ?? -1) + 1)
          entry = 0
          continue
        }
        value |= UInt32(digit & 31) << shift
        shift += 5
        if digit & 32 != 0 { continue }
        entry += value
        postings.append(entry << 4 | mask)
        (value, shift) = (0, 0)
      }
    }
    return postings.sorted()
  }

  @Test(
    arguments: [
      [], [1], [15], [1 << 4 | 1, 2 << 4 | 1, 2_000 << 4 | 1], [0 << 4 | 9, 31 << 4 | 1, 63 << 4 | 1, 64 << 4 | 3],
      [268_435_455 << 4 | 15],
    ] as [[UInt32]])
  func comeBackAsTheyWere(_ postings: [UInt32]) {
    #expect(decode(PostingsCode.encode(postings, limit: 1_000)) == postings)
  }

  @Test func longListsAreCutIntoPiecesThatStandAlone() {
    let postings = (0..<UInt32(5_000)).map { (number: UInt32) -> UInt32 in
      number * 3 << 4 | (number.isMultiple(of: 7) ? 9 : 1)
    }
    let pieces = PostingsCode.encode(postings, limit: 200)
    #expect(pieces.count > 20)
    #expect(pieces.allSatisfy { $0.count < 210 })
    #expect(decode(pieces) == postings)
  }

  @Test func noCharacterNeedsAnEscapeAndNoneIsBoth() {
    let all = PostingsCode.alphabet + PostingsCode.marks + [PostingsCode.separator]
    #expect(Set(all).count == all.count)
    #expect(PostingsCode.alphabet.count == 64)
    #expect(!all.contains { Array("\"\\&'<>".utf8).contains($0) })
  }
}
