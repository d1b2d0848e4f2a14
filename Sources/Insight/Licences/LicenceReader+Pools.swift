import Core
import Portfolio

extension LicenceReader {
  /// Products that share a meter are pooled month by month before they are compared with what is allowed: also what nobody
  /// measured is allowed, and what no product of its own allows is measured. An enterprise licence has nothing to exceed.
  func pools(_ products: [ProductLicence], of account: Int) -> [MeterPool] {
    let sorted = products.indices.filter { meters.isLimited(products[$0].product) }.sorted {
      let (a, b) = (meter(of: products[$0]), meter(of: products[$1]))
      return a == b ? $0 < $1 : a.utf8.lexicographicallyPrecedes(b.utf8)
    }
    var pools: [MeterPool] = []
    var start = 0
    while start < sorted.count {
      var end = start + 1
      while end < sorted.count, meter(of: products[sorted[end]]) == meter(of: products[sorted[start]]) { end += 1 }
      if let pool = pool(Array(sorted[start..<end]), products, account) { pools.append(pool) }
      start = end
    }
    return pools
  }

  private func meter(of licence: ProductLicence) -> String { portfolio.products[licence.product].meter }

  /// Nil if nothing was measured, or nothing says what is allowed.
  private func pool(_ members: [Int], _ products: [ProductLicence], _ account: Int) -> MeterPool? {
    let licences = members.map { products[$0] }
    guard let first = licences.first, licences.contains(where: { $0.entitled != nil }) else { return nil }
    let months = months(licences, Self.months)
    let known = months.map { $0.map(Quantity.init(thousandths:)) }
    guard let measured = Counting.value(known, meters.count(of: first.product)) else { return nil }
    let entitled = licences.reduce(Rational.zero) { $0 + ($1.entitled ?? .zero) }
    let termEnd = licences.compactMap(\.termEnd).min()
    let origin = Month(of: asOf).adding(1 - Self.months)
    let forecast = forecast(
      months, entitled: entitled, isOver: measured > entitled, termEnd: termEnd,
      season: season(licences, account))
    return MeterPool(
      meter: meter(of: first), members: members, count: meters.count(of: first.product),
      month: licences.compactMap(\.month).max(), entitled: entitled,
      measured: measured,
      months: known.enumerated().compactMap { place, value in
        value.map { PoolMonth(month: origin.adding(place), measured: $0.rational) }
      },
      rate: rate(of: licences.flatMap(\.lines)), termEnd: termEnd, daysLeft: termEnd.map { max($0 - asOf, 0) } ?? 0,
      forecast: Restricted(forecast, for: clearance), clearance: clearance)
  }

  private func forecast(
    _ months: [Int64?], entitled: Rational, isOver: Bool, termEnd: Day?, season: UsageSeason?
  ) -> PoolForecast {
    let trend = UsageTrend(months, from: Month(of: asOf).adding(1 - Self.months))
    let outlook =
      trend?.outlook(entitled: entitled, isOver: isOver, asOf: asOf)
      ?? (isOver ? .over : .silent(.tooFewMonths(months.count { $0 != nil })))
    let end = termEnd.map { Month(of: $0) }
    let atTermEnd = trend.flatMap { trend in
      end.flatMap { end in
        trend.isRising && end > trend.last && end <= trend.last.adding(trend.span) ? trend.value(at: end) : nil
      }
    }
    return PoolForecast(trend: trend, outlook: outlook, season: season, atTermEnd: atTermEnd)
  }

  /// What the members measured together in each month, thousandths: two peaks in different months are not one.
  private func months(_ licences: [ProductLicence], _ count: Int) -> [Int64?] {
    var months = [Int64?](repeating: nil, count: count)
    let first = Month(of: asOf).adding(1 - count)
    for licence in licences {
      for row in portfolio.usage[licence.usage] { add(row, to: &months, from: first) }
    }
    return months
  }

  private func add(_ row: UsageRow, to months: inout [Int64?], from first: Month) {
    let place = Int(row.month.number - first.number)
    guard months.indices.contains(place), let value = row.measured else { return }
    months[place] = (months[place] ?? 0).addingReportingOverflow(value.thousandths).partialValue
  }

  /// The season of the last years, where their rows are there; they end with the latest measured month of those that count.
  private func season(_ licences: [ProductLicence], _ account: Int) -> UsageSeason? {
    let count = Self.months + UsageSeason.most * 12
    let first = Month(of: asOf).adding(1 - count)
    var months = [Int64?](repeating: nil, count: count)
    var hasOlder = false
    for licence in licences where !licence.usage.isEmpty {
      var row = licence.usage.upperBound
      // Rows are sorted by product and month: those before the months that count stand before them.
      while row > portfolio.accounts[account].usage.lowerBound, portfolio.usage[row - 1].product == licence.product,
        portfolio.usage[row - 1].month >= first
      {
        row -= 1
        hasOlder = hasOlder || row < licence.usage.lowerBound
        add(portfolio.usage[row], to: &months, from: first)
      }
    }
    guard hasOlder, let last = months.lastIndex(where: { $0 != nil }), last >= count - Self.months else { return nil }
    return UsageSeason(Array(months[...last]), through: first.adding(last))
  }
}
