/// A file of the workspace that notes may show or link to.
public struct Attachment: Sendable {
  /// From the workspace root: `content/assets/plan.png`.
  public let path: String
  /// The file.
  public let bytes: [UInt8]

  /// A file at `path`.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// Whether a file of `content/` is one: all of `content/assets/`, and pictures wherever they stand.
  public static func isAttachment(_ path: String) -> Bool {
    if path.utf8.starts(with: "content/assets/".utf8) { return true }
    let name = path.lowercased()
    return path.utf8.starts(with: "content/".utf8)
      && [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"].contains { name.hasSuffix($0) }
  }

  /// Where it stands in the site.
  var outputPath: String {
    isAsset ? String(path.dropFirst("content/".utf8.count)) : "images/" + path.dropFirst("content/".utf8.count)
  }

  /// Whether it stands in the folder for attachments.
  var isAsset: Bool { path.utf8.starts(with: "content/assets/".utf8) }
}
