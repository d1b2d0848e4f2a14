import Testing

@testable import Core

@Suite("Bytes that are only added to") struct ByteWriterTests {
  @Test(arguments: [0, 1, 63, 64, 65, 1000]) func growsBeyondTheRoomItBeganWith(count: Int) {
    var writer = ByteWriter(capacity: 0)
    for number in 0..<count { writer.append(UInt8(truncatingIfNeeded: number)) }
    writer.append([UInt8](repeating: 7, count: 300))
    var bytes: [UInt8] = [1]
    writer.add(to: &bytes)
    #expect(writer.count == count + 300)
    #expect(bytes == [1] + (0..<count).map { UInt8(truncatingIfNeeded: $0) } + [UInt8](repeating: 7, count: 300))
  }

  @Test func knowsItsLastByte() {
    var writer = ByteWriter(capacity: 8)
    #expect(writer.last == nil)
    writer.append("ab")
    #expect(writer.last == 0x62)
  }

  @Test(arguments: ["", "plain", "<a href=\"x\">&'", "Łódź \u{80}x", String(repeating: "x<", count: 100)])
  func escapesAsAnArrayDoes(text: String) {
    var writer = ByteWriter(capacity: 8)
    writer.appendEscapedHTML(text)
    var (written, expected): ([UInt8], [UInt8]) = ([], [])
    writer.add(to: &written)
    expected.appendEscapedHTML(text)
    #expect(written == expected)
  }
}
