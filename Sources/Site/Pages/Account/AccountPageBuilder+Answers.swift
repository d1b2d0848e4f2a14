import Core
import Insight
import Portfolio

extension AccountPageBuilder {
  /// The header strip.
  func tiles(_ health: HealthInsight?) -> [AccountTile] {
    var tiles = [valueTile, renewsTile, noticeTile].compactMap { $0 }
    if let health { tiles.append(healthTile(health)) }
    if let touch = context.visible(insight.touch) { tiles.append(touchTile(touch)) }
    return tiles
  }

  private var valueTile: AccountTile {
    let contracts = insight.contracts.filter { !$0.arr.amount.isZero }.count
    let lines = portfolio.lines(ofAccount: index).filter { $0.isActive(on: asOf) && $0.isRecurring }.count
    return AccountTile(
      label: "Annual value", value: insight.arr.amount.isZero ? nil : Self.whole(insight.arr),
      note:
        "\(FigureFormat.counted(lines, "line", "lines")), \(FigureFormat.counted(contracts, "contract", "contracts"))")
  }

  private var renewsTile: AccountTile {
    guard let next = insight.next else { return AccountTile(label: "Renews", value: nil, missing: "no contract") }
    let contract = portfolio.contracts[next.contract]
    let days = next.dates.daysLeft
    return AccountTile(
      label: days < 0 ? "Ended" : "Renews", value: (days < 0 ? contract.end : contract.renewalDate).display,
      note: days < 0 ? "\(FigureFormat.days(-days)) ago" : FigureFormat.remaining(days), isBad: days < 0)
  }

  private var noticeTile: AccountTile? {
    guard let next = insight.next, next.dates.daysLeft >= 0 else { return nil }
    guard let notice = next.dates.notice else {
      let isAutomatic = portfolio.contracts[next.contract].renewal.isAutomatic == true
      return AccountTile(
        label: "Notice by", value: nil, missing: "no clause",
        note: isAutomatic ? "renews itself" : "ends unless renewed", isBad: isAutomatic)
    }
    let days = notice.day - asOf
    let state = next.dates.autoRenewal?.state
    let decided = state == .noticeGiven ? "notice given" : days < 0 ? "passed" : "not decided"
    return AccountTile(
      label: "Notice by", value: notice.day.display,
      note: days < 0 ? decided : "\(FigureFormat.remaining(days)), \(decided)",
      isBad: (0...30).contains(days) && state != .noticeGiven)
  }

  private func healthTile(_ health: HealthInsight) -> AccountTile {
    AccountTile(
      label: "Health", value: health.now.score.map(Self.points), missing: "no score",
      unit: health.now.score == nil ? nil : "of 100",
      note: health.now.band == nil ? "\(FigureFormat.percent(health.now.coverage, digits: 0)) of measures fresh" : nil,
      band: BandView(health.now.band), trend: health.now.band == nil ? nil : TrendView(health.trend, health.direction))
  }

  private func touchTile(_ touch: TouchInsight) -> AccountTile {
    let title = touch.last.flatMap { context.visible($0.title) } ?? touch.last?.kind.rawValue
    return AccountTile(
      label: "Last touch", value: touch.daysSince.map { $0 == 0 ? "Today" : "\(FigureFormat.days($0)) ago" },
      missing: "never", note: title.map { Self.shortened($0) } ?? "cadence \(FigureFormat.days(touch.cadence))",
      isBad: touch.isQuiet)
  }

  /// At most 42 characters, cut at a word.
  private static func shortened(_ text: String) -> String {
    guard text.count > 42 else { return text }
    let head = text.prefix(40)
    let cut = head.lastIndex(of: " ") ?? head.endIndex
    return head[..<cut] + "…"
  }

  /// Money of an account: whole units.
  static func whole(_ total: Total) -> String {
    total.currency.symbol + FigureFormat.decimal(total.amount, digits: 0)
  }

  /// "Would they renew?"
  func wouldRenew() -> WouldRenewView? {
    guard let next = insight.next else {
      return WouldRenewView(
        call: nil, amount: nil, against: "No contract that counts is in the exports.", share: nil, category: nil,
        differs: nil, renewalNote: nil, source: nil)
    }
    let contract = portfolio.contracts[next.contract]
    let forecast = context.visible(insight.forecast)
    let call = context.visible(account.call)
    let amount = forecast.flatMap { context.visible($0.amount) }
    let share = forecast.flatMap { context.visible($0.share) }
    let atr = Self.whole(next.atr)
    return WouldRenewView(
      call: context.audience == .customer ? nil : callView(call),
      amount: amount.map(Self.whole),
      against: "\(amount == nil ? "" : "of ")\(atr) up for renewal on \(contract.id)",
      share: share.map { FigureFormat.percent($0) },
      category: forecast?.category.map(CategoryView.init(category:)),
      differs: difference(call, forecast?.opportunity),
      renewalNote: renewalNote(next, contract),
      source: source("forecast.amount", "atr"))
  }

  private func callView(_ call: ForecastCall?) -> CallView {
    let said = [call?.author.map(PersonView.name(fromAddress:)), call?.day?.display].compactMap { $0 }
    return CallView(
      quote: call.flatMap { context.visible($0.reason) }, by: said.isEmpty ? nil : said.joined(separator: ", "))
  }

  private func difference(_ call: ForecastCall?, _ opportunity: Opportunity?) -> String? {
    guard let call, let category = opportunity?.category, category != call.category else { return nil }
    return "called; the CRM says \(category.word.lowercased())"
  }

  private func renewalNote(_ next: ContractInsight, _ contract: Contract) -> String? {
    guard let renewal = next.dates.autoRenewal else {
      return contract.renewal.isAutomatic == false ? "Ends on \(contract.end.display) unless it is renewed." : nil
    }
    switch renewal.state {
    case .noticeGiven: return "Notice was given: it ends on \(contract.end.display)."
    case .rolledOver:
      return "No notice by the deadline: rolls over\(renewal.nextEnd.map { " to \($0.display)" } ?? "")."
    default: return "Renews itself\(renewal.nextEnd.map { " to \($0.display)" } ?? "") unless notice arrives."
    }
  }
}
