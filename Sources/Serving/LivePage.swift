/// A page as it is served: the file's bytes with the reload script in its head, and its policy opened for that script. The file on
/// the disk stays as it is.
struct LivePage: Equatable {
  let bytes: [UInt8]
  /// For the header; nil if the page says none that can be repeated there.
  let policy: String?

  /// The page `bytes` as part of `build`.
  init(_ bytes: [UInt8], build: String) {
    var page = bytes
    var policy: String?
    if let place = Self.policyPlace(page) {
      let said = String(decoding: page[place], as: UTF8.self)
      // References would have to be decoded for the header; the page's own element speaks for itself.
      let opened = PagePolicy.opened(said)
      if !said.utf8.contains(where: { $0 == 0x26 || $0 < 0x20 || $0 > 0x7E }) { policy = opened }
      page.replaceSubrange(place, with: opened.utf8)
    }
    let script = "<script src=\"\(RequestTarget.scriptAddress)\" data-build=\"\(build)\" defer></script>"
    page.insert(contentsOf: script.utf8, at: Self.scriptPlace(page))
    self.bytes = page
    self.policy = policy
  }

  /// Before the head ends; else before the body; else, in a fragment, at its end.
  private static func scriptPlace(_ page: [UInt8]) -> Int {
    find("</head", in: page, from: 0) ?? find("<body", in: page, from: 0) ?? page.count
  }

  /// Where the value of the policy's `content` stands.
  private static func policyPlace(_ page: [UInt8]) -> Range<Int>? {
    guard let name = find("http-equiv=\"content-security-policy\"", in: page, from: 0),
      let end = page[name...].firstIndex(of: 0x3E), let start = page[..<name].lastIndex(of: 0x3C),
      let content = find("content=\"", in: Array(page[..<end]), from: start)
    else { return nil }
    let value = content + "content=\"".utf8.count
    return page[value..<end].firstIndex(of: 0x22).map { value..<$0 }
  }

  /// Where `needle`, which is lower-case ASCII, begins for the first time, whatever its case in the page.
  private static func find(_ needle: String, in page: [UInt8], from start: Int) -> Int? {
    let needle = Array(needle.utf8)
    guard let first = needle.first, page.count >= needle.count else { return nil }
    return (start...max(start, page.count - needle.count)).first { place in
      place + needle.count <= page.count && lowered(page[place]) == first
        && needle.indices.allSatisfy { lowered(page[place + $0]) == needle[$0] }
    }
  }

  private static func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}
