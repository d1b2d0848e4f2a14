import Core
import Testing

@testable import Sharing

/// The same numbers from run to run.
struct FixedNumbers: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 29
  }
}

@Suite struct LockboxTests {
  static func passphrase(_ text: String) throws -> Passphrase { try Passphrase(file: Array(text.utf8)) }

  /// Made by the Python package `cryptography`: `Tests/Browser/lockbox.py vector`.
  static let known = [
    "protection": "1", "cipher": "AES-256-GCM", "derivation": "PBKDF2-HMAC-SHA-256 600000",
    "keys":
      "MmG0qPvlS0fAEJscxxqctbqkx7xT5vhDanvXV6c6jVk=.ZU4sh9eCDL6xtbVQ.By/99rbXoaQ29ll+iAKvHWux27Xp5TOKrEPcBvlFIOpryTEhTD+7lbaUh76mh1hA w6aoUw27R4+3CmyoxyY6lLoLCMqNaulnnJys0DZj7HQ=.6InTC4VCHozIMNFf.DzyZLdgqonmlmnSlvVizyEKrh2UHvftGNDuyY0JOXVhXIAVWrJHxos0v7piaqksH",
    "nonce": "gBElE20ypih85Csm", "expires": "2026-12-31",
  ]
  static let knownContent =
    "oAH6CgTwO5HS0qficgMDfwG3HhSRL7zfFFnsJTB+SSBekblaHa6d6CUi5d/2bWEh4SBJEtV5Uf+GlW4NdmpFfwYf2boJ21Cwsb1w4NQhzqo="

  static func box(_ changes: [String: String] = [:], content: String = knownContent) -> Lockbox? {
    let file = Lockbox.opening + Array(content.utf8) + Lockbox.closing
    return Lockbox(known.merging(changes) { $1 }, in: file)
  }

  @Test(arguments: ["first reader's words", " Zweite Leserin: grün\r\n"])
  func whatAnotherImplementationLockedOpens(passphrase: String) throws {
    let content = try #require(Self.box()).opened(with: Self.passphrase(passphrase))
    #expect(String(decoding: content, as: UTF8.self) == "Walk-away: 4 % — nothing below.")
  }

  @Test(arguments: ["First reader's words", "first reader's word", "first  reader's words"])
  func anotherPassphraseOpensNothing(passphrase: String) throws {
    let box = try #require(Self.box())
    #expect(throws: Lockbox.Failure.wrongPassphrase) { try box.opened(with: Self.passphrase(passphrase)) }
  }

  @Test func aChangedDateOrContentIsNotTakenForTheOriginal() throws {
    let first = try Self.passphrase("first reader's words")
    let later = try #require(Self.box(["expires": "2027-12-31"]))
    #expect(throws: Lockbox.Failure.wrongPassphrase) { try later.opened(with: first) }
    let altered = try #require(Self.box(content: "oBH" + Self.knownContent.dropFirst(3)))
    #expect(throws: Lockbox.Failure.damaged) { try altered.opened(with: first) }
  }

  @Test(arguments: [
    ("protection", "2"), ("cipher", "AES-128-GCM"), ("derivation", "PBKDF2-HMAC-SHA-256 599999"),
    ("derivation", "PBKDF2-HMAC-SHA-256 10000001"), ("derivation", "PBKDF2-HMAC-SHA-256"),
    ("derivation", "scrypt 600000"),
    ("keys", ""), ("keys", "a.b.c"), ("keys", "AAAA.AAAA.AAAA"), ("nonce", "AAAA"), ("nonce", "?"),
    ("expires", "never"),
    ("expires", ""),
  ])
  func aBoxOfAnotherFormIsNone(field: String, value: String) { #expect(Self.box([field: value]) == nil) }

  @Test func moreKeysThanAnyoneWouldTryAreNone() throws {
    let key = try #require(Self.known["keys"]?.split(separator: " ").first.map(String.init))
    #expect(Self.box(["keys": Array(repeating: key, count: 20).joined(separator: " ")]) != nil)
    #expect(Self.box(["keys": Array(repeating: key, count: 21).joined(separator: " ")]) == nil)
  }

  @Test func everyPassphraseOpensWhatWasLockedIn() throws {
    var random = FixedNumbers(state: 7)
    let content = Array("<!DOCTYPE html>\u{80}é".utf8) + [0x80, 0, 0]
    let passphrases = try ["one", "two", "three"].map(Self.passphrase)
    let box = try Lockbox(content, for: passphrases, expires: Day(iso: "2026-12-31"), using: &random)
    let fields = Dictionary(uniqueKeysWithValues: box.fields.map { ($0.name, $0.value) })
    let read = try #require(
      Lockbox(fields, in: Lockbox.opening + Base64.encoded(box.content) + Lockbox.closing))
    #expect(read == box && read.passphraseCount == 3)
    for passphrase in passphrases { #expect(try read.opened(with: passphrase) == content) }
    #expect(Set(box.slots.map(\.salt) + box.slots.map(\.nonce) + [box.nonce]).count == 7)
  }

  @Test func sizesAreFew() {
    #expect(Padding.size(for: 0) == 256 << 10)
    #expect(Padding.size(for: (256 << 10) - 1) == 256 << 10)
    #expect(Padding.size(for: 256 << 10) == 512 << 10)
    #expect(Padding.size(for: (8 << 20) - 1) == 8 << 20)
    #expect(Padding.size(for: 8 << 20) == 16 << 20)
    #expect(Padding.size(for: (24 << 20) + 5) == 32 << 20)
    for count in [0, 1, 1000, 300_000] {
      let content = [UInt8](repeating: 0x80, count: count)
      let padded = Padding.padded(content)
      #expect(padded.count == Padding.size(for: count) && Padding.removed(from: padded) == content)
    }
    #expect(
      Padding.removed(from: [0, 0]) == nil && Padding.removed(from: [1]) == nil && Padding.removed(from: []) == nil)
  }
}
