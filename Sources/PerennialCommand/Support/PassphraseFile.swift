#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Sharing

/// Passphrases live in files: never on a command line, where others see them in a list of processes, and never in what is printed.
enum PassphraseFile {
  /// The passphrase in the file at `path`; `-` is standard input. Nil after saying what is wrong with it.
  static func read(_ path: String, _ terminal: Terminal) -> Passphrase? {
    guard let bytes = UserFile.read(path) else {
      terminal.problem(
        "error: cannot read the passphrase file \(path)\n  hint: perennial passphrase \(path) makes one with a strong passphrase"
      )
      return nil
    }
    if path != "-", isReadableByOthers(path) {
      terminal.problem("note: others on this machine can read \(path); chmod 600 \(path) keeps it to you")
    }
    do {
      return try Passphrase(file: bytes)
    } catch {
      terminal.problem("error: \(path) \(reason(error))")
      return nil
    }
  }

  /// The same for a copy that is to be protected: refuses what is easily guessed.
  static func readStrong(_ path: String, _ terminal: Terminal) -> Passphrase? {
    guard let passphrase = read(path, terminal) else { return nil }
    let (strength, required) = (PassphraseStrength(of: passphrase), PassphraseStrength.required)
    guard strength >= required else {
      terminal.problem(
        """
        error: the passphrase in \(path) is too easily guessed: worth about \(strength.bits) bits, where a file that anyone may copy \
        and try at leisure needs \(required.bits)
          hint: use five words that have nothing to do with each other, or let perennial passphrase make one
        """)
      return nil
    }
    return passphrase
  }

  private static func reason(_ problem: Passphrase.Problem) -> String {
    switch problem {
    case .empty: "holds no passphrase"
    case .severalLines:
      "holds more than one line\n  hint: one file for each passphrase: --passphrase-file a --passphrase-file b"
    case .notText: "is not text that can be typed; write the passphrase in UTF-8, without control characters"
    case .decomposed:
      "holds letters and accents apart, which a keyboard puts together\n  hint: type the passphrase anew, or use one without accents"
    case .tooLong: "holds more than 1,000 bytes"
    }
  }

  private static func isReadableByOthers(_ path: String) -> Bool {
    var info = stat()
    return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFREG && info.st_mode & 0o077 != 0
  }

  /// What came of writing a passphrase.
  enum Outcome { case written, exists, failed }

  /// Writes a new file that nobody but its owner can read, from its first moment.
  static func create(_ passphrase: Passphrase, at path: String) -> Outcome {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return errno == EEXIST ? .exists : .failed }
    let isWritten = passphrase.file.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) == $0.count }
    guard close(descriptor) == 0, isWritten else {
      unlink(path)
      return .failed
    }
    return .written
  }
}
