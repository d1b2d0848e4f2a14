import Foundation
import Testing

/// Compares bytes with a file in `Tests/Fixtures/Charts`. `RECORD_SNAPSHOTS=1` writes the files; a missing one is written and
/// fails once, so that a new drawing is looked at before it is believed.
func expectSnapshot(_ bytes: [UInt8], _ name: String, sourceLocation: Testing.SourceLocation = #_sourceLocation) throws
{
  let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/Charts")
  let file = folder.appending(path: name)
  // A line for each tag, so that a change can be read.
  let text = String(decoding: bytes, as: UTF8.self).replacing("><", with: ">\n<") + "\n"
  let isRecording = ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1"
  let recorded = try? String(contentsOf: file, encoding: .utf8)
  guard let recorded, !isRecording else {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
    if !isRecording { Issue.record("\(name) was missing: look at it and run again", sourceLocation: sourceLocation) }
    return
  }
  #expect(recorded == text, "\(name) differs; RECORD_SNAPSHOTS=1 records it anew", sourceLocation: sourceLocation)
}
