/// What opens a protected copy. It prints as nothing, so that it can't end up in a log.
///
/// Both sides leave out white space at its ends, and the unlock page composes what is typed (Unicode NFC). Swift has no such
/// composition without Foundation, so a file that holds decomposed letters is refused rather than locked for good.
public struct Passphrase: Sendable, CustomStringConvertible, CustomReflectable {
  /// Its UTF-8, which the key is derived from.
  let bytes: [UInt8]

  /// Why a file holds no passphrase that can be used.
  public enum Problem: Error, Equatable {
    /// Nothing but white space.
    case empty
    /// More than one line.
    case severalLines
    /// Not UTF-8, or characters that nobody can type.
    case notText
    /// Letters and accents apart, which a keyboard would put together.
    case decomposed
    /// Longer than 1,000 bytes.
    case tooLong
  }

  /// Reads the one passphrase that a file holds.
  public init(file: [UInt8]) throws(Problem) {
    var bytes = file[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    while let last = bytes.last, last.isHTMLSpace { bytes.removeLast() }
    while let first = bytes.first, first.isHTMLSpace { bytes.removeFirst() }
    guard !bytes.isEmpty else { throw .empty }
    guard bytes.count <= 1000 else { throw .tooLong }
    guard !bytes.contains(where: { $0 == 0x0A || $0 == 0x0D }) else { throw .severalLines }
    guard let text = String(validating: bytes, as: UTF8.self),
      text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
    else { throw .notText }
    guard text.unicodeScalars.allSatisfy(Self.isComposed) else { throw .decomposed }
    self.bytes = Array(bytes)
  }

  /// Whether a scalar stands for itself once composed: no accent of its own, no part of a Hangul syllable.
  private static func isComposed(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.canonicalCombiningClass == .notReordered && !(0x1160...0x11FF).contains(scalar.value)
  }

  private init(generated: [UInt8]) { bytes = generated }

  /// Digits and letters that can't be taken for one another, read out or written by hand: 32 of them, five bits each.
  private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

  /// A new one of 100 bits: five groups of four. One that looks like words, as few do, is drawn again.
  public static func generated(using random: inout some RandomNumberGenerator) -> Passphrase {
    while true {
      let digits = (0..<20).map { _ in alphabet[Int(random.next() & 31)] }
      let groups = stride(from: 0, to: 20, by: 4).map { digits[$0..<($0 + 4)] }
      let made = Passphrase(generated: Array(groups.joined(separator: [0x2D])))
      if PassphraseStrength(of: made) >= .required { return made }
    }
  }

  /// The text as a file for the person who passes it on.
  public var file: [UInt8] { bytes + [0x0A] }

  /// Nothing of it.
  public var description: String { "(passphrase)" }

  /// Nothing of it.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
