import Core
import Files
import Portfolio
import Site

/// What the notes of a workspace may point to: its pages, figures, images and files.
enum WorkspaceLinks {
  /// Reads the attachments, and checks all notes against what there is. A file that would take the place of one of the site's own
  /// `assets` is an error.
  static func load(
    from files: any FileSystem, _ portfolio: Portfolio, assets: [String], into log: inout Diagnostics
  ) throws(FileError) -> NoteLinks {
    let taken = Set(assets)
    var attachments: [Attachment] = []
    var others: [String] = []
    for entry in try files.list("content") where entry.kind == .file {
      guard Attachment.isAttachment(entry.path) else {
        others.append(entry.path)
        continue
      }
      if taken.contains(String(entry.path.dropFirst("content/".utf8.count))) {
        log.append(
          .error(
            "asset.taken", "the site has a file of that name of its own", at: SourceLocation(SourceFile(entry.path)),
            hint: "put it into templates/assets/ if it is to replace the site's, else rename it"))
        continue
      }
      attachments.append(Attachment(path: entry.path, bytes: try files.read(entry.path)))
    }
    let links = NoteLinks(portfolio, attachments: attachments, others: others)
    links.check(portfolio, into: &log)
    return links
  }
}
