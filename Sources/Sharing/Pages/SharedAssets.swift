import Core

/// Styles, scripts, pictures and fonts of a site, as data to be carried inside a page.
public struct SharedAssets: Sendable {
  private let files: [String: [UInt8]]

  /// Files by path from the site's root.
  public init(_ files: [(path: String, bytes: [UInt8])]) {
    self.files = Dictionary(files.map { ($0.path, $0.bytes) }, uniquingKeysWith: { $1 })
  }

  subscript(path: String) -> [UInt8]? { files[path] }

  /// The file as a `data:` address; nil if there is none, or if it is of a kind that no page shows.
  func dataAddress(_ path: String) -> [UInt8]? {
    guard let bytes = files[path], let type = Self.type(path) else { return nil }
    return Array("data:\(type);base64,".utf8) + Base64.encoded(bytes)
  }

  private static let types: [String: String] = [
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
    "avif": "image/avif", "svg": "image/svg+xml", "ico": "image/x-icon", "woff2": "font/woff2", "woff": "font/woff",
    "ttf": "font/ttf", "otf": "font/otf",
  ]

  private static func type(_ path: String) -> String? {
    path.utf8.split(separator: 0x2E).last.flatMap { types[Substring($0).lowercased()] }
  }
}
