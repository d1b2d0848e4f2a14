/// Postings as text for a script: for each mask its mark, then the numbers of the entries as differences, five bits a letter.
///
/// A mark and a letter are one plain ASCII character each, none of which needs an escape in a string literal.
enum PostingsCode {
  /// Digits 0 to 63; from 32 on, more bits follow.
  static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_".utf8)
  /// Marks of masks 1 to 15. A mark ends the word before it, so no mark is a letter or digit.
  static let marks = Array("!#$%()*+,./:;=?".utf8)
  /// Between the words of a shard.
  static let separator = UInt8(ascii: "|")

  /// `postings` (`entry << 4 | mask`, ascending) in pieces of about `limit` bytes at most, each whole in itself.
  static func encode(_ postings: [UInt32], limit: Int) -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    var piece: [UInt8] = []
    for mask in 1...UInt32(marks.count) {
      var last: UInt32 = 0
      var isOpen = false
      for posting in postings where posting & 15 == mask {
        if piece.count >= limit {
          pieces.append(piece)
          piece.removeAll(keepingCapacity: true)
          isOpen = false
        }
        if !isOpen {
          piece.append(marks[Int(mask) - 1])
          (last, isOpen) = (0, true)
        }
        append(posting >> 4 - last, to: &piece)
        last = posting >> 4
      }
    }
    if !piece.isEmpty { pieces.append(piece) }
    return pieces
  }

  private static func append(_ value: UInt32, to piece: inout [UInt8]) {
    var rest = value
    while rest >= 32 {
      piece.append(alphabet[Int(rest & 31 | 32)])
      rest >>= 5
    }
    piece.append(alphabet[Int(rest)])
  }
}
