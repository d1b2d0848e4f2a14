import Core

/// A PDF made by a browser from a shared file, sealed like it.
public enum SealedPDF {
  /// `pdf` with its own dates set to the copy's day, so that the same copy is the same bytes, and with stamp and seal behind its end.
  public static func sealed(_ pdf: [UInt8], _ stamp: CopyStamp) -> [UInt8] {
    var file = pdf
    let day = stamp.asOf.iso.filter { $0 != 0x2D } + Array("000000".utf8)
    for name in ["/CreationDate (D:", "/ModDate (D:"] {
      guard let start = file.firstIndex(of: name.utf8).map({ $0 + name.utf8.count }), start + day.count <= file.count
      else { continue }
      file.replaceSubrange(start..<(start + day.count), with: day)
    }
    if file.last != 0x0A { file.append(0x0A) }
    return Seal.put(on: file + Seal.comments(stamp))
  }
}
