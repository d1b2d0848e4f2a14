import ArgumentParser
import Core
import Files
import Sharing

/// `perennial verify`: what a copy is, and whether it still holds.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Say which build a shared file is, whether it was altered, and whether it is superseded.",
    discussion: """
      The seal shows whether a byte changed since the file was made. Whoever alters a file on purpose can seal it anew; the record
      in the workspace's shares.csv shows that too. In a workspace, the same pages are made again for the file's own day: where
      they differ, the copy is superseded.

      A protected copy tells by itself only whether it was altered. The record tells which copy it is, and so does its passphrase.
      A zip is looked into; of a published copy, every file is compared. Exit code 1: altered, or no shared file.

      EXAMPLES
        perennial verify larkspur-robotics.html
        perennial verify from-the-customer.pdf --workspace my-book
        perennial verify protected-copy.html --passphrase-file ~/keys/raj
        perennial verify /mnt/share/west/start.html
      """)

  @Argument(help: ArgumentHelp("The file: a page, a PDF or a zip; - reads standard input.", valueName: "file"))
  var file: String

  @Option(
    name: .customLong("passphrase-file"),
    help: ArgumentHelp("Open a protected copy with the passphrase in this file.", valueName: "file"))
  var passphraseFile: String?

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var reading: ReadingOptions

  func validate() throws {
    if file == "-", passphraseFile == "-" {
      throw ValidationError("standard input is the copy or the passphrase, not both")
    }
  }

  func run() async throws {
    guard let bytes = UserFile.read(file) else {
      throw problem("cannot read \(file)")
    }
    do {
      let report = CopyReport(workspace, reading)
      let isWhole = try await bytes.starts(with: "PK".utf8) ? zip(bytes, report) : page(bytes, report, beside: siblings)
      if !isWhole { throw ExitStatus.errors }
    } catch let error as FileError {
      throw problem("\(error)")
    }
  }

  private func problem(_ text: String) -> ExitCode {
    workspace.terminal.problem("error: \(text)")
    return ExitStatus.errors
  }

  private func zip(_ bytes: [UInt8], _ report: CopyReport) async throws -> Bool {
    guard let files = ZipArchive.files(of: bytes), let first = files.first else {
      throw problem("\(file) is no zip that perennial wrote, or it was altered")
    }
    return try await page(first.bytes, report) { files.dropFirst().map { SharedPage(path: $0.path, file: $0.bytes) } }
  }

  /// Tells about the copy; `beside` are the files of a published copy, next to its start page. Whether it is as it was written.
  private func page(
    _ bytes: [UInt8], _ report: CopyReport, beside: () throws(FileError) -> [SharedPage]?
  ) async throws -> Bool {
    if let check = ProtectedCheck(bytes) { return try await protected(check, report) }
    guard let check = CopyCheck(bytes) else {
      throw problem("\(file) is not a file that perennial share wrote, or its stamp was removed")
    }
    let isPublished = check.stamp.pages == [StartPage.path]
    return try await report.tell(check, files: isPublished ? try beside() : nil)
  }

  private func protected(_ check: ProtectedCheck, _ report: CopyReport) async throws -> Bool {
    guard let passphraseFile else { return try await report.tell(check) }
    guard let passphrase = PassphraseFile.read(passphraseFile, workspace.terminal) else { throw ExitStatus.errors }
    guard let box = check.box else { throw problem(CopyReport.otherForm) }
    do {
      guard let inside = CopyCheck(try box.opened(with: passphrase)) else {
        throw problem("the passphrase opens \(file), but there is no shared page inside")
      }
      return try await report.tell(inside, in: check)
    } catch let failure as Lockbox.Failure {
      switch failure {
      case .wrongPassphrase: throw problem("the passphrase in \(passphraseFile) does not open \(file)")
      case .damaged: throw problem("the passphrase opens \(file), but what is inside was altered")
      case .library: throw problem("\(file) could not be decrypted")
      }
    }
  }

  /// The files of a published copy on disk; nil if its start page stands alone.
  private func siblings() throws(FileError) -> [SharedPage]? {
    let folder = file.utf8.lastIndex(of: 0x2F).map { String(file[...$0]) } ?? "."
    let files = DiskFiles(root: folder)
    let entries = try files.list(String(StartPage.folder.dropLast()))
    guard !entries.isEmpty else { return nil }
    var pages: [SharedPage] = []
    for entry in entries where entry.kind == .file {
      pages.append(SharedPage(path: entry.path, file: try files.read(entry.path)))
    }
    return pages
  }
}
