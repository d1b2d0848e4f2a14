import Core
import Insight
import Portfolio
import Templates

/// `metrics.html`: what does each licence metric count, and how?
struct MetricsPage: TemplateModel {
  let frame: PageFrame
  let metrics: [MetricView]

  static let shape = TemplateShape<Self>(
    .record("frame") { $0.frame },
    .list("metrics") { $0.metrics })

  init(_ context: SiteContext) {
    let page = PageID.metrics
    let crumbs =
      [LinkView(label: context.navigation.first?.label ?? "Portfolio", href: page.href(to: .portfolio))]
      + (context.audience >= .field ? [LinkView(label: "Licences", href: page.href(to: .report(.licenses)))] : [])
    frame = context.frame(
      for: page, title: "What licence metrics count",
      description: "Named users, sessions, nodes, units: what counts, how it is counted, and what surprises.",
      crumbs: crumbs + [LinkView(label: "Metrics", href: nil)])
    metrics = Product.Metric.allCases.map { MetricView($0, context, page) }
  }
}

/// One metric.
struct MetricView: TemplateModel {
  let id: String
  let guide: MetricGuide
  /// Products of the catalogue that are counted so and that an account has; a customer's copy names none.
  let products: [ListedLink]

  init(_ metric: Product.Metric, _ context: SiteContext, _ page: PageID) {
    id = metric.anchor
    guide = MetricGuide(metric)
    let catalogue = context.portfolio.products
    let links = catalogue.indices.filter { catalogue[$0].metric == metric }.compactMap { index in
      context.href(toProduct: index, from: page).map { LinkView(label: catalogue[index].name, href: $0) }
    }
    products = links.enumerated().map { ListedLink(link: $1, ending: $0 + 1 == links.count ? "." : ",") }
  }

  static let shape = TemplateShape<Self>(
    .text("id") { $0.id },
    .text("title") { $0.guide.title },
    .text("counts") { $0.guide.counts },
    .text("leaves_out") { $0.guide.leavesOut },
    .text("method") { $0.guide.method },
    .text("surprise") { $0.guide.surprise },
    .text("remedy") { $0.guide.remedy },
    .list("products") { $0.products })
}

/// A link in a sentence, with the mark after it.
struct ListedLink: TemplateModel {
  let link: LinkView
  let ending: String

  static let shape = TemplateShape<Self>(
    .record("link") { $0.link },
    .text("ending") { $0.ending })
}
