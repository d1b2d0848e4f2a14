import Core
import Insight
import Markdown
import Portfolio
import Search
import Templates

/// `search.html`: where is it? Without a script, everything there is by kind and letter.
struct SearchPage: TemplateModel {
  let frame: PageFrame
  let subtitle: String
  let kinds: [SearchKindView]
  let pages: [PageLink]

  static let shape = TemplateShape<Self>(
    .record("frame") { $0.frame },
    .text("subtitle") { $0.subtitle },
    .list("kinds") { $0.kinds },
    .list("pages") { $0.pages })

  init(_ context: SiteContext, _ listing: SearchListing, number: Int) {
    let page = PageID.search(number)
    frame = context.frame(
      for: page, title: "Search", description: "Find accounts, people, guides and pages.",
      crumbs: [
        LinkView(label: context.navigation[0].label, href: page.href(to: .portfolio)),
        LinkView(label: "Search", href: nil),
      ])
    let count = listing.entryCount
    subtitle = "\(FigureFormat.counted(count, "entry", "entries")): accounts, people, guides and pages"
    kinds = listing.pages[number].kinds.map(SearchKindView.init)
    pages =
      listing.pages.count < 2
      ? []
      : PageLink.shown(from: number, of: listing.pages.count).map {
        PageLink(label: "Page \($0 + 1)", href: page.href(to: .search($0)), isCurrent: $0 == number)
      }
  }
}

/// Entries of one kind.
struct SearchKindView: TemplateModel {
  let kind: SearchListing.Kind

  static let shape = TemplateShape<Self>(
    .text("id") { "kind-\(Slug(from: $0.kind.kind.name)?.text ?? "other")" },
    .text("heading") { $0.kind.kind.pluralName },
    .text("note") { String($0.kind.total) },
    .list("letters") { $0.kind.letters.map(SearchLetterView.init) })
}

/// Entries that begin with one letter.
struct SearchLetterView: TemplateModel {
  let letter: SearchListing.Letter

  static let shape = TemplateShape<Self>(
    .text("letter") { $0.letter.letter },
    .list("entries") { $0.letter.entries.map(SearchEntryView.init) })
}

/// One entry.
struct SearchEntryView: TemplateModel {
  let entry: SearchEntry

  static let shape = TemplateShape<Self>(
    .text("href") { $0.entry.href },
    .text("title") { $0.entry.title },
    .optionalText("subtitle") { $0.entry.subtitle.isEmpty ? nil : $0.entry.subtitle })
}

extension SearchListing {
  /// Number of entries on all pages.
  fileprivate var entryCount: Int {
    pages.reduce(0) { $0 + $1.kinds.reduce(0) { $0 + $1.letters.reduce(0) { $0 + $1.entries.count } } }
  }
}

extension SiteContext {
  /// Everything that can be found in this copy. Made when asked for: it holds all texts.
  var searchEntries: [SearchEntry] {
    let accounts = audience >= .field ? portfolio.accounts.map(entry) : []
    let people = territories.map { territory in
      SearchEntry(
        kind: .person, title: territory.name,
        href: (territory.isSeller ? PageID.seller(territory.slug) : .owner(territory.slug)).path,
        subtitle: territory.isSeller ? "Account executive" : "Renewals manager")
    }
    let guides = guides.map { guide in
      SearchEntry(
        kind: .guide, title: guide.title, href: PageID.guide(guide.slug).path,
        subtitle: guide.kind?.capitalizedFirst ?? "",
        headings: headings(of: guide.document),
        text: (guide.summary ?? "") + " " + guide.document.plainText(for: audience))
    }
    let pages = navigation.map { SearchEntry(kind: .page, title: $0.label, href: $0.page.path) }
    return accounts + people + guides + playEntries + glossaryEntries + forecastEntries + escalationEntries
      + negotiationEntries + pages + productEntries
  }

  /// Pages of products, and what their metrics count.
  private var productEntries: [SearchEntry] {
    let products = licences.slugs.enumerated().compactMap { index, slug in
      slug.map { slug in
        SearchEntry(
          kind: .page, title: portfolio.products[index].name, href: PageID.product(slug).path,
          subtitle: "Product \(portfolio.products[index].sku)")
      }
    }
    guard hasLicences, !isGuidesOnly else { return products }
    return products + [
      SearchEntry(
        kind: .page, title: "What licence metrics count", href: PageID.metrics.path, subtitle: "Licences",
        headings: Product.Metric.allCases.map { MetricGuide($0).title })
    ]
  }

  private var playEntries: [SearchEntry] {
    let plays = enablement.plays.map { index in
      let play = portfolio.plays[index]
      return SearchEntry(
        kind: .play, title: play.title, href: PageID.play(play.slug).path,
        subtitle: FigureFormat.counted(enablement.accounts[index].count, "account now", "accounts now"),
        headings: headings(of: play.document),
        text: (play.summary ?? "") + " " + play.document.plainText(for: audience))
    }
    let paths = paths.map { path in
      SearchEntry(
        kind: .guide, title: path.title, href: PageID.path(path.slug).path, subtitle: "Learning path",
        text: path.summary ?? "")
    }
    return plays + paths
  }

  /// Terms of the book's own glossary.
  private var glossaryEntries: [SearchEntry] {
    guides.filter { $0.kind == "glossary" }.flatMap { guide in
      guide.document.headings.compactMap { $0.resolved(for: audience) }.filter(\.isOutline).map { heading in
        SearchEntry(
          kind: .glossary, title: heading.text, href: PageID.guide(guide.slug).path + "#" + heading.id,
          subtitle: guide.title)
      }
    }
  }

  private func entry(_ account: Account) -> SearchEntry {
    let people = (visible(account.team) ?? []).map(\.name) + (visible(account.stakeholders) ?? []).map(\.name)
    return SearchEntry(
      kind: .account, title: account.name, href: PageID.account(account.slug).path,
      subtitle: profile(of: account),
      people: people,
      headings: account.notes.flatMap { headings(of: $0.document) },
      text: account.notes.map { $0.document.plainText(for: audience) }.joined(separator: " "))
  }

  private func headings(of document: MarkdownDocument) -> [String] {
    document.headings.compactMap { $0.resolved(for: audience)?.text }
  }
}
