import ArgumentParser
import Sharing

/// `perennial passphrase FILE`: a strong passphrase in a file of one's own.
struct PassphraseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "passphrase",
    abstract: "Write a new, strong passphrase to a file that you alone can read.",
    discussion: """
      Twenty letters and digits that can't be taken for one another, in groups of four: 100 bits of chance, easy to read out. It is
      never printed, and no file is overwritten. Give it to the reader apart from the protected copy, by phone for instance, and one
      of their own to each reader, so that one can be left out of the next copy.

      EXAMPLES
        perennial passphrase ~/keys/raj
        perennial share larkspur-robotics --for zip --passphrase-file ~/keys/raj
      """)

  @Argument(help: ArgumentHelp("The file; must not exist yet.", valueName: "file"))
  var file: String

  func run() throws {
    var random = SystemRandomNumberGenerator()
    let terminal = Terminal()
    switch PassphraseFile.create(Passphrase.generated(using: &random), at: file) {
    case .written: terminal.result("\(file): a new passphrase, readable by you alone; pass it on apart from the copy")
    case .exists:
      terminal.problem("error: \(file) exists; choose another name, or remove it first")
      throw ExitStatus.errors
    case .failed:
      terminal.problem("error: cannot write \(file)")
      throw ExitStatus.errors
    }
  }
}
