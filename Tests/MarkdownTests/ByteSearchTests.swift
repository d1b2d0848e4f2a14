import Testing

@testable import Markdown

@Suite struct ByteSearchTests {
  @Test(
    "a set of bytes is found where a byte by byte search finds it", arguments: [0, 1, 7, 15, 16, 17, 31, 32, 33, 40])
  func find(_ length: Int) throws {
    let set = try #require(ByteSet(Array("[{&!\\".utf8)))
    var mistakes = 0
    for place in 0..<max(length, 1) {
      var text = [UInt8](repeating: 0x61, count: length)
      if place < length { text[place] = 0x26 }
      text.withUnsafeBufferPointer { text in
        for start in 0...length {
          for end in start...length {
            let expected = (start..<end).first { text[$0] == 0x26 } ?? end
            if set.next(in: text, from: start, to: end) != expected { mistakes += 1 }
          }
        }
      }
    }
    #expect(mistakes == 0)
  }

  @Test("each byte of a set is found, and no other") func members() throws {
    for count in 1...5 {
      let wanted = Array("~@:w\u{2}".utf8.prefix(count))
      let set = try #require(ByteSet(wanted))
      for byte in UInt8.min...UInt8.max {
        for text in [[byte], [UInt8](repeating: 0x20, count: 20) + [byte]] {
          let found = text.withUnsafeBufferPointer { set.next(in: $0, from: 0, to: $0.count) < $0.count }
          #expect(found == wanted.contains(byte))
        }
      }
    }
    #expect(ByteSet([]) == nil)
  }

  @Test("a buffer holds what was written to it") func buffer() {
    var buffer = ByteBuffer(capacity: 0)
    for number in 0..<300 {
      buffer.appendDecimal(number)
      buffer.append(", ")
    }
    buffer.removeLast(2)
    buffer.append(.openHeading, 12_345)
    buffer.appendEscapedHTML("<é>")
    let text = (0..<300).map(String.init).joined(separator: ", ") + "\u{4}H12345\u{5}&lt;é&gt;"
    #expect(buffer.hasSuffix("&gt;"))
    #expect(buffer.take() == Array(text.utf8))
    #expect(buffer.isEmpty)
    buffer.append("again")
    #expect(buffer.take() == Array("again".utf8))
  }
}
