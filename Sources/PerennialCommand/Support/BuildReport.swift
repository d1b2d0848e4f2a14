import Core
import Site

/// What a build says in the end: what it wrote, by kind, and where the time went.
struct BuildReport {
  private let outcome: SiteBuilder.Outcome

  /// Reports `outcome`.
  init(_ outcome: SiteBuilder.Outcome) { self.outcome = outcome }

  /// For people.
  var lines: [String] {
    let summary = outcome.summary
    var parts = ["\(summary.written) files written", "\(summary.unchanged) unchanged"]
    if summary.removed > 0 { parts.append("\(summary.removed) removed") }
    let count = outcome.warningCount
    if count > 0 { parts.append("\(FigureFormat.counted(count, "warning", "warnings")) (perennial check lists them)") }
    var lines = ["\(outcome.title): " + parts.joined(separator: ", ") + ", \(outcome.clock.total.milliseconds) ms"]
    let kinds = outcome.tally.filter { $0.summary.written > 0 || $0.summary.removed > 0 }
    if !kinds.isEmpty {
      lines.append(
        "Written: "
          + kinds.map { "\($0.kind.rawValue) \($0.summary.written)\(Self.removed($0.summary))" }.joined(separator: ", ")
      )
    }
    let stages = outcome.clock.stages.filter { $0.time.milliseconds > 0 }
    if !stages.isEmpty {
      lines.append("Time: " + stages.map { "\($0.name) \($0.time.milliseconds) ms" }.joined(separator: ", "))
    }
    return lines
  }

  private static func removed(_ summary: OutputCommit.Summary) -> String {
    summary.removed > 0 ? " (\(summary.removed) removed)" : ""
  }

  /// For tools: times in microseconds, templates with the dearest first.
  var json: [UInt8] {
    var json = Array("{\"version\":".utf8)
    json.appendScriptString(ProgramVersion.current)
    json += Array(",\"total\":\(outcome.clock.total.microseconds),\"files\":{".utf8)
    json += Array(Self.counts(outcome.summary).utf8)
    json += Array("},\"kinds\":[".utf8)
    Self.join(outcome.tally, into: &json) {
      Array("{\"kind\":\"\($0.kind.rawValue)\",\(Self.counts($0.summary))}".utf8)
    }
    json += Array("],\"stages\":[".utf8)
    Self.join(outcome.clock.stages, into: &json) {
      Array("{\"stage\":\"\($0.name)\",\"time\":\($0.time.microseconds)}".utf8)
    }
    json += Array("],\"templates\":[".utf8)
    Self.join(outcome.templates, into: &json) { entry in
      var item = Array("{\"template\":".utf8)
      item.appendScriptString(entry.template)
      return item
        + Array(",\"pages\":\(entry.pages),\"bytes\":\(entry.bytes),\"time\":\(entry.time.microseconds)}".utf8)
    }
    return json + Array("]}\n".utf8)
  }

  private static func counts(_ summary: OutputCommit.Summary) -> String {
    "\"written\":\(summary.written),\"unchanged\":\(summary.unchanged),\"removed\":\(summary.removed)"
  }

  private static func join<Item>(_ items: [Item], into json: inout [UInt8], _ text: (Item) -> [UInt8]) {
    for (place, item) in items.enumerated() {
      if place > 0 { json.append(0x2C) }
      json += text(item)
    }
  }
}
