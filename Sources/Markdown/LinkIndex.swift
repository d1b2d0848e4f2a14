import Core

/// What links, images and figure references of notes may point to, and what each name means. Checking and placing a link both ask
/// here, so they never disagree.
public struct LinkIndex: Sendable {
  struct Page: Sendable {
    let path: String
    /// Nil if the page isn't known well enough to say.
    let anchors: Set<String>?
    let order: [String]
  }

  private(set) var pages: [String: Page] = [:]
  /// Pages by the names that wiki links use, in lower case; several if a name isn't unique.
  private(set) var names: [String: [String]] = [:]
  private(set) var files: Set<String> = []
  /// Whether each image can be shown.
  private(set) var images: [String: Bool] = [:]
  /// Files of the workspace that the site doesn't hold.
  private(set) var unpublished: Set<String> = []
  private(set) var figures: Set<String> = []
  private(set) var bookFigures: Set<String> = []
  private(set) var accounts: Set<String> = []
  /// As added, so that the nearest name is the same in every run.
  private(set) var nameList: [String] = []
  private(set) var pathList: [String] = []
  private(set) var figureList: [String] = []
  private(set) var bookFigureList: [String] = []
  private(set) var accountList: [String] = []

  /// Nothing exists yet.
  public init() {}

  /// A page made from a note, reached by wiki links of those names, with the note's headings as anchors and what else the page
  /// has.
  public mutating func add(_ document: MarkdownDocument, names: [String], anchors: [String] = []) {
    add(page: document.file.path, names: names, anchors: document.anchors + anchors)
  }

  /// A page made from the file at `path`, reached by wiki links of those names, with those anchors; nil if they aren't known.
  public mutating func add(page path: String, names: [String], anchors: [String]?) {
    pages[path] = Page(path: path, anchors: anchors.map(Set.init), order: anchors ?? [])
    pathList.append(path)
    for name in names {
      let key = name.lowercased()
      if self.names[key]?.contains(path) == true { continue }
      self.names[key, default: []].append(path)
      nameList.append(name)
    }
  }

  /// Any other file at `path` from the workspace root that the site holds.
  public mutating func add(file path: String) {
    files.insert(path)
    pathList.append(path)
  }

  /// An image at `path` from the workspace root; `isShown` is false if a browser couldn't make anything of it.
  public mutating func add(image path: String, isShown: Bool) {
    images[path] = isShown
    add(file: path)
  }

  /// A file at `path` from the workspace root that the site doesn't hold, an export for one.
  public mutating func add(unpublished path: String) { unpublished.insert(path) }

  /// A figure that every account has: the part after the dot in `{{ account.arr }}`.
  public mutating func add(figure key: String) {
    figures.insert(key)
    figureList.append(key)
  }

  /// A figure of the whole book: the part after the dot in `{{ book.arr }}`.
  public mutating func add(bookFigure key: String) {
    bookFigures.insert(key)
    bookFigureList.append(key)
  }

  /// An account whose figures may be named from anywhere: the part before the dot. `account` stands for the note's own.
  public mutating func add(account slug: String) {
    accounts.insert(slug)
    accountList.append(slug)
  }
}

extension LinkIndex {
  /// The page that a link means, by its file's path, and the anchor on it; nil if it means none, or stays on its own page.
  public func page(of target: MarkdownTarget) -> (path: String, anchor: String?)? {
    switch target {
    case .page(let name, let anchor): names[name.lowercased()]?.first.map { ($0, anchor) }
    case .file(let path, let anchor): pages[path].map { ($0.path, anchor) }
    case .anchor: nil
    }
  }
}

/// A figure as prose names it: `account.arr`, `acme.health.score`, `book.grr`; `arr` alone is the note's own account's.
public struct FigureReference: Sendable, Hashable {
  /// Whose figure it is.
  public enum Subject: Sendable, Hashable {
    /// The account that the note is about.
    case ownAccount
    /// The account of that slug.
    case account(String)
    /// The whole book.
    case book
  }

  /// Whose figure.
  public let subject: Subject
  /// Which: what stands after the subject.
  public let key: String

  /// Takes a name apart at its first dot, if what stands before it is an account of `index`, `account` or `book`, or if the whole
  /// is no figure of the note's own account, like `health.score` is.
  init(_ name: String, in index: LinkIndex) {
    let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !index.figures.contains(name) || index.accounts.contains(String(parts[0])) else {
      (subject, key) = (.ownAccount, name)
      return
    }
    key = String(parts[1])
    switch parts[0] {
    case "account": subject = .ownAccount
    case "book": subject = .book
    default: subject = .account(String(parts[0]))
    }
  }
}

extension LinkIndex {
  /// What a figure's name in prose means, whether there is such a figure or not.
  public func figure(named name: String) -> FigureReference { FigureReference(name, in: self) }
}
