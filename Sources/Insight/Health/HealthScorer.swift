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
  func score(readings: ArraySlice<HealthReading>, licences: AccountLicences, on day: Day) -> HealthScore {
    score(
      inputs: model.measures.map { rule in
        switch rule.source {
        case .reading(let name): latest(name, in: readings, upTo: day)
        default: UsageRatio(licences, source: rule.source, upTo: day, asOf: asOf)?.input
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
