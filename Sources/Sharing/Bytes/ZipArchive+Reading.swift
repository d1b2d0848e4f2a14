extension ZipArchive {
  /// The files of an archive that was written here, in order; nil if it is another archive, or a byte of a file was changed.
  public static func files(of archive: [UInt8]) -> [(path: String, bytes: [UInt8])]? {
    var files: [(path: String, bytes: [UInt8])] = []
    var index = 0
    while archive[index...].starts(with: [0x50, 0x4B, 3, 4]) {
      guard index + 30 <= archive.count, archive.number(at: index + 8, 2) == 0 else { return nil }
      let size = archive.number(at: index + 18, 4)
      let name = index + 30
      let start = name + archive.number(at: index + 26, 2) + archive.number(at: index + 28, 2)
      guard start + size <= archive.count else { return nil }
      let bytes = Array(archive[start..<(start + size)])
      guard Int(CRC32.of(bytes)) == archive.number(at: index + 14, 4) else { return nil }
      files.append((String(decoding: archive[name..<start], as: UTF8.self), bytes))
      index = start + size
    }
    return files.isEmpty ? nil : files
  }
}

extension [UInt8] {
  /// A number of `count` bytes, least byte first.
  fileprivate func number(at place: Int, _ count: Int) -> Int {
    self[place..<(place + count)].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
