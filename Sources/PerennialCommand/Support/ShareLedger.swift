import Core
import Files
import Sharing

/// What was shared: a line a copy in `shares.csv` of the workspace, so that a copy that comes back can be recognised.
enum ShareLedger {
  static let path = "shares.csv"
  private static let header = "seal,build,audience,as_of,valid_until,form,pages\n"

  /// Adds the copy, unless it is there.
  static func add(_ seal: String, _ stamp: CopyStamp, to files: any FileSystem) throws(FileError) {
    var bytes = try files.kind(of: path) == .file ? try files.read(path) : Array(header.utf8)
    guard !holds(seal, bytes) else { return }
    let cells = [
      seal, stamp.build, stamp.audience.rawValue, stamp.asOf.description, stamp.validUntil.description,
      stamp.form.rawValue,
      stamp.pages.joined(separator: " "),
    ]
    for (place, cell) in cells.enumerated() {
      if place > 0 { bytes.append(0x2C) }
      bytes.appendCSVCell(cell)
    }
    try files.replace(path, with: bytes + [0x0A])
  }

  /// Whether the copy with this seal was recorded; nil if there is no record at all.
  static func holds(_ seal: String, in files: any FileSystem) throws(FileError) -> Bool? {
    guard try files.kind(of: path) == .file else { return nil }
    return holds(seal, try files.read(path))
  }

  private static func holds(_ seal: String, _ bytes: [UInt8]) -> Bool {
    bytes.split(separator: 0x0A).contains { $0.starts(with: seal.utf8) }
  }
}
