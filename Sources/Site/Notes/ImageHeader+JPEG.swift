extension ImageHeader {
  /// Segments before the frame's that are looked through; real files have a dozen.
  private static let segmentLimit = 400

  /// Walks the segments up to the frame header, by their lengths.
  var jpegSize: ImageSize? {
    var offset = 2
    var isTurned = false
    for _ in 0..<Self.segmentLimit {
      while number(offset, 1, isBig: true) == 0xFF, number(offset + 1, 1, isBig: true) == 0xFF { offset += 1 }
      guard number(offset, 1, isBig: true) == 0xFF, let marker = number(offset + 1, 1, isBig: true),
        let length = number(offset + 2, 2, isBig: true), length >= 2
      else { return nil }
      switch marker {
      case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
        guard let height = number(offset + 5, 2, isBig: true), let width = number(offset + 7, 2, isBig: true) else {
          return nil
        }
        let size = ImageSize(width, height)
        return isTurned ? size?.turned : size
      case 0xE1 where starts(with: "Exif\0\0", at: offset + 4):
        isTurned = (5...8).contains(orientation(at: offset + 10) ?? 1)
      case 0xD9, 0xDA: return nil
      default: break
      }
      offset += 2 + length
    }
    return nil
  }

  /// Tag 0x0112 of the first directory of the TIFF block at `start`.
  private func orientation(at start: Int) -> Int? {
    let isBig = starts(with: "MM", at: start)
    guard isBig || starts(with: "II", at: start), number(start + 2, 2, isBig: isBig) == 42,
      let directory = number(start + 4, 4, isBig: isBig), let count = number(start + directory, 2, isBig: isBig)
    else { return nil }
    for entry in 0..<min(count, 200) {
      let place = start + directory + 2 + entry * 12
      if number(place, 2, isBig: isBig) == 0x0112 { return number(place + 8, 2, isBig: isBig) }
    }
    return nil
  }
}
