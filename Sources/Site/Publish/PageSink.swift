public import Core
public import Files

/// Where rendered pages go, one by one, from any task.
public protocol PageSink: Sendable {
  /// Whether the page at `path`, made from what `fingerprint` says, is there already and need not be made; with all further files
  /// of the same fingerprint, which were made with it.
  func keep(_ path: String, fingerprint: ContentHash) throws(FileError) -> Bool

  /// Takes a page. `fingerprint` says what it was made from, if `keep` is to know it next time.
  func stage(_ bytes: [UInt8], at path: String, fingerprint: ContentHash?) throws(FileError)
}

extension PageSink {
  /// Takes a page that is made anew every time.
  public func stage(_ bytes: [UInt8], at path: String) throws(FileError) {
    try stage(bytes, at: path, fingerprint: nil)
  }
}

/// Kinds of files of a site, for reports.
public enum PageKind: String, Sendable, CaseIterable {
  case accounts, reports, guides, people, search, assets

  /// Told by the folder.
  init(path: String) {
    let folder = path.utf8.firstIndex(of: 0x2F).map { path[..<$0] }
    switch folder {
    case "accounts"?: self = .accounts
    case "guides"?, "plays"?, "paths"?: self = .guides
    case "owners"?, "sellers"?: self = .people
    case "search"?: self = .search
    case "assets"?, "images"?: self = .assets
    default: self = .reports
    }
  }

  /// Place in the order of kinds.
  var order: Int {
    switch self {
    case .accounts: 0
    case .reports: 1
    case .guides: 2
    case .people: 3
    case .search: 4
    case .assets: 5
    }
  }
}
