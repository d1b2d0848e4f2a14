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

  /// A line of the record.
  struct Entry {
    let build: String
    let audience: Audience
    let asOf: Day
    let validUntil: Day
    let form: ShareForm
    let pages: [String]

    /// Reads the cells of a line; nil if they say what no line can.
    fileprivate init?(_ cells: [String]) {
      guard cells.count == 7, let audience = Audience(rawValue: cells[2]), let asOf = Day(iso: cells[3]),
        let validUntil = Day(iso: cells[4]), let form = ShareForm(rawValue: cells[5])
      else { return nil }
      build = cells[1]
      self.audience = audience
      self.asOf = asOf
      self.validUntil = validUntil
      self.form = form
      pages = cells[6].utf8.split(separator: 0x20).map { String(Substring($0)) }
    }
  }

  /// What is recorded of the copy with this seal.
  enum Finding {
    /// There is no record at all.
    case noRecord
    /// The record knows no such copy.
    case unknown
    /// The record knows it; nil if its line was changed beyond reading.
    case known(Entry?)
  }

  /// Looks for the copy with this seal, or of this build, which all pages of a published copy share.
  static func find(_ seal: String, orBuild build: String? = nil, in files: any FileSystem) throws(FileError) -> Finding
  {
    guard try files.kind(of: path) == .file else { return .noRecord }
    let bytes = try files.read(path)
    guard let line = line(seal, bytes) ?? build.flatMap({ published($0, bytes) }) else { return .unknown }
    let cells = line.split(separator: 0x2C, omittingEmptySubsequences: false).map { cell in
      String(decoding: cell.filter { $0 != 0x22 && $0 != 0x0D }, as: UTF8.self)
    }
    return .known(Entry(cells))
  }

  private static func holds(_ seal: String, _ bytes: [UInt8]) -> Bool { line(seal, bytes) != nil }

  private static func published(_ build: String, _ bytes: [UInt8]) -> ArraySlice<UInt8>? {
    bytes.split(separator: 0x0A).first { line in
      line.dropFirst(64).starts(with: ",\(build),".utf8)
        && line.suffix(StartPage.path.utf8.count).elementsEqual(StartPage.path.utf8)
    }
  }

  private static func line(_ seal: String, _ bytes: [UInt8]) -> ArraySlice<UInt8>? {
    bytes.split(separator: 0x0A).first { $0.starts(with: seal.utf8) }
  }
}
