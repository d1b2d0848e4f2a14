import Core
import Crypto
import Testing

@testable import Sharing

@Suite struct ProtectedFileTests {
  static func file(_ body: String, expires: Day? = nil, seed: UInt64 = 3) throws -> ProtectedFile {
    let pages = [
      SharedFileTests.page("accounts/larkspur.html", body, head: "<meta name=\"description\" content=\"Canary-head\">"),
      SharedFileTests.page("accounts/b.html", "<p>Second</p>"),
    ]
    var random = FixedNumbers(state: seed)
    return try ProtectedFile(
      pages, assets: SharedFileTests.assets,
      stamp: CopyStamp(
        pages, audience: .field, asOf: SharedFileTests.day, validUntil: SharedFileTests.day + 30, form: .drive,
        version: "1"),
      for: [try LockboxTests.passphrase("walnut harbour")], expires: expires, using: &random)
  }

  @Test func itsPassphraseOpensAWholeCopy() throws {
    let file = try Self.file("<p>Canary-body</p>")
    let check = try #require(ProtectedCheck(file.bytes))
    #expect(check.isWhole && check.seal == file.seal)
    let inside = try #require(check.box).opened(with: try LockboxTests.passphrase("walnut harbour"))
    let copy = try #require(CopyCheck(inside))
    #expect(copy.isWhole && copy.stamp == file.stamp)
    #expect(String(decoding: inside, as: UTF8.self).contains("<p>Canary-body</p>"))
  }

  @Test func nothingOfItsContentIsOutside() throws {
    let file = try Self.file("<p>Canary-body</p>")
    let text = String(decoding: file.bytes, as: UTF8.self)
    let inside = [
      "Canary", "larkspur", "Larkspur", "Field copy", "perennial:audience", "2026-11-23", "23 Nov", "Second",
      file.stamp.data, file.stamp.build,
      Base64.text(SHA256.digest(Array("let a = '<\\/script>';".utf8))),
    ]
    for word in inside { #expect(!text.contains(word), "\(word)") }
  }

  @Test func aPageMoreMakesNoOtherSize() throws {
    let (short, long) = (try Self.file("<p>x</p>"), try Self.file(String(repeating: "<p>word</p>", count: 9000)))
    #expect(short.bytes.count == long.bytes.count)
  }

  @Test func thePolicyHidesWhichStylesAndScriptsAreInside() throws {
    func policy(_ file: ProtectedFile) -> [Substring] {
      String(decoding: file.bytes, as: UTF8.self).split(separator: "\n").filter {
        $0.contains("Content-Security-Policy")
      }
    }
    let (a, b) = (try Self.file("<p>x</p>", seed: 1), try Self.file("<p>x</p>", seed: 2))
    #expect(policy(a).count == 1 && policy(a) != policy(b))
    #expect(policy(a).first?.split(separator: "sha256-").count == 1 + 2 + 13)
  }

  @Test func theDateIsARequestInWordsAndSaidOutside() throws {
    let text = String(decoding: try Self.file("", expires: Day(iso: "2026-12-31")).bytes, as: UTF8.self)
    #expect(text.contains("asks not to use it after <time datetime=\"2026-12-31\">31 Dec 2026</time>"))
    #expect(text.contains("a date can't lock a file"))
    #expect(!String(decoding: try Self.file("").bytes, as: UTF8.self).contains("id=\"expires\""))
  }

  @Test func anAlteredByteIsToldWithoutThePassphrase() throws {
    let bytes = try Self.file("<p>x</p>").bytes
    for place in stride(from: 0, to: bytes.count, by: bytes.count / 40) {
      var altered = bytes
      altered[place] ^= 1
      #expect(ProtectedCheck(altered)?.isWhole != true, "byte \(place)")
    }
  }

  @Test func aPlainCopyIsNoProtectedOne() {
    #expect(ProtectedCheck(SharedFileTests.file([SharedFileTests.page("a.html", "")]).bytes) == nil)
  }
}
