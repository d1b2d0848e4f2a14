import Testing

@testable import Core

@Suite struct EscapedHTMLTests {
  /// Byte by byte, as the rule reads.
  private func reference(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    // Of what follows the first byte here, only the pair C2 80...9F is a character that HTML forbids.
    if let place = bytes.indices.dropLast().first(where: {
      bytes[$0] == 0xC2 && (0x80...0x9F).contains(bytes[$0 + 1])
    }) {
      bytes.replaceSubrange(place...(place + 1), with: [0])
    }
    return bytes.flatMap { byte -> [UInt8] in
      switch byte {
      case 0x26: Array("&amp;".utf8)
      case 0x3C: Array("&lt;".utf8)
      case 0x3E: Array("&gt;".utf8)
      case 0x22: Array("&quot;".utf8)
      case 0x27: Array("&#39;".utf8)
      case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F, 0x7F: Array("\u{FFFD}".utf8)
      default: [byte]
      }
    }
  }

  @Test func eightBytesAtATimeGivesWhatOneByteAtATimeGives() {
    for byte in UInt8.min...UInt8.max {
      for offset in 0..<17 {
        for neighbour in [UInt8(0x61), 0x20, 0x80, 0x25, 0xFF] {
          var bytes = [UInt8](repeating: neighbour, count: 19)
          bytes[offset] = byte
          var escaped: [UInt8] = []
          escaped.appendEscapedHTML(bytes)
          #expect(escaped == reference(bytes))
        }
      }
    }
  }

  @Test func escapesStringsLikeTheirBytes() {
    for text in [
      "", "é – · 漢 😀 \u{A0}", "plain", "a & b < c", "long enough to be looked at by words & then some \u{301}\"",
      "\u{0}\r\n\t",
    ] {
      var escaped: [UInt8] = []
      escaped.appendEscapedHTML(text)
      #expect(escaped == reference(Array(text.utf8)))
    }
  }

  @Test func whatHTMLForbidsIsReplacedAndItsNeighboursAreNot() {
    for value in UInt32(0x80)...0x10FFFF {
      let isNeighbour = value & 0xFFFE == 0xFFFE || (value &+ 2) & 0xFFFE == 0xFFFE || value & 0xFFFF < 2
      guard value < 0x200 || (0xFD00...0xFE00).contains(value) || isNeighbour, let scalar = Unicode.Scalar(value) else {
        continue
      }
      let isForbidden = value < 0xA0 || (0xFDD0...0xFDEF).contains(value) || value & 0xFFFE == 0xFFFE
      var escaped: [UInt8] = []
      escaped.appendEscapedHTML("some text \(scalar)")
      #expect(
        String(decoding: escaped, as: UTF8.self) == "some text \(isForbidden ? "\u{FFFD}" : scalar)",
        "U+\(String(value, radix: 16))")
    }
  }
}
