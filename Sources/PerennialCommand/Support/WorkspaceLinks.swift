import Core
import Files
import Ingest
import Portfolio
import Site

/// What the notes of a workspace may point to: its pages, figures, images and files.
enum WorkspaceLinks {
  /// Reads the attachments, and checks all notes against what there is. A file that would take the place of one of the site's own
  /// `assets` is an error.
  static func load(
    from files: any FileSystem, _ portfolio: Portfolio, assets: [String], into log: inout Diagnostics
  ) throws(FileError) -> NoteLinks {
    // Folded, for there are disks on which names that differ by case are one file. Equal strings are equal in every normalisation.
    let taken = Set(assets.map { $0.lowercased() })
    var seen: [String: String] = [:]
    var attachments: [Attachment] = []
    var others: [String] = []
    for entry in try files.list("content") where entry.kind == .file {
      guard Attachment.isAttachment(entry.path) else {
        others.append(entry.path)
        continue
      }
      let folded = entry.path.dropFirst("content/".utf8.count).lowercased()
      if let other = seen.updateValue(entry.path, forKey: folded) {
        log.append(
          .error(
            "asset.same-name", "on many disks this is the same name as \"\(other.clippedLine)\"",
            at: SourceLocation(SourceFile(entry.path)),
            hint: "rename one of the two: upper and lower case don't tell names apart"))
        continue
      }
      if taken.contains(folded) {
        log.append(
          .error(
            "asset.taken", "the site has a file of that name of its own", at: SourceLocation(SourceFile(entry.path)),
            hint: "put it into templates/assets/ if it is to replace the site's, else rename it"))
        continue
      }
      guard let bytes = bytes(of: entry.path, files, &log) else { continue }
      if !portfolio.settings.allowsHTML, let reason = ActiveContent.find(in: bytes, path: entry.path) {
        log.append(
          .error(
            "asset.active", "a browser may run this file: it is or holds \(reason)",
            at: SourceLocation(SourceFile(entry.path)),
            hint: "export it as plain SVG, PNG or PDF; `html: allow` in content/portfolio.yaml trusts all files"))
        continue
      }
      attachments.append(Attachment(path: entry.path, bytes: bytes))
    }
    let links = NoteLinks(portfolio, attachments: attachments, others: others)
    links.check(portfolio, into: &log)
    return links
  }
  private static func bytes(of path: String, _ files: any FileSystem, _ log: inout Diagnostics) -> [UInt8]? {
    do throws(FileError) { return try files.read(path) } catch {
      log.append(PortfolioReader.unreadable(error, at: path))
      return nil
    }
  }
}
