import Core
import Portfolio

/// A value that a measure was given, before points.
struct MeasureInput {
  let value: Rational
  let day: Day
  var note: String?
  var sources: [SourceLocation] = []
  var ratio: (active: Rational, of: Rational)?
}

/// Turns an account's readings and usage into scores.
struct HealthScorer: Sendable {
  let model: HealthModel
  let coverageFloor: Rational
  let asOf: Day
  private let shares: [Rational]

  init(_ settings: Settings, asOf: Day) {
    model = settings.health
    coverageFloor = settings.coverageFloor
    self.asOf = asOf
    shares = Self.shares(of: model)
  }

  /// The score from data dated up to `day`.
  func score(
    readings: ArraySlice<HealthReading>, usage: ArraySlice<UsageRow>, products: [Product], on day: Day
  ) -> HealthScore {
    score(
      inputs: model.measures.map { rule in
        switch rule.source {
        case .reading(let name): latest(name, in: readings, upTo: day)
        default: UsageRatio(usage, products: products, source: rule.source, upTo: day, asOf: asOf)?.input
        }
      }, on: day)
  }

  /// The score of given inputs, one for each measure of the model.
  func score(inputs: [MeasureInput?], on day: Day) -> HealthScore {
    let isFresh = zip(model.measures, inputs).map { rule, input in
      input.map { day - $0.day <= max(rule.staleAfter, 0) } ?? false
    }
    let effective = effectiveShares(isFresh)
    let measures = model.measures.indices.map { index in
      measure(index, inputs[index], isFresh: isFresh[index], effective: effective[index])
    }
    let coverage = zip(shares, isFresh).reduce(Rational.zero) { $1.1 ? $0 + $1.0 : $0 }
    let score = coverage.isZero ? nil : measures.reduce(Rational.zero) { $0 + $1.contribution }
    let band = score.flatMap { coverage < coverageFloor ? nil : HealthScore.band(of: $0, model) }
    return HealthScore(day: day, measures: measures, score: score, coverage: coverage, band: band)
  }

  private func measure(_ index: Int, _ input: MeasureInput?, isFresh: Bool, effective: Rational) -> MeasureScore {
    let rule = model.measures[index]
    return MeasureScore(
      rule: rule, value: input?.value, day: input?.day,
      freshness: isFresh ? .fresh : input == nil ? .missing : .stale,
      points: isFresh ? input.map { rule.points(for: $0.value) } : nil, share: shares[index],
      effectiveShare: effective, note: input?.note, sources: input?.sources ?? [], ratio: input?.ratio)
  }

  /// The latest reading of that name; readings are sorted by measure and day.
  private func latest(_ name: String, in readings: ArraySlice<HealthReading>, upTo day: Day) -> MeasureInput? {
    guard let reading = readings.last(where: { $0.day <= day && $0.measure == name }) else { return nil }
    return MeasureInput(value: reading.value, day: reading.day, note: reading.note, sources: [reading.location])
  }
}

extension HealthScorer {
  /// The group of each measure (its own, if it names none that the model knows), and that group's weight.
  private static func grouping(_ model: HealthModel) -> [(group: Int, weight: Rational)] {
    model.measures.enumerated().map { index, rule in
      if let name = rule.group, let place = model.groups.firstIndex(where: { $0.key == name }) {
        return (place, max(model.groups[place].weight, .zero))
      }
      return (model.groups.count + index, max(rule.weight, .zero))
    }
  }

  /// Each measure's share of the whole, when nothing is missing.
  private static func shares(of model: HealthModel) -> [Rational] {
    shares(of: model, counted: model.measures.map { _ in true })
  }

  private func effectiveShares(_ isFresh: [Bool]) -> [Rational] {
    isFresh.allSatisfy(\.self) ? shares : Self.shares(of: model, counted: isFresh)
  }

  /// Shares among the counted measures: inside a group by weight, between groups that have any by the groups' weights.
  private static func shares(of model: HealthModel, counted: [Bool]) -> [Rational] {
    let places = grouping(model)
    var within = [Rational](repeating: .zero, count: model.groups.count + model.measures.count)
    var between = Rational.zero
    for (index, rule) in model.measures.enumerated() where counted[index] && rule.weight > .zero {
      let place = places[index]
      if within[place.group].isZero { between += place.weight }
      within[place.group] += rule.weight
    }
    return model.measures.enumerated().map { index, rule in
      guard counted[index], rule.weight > .zero, let inside = rule.weight.divided(by: within[places[index].group]),
        let outside = places[index].weight.divided(by: between)
      else { return .zero }
      return inside * outside
    }
  }
}

/// A share of licences over an account's products in the latest month that has one.
///
/// Products counted in people are taken together; only an account without any is measured by its other products. A month counts
/// from its last day, the as-of month from the as-of day.
struct UsageRatio {
  let input: MeasureInput

  init?(_ usage: ArraySlice<UsageRow>, products: [Product], source: MeasureRule.Source, upTo day: Day, asOf: Day) {
    var best = Sum()
    for row in usage {
      let dated = min(row.month.lastDay, asOf)
      guard dated <= day, row.month.firstDay <= asOf, let (part, whole) = Self.parts(of: row, source),
        whole.thousandths > 0
      else { continue }
      let isPeople = products[row.product].metric?.countsPeople ?? true
      if best.isReplaced(by: row.month, isPeople: isPeople) {
        best = Sum(month: row.month, isPeople: isPeople, day: dated)
      }
      if best.month == row.month, best.isPeople == isPeople { best.add(row, part, whole) }
    }
    guard let value = best.part.divided(by: best.whole) else { return nil }
    input = MeasureInput(value: value, day: best.day, sources: best.sources, ratio: (best.part, best.whole))
  }

  private struct Sum {
    var month: Month?
    var isPeople = false
    var day = Day(number: 0)
    var part = Rational.zero
    var whole = Rational.zero
    var sources: [SourceLocation] = []

    func isReplaced(by month: Month, isPeople: Bool) -> Bool {
      guard let mine = self.month else { return true }
      return isPeople == self.isPeople ? month > mine : isPeople
    }

    mutating func add(_ row: UsageRow, _ part: Quantity, _ whole: Quantity) {
      self.part += part.rational
      self.whole += whole.rational
      sources.append(row.location)
    }
  }

  private static func parts(of row: UsageRow, _ source: MeasureRule.Source) -> (Quantity, Quantity)? {
    let pair: (Quantity?, Quantity?) =
      switch source {
      case .activeRatio: (row.active, row.entitled)
      case .deployedRatio: (row.assigned, row.entitled)
      case .depthRatio: (row.active, row.assigned)
      case .reading: (nil, nil)
      }
    guard let part = pair.0, let whole = pair.1 else { return nil }
    return (part, whole)
  }
}

extension Product.Metric {
  /// Whether people are counted, so that products can be taken together.
  var countsPeople: Bool {
    switch self {
    case .namedUser, .concurrent, .requester, .unrestricted: true
    case .subscriptionUnit, .node, .transaction, .capacity, .enterprise: false
    }
  }
}
