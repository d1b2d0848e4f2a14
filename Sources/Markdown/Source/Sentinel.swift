/// Control bytes that stand for what Markdown has no syntax for. Input is rid of them before anything else is done, so one that
/// is met is ours: no note can forge a marker.
enum Sentinel {
  /// Opens the number of a `Substitution` in the source that cmark reads.
  static let sourceOpen: UInt8 = 0x02
  /// Closes it.
  static let sourceClose: UInt8 = 0x03
  /// Opens a marker in the HTML that cmark writes: a letter and a number.
  static let htmlOpen: UInt8 = 0x04
  /// Closes it.
  static let htmlClose: UInt8 = 0x05

  /// The bytes that stand for substitution `index` in the source.
  static func source(_ index: Int) -> [UInt8] { [sourceOpen] + Array(String(index).utf8) + [sourceClose] }

  /// Reads the number after the opening byte at `start`; nil unless it is well formed.
  static func number(
    in bytes: UnsafeBufferPointer<UInt8>, after start: Int, closedBy close: UInt8
  ) -> (value: Int, end: Int)? {
    var (value, offset) = (0, start + 1)
    while offset < bytes.count, offset - start <= 10 {
      let byte = bytes[offset]
      if byte == close { return (value, offset + 1) }
      guard byte >= 48, byte <= 57 else { return nil }
      value = value * 10 + Int(byte - 48)
      offset += 1
    }
    return nil
  }
}

/// Kinds of marker in the rendered HTML. The letter is what is written.
enum Marker: UInt8 {
  /// Raises what follows to the clearance of that rank, up to `popClearance`.
  case pushClearance = 0x50
  case popClearance = 0x70
  /// An audience block, which also shows whom it is for.
  case openAudience = 0x41
  case closeAudience = 0x61
  /// As `pushClearance`, taking the list item's own tags in.
  case pushItem = 0x51
  case popItem = 0x71
  case openHeading = 0x48
  case closeHeading = 0x68
  /// A link that cmark renders, with an empty target.
  case openLink = 0x4C
  case closeLink = 0x6C
  /// A link that we render.
  case openWikiLink = 0x57
  case closeWikiLink = 0x77
  case image = 0x49
  case figure = 0x47
  case footnoteReference = 0x46
  case openFootnote = 0x44
  case closeFootnote = 0x64
  case backReferences = 0x42
  case openTask = 0x4B
  case closeTask = 0x6B
  case openTaskData = 0x4D
  case closeTaskData = 0x6D
  case openTouch = 0x54
  case closeTouch = 0x74
  /// An id that is made unique in the note once all are known.
  case key = 0x58

  /// The bytes of the marker.
  func bytes(_ index: Int = 0) -> [UInt8] {
    [Sentinel.htmlOpen, rawValue] + Array(String(index).utf8) + [Sentinel.htmlClose]
  }
}
