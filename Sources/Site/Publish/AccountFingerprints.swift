import Core
import Markdown
import Portfolio
import Templates

/// Digests of everything that an account's page is made from, far cheaper than the page's own values.
///
/// An account's figures depend on its own notes and rows, and on what is the book's: tables, settings, products, guides, plays, the
/// names of all accounts, templates, day, audience and program. What else a page says of others is taken as the page will say
/// it: its navigation, its family, where its links lead and what the figures in its prose read. Nothing is left out, so equal
/// fingerprints mean equal pages; `build --verify` and the tests of random edits prove it.
///
/// Pages about several accounts depend on the same and on the facts of all notes, but not on their prose: whoever writes up a call
/// waits for no register.
struct AccountFingerprints: Sendable {
  private let context: SiteContext
  private let shared: ContentHash
  private let facts: ContentHash
  private let notes: [String: ContentHash]

  /// For the pages of `context`, read from `inputs`, made by `build` (program, day, options) with `templates`.
  init(_ context: SiteContext, inputs: InputDigests, build: ContentHash, templates: TemplateLibrary) {
    self.context = context
    let portfolio = context.portfolio
    var own: Set<String> = []
    for account in portfolio.accounts {
      own.insert(account.location.file.path)
      for note in account.notes { own.insert(note.file.path) }
    }
    var notes: [String: ContentHash] = [:]
    var (hasher, ownTemplates) = (ContentHasher(), ContentHasher())
    hasher.add(build)
    hasher.add(context.audience.rawValue)
    for file in inputs.files {
      if own.contains(file.path) {
        notes[file.path] = file.digest
        hasher.add(file.path)
      } else if file.path.utf8.starts(with: "templates/".utf8) {
        ownTemplates.add(file.path)
        ownTemplates.add(file.digest)
      } else {
        hasher.add(file.path)
        hasher.add(file.digest)
      }
    }
    self.notes = notes
    Self.add(names: portfolio, to: &hasher)
    var facts = hasher
    facts.add(ownTemplates.digest)
    Self.add(facts: context, to: &facts)
    self.facts = facts.digest
    if let slug = portfolio.accounts.first?.slug {
      hasher.add(templates.closureHash(of: PageID.account(slug).template))
      // The same navigation and footer stand on every account's page.
      TemplateRecord(context.frame(for: .account(slug), title: "", description: "")).add(to: &hasher)
    }
    // What plays and guides bring to an account's page may speak of others too.
    for play in context.enablement.plays {
      Self.add(portfolio.plays[play].document, of: nil, context, to: &hasher)
    }
    for guide in context.guides { Self.add(guide.document, of: nil, context, to: &hasher) }
    shared = hasher.digest
  }

  /// Names join rows to accounts, place links and order the pages: a change among them touches every page.
  private static func add(names portfolio: Portfolio, to hasher: inout ContentHasher) {
    for account in portfolio.accounts {
      hasher.add(account.slug.text)
      hasher.add(account.id)
      hasher.add(account.name)
      hasher.add(account.parent?.text ?? "")
    }
    for account in portfolio.quarantined {
      hasher.add(account.slug.text)
      hasher.add(account.name)
    }
  }

  /// What notes say but their prose, and what is wrong in the input.
  private static func add(facts context: SiteContext, to hasher: inout ContentHasher) {
    for account in context.portfolio.accounts {
      hasher.add(UInt64(account.notes.count))
      for note in account.notes {
        hasher.add(note.file.path)
        hasher.add(note.facts)
      }
    }
    for problem in context.problems {
      hasher.add(problem.code)
      hasher.add(problem.message)
      hasher.add(problem.location?.description ?? "")
      hasher.add(problem.hint ?? "")
      hasher.add(problem.severity.rawValue)
      for note in problem.notes {
        hasher.add(note.message)
        hasher.add(note.location?.description ?? "")
      }
    }
  }

  /// The fingerprint of a page about several accounts, with its further files.
  func fingerprint(ofFacts page: PageID) -> ContentHash {
    var hasher = ContentHasher()
    hasher.add(facts)
    hasher.add(page.path)
    return hasher.digest
  }

  /// The fingerprint of the page of the account at `index` in `Portfolio.accounts`.
  func fingerprint(of index: Int) -> ContentHash {
    let account = context.portfolio.accounts[index]
    var hasher = ContentHasher()
    hasher.add(shared)
    hasher.add(account.slug.text)
    add(account.location.file, to: &hasher)
    for note in account.notes {
      add(note.file, to: &hasher)
      Self.add(note.document, of: index, context, to: &hasher)
    }
    if let family = AccountPageBuilder(context, account: index).familySection() {
      TemplateRecord(family).add(to: &hasher)
    }
    return hasher.digest
  }

  private func add(_ file: SourceFile, to hasher: inout ContentHasher) {
    let path = file.path
    hasher.add(path)
    if let digest = notes[path] { hasher.add(digest) }
  }

  /// What a note says of other pages.
  private static func add(
    _ document: MarkdownDocument, of account: Int?, _ context: SiteContext, to hasher: inout ContentHasher
  ) {
    for link in document.links.compactMap(context.visible) {
      guard let (page, title, fragment) = context.links.destination(of: link.target, in: context) else {
        hasher.add(0)
        continue
      }
      hasher.add(page.path)
      hasher.add(title)
      hasher.add(fragment ?? "")
    }
    for figure in document.figureReferences.compactMap(context.visible) {
      hasher.add(figure.name)
      hasher.add(context.figureHTML(named: figure.name, account: account) ?? [])
    }
  }
}
