import Core
import Files

/// Answers requests for a site: pure but for reading its files, so that everything about it can be tested without a socket.
struct Responder: Sendable {
  /// What matters of a request.
  struct Request {
    var method = "GET"
    var target: String
    /// All values of `Host`.
    var hosts: [String]
    /// All values of `If-None-Match`, with commas between them.
    var ifNoneMatch: String?
  }

  /// A whole response.
  struct Response: Equatable {
    var status: Int
    var fields: [(name: String, value: String)]
    var body: [UInt8]

    static func == (a: Response, b: Response) -> Bool {
      a.status == b.status && a.body == b.body && a.fields.elementsEqual(b.fields, by: ==)
    }

    /// The value of a field.
    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }
  }

  /// How a request is answered.
  enum Answer: Equatable {
    case response(Response)
    /// By a stream of events that ends when the reader leaves.
    case events
  }

  let site: any FileSystem
  let state: LiveState
  let port: Int

  /// The answer to a request. `HEAD` is answered as `GET`; leaving the body out is the sender's business.
  func answer(_ request: Request) -> Answer {
    guard LocalHost.accepts(request.hosts, port: port) else {
      return .response(text(421, "This server answers to this machine's own names only."))
    }
    guard request.method == "GET" || request.method == "HEAD" else {
      var refusal = text(405, "Only GET and HEAD are answered.")
      refusal.fields.append(("Allow", "GET, HEAD"))
      return .response(refusal)
    }
    switch RequestTarget(request.target) {
    case .events: return request.method == "GET" ? .events : .response(text(200, ""))
    case .script:
      return .response(whole(Array(LiveScript.text.utf8), "text/javascript; charset=utf-8", request))
    case .file(let path): return .response(file(path, request))
    case nil: return .response(missing())
    }
  }

  private func file(_ path: String, _ request: Request) -> Response {
    // The build's name first: a page that is replaced between the two is loaded once more, never once too few.
    let build = state.build
    let bytes: [UInt8]
    do {
      // A folder that leads to the file may be a link too.
      for parent in RelativePath.parents(of: path) where try site.kind(of: parent) != .directory { return missing() }
      bytes = try site.read(path)
    } catch {
      switch error.kind {
      case .notFound, .notAFile, .badPath: return missing()
      case .permissionDenied: return text(403, "The file may not be read.")
      default: return text(500, "The file cannot be read.")
      }
    }
    let type = ContentType.of(path)
    // What stands there came as it is from the workspace's attachments, and is no page of the site.
    let isAttachment = path.hasPrefix("assets/") || path.hasPrefix("images/")
    guard type == ContentType.html, !isAttachment else { return whole(bytes, type, request, policy: Self.sandbox) }
    let page = LivePage(bytes, build: build)
    return whole(page.bytes, type, request, policy: [page.policy, "frame-ancestors 'none'"])
  }

  /// Files that are no pages, an SVG or a PDF opened for itself, run nothing and ask for nothing.
  private static let sandbox: [String?] = ["default-src 'none'", "style-src 'unsafe-inline'", "sandbox"]

  private func whole(
    _ bytes: [UInt8], _ type: String, _ request: Request, policy: [String?] = sandbox
  ) -> Response {
    let tag = "\"\(ContentHash(bytes).hex)\""
    var response = Response(status: 200, fields: Self.fields(type, policy), body: bytes)
    response.fields.append(("ETag", tag))
    if let known = request.ifNoneMatch, Self.matches(known, tag) {
      response.status = 304
      response.body = []
    }
    return response
  }

  /// Whether a list of entity tags names `tag`; weak tags compare as strong ones, as they do for `GET`.
  private static func matches(_ list: String, _ tag: String) -> Bool {
    list.utf8.split(separator: 0x2C).contains { item in
      var item = Array(item.drop { $0 == 0x20 || $0 == 0x09 })
      while item.last == 0x20 || item.last == 0x09 { item.removeLast() }
      if item.starts(with: "W/".utf8) { item.removeFirst(2) }
      return item == [0x2A] || item == Array(tag.utf8)
    }
  }

  /// A page that is not there may be there after the next build, so it listens like the others.
  private func missing() -> Response {
    let page = LivePage(Array(Self.missingPage.utf8), build: state.build)
    let policy = [page.policy, "frame-ancestors 'none'"]
    return Response(status: 404, fields: Self.fields(ContentType.html, policy), body: page.bytes)
  }

  private static let missingPage = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Not found</title>
    </head>
    <body>
    <h1>There is no such page</h1>
    <p>If a build makes it, it appears here. <a href="/">To the start page</a></p>
    </body>
    </html>

    """

  private func text(_ status: Int, _ text: String) -> Response {
    Response(
      status: status, fields: Self.fields("text/plain; charset=utf-8", Self.sandbox), body: Array((text + "\n").utf8))
  }

  private static func fields(_ type: String, _ policy: [String?]) -> [(name: String, value: String)] {
    [
      ("Content-Type", type), ("Content-Security-Policy", policy.compactMap(\.self).joined(separator: "; ")),
      ("Cache-Control", "no-cache"), ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"),
      ("Cross-Origin-Resource-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
    ]
  }
}
