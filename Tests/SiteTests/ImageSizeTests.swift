import Testing

@testable import Site

@Suite struct ImageSizeTests {
  private static func bytes(_ hex: String) -> [UInt8] {
    let digits = hex.utf8.compactMap { $0.hexValue }
    return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  static let jpegFrame = "FFC0 0011 08 0020 0030 03 011100 021101 031101"
  static let turned =
    "FFE1 0022 457869660000 4D4D002A00000008 0001 0112 0003 00000001 00060000 00000000"

  static let rasters: [(String, String, [Int]?)] = [
    ("PNG", "89504E470D0A1A0A 0000000D49484452 00000280 000001E0 0802000000", [640, 480]),
    ("PNG cut off", "89504E470D0A1A0A 0000000D49484452 00000280 0000", nil),
    ("PNG of no width", "89504E470D0A1A0A 0000000D49484452 00000000 000001E0 08", nil),
    ("PNG wider than any screen", "89504E470D0A1A0A 0000000D49484452 FFFFFFFF 000001E0 08", nil),
    ("GIF", "474946383961 0A00 1400 F00000", [10, 20]),
    ("JPEG", "FFD8 FFE0 0010 4A46494600010100000100010000 \(jpegFrame)", [48, 32]),
    ("JPEG with fill bytes", "FFD8 FFFFFF E0 0002 \(jpegFrame)", [48, 32]),
    ("JPEG turned by its Exif", "FFD8 \(turned) \(jpegFrame)", [32, 48]),
    ("JPEG without a frame", "FFD8 FFE0 0002 FFDA 0002 FFC0 0011 08 0020 0030", nil),
    ("JPEG with a segment of no length", "FFD8 FFE0 0000 \(jpegFrame)", nil),
    ("JPEG with a directory out of the file", "FFD8 FFE1 0010 457869660000 4D4D002A7FFFFFFF \(jpegFrame)", [48, 32]),
    ("WebP, lossy", "52494646 24000000 57454250 56503820 18000000 300100 9D012A 4001 F000", [320, 240]),
    ("WebP, lossless", "52494646 24000000 57454250 5650384C 18000000 2F 3F C1 3B 00", [320, 240]),
    ("WebP, extended", "52494646 24000000 57454250 56503858 0A000000 00000000 3F0100 EF0000", [320, 240]),
    ("WebP cut off", "52494646 24000000 57454250", nil),
    ("nothing", "", nil),
    ("noise", "00010203040506070809", nil),
  ]

  @Test("raster images tell their size", arguments: rasters)
  func raster(_ name: String, _ hex: String, _ size: [Int]?) {
    let found = ImageSize(of: Self.bytes(hex))
    #expect(found.map { [$0.width, $0.height] } == size, "\(name)")
  }

  @Test("a file cut off or damaged anywhere is read without harm", arguments: rasters)
  func damage(_ name: String, _ hex: String, _ size: [Int]?) {
    let whole = Self.bytes(hex)
    for end in whole.indices {
      let cut = ImageSize(of: Array(whole[..<end]))
      #expect(cut == nil || cut == ImageSize(of: whole), "\(name) cut at \(end)")
      for byte: UInt8 in [0x00, 0x7F, 0xFF] {
        var damaged = whole
        damaged[end] = byte
        let found = ImageSize(of: damaged)
        #expect(found.map { $0.width > 0 && $0.height > 0 } ?? true)
      }
    }
  }

  static let drawings: [(String, [Int]?)] = [
    ("<svg xmlns='http://www.w3.org/2000/svg' width='120' height=\"80px\">", [120, 80]),
    (
      "<?xml version=\"1.0\"?>\n<!-- <svg width='1' height='1'> -->\n<!DOCTYPE svg>\n<svg viewBox='0 0 300 150'/>",
      [300, 150]
    ),
    ("<svg width=\"100%\" height=\"100%\" viewBox=\"0,0,40,30\">", [40, 30]),
    ("<svg width='200' viewBox='0 0 40 30'>", [200, 150]),
    ("<svg width='1in' height='25.4mm'>", [96, 96]),
    ("<svg stroke-width='2' data-height='9' viewBox='0 0 7.6 5'>", [8, 5]),
    ("<svg width='1e999' height='2'>", nil),
    ("<svg width='nan' height='2'>", nil),
    ("<svg viewBox='0 0 -4 2'>", nil),
    ("<svg>", nil),
    ("<svg width='4' height='4'", nil),
    ("<html><svg width='4' height='4'></html>", nil),
    ("<!--", nil),
  ]

  @Test("SVG tells its size in its opening tag", arguments: drawings)
  func drawing(_ text: String, _ size: [Int]?) {
    let found = ImageSize(of: Array(text.utf8))
    #expect(found.map { [$0.width, $0.height] } == size)
  }

  @Test func aTagIsLookedForInTheHeadOfTheFileAlone() {
    let comment = "<!--" + String(repeating: "x", count: 70_000) + "-->"
    #expect(ImageSize(of: Array((comment + "<svg width='1' height='1'>").utf8)) == nil)
  }
}

extension UInt8 {
  /// Value of a hexadecimal digit.
  fileprivate var hexValue: UInt8? {
    switch self {
    case 48...57: self - 48
    case 65...70: self - 55
    default: nil
    }
  }
}
