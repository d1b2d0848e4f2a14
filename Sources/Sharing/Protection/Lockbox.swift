public import Core
import Crypto
import CryptoExtras

/// Content that opens with any one of several passphrases.
///
/// The content is encrypted once, with a random key (AES-256-GCM); that key is encrypted once for each passphrase, with a key derived
/// from it (PBKDF2 with HMAC-SHA-256, RFC 8018, a salt of its own). Everything readable without a passphrase is authenticated along.
public struct Lockbox: Sendable, Equatable {
  /// The content's key, encrypted for one passphrase.
  struct Slot: Sendable, Equatable {
    var salt: [UInt8]
    var nonce: [UInt8]
    /// Ciphertext and tag: 48 bytes.
    var key: [UInt8]
  }

  /// Why a box does not open.
  public enum Failure: Error, Equatable {
    /// None of its keys is this passphrase's.
    case wrongPassphrase
    /// The passphrase is right, and the content is not what was locked in.
    case damaged
    /// The library refused.
    case library
  }

  /// The version of this form.
  static let version = "1"
  static let cipher = "AES-256-GCM"
  static let function = "PBKDF2-HMAC-SHA-256"
  /// How often the function is applied: what OWASP's cheat sheet on storing passwords asks of this one.
  public static let rounds = 600_000
  /// Fewer would be weak, more would hang whoever opens a file made to do that.
  static let acceptedRounds = 600_000...10_000_000
  /// Whoever opens a box may have to try each key.
  public static let mostPassphrases = 20

  /// How often the function is applied.
  public let rounds: Int
  /// A day after which whoever locked it asks not to use it; no protection.
  public let expires: Day?
  let slots: [Slot]
  let nonce: [UInt8]
  /// Ciphertext and tag.
  let content: [UInt8]

  init(rounds: Int, expires: Day?, slots: [Slot], nonce: [UInt8], content: [UInt8]) {
    self.rounds = rounds
    self.expires = expires
    self.slots = slots
    self.nonce = nonce
    self.content = content
  }

  /// Locks `content` in, padded so that its size says little.
  public init(
    _ content: [UInt8], for passphrases: [Passphrase], expires: Day?, rounds: Int = Lockbox.rounds,
    using random: inout some RandomNumberGenerator
  ) throws(Failure) {
    let bound = Self.bound(rounds: rounds, expires: expires)
    let key = Self.bytes(32, &random)
    var slots: [Slot] = []
    for passphrase in passphrases {
      let (salt, nonce) = (Self.bytes(32, &random), Self.bytes(12, &random))
      let wrapping = try Self.derived(from: passphrase, salt, rounds)
      slots.append(Slot(salt: salt, nonce: nonce, key: try Self.sealed(key, wrapping, nonce, bound)))
    }
    let nonce = Self.bytes(12, &random)
    self.init(
      rounds: rounds, expires: expires, slots: slots, nonce: nonce,
      content: try Self.sealed(Padding.padded(content), SymmetricKey(data: key), nonce, bound))
  }

  /// How many passphrases open it.
  public var passphraseCount: Int { slots.count }

  /// The content.
  public func opened(with passphrase: Passphrase) throws(Failure) -> [UInt8] {
    let bound = Self.bound(rounds: rounds, expires: expires)
    for slot in slots {
      let wrapping = try Self.derived(from: passphrase, slot.salt, rounds)
      guard let key = Self.opened(slot.key, wrapping, slot.nonce, bound) else { continue }
      guard let padded = Self.opened(content, SymmetricKey(data: key), nonce, bound),
        let content = Padding.removed(from: padded)
      else { throw .damaged }
      return content
    }
    throw .wrongPassphrase
  }

  /// What is authenticated along with every ciphertext: all that a reader without a passphrase sees and relies on.
  static func bound(rounds: Int, expires: Day?) -> [UInt8] {
    Array("perennial \(version) \(cipher) \(function) \(rounds) \(expires?.description ?? "-")".utf8)
  }

  private static func bytes(_ count: Int, _ random: inout some RandomNumberGenerator) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
  }

  private static func derived(from passphrase: Passphrase, _ salt: [UInt8], _ rounds: Int) throws(Failure)
    -> SymmetricKey
  {
    do {
      return try KDF.Insecure.PBKDF2.deriveKey(
        from: passphrase.bytes, salt: salt, using: .sha256, outputByteCount: 32, rounds: rounds)
    } catch { throw .library }
  }

  private static func sealed(
    _ plain: [UInt8], _ key: SymmetricKey, _ nonce: [UInt8], _ bound: [UInt8]
  ) throws(Failure) -> [UInt8] {
    do {
      let box = try AES.GCM.seal(plain, using: key, nonce: AES.GCM.Nonce(data: nonce), authenticating: bound)
      return Array(box.ciphertext) + Array(box.tag)
    } catch { throw .library }
  }

  private static func opened(
    _ sealed: [UInt8], _ key: SymmetricKey, _ nonce: [UInt8], _ bound: [UInt8]
  ) -> [UInt8]? {
    guard sealed.count >= 16, let nonce = try? AES.GCM.Nonce(data: nonce),
      let box = try? AES.GCM.SealedBox(nonce: nonce, ciphertext: sealed.dropLast(16), tag: sealed.suffix(16))
    else { return nil }
    return (try? AES.GCM.open(box, using: key, authenticating: bound)).map { Array($0) }
  }
}
