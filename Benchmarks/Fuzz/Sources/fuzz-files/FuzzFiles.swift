import Core
import Files
import Portfolio
import Site

private let book = Portfolio(PortfolioDraft(settings: Settings()))

/// Any bytes as what the first of them says: a picture of some kind, the manifest of an output folder, a build's record.
private func fuzz(_ start: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  guard let start, size > 0 else { return 0 }
  let bytes = Array(UnsafeBufferPointer(start: start + 1, count: size - 1))
  switch start[0] % 4 {
  case 0: look(at: bytes, named: "content/assets/x.svg")
  case 1: look(at: bytes, named: "content/assets/x.png")
  case 2: publish(over: bytes)
  default:
    let files = MemoryFiles()
    try? files.write(bytes, to: ".perennial/build")
    _ = try? BuildRecord(in: files)
  }
  return 0
}

private func look(at bytes: [UInt8], named path: String) {
  if let reason = ActiveContent.find(in: bytes, path: path) { precondition(!reason.isEmpty) }
  _ = NoteLinks(book, attachments: [Attachment(path: path, bytes: bytes)])
}

/// Whatever a manifest holds, a build over it leaves the user's file as it was, and cleaning takes its own pages away.
private func publish(over manifest: [UInt8]) {
  let files = MemoryFiles(["mine.txt": "mine"])
  try? files.write(manifest, to: ".perennial/manifest")
  var log = Diagnostics()
  do throws(FileError) {
    guard let commit = try OutputCommit(files, force: true, into: &log) else { return }
    try commit.stage([1], at: "a.html")
    _ = try commit.finish()
  } catch { return }
  precondition(files.contents["a.html"] == [1])
  _ = try? OutputCommit.clean(files, into: &log)
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ one: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The package manager makes `main` of this; libFuzzer's own is not linked.
@_cdecl("fuzz_files_main")
public func fuzzMain(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
  var (count, arguments) = (count, arguments)
  return runDriver(&count, &arguments, { fuzz($0, $1) })
}
