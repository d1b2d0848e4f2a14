import Core
import Insight
import Portfolio
import Templates

/// `accounts.html` and its further pages: find and compare.
struct AccountsPage: TemplateModel {
  /// Accounts a page.
  static let pageSize = 500

  let frame: PageFrame
  let subtitle: String
  let arrHeader: String
  let showsHealth: Bool
  let showsForecast: Bool
  let showsProfile: Bool
  let showsTouch: Bool
  let rows: [AccountRow]
  let pageNote: String?
  let pages: [PageLink]
  /// Where the rows of all pages are; nil if there is one page alone.
  let shards: RowShards?

  static let shape = TemplateShape<Self>(
    .record("frame") { $0.frame },
    .text("heading") { _ in "Accounts" },
    .text("subtitle") { $0.subtitle },
    .text("arr_header") { $0.arrHeader },
    .flag("shows_health") { $0.showsHealth },
    .flag("shows_forecast") { $0.showsForecast },
    .flag("shows_profile") { $0.showsProfile },
    .flag("shows_touch") { $0.showsTouch },
    .list("rows") { $0.rows },
    .optionalText("page_note") { $0.pageNote },
    .list("pages") { $0.pages },
    .optionalRecord("shards") { $0.shards })

  /// Number of pages a book of `count` accounts needs; at least 1.
  static func pageCount(_ count: Int) -> Int { max(1, (count + pageSize - 1) / pageSize) }

  init(_ context: SiteContext, number: Int) {
    let portfolio = context.portfolio
    let page = PageID.accounts(number)
    let count = Self.pageCount(portfolio.accounts.count)
    let first = min(number * Self.pageSize, portfolio.accounts.count)
    let range = first..<min(first + Self.pageSize, portfolio.accounts.count)
    let clearance = portfolio.settings.clearance
    frame = context.frame(
      for: page, title: number == 0 ? "Accounts" : "Accounts, page \(number + 1)",
      description: "All accounts on \(context.asOf.display), to find and compare.",
      crumbs: [LinkView(label: "Portfolio", href: page.href(to: .portfolio)), LinkView(label: "Accounts", href: nil)])
    let value = context.visible(context.insight.book).map { ", \(context.money($0.all.arr)) a year" } ?? ""
    subtitle = FigureFormat.counted(portfolio.accounts.count, "account", "accounts") + value
    arrHeader = "ARR, \(portfolio.settings.currency.symbol)K"
    showsHealth = context.audience >= clearance[.health]
    showsForecast = context.audience >= clearance[.forecast]
    showsProfile = context.audience >= clearance.audience(of: "segment", in: .profile)
    showsTouch = context.audience >= clearance[.activity]
    rows = range.map { AccountRow(context, account: $0, from: page) }
    pageNote = count > 1 ? "page \(number + 1) of \(count)" : nil
    pages = count > 1 ? PageLink.shown(from: number, of: count).map { Self.link($0, from: number, portfolio) } : []
    shards = count > 1 ? RowShards(path: "tables/accounts-", count: count, page: number) : nil
  }

  /// `Acme … Borealis`: what stands on that page.
  private static func link(_ number: Int, from current: Int, _ portfolio: Portfolio) -> PageLink {
    let first = portfolio.accounts[number * pageSize].name
    let last = portfolio.accounts[min((number + 1) * pageSize, portfolio.accounts.count) - 1].name
    return PageLink(
      label: "\(first) … \(last)", href: PageID.accounts(current).href(to: .accounts(number)),
      isCurrent: number == current)
  }
}

/// An account in the table.
struct AccountRow: TemplateModel {
  let href: String
  let name: String
  let industry: String?
  let band: BandView?
  let scoreKey: String
  let trend: TrendView?
  let trendKey: String
  let arr: String
  let arrKey: String
  let renews: DayView?
  let daysLeft: String
  let category: CategoryView?
  let segment: String
  let owner: String
  let touched: DayView?

  static let shape = TemplateShape<Self>(
    .text("href") { $0.href },
    .text("name") { $0.name },
    .optionalText("industry") { $0.industry },
    .optionalRecord("band") { $0.band },
    .text("score_key") { $0.scoreKey },
    .optionalRecord("trend") { $0.trend },
    .text("trend_key") { $0.trendKey },
    .text("arr") { $0.arr },
    .text("arr_key") { $0.arrKey },
    .optionalRecord("renews") { $0.renews },
    .text("no_renewal") { _ in "no contract" },
    .text("days_left") { $0.daysLeft },
    .optionalRecord("category") { $0.category },
    .text("segment") { $0.segment },
    .text("owner") { $0.owner },
    .optionalRecord("touched") { $0.touched })

  init(_ context: SiteContext, account index: Int, from page: PageID) {
    let account = context.portfolio.accounts[index]
    let insight = context.insight.accounts[index]
    let health = context.visible(insight.health)
    href = page.href(to: .account(account.slug))
    name = account.name
    industry = context.visible(account.profile.industry)
    band = health.map { BandView($0.band, score: $0.band == nil ? nil : $0.score.map(AccountPageBuilder.points)) }
    scoreKey = health?.score.map { $0.decimalText(digits: 2) } ?? "-1"
    trend = health.flatMap { TrendView($0.trend, $0.direction) }
    trendKey = health?.trend.map { $0.decimalText(digits: 2) } ?? "0"
    arr = FigureFormat.decimal(insight.arr.amount * Rational(1, over: 1000), digits: 1)
    arrKey = insight.arr.amount.decimalText(digits: 2)
    renews = insight.next.map { DayView(day: context.portfolio.contracts[$0.contract].renewalDate) }
    daysLeft = insight.daysLeft.map { FigureFormat.decimal(Rational($0), digits: 0) } ?? ""
    category = context.visible(insight.forecast)?.category.map(CategoryView.init(category:))
    segment = context.visible(account.profile.segment) ?? ""
    owner = account.ownerName(for: context.audience) ?? ""
    touched = context.visible(insight.touch)?.last.map { DayView(day: $0.day) }
  }
}
