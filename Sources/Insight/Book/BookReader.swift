import Core
import Portfolio

/// Sums accounts into the figures of a book or a part of it; linear in the accounts it is given.
struct BookReader: Sendable {
  /// Quarters before and after the current one that are forecast.
  static let quartersBack = 4
  static let quartersAhead = 7
  static let monthsAhead = 12

  let portfolio: Portfolio
  let accounts: [AccountInsight]
  let rollUp: RollUp
  let calendar: RetentionCalendar
  let moves: TransferLedger
  let asOf: Day

  init(_ reader: AccountReader, _ accounts: [AccountInsight]) {
    self.accounts = accounts
    portfolio = reader.portfolio
    rollUp = reader.rollUp
    calendar = reader.retention
    asOf = reader.asOf
    moves = TransferLedger(reader.portfolio, reader.links, reader.retention, reader.rollUp)
  }

  private var settings: Settings { portfolio.settings }

  func book() -> Restricted<BookInsight> {
    assemble(
      figures(of: everyone, owner: nil), owners(), slices(by: \.segment, as: "segment"),
      slices(by: \.region, as: "region"), families())
  }

  /// The same, with the parts computed side by side.
  func bookInParallel() async -> Restricted<BookInsight> {
    async let all = figures(of: everyone, owner: nil)
    async let owners = owners()
    async let segments = slices(by: \.segment, as: "segment")
    async let regions = slices(by: \.region, as: "region")
    return await assemble(all, owners, segments, regions, families())
  }

  private func assemble(
    _ all: BookFigures, _ owners: [BookSlice], _ segments: Restricted<[BookSlice]>, _ regions: Restricted<[BookSlice]>,
    _ families: [Retention]
  ) -> Restricted<BookInsight> {
    let book = BookInsight(
      all: all, owners: owners, segments: segments, regions: regions, families: families, transfers: moves.byPeriod)
    return Restricted(book, for: .field)
  }

  private var everyone: [Int] { Array(accounts.indices) }

  /// The book is for field at least, which may know the owners whatever the settings say.
  private func owners() -> [BookSlice] {
    slices(everyone) { portfolio.accounts[$0].owner.resolved(for: .field) ?? "" }
  }

  private func slices(by key: (AccountProfile) -> Restricted<String?>, as field: String) -> Restricted<[BookSlice]> {
    let floor = settings.clearance.audience(of: field, in: .profile)
    return Restricted.all(portfolio.accounts.map { key($0.profile) }, atLeast: floor).map { keys in
      slices(everyone) { keys[$0] }
    }
  }

  /// Accounts by key, by bytes, those without one first.
  private func slices(_ members: [Int], by key: (Int) -> String?) -> [BookSlice] {
    let keyed = members.map { (key($0), $0) }.sorted { a, b in
      if Self.isSame(a.0, b.0) { return a.1 < b.1 }
      guard let x = a.0 else { return true }
      guard let y = b.0 else { return false }
      return x.utf8.lexicographicallyPrecedes(y.utf8)
    }
    var slices: [BookSlice] = []
    var start = 0
    while start < keyed.count {
      var end = start + 1
      while end < keyed.count, Self.isSame(keyed[end].0, keyed[start].0) { end += 1 }
      let key = keyed[start].0
      slices.append(BookSlice(key: key, figures: figures(of: keyed[start..<end].map(\.1), owner: key)))
      start = end
    }
    return slices
  }

  /// By bytes: two spellings of one letter are two keys, as they are to every other reader of the files.
  private static func isSame(_ a: String?, _ b: String?) -> Bool {
    guard let a, let b else { return a == nil && b == nil }
    return a.utf8.elementsEqual(b.utf8)
  }

  /// The figures of `members`; targets of `owner` alone if one is named.
  func figures(of members: [Int], owner: String?) -> BookFigures {
    let endings = endings(of: members)
    let health = Restricted.all(members.map { accounts[$0].health }, atLeast: settings.clearance[.health])
    let renewals = Restricted.all(members.map { accounts[$0].renewals }, atLeast: settings.clearance[.forecast])
    return BookFigures(
      accounts: members, contracts: runningContracts(members),
      arr: members.reduce(into: rollUp.zero) { $0 += accounts[$1].arr },
      atRisk: health.map { atRisk(members, $0) }, months: months(endings),
      monthsByBand: health.map { monthsByBand(endings, $0) },
      quarters: renewals.map { quarters(members, $0, endings, owner: owner) },
      retention: calendar.periods.indices.map { retention(members, period: $0) },
      renewals: renewals.map { statistics($0) })
  }

  private func runningContracts(_ members: [Int]) -> Int {
    members.reduce(0) { count, account in
      count + portfolio.contracts(of: account).count { $0.status != .draft && $0.start <= asOf && asOf <= $0.end }
    }
  }

  private func atRisk(_ members: [Int], _ health: [HealthSummary]) -> RiskTotal {
    let risky = zip(members, health).filter { $1.isAtRisk }.map(\.0)
    return RiskTotal(arr: risky.reduce(into: rollUp.zero) { $0 += accounts[$1].arr }, accounts: risky)
  }
}

extension BookReader {
  /// An amount that is up for renewal on a day.
  struct Ending {
    /// Place in the members.
    let member: Int
    let day: Day
    let atr: Total
  }

  /// Everything that is up for renewal, line by line where lines end apart from their contract.
  private func endings(of members: [Int]) -> [Ending] {
    var endings: [Ending] = []
    endings.reserveCapacity(members.count)
    for (place, account) in members.enumerated() {
      for index in accounts[account].contracts.indices {
        let number = accounts[account].contracts[index].contract
        guard portfolio.contracts[number].status != .draft else { continue }
        if accounts[account].contracts[index].endsTogether {
          let atr = accounts[account].contracts[index].atr
          endings.append(Ending(member: place, day: portfolio.contracts[number].end, atr: atr))
          continue
        }
        let contract = portfolio.contracts[number]
        let value = ContractValue(contract, in: portfolio)
        for line in portfolio.lines(of: contract) where line.isRecurring && !value.isContinued(line) {
          endings.append(Ending(member: place, day: line.end, atr: rollUp.total(line.annual, contract.currency)))
        }
      }
    }
    return endings
  }

  private func months(_ endings: [Ending]) -> [MonthEnding] {
    let first = Month(of: asOf)
    var sums = [Total](repeating: rollUp.zero, count: Self.monthsAhead)
    for ending in endings {
      let place = Int(Month(of: ending.day).number - first.number)
      if sums.indices.contains(place) { sums[place] += ending.atr }
    }
    return sums.enumerated().map { MonthEnding(month: first.adding($0), atr: $1) }
  }

  private func monthsByBand(_ endings: [Ending], _ health: [HealthSummary]) -> [BandTotals] {
    let first = Month(of: asOf)
    var sums = [BandTotals](repeating: BandTotals(zero: rollUp.zero), count: Self.monthsAhead)
    for ending in endings {
      let place = Int(Month(of: ending.day).number - first.number)
      if sums.indices.contains(place) { sums[place].add(ending.atr, health[ending.member].band) }
    }
    return sums
  }

  private func quarters(
    _ members: [Int], _ renewals: [[RenewalForecast]], _ endings: [Ending], owner: String?
  ) -> [QuarterForecast] {
    let fiscal = settings.fiscalYear
    let first = fiscal.quarter(of: asOf).adding(-Self.quartersBack)
    let count = Self.quartersBack + 1 + Self.quartersAhead
    let starts = (0...count).map { fiscal.start(of: first.adding($0)) }
    var atr = [Total](repeating: rollUp.zero, count: count)
    for ending in endings {
      if let place = Self.quarter(of: ending.day, starts) { atr[place] += ending.atr }
    }
    var places = [[QuarterForecastReader.Place]](repeating: [], count: count)
    for member in renewals.indices {
      for place in renewals[member].indices {
        guard let quarter = Self.quarter(of: renewals[member][place].end, starts) else { continue }
        let found = RenewalPlace(account: members[member], place: place)
        places[quarter].append(.init(member: member, renewal: found, atr: renewals[member][place].atr.amount))
      }
    }
    let reader = QuarterForecastReader(zero: rollUp.zero, amounts: settings.clearance[.amounts])
    return (0..<count).map { place in
      let quarter = first.adding(place)
      return reader.read(
        places[place], of: renewals, quarter: quarter, span: starts[place]...(starts[place + 1] - 1), atr: atr[place],
        target: target(quarter, owner: owner, isWhole: members.count == accounts.count))
    }
  }

  private static func quarter(of day: Day, _ starts: [Day]) -> Int? {
    guard let first = starts.first, day >= first else { return nil }
    return starts.firstIndex { day < $0 }.map { $0 - 1 }
  }

  /// The target of a quarter: of one owner, or of all for the whole book; nil if none is set.
  private func target(_ quarter: FiscalQuarter, owner: String?, isWhole: Bool) -> Restricted<Total?> {
    settings.targets.map { [rollUp] targets in
      let mine = targets.filter { $0.quarter == quarter && (isWhole || $0.owner == owner) }
      return mine.isEmpty ? nil : mine.reduce(into: rollUp.zero) { $0 += rollUp.total($1.amount) }
    }
  }
}

extension BookReader {
  private func retention(_ members: [Int], period index: Int) -> Retention {
    let period = calendar.periods[index]
    let (base, now) = (calendar.place(of: period.base), calendar.place(of: period.now))
    var retention = Retention(period, zero: rollUp.zero)
    for account in members {
      let history = accounts[account].history
      retention.add(base: history[base] + moves.adjustment(account, period: index), now: history[now])
    }
    return retention
  }

  /// The whole book with each family taken as one account.
  private func families() -> [Retention] {
    let heads = accounts.indices.map(head)
    return calendar.periods.indices.map { index in
      let period = calendar.periods[index]
      let (base, now) = (calendar.place(of: period.base), calendar.place(of: period.now))
      var sums = [(base: Rational, now: Rational)](repeating: (.zero, .zero), count: accounts.count)
      for (account, head) in heads.enumerated() {
        sums[head].base += accounts[account].history[base] + moves.adjustment(account, period: index)
        sums[head].now += accounts[account].history[now]
      }
      var retention = Retention(period, zero: rollUp.zero)
      for sum in sums { retention.add(base: sum.base, now: sum.now) }
      return retention
    }
  }

  /// The topmost parent; the reader has checked that there is no cycle, and 64 levels end one anyway.
  private func head(of account: Int) -> Int {
    var account = account
    for _ in 0..<64 {
      guard let parent = portfolio.accounts[account].parent.flatMap(portfolio.account) else { return account }
      account = parent
    }
    return account
  }

  private func statistics(_ renewals: [[RenewalForecast]]) -> [RenewalStatistics] {
    var periods = calendar.periods.map {
      RenewalStatistics($0, zero: rollUp.zero, amounts: settings.clearance[.amounts])
    }
    // By index, because a renewal is large and most were not due in any of the periods.
    for member in renewals.indices {
      for place in renewals[member].indices {
        let end = renewals[member][place].end
        guard let contract = renewals[member][place].contract, portfolio.contracts[contract].transferTo == nil,
          !renewals[member][place].atr.amount.isZero
        else { continue }
        for index in periods.indices where periods[index].period.isDue(end) {
          periods[index].add(renewals[member][place])
        }
      }
    }
    return periods
  }
}
