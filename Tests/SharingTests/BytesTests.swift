import Crypto
import Testing

@testable import Sharing

@Suite struct BytesTests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (String(repeating: "a", count: 1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
  ])
  func theDigestIsThatOfTheStandard(text: String, digest: String) {
    #expect(SHA256.hex(Array(text.utf8)) == digest)
  }

  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy"),
  ])
  func base64IsThatOfTheStandard(text: String, encoded: String) {
    #expect(Base64.text(Array(text.utf8)) == encoded)
    #expect(Base64.decoded(encoded.utf8) == Array(text.utf8))
  }

  @Test(arguments: ["Zg", "Zg=", "Z===", "====", "Zm=v", "Zm9v\n", "Zm9v Zg=", "Zm9é"])
  func whatIsNotBase64IsNone(text: String) { #expect(Base64.decoded(text.utf8) == nil) }

  @Test func aZipIsReadAsItWasWritten() throws {
    var zip = ZipArchive()
    for (path, text) in [("a.html", "one"), ("site/b.html", ""), ("site/ü.html", "three")] {
      let isAdded = zip.add(Array(text.utf8), at: path)
      #expect(isAdded)
    }
    let files = try #require(ZipArchive.files(of: zip.bytes))
    #expect(files.map(\.path) == ["a.html", "site/b.html", "site/ü.html"])
    #expect(files.map { String(decoding: $0.bytes, as: UTF8.self) } == ["one", "", "three"])
    for end in 0..<60 { #expect(ZipArchive.files(of: Array(zip.bytes.prefix(end)))?.count ?? 0 < 3) }
    var altered = zip.bytes
    altered[37] ^= 1
    #expect(ZipArchive.files(of: altered) == nil)
  }

  @Test func aZipDependsOnItsFilesAlone() {
    func archive() -> [UInt8] {
      var zip = ZipArchive()
      let isAdded = zip.add(Array("123456789".utf8), at: "a.txt")
      #expect(isAdded)
      return zip.bytes
    }
    #expect(archive() == archive())
    #expect(archive().starts(with: [0x50, 0x4B, 3, 4]))
    // The check value of CRC-32 for these digits is CBF43926.
    #expect(Array(archive()[14..<18]) == [0x26, 0x39, 0xF4, 0xCB])
    #expect(archive().firstIndex(of: [0x50, 0x4B, 5, 6, 0, 0, 0, 0, 1, 0]) != nil)
  }
}
