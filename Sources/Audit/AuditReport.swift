public import Core
import Proof

/// The whole audit, for people and for tools.
public struct AuditReport: Sendable {
  /// A page, and whose copies have it.
  public typealias Page = (path: String, audiences: [Audience])
  /// What a published copy would become.
  public typealias Comparison = (audience: Audience, copy: String, difference: CopyDifference)

  private let fields: FieldTable
  private let pages: [Page]
  private let proofs: [CopyProof]
  private let comparisons: [Comparison]

  /// Puts the parts together; `pages` by path.
  public init(fields: FieldTable, pages: [Page], proofs: [CopyProof], comparisons: [Comparison]) {
    (self.fields, self.pages, self.proofs, self.comparisons) = (fields, pages, proofs, comparisons)
  }

  /// Whether no copy holds what it may not.
  public var holds: Bool { proofs.allSatisfy(\.holds) }

  /// For people. `listsAll` names every value that was not looked for by itself, every page and every newly visible place.
  public func lines(listsAll: Bool) -> [String] {
    fieldLines + [""] + pageLines(listsAll: listsAll) + comparisons.flatMap { [""] + lines($0, listsAll) }
      + proofs.flatMap { [""] + lines($0, listsAll) }
  }

  private var fieldLines: [String] {
    let width = max(24, fields.rows.map(\.field.utf8.count).max() ?? 0)
    let head = "Values by field".padded(to: width) + Audience.allCases.map { $0.rawValue.right(10) }.joined()
    return [head]
      + fields.rows.map { row in
        row.field.padded(to: width)
          + Audience.allCases.map { Self.number(row.count(for: $0)).right(10) }.joined()
      }
  }

  private func pageLines(listsAll: Bool) -> [String] {
    var groups: [(name: String, counts: [Audience: Int])] = []
    for page in pages {
      let name = Self.group(page.path)
      let place =
        groups.firstIndex { $0.name == name }
        ?? {
          groups.append((name, [:]))
          return groups.count - 1
        }()
      for audience in page.audiences { groups[place].counts[audience, default: 0] += 1 }
    }
    let head = "Pages".padded(to: 24) + Audience.allCases.map { $0.rawValue.right(10) }.joined()
    let rows = groups.sorted { $0.name < $1.name }.map { group in
      group.name.padded(to: 24) + Audience.allCases.map { Self.number(group.counts[$0] ?? 0).right(10) }.joined()
    }
    let all = pages.map { "  \($0.path): \($0.audiences.map(\.rawValue).joined(separator: ", "))" }
    return [head] + rows + (listsAll ? all : [])
  }

  private static func group(_ path: String) -> String {
    path.utf8.firstIndex(of: 0x2F).map { String(path[..<$0]) + "/" } ?? "start and reports"
  }

  private func lines(_ comparison: Comparison, _ listsAll: Bool) -> [String] {
    let difference = comparison.difference
    let head = "\(comparison.audience.rawValue) copy in \(comparison.copy), against one made now: "
    if difference.isEmpty { return [head + "nothing would change"] }
    let counts = [("added", difference.added), ("removed", difference.removed), ("changed", difference.changed)]
    let files = counts.map { "\($1.count) \($0)" }.joined(separator: ", ")
    var lines = [head + files + "; \(difference.newlyVisible.count) places newly visible"]
    for (word, paths) in counts where word != "changed" { lines += Self.listed(word, paths, listsAll) }
    if listsAll { lines += Self.listed("changed", difference.changed, true) }
    return lines + Self.listed("newly visible", difference.newlyVisible, listsAll)
  }

  private func lines(_ proof: CopyProof, _ listsAll: Bool) -> [String] {
    let hidden = proof.counts.reduce(0) { $0 + $1.count }
    var lines = [
      "Proof of the \(proof.audience.rawValue) copy, \(proof.copy): \(Self.number(proof.fileCount)) files, \(Self.megabytes(proof.byteCount))",
      "  \(Self.number(hidden)) values above \(proof.audience.rawValue): "
        + proof.counts.filter { $0.count > 0 || $0.standing == .searched }
        .map { "\(Self.number($0.count)) \($0.standing.words)" }.joined(separator: ", "),
    ]
    lines += silentLines(proof, listsAll)
    lines += proof.leaks.prefix(listsAll ? .max : 50).map { place, leak in
      "  LEAK \(leak.path) holds \(place), \(leak.form): …\(leak.excerpt)…"
    }
    if !proof.suspicions.isEmpty {
      lines.append(
        "  To look at: \(Self.number(proof.suspicions.count)) days or amounts of too few figures that may stand there by chance"
          + (listsAll ? "" : " (--list names each)"))
    }
    if listsAll {
      lines += proof.suspicions.map { place, leak in
        "  to look at: \(leak.path) may hold \(place), \(leak.form): …\(leak.excerpt)…"
      }
    }
    lines += proof.files.map { "  LEAK \($0.path) is the file \($0.file)" }
    lines.append(
      proof.holds
        ? "  Nothing above \(proof.audience.rawValue) found"
        : "  \(Self.number(proof.leakCount)) leaks: what may not be there is there")
    return lines
  }

  /// Values that can't be looked for by themselves: by field, and one by one if asked for.
  private func silentLines(_ proof: CopyProof, _ listsAll: Bool) -> [String] {
    guard !proof.silent.isEmpty else { return [] }
    if listsAll { return proof.silent.map { "  not looked for: \($0.place), \($0.standing.words)" } }
    var counts: [String: Int] = [:]
    for (place, _) in proof.silent { counts[Self.field(of: place), default: 0] += 1 }
    let fields = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }
    let shown = fields.prefix(12).joined(separator: ", ") + (fields.count > 12 ? ", …" : "")
    return ["  not looked for: \(shown) (--list names each)"]
  }

  private static func field(of place: String) -> String {
    place.utf8.firstIndex(of: 0x3A).map { String(place[place.utf8.index($0, offsetBy: 2)...]) } ?? place
  }

  private static func listed(_ word: String, _ items: [String], _ listsAll: Bool) -> [String] {
    let shown = listsAll ? items[...] : items.prefix(20)
    let more = items.count > shown.count ? ["  … and \(items.count - shown.count) more (--list names each)"] : []
    return shown.map { "  \(word): \($0)" } + more
  }

  static func number(_ count: Int) -> String { FigureFormat.decimal(Rational(count), digits: 0) }

  private static func megabytes(_ bytes: Int) -> String {
    bytes < 1_000_000 ? "\((bytes + 999) / 1000) KB" : "\(bytes / 1_000_000).\(bytes % 1_000_000 / 100_000) MB"
  }
}

extension AuditReport {
  /// An object with `holds`, `fields`, `pages`, `comparisons` and `proofs`; everything is listed.
  public var json: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("holds", holds ? "yes" : "no")
      json.list("fields", fields.rows) { json, row in
        json.object { json in
          json.field("field", row.field)
          for audience in Audience.allCases { json.field(audience.rawValue, row.count(for: audience)) }
        }
      }
      json.list("pages", pages) { json, page in
        json.object { json in
          json.field("path", page.path)
          json.list("audiences", of: page.audiences.map(\.rawValue))
        }
      }
      json.list("comparisons", comparisons) { Self.write($1, to: &$0) }
      json.list("proofs", proofs) { Self.write($1, to: &$0) }
    }
    return json.bytes + [0x0A]
  }

  private static func write(_ comparison: Comparison, to json: inout JSONWriter) {
    json.object { json in
      json.field("audience", comparison.audience.rawValue)
      json.field("copy", comparison.copy)
      json.list("added", of: comparison.difference.added)
      json.list("removed", of: comparison.difference.removed)
      json.list("changed", of: comparison.difference.changed)
      json.list("newly_visible", of: comparison.difference.newlyVisible)
    }
  }

  private static func write(_ proof: CopyProof, to json: inout JSONWriter) {
    json.object { json in
      json.field("audience", proof.audience.rawValue)
      json.field("copy", proof.copy)
      json.field("files", proof.fileCount)
      json.field("bytes", proof.byteCount)
      for (standing, count) in proof.counts { json.field("\(standing)", count) }
      json.field("leak_count", proof.leakCount)
      json.list("leaks", proof.leaks) { write($1, to: &$0) }
      json.list("to_look_at", proof.suspicions) { write($1, to: &$0) }
      json.list("files_that_may_not_be_there", of: proof.files.map(\.path))
      json.list("not_searched", proof.silent) { json, item in
        json.object { json in
          json.field("value", item.place)
          json.field("why", item.standing.words)
        }
      }
    }
  }
}

extension AuditReport {
  private static func write(_ found: (place: String, leak: LeakSearch.Leak), to json: inout JSONWriter) {
    json.object { json in
      json.field("path", found.leak.path)
      json.field("value", found.place)
      json.field("form", found.leak.form)
    }
  }
}

extension LeakSearch.Standing {
  /// For readers of the report.
  var words: String {
    switch self {
    case .searched: "looked for"
    case .short: "too short"
    case .vocabulary: "words of a fixed vocabulary"
    case .open: "visible elsewhere"
    case .common: "given by contracts, usage or the program itself"
    }
  }
}

extension String {
  /// Filled with spaces behind it.
  fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - utf8.count)) }
  /// Filled with spaces before it.
  fileprivate func right(_ width: Int) -> String { String(repeating: " ", count: max(1, width - utf8.count)) + self }
}
