import Core
import Insight
import Portfolio

/// `forecast.html` and what stands below it: what will I call, and what moved?
struct ForecastPages {
  let context: SiteContext

  init(_ context: SiteContext) { self.context = context }

  /// The page; nil if this copy has none.
  func build(_ page: PageID) -> ReportPage? {
    switch page {
    case .forecast: context.forecast.current.map { ForecastPage(context, $0, page: page).overview() }
    case .quarter(let quarter):
      context.forecast.quarters.first { $0.quarter == quarter }.map { ForecastPage(context, $0, page: page).detail() }
    case .movement(let day):
      context.forecast.history.dropLast().first { $0.day == day }.map { MovementPage(context, since: $0).build() }
    default: nil
    }
  }
}

/// A quarter's forecast; its sections stand in extensions.
struct ForecastPage {
  /// Rows of a table before it says how many more there are.
  static let rowLimit = 200

  let context: SiteContext
  let forecast: QuarterForecast
  let page: PageID
  /// Amounts, where this copy's readers may see them.
  let amounts: QuarterAmounts?
  /// The first thing to do on each account.
  let nextSteps: [Int: AgendaItem]
  /// The snapshot that movements are told from: the newest, unless another is asked for.
  var baseline: Snapshot?

  init(_ context: SiteContext, _ forecast: QuarterForecast, page: PageID) {
    self.context = context
    self.forecast = forecast
    self.page = page
    amounts = context.visible(forecast.amounts)
    baseline = context.forecast.last
    nextSteps = Dictionary(context.agenda.map { ($0.account, $0) }, uniquingKeysWith: { first, _ in first })
  }

  var portfolio: Portfolio { context.portfolio }
  var asOf: Day { context.asOf }
  var symbol: String { portfolio.settings.currency.symbol }
  var isPast: Bool { forecast.span.upperBound < asOf }

  /// `forecast.html`: this quarter in short, the others beside it, and how good past calls were.
  func overview() -> ReportPage {
    page(
      "\(forecast.quarter.display) forecast",
      [
        movementSection(isOverview: true), savesSection(), rangeSection(), quartersSection(), lateSection(within: nil),
        hygieneSection(), recordSection(), ownerRecordSection(), categoryRecordSection(), calibrationSection(),
        snapshotsSection(),
      ])
  }

  /// `forecast/<fy-quarter>.html`: everything about one quarter.
  func detail() -> ReportPage {
    isPast
      ? page(
        "\(forecast.quarter.display), as it went", [outcomeSection(), renewalsSection(), callsSection()] + slices())
      : page(
        "\(forecast.quarter.display) forecast",
        [movementSection(isOverview: false), savesSection(), rangeSection(), renewalsSection(), callsSection()]
          + slices() + [lateSection(within: forecast.span), dealsSection()])
  }

  private func page(_ heading: String, _ sections: [ReportSection?]) -> ReportPage {
    let span = forecast.span
    let left = span.upperBound - asOf
    let time =
      left < 0
      ? "ended \(FigureFormat.days(-left)) ago" : span.lowerBound > asOf ? "to come" : FigureFormat.remaining(left)
    return ReportPage(
      frame: frame(heading), heading: heading,
      subtitle: "\(span.lowerBound.display) to \(span.upperBound.display), \(time)", lede: lede(), tiles: tiles(),
      sources: [source()].compactMap(\.self), sections: sections.compactMap(\.self))
  }

  private func frame(_ heading: String) -> PageFrame {
    var crumbs = [LinkView(label: "Portfolio", href: page.href(to: .portfolio))]
    if page != .forecast { crumbs.append(LinkView(label: "Forecast", href: page.href(to: .forecast))) }
    crumbs.append(LinkView(label: page == .forecast ? "Forecast" : forecast.quarter.display, href: nil))
    return context.frame(
      for: page, title: heading, description: "\(heading): what will be called, what moved, and what could be saved.",
      crumbs: crumbs)
  }

  /// A renewal of the quarter with everything this copy may know of it.
  func renewal(_ place: RenewalPlace) -> RenewalForecast? {
    context.visible(context.insight.accounts[place.account].renewals)?[place.place]
  }

  /// The renewals of the quarter, largest ATR first.
  var renewals: [(account: Int, renewal: RenewalForecast)] {
    forecast.renewals.compactMap { place in renewal(place).map { (place.account, $0) } }
  }

  /// The cell that names an account and leads to it.
  func accountCell(_ account: Int, small: String? = nil) -> CellView {
    let note = portfolio.accounts[account]
    return .header(note.name, href: page.href(to: .account(note.slug)), small: small)
  }

  func owner(_ account: Int) -> String? {
    portfolio.accounts[account].ownerName(for: context.audience)
  }

  /// Where the quarter's figures come from; the team's copy alone says it.
  private func source() -> SourceView? {
    guard context.showsProvenance, amounts != nil else { return nil }
    let weights = ForecastCategory.allCases.filter { !$0.isClosed }
      .map { "\($0.title) \(portfolio.settings.forecastWeights[$0])" }.joined(separator: ", ")
    let inputs = renewals.map { account, renewal in
      SourceInputView(
        name: portfolio.accounts[account].name, value: renewal.category?.title ?? "no category",
        place: (renewal.call?.location ?? renewal.opportunity?.location
          ?? renewal.contract.map { portfolio.contracts[$0].location })?.description)
    }
    return SourceView(
      formulas: [
        "Call: won, open renewals called at commit or best case, commits without a call; each at most its ATR.",
        "Weighted: Σ min(amount, ATR) × weight of the category: \(weights).",
        "ATR: annual amounts of recurring lines whose end date falls in the quarter. Cut-off \(asOf.display).",
      ], inputs: SourceView.shortened(inputs), leftOut: leftOut)
  }

  private var leftOut: [String] {
    let missing = amounts?.withoutAmount ?? 0
    return missing == 0
      ? [] : ["\(FigureFormat.counted(missing, "renewal", "renewals")) without a category or an amount"]
  }
}

/// Money in the forecast's tables: the header names the currency.
extension Total {
  /// `1,120,000`.
  var bare: String { FigureFormat.bare(money) }
  /// `+184,000`, `−88,000`, `0`.
  var signed: String { (money.minor > 0 ? "+" : "") + bare }
}
