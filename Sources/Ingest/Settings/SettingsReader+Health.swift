import Core
import Portfolio

extension SettingsReader {
  /// The `health:` block: measures, groups, bands.
  mutating func readHealth(_ reader: inout MapReader) {
    var model = settings.health
    model.groups = Self.groups(&reader)
    if let measures = Self.measures(&reader, groups: model.groups) { model.measures = measures }
    reader.inside("bands") { reader in
      if let green = reader.number("green") { model.green = green }
      if let yellow = reader.number("yellow") { model.yellow = yellow }
    }
    if model.yellow > model.green {
      reader.error(
        "bands", "the yellow band starts above the green one", at: reader.location(of: "bands"),
        "write a smaller number for yellow than for green")
    }
    if let floor = reader.number("coverage_floor") { settings.coverageFloor = floor }
    settings.health = model
  }

  private static func groups(_ reader: inout MapReader) -> [MeasureGroup] {
    var groups: [MeasureGroup] = []
    reader.inside("groups") { reader in
      for entry in reader.all() {
        let key = entry.key.text
        if let weight = reader.number(key) { groups.append(MeasureGroup(key: key, weight: weight)) }
      }
    }
    return groups
  }

  private static func measures(_ reader: inout MapReader, groups: [MeasureGroup]) -> [MeasureRule]? {
    var rules: [MeasureRule] = []
    let isGiven = reader.inside("measures") { reader in
      for entry in reader.all() {
        let key = entry.key.text
        reader.inside(key) { measure in
          if let rule = Self.rule(key, at: entry.key.location, groups: groups, &measure) { rules.append(rule) }
        }
      }
    }
    return isGiven ? rules : nil
  }

  private static func rule(
    _ key: String, at location: SourceLocation, groups: [MeasureGroup], _ reader: inout MapReader
  ) -> MeasureRule? {
    let (title, weight) = (reader.text("title"), reader.number("weight"))
    let (green, yellow) = (reader.number("green"), reader.number("yellow"))
    let direction = reader.choice("direction", of: MeasureRule.Direction.self)
    let stale = reader.whole("stale_after_days", in: 1...3650)
    let steps = Self.steps(&reader)
    let group = reader.text("group")
    let source = reader.parsed(
      "source", "choice", "a source of values",
      "write usage.active_ratio, usage.deployed_ratio, usage.depth_ratio, or measure.NAME for a measure of the health files",
      Self.source)
    if let group, !groups.contains(where: { $0.key == group }) {
      reader.error(
        "group", "the group \"\(group.clipped)\" is not among health.groups", at: reader.location(of: "group"),
        "add it there with its weight, or delete this key")
    }
    guard let weight, weight >= .zero else {
      reader.missing("weight", "say how much the measure counts, like `weight: 20`")
      return nil
    }
    guard !steps.isEmpty || (green != nil && yellow != nil) else {
      reader.missing("green or yellow", "say which values are green and yellow, like `green: 0.8, yellow: 0.6`")
      return nil
    }
    return MeasureRule(
      key: key, title: title, weight: weight, source: source ?? .reading(key), green: green ?? .zero,
      yellow: yellow ?? .zero, direction: direction ?? .higher, steps: steps, staleAfter: stale ?? 180, group: group,
      location: location)
  }

  private static func source(_ text: String) -> MeasureRule.Source? {
    switch text {
    case "usage.active_ratio": .activeRatio
    case "usage.deployed_ratio": .deployedRatio
    case "usage.depth_ratio": .depthRatio
    default: text.hasPrefix("measure.") && text.utf8.count > 8 ? .reading(String(text.dropFirst(8))) : nil
    }
  }

  /// `bands: [[0, 50], [1, 100], [3, 75]]`: from which value on how many points.
  private static func steps(_ reader: inout MapReader) -> [MeasureRule.Step] {
    guard let list = reader.value("bands") else { return [] }
    var steps: [MeasureRule.Step] = []
    for item in list.children {
      let pair = item.children.map { Rational(decimal: $0.text) }
      guard pair.count == 2, let from = pair[0], let points = pair[1] else {
        reader.error(
          "bands", "a band is not a pair of a value and its points", at: item.location,
          "write [3, 75] for 75 points from 3")
        continue
      }
      steps.append(MeasureRule.Step(from: from, points: points))
    }
    return steps.sorted { $0.from < $1.from }
  }
}
