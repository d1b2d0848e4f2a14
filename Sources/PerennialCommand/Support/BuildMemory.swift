import Core
import Files
import Ingest
import Portfolio
import Site
import Synchronization
import Templates

/// What the last build of a process that builds again knows. New words in one note are on their page before the next build has looked
/// at everything: it makes the same page, and whatever else the words bring with them.
final class BuildMemory: Sendable {
  /// A build.
  struct Built {
    let plan: SitePlan
    let templates: TemplateLibrary
    let settings: Settings
    let options: SiteBuilder.Options
    let inputs: [BuildRecord.Input]
  }

  private let last = Mutex<Built?>(nil)

  /// Remembers `built`; nil is a build that says nothing of the next.
  func keep(_ built: Built?) { last.withLock { $0 = built } }

  /// Puts the page of the one account whose note has new words in place, if that is all that has changed, and says which page it was.
  func preview(_ workspace: any FileSystem, into output: any FileSystem, _ options: SiteBuilder.Options) throws
    -> String?
  {
    guard let built = last.withLock({ $0 }), built.options == options,
      let change = try Self.change(workspace, since: built),
      let (account, slug, note) = built.plan.note(at: change.path),
      let new = PortfolioReader().rereading(note, of: slug, change.bytes, settings: built.settings)
    else { return nil }
    let page = try built.plan.page(of: account, with: new, by: built.templates)
    try OutputCommit.replace(page.path, with: page.bytes, in: output)
    return page.path
  }

  /// The one file that is not as it was.
  private static func change(
    _ workspace: any FileSystem, since built: Built
  ) throws(FileError) -> (path: String, bytes: [UInt8])? {
    var entries: [FileEntry] = []
    for folder in ["content", "templates"] { entries += try workspace.list(folder).filter { $0.kind == .file } }
    guard entries.count == built.inputs.count else { return nil }
    var change: (path: String, bytes: [UInt8])?
    for (entry, input) in zip(entries, built.inputs) {
      guard entry.path == input.path else { return nil }
      if entry.stamp == input.stamp, entry.stamp != 0 { continue }
      let bytes = try workspace.read(entry.path)
      guard ContentHash(bytes) != input.digest else { continue }
      guard change == nil else { return nil }
      change = (entry.path, bytes)
    }
    return change
  }
}
