public import Core
public import Files

/// The proof that a built site opens from any disk: every link and anchor resolves, every reference is relative and inside, nothing
/// comes from outside, and no page holds what its policy forbids.
///
/// Reads the files alone and knows nothing of how they were made, so it also proves a copy that someone else has handled.
public struct SiteProof {
  /// What was looked at.
  public struct Summary: Sendable, Equatable {
    /// HTML files.
    public internal(set) var pages = 0
    /// Other files.
    public internal(set) var files = 0
    /// References followed.
    public internal(set) var references = 0
    /// Links that a reader may follow out of the site; none is loaded.
    public internal(set) var outside = 0
  }

  private let files: any FileSystem

  /// A proof of the site in that folder.
  public init(_ files: any FileSystem) { self.files = files }

  /// Looks at every file. What doesn't hold is an error: `site.link`, `site.anchor`, `site.external`, `site.policy`, `site.inline`,
  /// or `site.empty` where there is no site.
  public func run(into log: inout Diagnostics) throws(FileError) -> Summary {
    let paths = try files.list("").filter { $0.kind == .file }.map(\.path)
    let known = Set(paths)
    guard known.contains("index.html") else {
      log.append(
        .error(
          "site.empty", "there is no index.html in the folder", at: nil, hint: "build the site first: perennial build"))
      return Summary()
    }
    var walk = Walk(paths: paths, known: known)
    for path in paths { try look(at: path, &walk, into: &log) }
    try settleAnchors(&walk, into: &log)
    return walk.summary
  }

  /// What was seen so far. Anchors are asked for when every page has been seen.
  private struct Walk {
    let paths: [String]
    let known: Set<String>
    var summary = Summary()
    var anchors: [String: Set<String>] = [:]
    var open: [(target: String, anchor: String, from: String, reference: PageScan.Reference)] = []
    /// Near names are sought among all files, so only for the first that are missing.
    var hints = 100

    mutating func near(_ target: String) -> String? {
      hints -= 1
      return hints >= 0 ? NearestName.of(target, among: paths).map { "did you mean \"\($0)\"?" } : nil
    }
  }

  private func look(at path: String, _ walk: inout Walk, into log: inout Diagnostics) throws(FileError) {
    let isPage = path.hasSuffix(".html")
    if isPage { walk.summary.pages += 1 } else { walk.summary.files += 1 }
    guard isPage || path.hasSuffix(".svg") || path.hasSuffix(".css") else { return }
    let bytes = try files.read(path)
    let scan = path.hasSuffix(".css") ? PageScan(style: bytes) : PageScan(page: bytes, isDrawing: !isPage)
    walk.anchors[path] = scan.anchors
    for hazard in scan.hazards {
      log.append(.error(hazard.code, hazard.message, at: Self.place(hazard.offset, in: bytes, path)))
    }
    for reference in scan.references {
      walk.summary.references += 1
      switch SiteAddress(reference.text, in: path) {
      case .data: break
      case .outside where reference.isFollowed: walk.summary.outside += 1
      case .outside:
        log.append(
          Self.external(reference, "is loaded from outside", at: Self.place(reference.offset, in: bytes, path)))
      case .refused(let why):
        log.append(Self.external(reference, why, at: Self.place(reference.offset, in: bytes, path)))
      case .inside(let target, _) where !walk.known.contains(target):
        let place = Self.place(reference.offset, in: bytes, path)
        log.append(
          .error(
            "site.link", "\(Self.quoted(reference)): there is no file \"\(target)\"", at: place, hint: walk.near(target)
          ))
      case .inside(let target, let anchor?): walk.open.append((target, anchor, path, reference))
      case .inside: break
      }
    }
  }

  private func settleAnchors(_ walk: inout Walk, into log: inout Diagnostics) throws(FileError) {
    for link in walk.open {
      guard let anchors = walk.anchors[link.target], !anchors.contains(link.anchor) else { continue }
      log.append(
        .error(
          "site.anchor", "\(Self.quoted(link.reference)): \(link.target) has no anchor \"\(link.anchor)\"",
          at: Self.place(link.reference.offset, in: try files.read(link.from), link.from),
          hint: NearestName.of(link.anchor, among: anchors.sorted()).map { "did you mean \"#\($0)\"?" }))
    }
  }

  private static func quoted(_ reference: PageScan.Reference) -> String {
    let text = reference.text.utf8.count > 120 ? String(reference.text.prefix(100)) + "\u{2026}" : reference.text
    return "\(reference.tag) \(reference.attribute)=\"\(text)\""
  }

  private static func external(_ reference: PageScan.Reference, _ why: String, at place: SourceLocation) -> Diagnostic {
    .error(
      "site.external", "\(quoted(reference)) \(why)", at: place, hint: "a site from disk may load only its own files")
  }

  private static func place(_ offset: Int, in bytes: [UInt8], _ path: String) -> SourceLocation {
    let before = bytes[..<min(offset, bytes.count)]
    let line = before.count { $0 == 0x0A } + 1
    let column = offset - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1
    return SourceLocation(SourceFile(path), line: line, column: column)
  }
}
