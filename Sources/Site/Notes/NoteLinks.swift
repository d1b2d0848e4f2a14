public import Core
import Insight
import Markdown
public import Portfolio

/// Everything that notes, guides and plays may point to, made once from the whole book: `check` tells what is broken, and every
/// copy places its links by the same index.
public struct NoteLinks: Sendable {
  let index: LinkIndex
  let attachments: [Attachment]
  private var places: [String: Place] = [:]
  private let sizes: [String: ImageSize]
  private let files: [String: Int]

  /// A page that stands for a file of the workspace.
  fileprivate struct Place: Sendable {
    enum Kind: Sendable { case account, guide, play }
    let kind: Kind
    let slug: Slug
    let title: String
    /// Which note of the account.
    var note = 0
  }

  /// Takes in the pages, figures and files there are; `others` are paths of files that the site doesn't hold.
  public init(_ portfolio: Portfolio, attachments: [Attachment] = [], others: [String] = []) {
    var index = LinkIndex()
    var sizes: [String: ImageSize] = [:]
    self.attachments = attachments
    for file in attachments {
      sizes[file.path] = ImageSize(of: file.bytes)
      index.add(image: file.path, isShown: sizes[file.path] != nil)
    }
    for path in others { index.add(unpublished: path) }
    self.sizes = sizes
    files = Dictionary(attachments.indices.map { (attachments[$0].path, $0) }, uniquingKeysWith: { first, _ in first })
    Self.addFigures(of: portfolio, to: &index)
    var places: [String: Place] = [:]
    Self.addAccounts(of: portfolio, &index, &places)
    for guide in portfolio.guides {
      places[guide.document.file.path] = Place(kind: .guide, slug: guide.slug, title: guide.title)
      index.add(guide.document, names: Self.names(guide.slug, guide.document.file, "guides/"))
    }
    for play in portfolio.plays {
      places[play.document.file.path] = Place(kind: .play, slug: play.slug, title: play.title)
      // Where a guide and a play share a name, the bare one means the guide.
      let isTaken = index.page(of: .page(name: play.slug.text, anchor: nil)) != nil
      let names = Self.names(play.slug, play.document.file, "plays/").filter { !isTaken || $0.contains("/") }
      index.add(play.document, names: names, anchors: NotePlacement.playAnchors)
    }
    self.index = index
    self.places = places
  }

  /// `slug`, `guides/slug` and, in a folder of its own, `guides/folder/name`.
  private static func names(_ slug: Slug, _ file: SourceFile, _ folder: String) -> [String] {
    let path = file.path.dropFirst("content/".utf8.count)
    let stem = path.hasSuffix(".md") ? path.dropLast(3) : path
    return [slug.text, folder + slug.text] + (stem == folder + slug.text ? [] : [String(stem)])
  }

  private static func addAccounts(of portfolio: Portfolio, _ index: inout LinkIndex, _ places: inout [String: Place]) {
    for account in portfolio.accounts {
      index.add(account: account.slug.text)
      if account.notes.isEmpty { add(account.slug, account.name, NotePlacement.accountAnchors, &index, &places) }
      for (number, note) in account.notes.enumerated() {
        let path = note.file.path
        places[path] = Place(kind: .account, slug: account.slug, title: account.name, note: number)
        let names = number == 0 ? [account.slug.text, "accounts/\(account.slug)"] : []
        index.add(note.document, names: names, anchors: NotePlacement.accountAnchors)
      }
    }
    for account in portfolio.quarantined {
      index.add(account: account.slug.text)
      add(account.slug, account.name, nil, &index, &places)
    }
  }

  /// An account whose notes aren't there.
  private static func add(
    _ slug: Slug, _ name: String, _ anchors: [String]?, _ index: inout LinkIndex, _ places: inout [String: Place]
  ) {
    let path = "content/accounts/\(slug).md"
    index.add(page: path, names: [slug.text, "accounts/\(slug)"], anchors: anchors)
    places[path] = Place(kind: .account, slug: slug, title: name)
  }

  private static func addFigures(of portfolio: Portfolio, to index: inout LinkIndex) {
    for field in AccountField.allCases { index.add(figure: field.rawValue) }
    for kind in FigureKind.allCases {
      guard !kind.isOfBook else {
        index.add(bookFigure: String(kind.rawValue.dropFirst("book.".utf8.count)))
        continue
      }
      guard let subject = kind.subject else {
        index.add(figure: kind.rawValue)
        continue
      }
      for name in subjects(subject, of: portfolio) { index.add(figure: "\(kind.rawValue).\(name)") }
    }
  }

  private static func subjects(_ subject: FigureKind.Subject, of portfolio: Portfolio) -> [String] {
    switch subject {
    case .product: portfolio.products.map(\.sku)
    case .meter: portfolio.products.map(\.meter)
    case .measure: portfolio.settings.health.measures.map(\.key)
    case .milestone: portfolio.settings.milestones.map(\.key)
    case .scenario: scenarioKeys(of: portfolio)
    }
  }

  /// Names that only the team's notes may ask for; to copies they are as unknown as any other word.
  private static func scenarioKeys(of portfolio: Portfolio) -> [String] {
    portfolio.accounts.flatMap { ($0.negotiation.resolved(for: .team) ?? nil)?.scenarios.map(\.key) ?? [] }
  }

  /// Tells of every link, anchor, image and figure that leads nowhere, in all notes, guides and plays of `portfolio`.
  public func check(_ portfolio: Portfolio, into log: inout Diagnostics) {
    var documents: [(document: MarkdownDocument, account: String?)] = []
    for account in portfolio.accounts {
      for note in account.notes { documents.append((note.document, account.slug.text)) }
    }
    documents += portfolio.guides.map { ($0.document, nil) } + portfolio.plays.map { ($0.document, nil) }
    LinkCheck.run(documents, against: index, into: &log)
  }
}

extension NoteLinks {
  /// Where a link leads in a copy: page, title, and the fragment if the copy has what the anchor names; nil if the copy doesn't
  /// have the page.
  func destination(of target: MarkdownTarget, in context: SiteContext) -> (
    page: PageID, title: String, fragment: String?
  )? {
    guard let (path, anchor) = index.page(of: target), let place = places[path],
      let (page, document, rendering) = context.page(place.kind, place.slug, note: place.note)
    else { return nil }
    let fragment = anchor.flatMap { anchor in
      document.fragment(matching: anchor, for: context.audience, rendering: rendering)
        ?? (Self.anchors(of: place.kind).contains(anchor) ? anchor : nil)
    }
    return (page, place.title, fragment)
  }

  private static func anchors(of kind: Place.Kind) -> [String] {
    switch kind {
    case .account: NotePlacement.accountAnchors
    case .guide: []
    case .play: NotePlacement.playAnchors
    }
  }

  /// The attachment at `path`.
  func attachment(_ path: String) -> Attachment? { files[path].map { attachments[$0] } }

  /// The size of the image at `path`; nil if it is none.
  func size(_ path: String) -> ImageSize? { sizes[path] }

  /// The attachments that belong in a copy: what its notes show and link to, and in the team's all of `content/assets/`.
  func attachments(in context: SiteContext) -> [Attachment] {
    var isUsed = attachments.map { context.audience == .team && $0.isAsset }
    for document in context.documents {
      for image in document.images.compactMap(context.visible) { files[image.path].map { isUsed[$0] = true } }
      for link in document.links.compactMap(context.visible) {
        if case .file(let path, _) = link.target { files[path].map { isUsed[$0] = true } }
      }
    }
    return attachments.indices.filter { isUsed[$0] }.map { attachments[$0] }
  }
}

extension SiteContext {
  /// All notes, guides and plays of this copy.
  fileprivate var documents: [MarkdownDocument] {
    portfolio.accounts.flatMap { $0.notes.map(\.document) } + guides.map(\.document)
      + enablement.plays.map { portfolio.plays[$0].document }
  }

  /// The page made from a note, guide or play, with how it stands there; nil if this copy doesn't have it.
  fileprivate func page(
    _ kind: NoteLinks.Place.Kind, _ slug: Slug, note: Int
  ) -> (PageID, MarkdownDocument, MarkdownRendering)? {
    switch kind {
    case .account:
      guard audience >= .field, let index = portfolio.account(slug) else { return nil }
      let account = portfolio.accounts[index]
      guard account.notes.indices.contains(note) else { return nil }
      let rendering = NotePlacement.rendering(ofNote: note, of: account, for: audience)
      return (.account(slug), account.notes[note].document, rendering)
    case .guide: return guides.first { $0.slug == slug }.map { (.guide(slug), $0.document, MarkdownRendering()) }
    case .play:
      return enablement.plays.lazy.map { portfolio.plays[$0] }.first { $0.slug == slug }
        .map { (.play(slug), $0.document, MarkdownRendering()) }
    }
  }
}
