import Core

/// The text of a note as UTF-8.
enum NoteText {
  /// Decodes `bytes`; empty for a note that is too large or no text at all, which is told.
  static func decode(
    _ bytes: [UInt8], file: SourceFile, limits: WorkspaceLimits, account: String?, into log: inout Diagnostics
  ) -> [UInt8] {
    guard bytes.count <= limits.noteBytes else {
      log.append(
        .error(
          "note.size", "the note is larger than \(limits.noteBytes) bytes", at: SourceLocation(file),
          hint: "split it into several notes in the account's folder", account: account))
      return []
    }
    var problems = Diagnostics()
    let text = TextDecoder.decode(bytes, file: file, into: &problems)
    for var problem in problems.all {
      problem.account = account
      log.append(problem)
    }
    guard !text.bytes.contains(0) else {
      log.append(
        .error(
          "note.binary", "the file is no text", at: SourceLocation(file),
          hint: "save it as plain text; put images into content/assets/", account: account))
      return []
    }
    return text.bytes
  }
}
