/// How many bits a passphrase is worth to someone who guesses with knowledge of how people choose them; an estimate, on the low side.
///
/// A word counts as one of 2,000 whatever its length, a number as a date or a PIN, a row of the alphabet or the keyboard and what was
/// there before as nothing much. So long random text and five chance words are strong, `Summer2026!` is not.
public struct PassphraseStrength: Sendable, Comparable {
  /// Twice as many guesses for each bit.
  public let bits: Int

  /// What a copy that travels on its own needs: 600,000 rounds to a guess make 2^55 guesses some 70,000 years of one graphics card.
  public static let required = PassphraseStrength(bits: 55)

  private init(bits: Int) { self.bits = bits }

  /// Estimates `passphrase`.
  public init(of passphrase: Passphrase) {
    var seen: [[UInt8]] = []
    var total = 0.0
    for part in Self.parts(passphrase.bytes) {
      let plain = part.map(\.asciiLowercased)
      // A single letter or digit may well come again by chance.
      let isKnown = seen.contains(plain) && (part.count > 2 || part.first.map(Self.kind) == .mark)
      total += isKnown ? 0.5 : Self.bits(of: part)
      seen.append(plain)
    }
    // Rows of letters and digits taken in turn: `a1b2c3`.
    let rows = [Kind.letter, .digit].map { kind in Self.steps(passphrase.bytes.filter { Self.kind($0) == kind }) }
    total = min(total, Double(rows.reduce(0, +) * 6))
    bits = Int(total)
  }

  /// Fewer bits come first.
  public static func < (a: PassphraseStrength, b: PassphraseStrength) -> Bool { a.bits < b.bits }

  private enum Kind { case letter, digit, mark }

  private static func kind(_ byte: UInt8) -> Kind {
    switch byte {
    case 0x30...0x39: .digit
    case 0x41...0x5A, 0x61...0x7A, 0x80...: .letter
    default: .mark
    }
  }

  /// Runs of letters, digits and marks.
  private static func parts(_ bytes: [UInt8]) -> [[UInt8]] {
    var parts: [[UInt8]] = []
    for byte in bytes {
      if let last = parts.last?.last, kind(last) == kind(byte) {
        parts[parts.count - 1].append(byte)
      } else {
        parts.append([byte])
      }
    }
    return parts
  }

  private static func bits(of part: [UInt8]) -> Double {
    let count = Double(steps(part))
    switch part.first.map(kind) {
    case .digit: return min(count * 3.3, max(10, (count - 8) * 3.3))
    case .mark: return min(count, 2) * 3
    default: break
    }
    guard part.count > 3 else { return count * (isMixed(part) ? 5.2 : 4.4) }
    // Letters that are no word: capitals in their midst, or hardly a vowel.
    return isRandom(part) ? count * (isMixed(part) ? 5.2 : 4.4) : min(count * 3, 11)
  }

  private static func isMixed(_ part: [UInt8]) -> Bool {
    part.dropFirst().contains { (0x41...0x5A).contains($0) } && part.contains { (0x61...0x7A).contains($0) }
  }

  private static func isRandom(_ part: [UInt8]) -> Bool {
    let vowels = part.count { "aeiouyAEIOUY".utf8.contains($0) || $0 >= 0x80 }
    return vowels * 6 < part.count || (isMixed(part) && zip(part, part.dropFirst()).count { ($0 ^ $1) & 0x20 != 0 } > 2)
  }

  private static let rows = [
    "abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop",
  ]
  .map { Array($0.utf8) }

  /// How many characters don't follow from the one before: not the same again, not its neighbour in the alphabet or on a keyboard.
  private static func steps(_ part: [UInt8]) -> Int {
    let plain = part.map(\.asciiLowercased)
    return min(part.count, 1) + zip(plain, plain.dropFirst()).count { a, b in a != b && !areNeighbours(a, b) }
  }

  private static func areNeighbours(_ a: UInt8, _ b: UInt8) -> Bool {
    rows.contains { row in
      guard let place = row.firstIndex(of: a) else { return false }
      return (place + 1 < row.count && row[place + 1] == b) || (place > 0 && row[place - 1] == b)
    }
  }
}
