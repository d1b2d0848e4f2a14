import Core

/// A page of a published copy with the copy's stamp: as data in its head, visibly at its foot. The digest of the data is of the
/// pages without it.
public enum StampedPage {
  private static let headEnd = Array("</head>".utf8)
  private static let bodyEnd = Array("</body>".utf8)

  /// `page` with the stamp of the copy it belongs to; what is no page stays as it is.
  public static func stamped(_ page: SharedPage, _ stamp: CopyStamp) -> SharedPage {
    guard page.path.hasSuffix(".html"), let head = page.bytes.firstIndex(of: headEnd),
      let body = page.bytes.lastIndex(of: bodyEnd), head < body
    else { return page }
    var bytes = Array(page.bytes[..<head])
    bytes += Seal.metas(stamp)
    bytes += page.bytes[head..<body]
    bytes += foot(stamp)
    bytes += page.bytes[body...]
    return SharedPage(path: page.path, file: Seal.put(on: bytes))
  }

  /// The page as it was before it was stamped; as it stands if it holds no such stamp.
  public static func bare(_ page: SharedPage, _ stamp: CopyStamp) -> SharedPage {
    guard page.path.hasSuffix(".html"), var bytes = Seal.blanked(page.bytes),
      let head = bytes.firstIndex(of: headEnd), let body = bytes.lastIndex(of: bodyEnd)
    else { return page }
    let (metas, foot) = (Seal.metas(stamp), foot(stamp))
    guard bytes[..<body].suffix(foot.count).elementsEqual(foot), bytes[..<head].suffix(metas.count).elementsEqual(metas)
    else { return page }
    bytes.removeSubrange((body - foot.count)..<body)
    bytes.removeSubrange((head - metas.count)..<head)
    return SharedPage(path: page.path, file: bytes)
  }

  private static func foot(_ stamp: CopyStamp) -> [UInt8] {
    Array(
      """
      <p class="foot wrap stamp" data-valid-until="\(stamp.validUntil)">Part of a published copy. Rely on it until \
      \(stamp.validUntil.display); later, ask for a new one. Build <code>\(stamp.build)</code>, data \
      <code>\(stamp.data.prefix(12))</code></p>

      """.utf8)
  }
}
