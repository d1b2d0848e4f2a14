/// What a browser is told that a file is, by the end of its name.
enum ContentType {
  static let html = "text/html; charset=utf-8"

  /// Of the file at `path`; what is not known is bytes, to be kept and not shown.
  static func of(_ path: String) -> String {
    let name = path.utf8
    guard let dot = name.lastIndex(of: 0x2E) else { return "application/octet-stream" }
    switch path[name.index(after: dot)...].lowercased() {
    case "html", "htm": return html
    case "css": return "text/css; charset=utf-8"
    case "js", "mjs": return "text/javascript; charset=utf-8"
    case "json", "map": return "application/json"
    case "svg": return "image/svg+xml"
    case "png": return "image/png"
    case "jpg", "jpeg": return "image/jpeg"
    case "gif": return "image/gif"
    case "webp": return "image/webp"
    case "avif": return "image/avif"
    case "ico": return "image/x-icon"
    case "pdf": return "application/pdf"
    case "csv": return "text/csv; charset=utf-8"
    case "ics": return "text/calendar; charset=utf-8"
    case "txt", "md": return "text/plain; charset=utf-8"
    case "xml": return "application/xml"
    case "woff2": return "font/woff2"
    case "woff": return "font/woff"
    case "zip": return "application/zip"
    default: return "application/octet-stream"
    }
  }
}
