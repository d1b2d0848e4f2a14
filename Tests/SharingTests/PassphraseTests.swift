import Testing

@testable import Sharing

@Suite struct PassphraseTests {
  @Test(arguments: [
    ("abc", "abc"), ("abc\n", "abc"), (" a b \r\n\n", "a b"), ("\u{FEFF}gr\u{FC}n\n", "gr\u{FC}n"), ("김치", "김치"),
  ])
  func whiteSpaceAtItsEndsIsNotPartOfIt(file: String, passphrase: String) throws {
    #expect(try Passphrase(file: Array(file.utf8)).bytes == Array(passphrase.utf8))
  }

  @Test(arguments: [
    ("", Passphrase.Problem.empty), (" \n", .empty), ("a\nb", .severalLines), ("a\u{7}b", .notText),
    ("a\u{85}b", .notText),
    ("gru\u{308}n", .decomposed), ("\u{1100}\u{1161}", .decomposed), (String(repeating: "a", count: 1001), .tooLong),
  ])
  func whatCannotBeTypedIsRefused(file: String, problem: Passphrase.Problem) {
    #expect(throws: problem) { try Passphrase(file: Array(file.utf8)) }
  }

  @Test func bytesThatAreNoTextAreRefused() {
    #expect(throws: Passphrase.Problem.notText) { try Passphrase(file: [0x61, 0xFF]) }
  }

  @Test func aPassphrasePrintsAsNothing() throws {
    let secret = try Passphrase(file: Array("open sesame".utf8))
    var dumped = ""
    dump(secret, to: &dumped)
    for text in ["\(secret)", String(reflecting: secret), dumped, "\([secret])"] { #expect(!text.contains("sesame")) }
  }

  @Test func generatedOnesAreStrongAndNeverTheSame() throws {
    var random = FixedNumbers(state: 1)
    var seen: Set<[UInt8]> = []
    for _ in 0..<2000 {
      let made = Passphrase.generated(using: &random)
      #expect(made.bytes.count == 24)
      #expect(PassphraseStrength(of: made) >= .required, "\(String(decoding: made.bytes, as: UTF8.self))")
      #expect(try Passphrase(file: made.file).bytes == made.bytes)
      seen.insert(made.bytes)
    }
    #expect(seen.count == 2000)
  }

  @Test(arguments: [
    "password", "Password1!", "Summer2026!", "qwertyuiopasdfghjkl", "aaaaaaaaaaaaaaaaaaaaaaaa", "12345678901234567890",
    "abcdefghijklmnopqrstuvwxyz", "Larkspur Robotics 2026", "correct correct correct correct correct",
    "letmein letmein",
    "!!!!!!!!!!!!!!!!", "2026-11-23", "k7Qm2vX", "a1b2c3d4e5f6g7h8i9", "a-b-c-d-e-f-g-h-i-j-k-l-m",
  ])
  func whatPeopleChooseIsWeak(text: String) throws {
    let strength = PassphraseStrength(of: try Passphrase(file: Array(text.utf8)))
    #expect(strength < .required, "\(strength.bits)")
  }

  @Test(arguments: [
    "walnut harbour seven lantern copper", "k7Qm2vXd9hRtW4pz", "grün Lampe Fenster sieben Wolke",
    "7391 4406 8825 1970 3316 0275",
  ])
  func whatChanceChoosesIsStrong(text: String) throws {
    let strength = PassphraseStrength(of: try Passphrase(file: Array(text.utf8)))
    #expect(strength >= .required, "\(strength.bits)")
  }
}
