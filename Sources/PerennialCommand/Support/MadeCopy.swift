import Core
import Sharing

/// A copy ready to be written, plain or protected.
struct MadeCopy {
  let bytes: [UInt8]
  let seal: String
  let stamp: CopyStamp
  let problems: Diagnostics
  let isProtected: Bool

  /// A copy that anyone can read.
  init(_ file: SharedFile) {
    (bytes, seal, stamp, problems, isProtected) = (file.bytes, file.seal, file.stamp, file.problems, false)
  }

  /// A copy that opens with a passphrase.
  init(_ file: ProtectedFile) {
    (bytes, seal, stamp, problems, isProtected) = (file.bytes, file.seal, file.stamp, file.problems, true)
  }

  /// What the file is called unless somebody says: after its first page, but nothing of a protected copy's content.
  var name: String {
    if isProtected { return "protected-copy" }
    let last = stamp.pages.first?.utf8.split(separator: 0x2F).last.map { String(Substring($0)) } ?? "copy.html"
    return String(last.dropLast(".html".count))
  }

  /// The PDF of the same copy.
  func printed(_ pdf: [UInt8]) -> MadeCopy { MadeCopy(self, SealedPDF.sealed(pdf, stamp)) }

  private init(_ copy: MadeCopy, _ sealed: [UInt8]) {
    (bytes, seal) = (sealed, CopyCheck(sealed)?.seal ?? "")
    (stamp, problems, isProtected) = (copy.stamp, copy.problems, copy.isProtected)
  }
}
