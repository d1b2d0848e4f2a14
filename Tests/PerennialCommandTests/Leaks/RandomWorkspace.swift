import Core
import Portfolio

/// A workspace made at random, with something unique in every place that can be guarded.
///
/// What an audience may see comes from streams of its own, so two workspaces whose streams above `field` differ are the same
/// to field, whatever stands in the rest: other words, other amounts, other counts.
struct RandomWorkspace {
  /// A word that stands in one place alone.
  struct Canary: Hashable {
    let word: String
    let place: String
    let clearance: Audience
  }

  var files: [String: [UInt8]] = [:]
  private(set) var canaries: [Canary] = []
  /// What the snapshot of a week ago says.
  private(set) var snapshotNote = Canary(word: "", place: "", clearance: .team)
  /// Part of the book by the audience that may see it.
  let clearance: ClearancePolicy

  var shape: RandomStream
  var streams: [Audience: RandomStream]
  private var settings: [String] = []
  private let isPlain: Bool

  /// The workspace of `seed`. If it is a twin for an audience, everything above that comes from other streams; if it is plain, its
  /// settings move no clearance.
  init(seed: UInt64, twinFor audience: Audience? = nil, isPlain: Bool = false) {
    self.isPlain = isPlain
    shape = RandomStream(seed &* 1_000_003)
    streams = [:]
    for level in Audience.allCases {
      let isOther = audience.map { level > $0 } ?? false
      streams[level] = RandomStream(
        seed &* 7919 &+ UInt64(Audience.allCases.firstIndex(of: level) ?? 0) &* 104_729 &+ (isOther ? 15_485_863 : 0))
    }
    var policy = ClearancePolicy()
    for _ in 0..<(isPlain ? 0 : shape.below(3)) {
      guard let part = shape.pick(ClearancePolicy.Part.allCases) else { continue }
      let level = shape.pick(Audience.allCases) ?? .team
      if settings.contains(where: { $0.hasPrefix("  \(part.rawValue):") }) { continue }
      policy[part] = level
      // No settings keep colleagues from each other.
      settings.append("  \(part.rawValue): \(policy[part].rawValue)")
    }
    let nickname = isPlain ? .team : shape.pick(Audience.allCases) ?? .team
    policy.clear(field: "nickname", for: nickname)
    var fields = "nickname: \(nickname.rawValue)"
    if !isPlain, shape.below(3) == 0 {
      let level = shape.pick(Audience.allCases) ?? .team
      policy.clear(field: "industry", for: level)
      fields += ", industry: \(level.rawValue)"
    }
    settings.append("  fields: {\(fields)}")
    clearance = policy
    write()
  }

  // MARK: Words and numbers

  /// A canary of `place` that `audience` and those above it may see.
  mutating func word(_ place: String, _ audience: Audience) -> String {
    let text = "zq" + (streams[audience]?.letters(9) ?? "") + "7"
    canaries.append(Canary(word: text, place: place, clearance: audience))
    return text
  }

  mutating func word(_ place: String, _ part: ClearancePolicy.Part, atLeast floor: Audience = .customer)
    -> String
  {
    word(place, max(clearance[part], floor))
  }

  /// An amount whose figures stand nowhere else.
  mutating func amount(_ place: String, _ audience: Audience) -> String {
    let units = 1_100_000 + (streams[audience]?.below(8_000_000) ?? 0)
    canaries.append(Canary(word: "\(units)", place: place, clearance: audience))
    return "\(units)"
  }

  mutating func amount(_ place: String, _ part: ClearancePolicy.Part, atLeast floor: Audience = .customer)
    -> String
  {
    amount(place, max(clearance[part], floor))
  }

  /// A past day of its own.
  mutating func past(_ audience: Audience) -> String {
    Day(number: 8000 + (streams[audience]?.below(3000) ?? 0)).description
  }

  mutating func ahead(_ audience: Audience) -> String {
    Day(number: 20_800 + (streams[audience]?.below(300) ?? 0)).description
  }

  /// Whether something that only `audience` knows of is there.
  mutating func happens(_ audience: Audience, oneIn count: Int = 2) -> Bool {
    (streams[audience]?.below(count) ?? 1) == 0
  }

  /// The same with `text` in place of `old` in all files whose path begins so; nil if it stands nowhere.
  func replacing(_ old: String, with text: String, in folder: String) -> RandomWorkspace? {
    var other = self
    var isFound = false
    for (path, bytes) in files where path.hasPrefix(folder) && !path.hasSuffix(".png") {
      let before = String(decoding: bytes, as: UTF8.self)
      let after = before.replacing(old, with: text)
      isFound = isFound || before != after
      other.files[path] = Array(after.utf8)
    }
    return isFound ? other : nil
  }

  mutating func add(_ path: String, _ text: String) { files[path] = Array(text.utf8) }
}

extension RandomWorkspace {
  mutating func write() {
    writeSettings()
    writeProducts()
    let count = 2 + shape.below(3)
    var rows = RandomRows()
    for number in 0..<count { writeAccount(number, &rows) }
    let file = word("file names", clearance[.provenance])
    for (folder, text) in rows.texts { add("content/\(folder)/\(file).csv", text) }
    writeEnablement()
    let level = Portfolio.snapshotParts.reduce(clearance[.forecast]) { max($0, clearance[$1]) }
    snapshotNote = Canary(word: word("snapshots.note", level), place: "snapshots.note", clearance: level)
  }

  mutating func writeSettings() {
    let target = amount("targets", clearance[.amounts])
    add(
      "content/portfolio.yaml",
      """
      title: Open title
      organization: Open organization
      currency: USD
      exchange_rates: {EUR: "1.08"}
      owner_default: olga.open@example.com
      targets: {"FY26 Q4": {olga.open@example.com: \(target)}}
      clearance:
      \(settings.joined(separator: "\n"))

      """)
  }

  mutating func writeProducts() {
    let list = amount("products.list_price", clearance[.listPrices])
    add(
      "content/products.yaml",
      """
      products:
        - {sku: OPEN-USER, name: Open for users, metric: named_user, list_price: "\(list)", currency: USD}
        - {sku: OPEN-NODE, name: Open for nodes, metric: node, currency: USD}

      """)
  }
}

// MARK: Accounts

extension RandomWorkspace {
  mutating func writeAccount(_ number: Int, _ rows: inout RandomRows) {
    let slug = "open-account-\(number)"
    let head = [
      "name: Open Account \(number)", "id: OPENID\(number)", owner(number), team(),
      "segment: \(word("segment", clearance.audience(of: "segment", in: .profile)))",
      "industry: \(word("industry", clearance.audience(of: "industry", in: .profile)))",
      "region: \(word("region", clearance.audience(of: "region", in: .profile)))",
      "nickname: \(word("own key, cleared", clearance.audience(of: "nickname", in: .extra)))",
    ]
    let lines = head + extra() + people() + risks() + judgement() + negotiation()
    add("content/accounts/\(slug).md", "---\n" + lines.joined(separator: "\n") + "\n---\n" + body(number))
    writeFurtherNotes(slug)
    writeOldNote(slug)
    writeRows(number, &rows)
  }

  /// The first account's owner is the one with a target.
  mutating func owner(_ number: Int) -> String {
    number == 0 ? "owner: olga.open@example.com" : "owner: olga.\(word("owner", .contacts))@example.com"
  }

  mutating func team() -> String {
    var members = [
      "{name: Otto Open, role: Account Executive}",
      "{name: Ola \(word("team", .contacts)), role: CSM, email: ola@example.com}",
    ]
    while happens(clearance[.contacts]) {
      members.append("{name: Ulf \(word("team", .contacts)), role: account executive}")
    }
    return "team: [\(members.joined(separator: ", "))]"
  }

  mutating func extra() -> [String] {
    let level = clearance[.extra]
    var lines = ["own\(word("own key's name", level)): {deep: [\(word("own key, nested", level))]}"]
    while happens(level) { lines.append("more\(word("own key's name", level)): \(word("own key", level))") }
    return lines
  }

  /// A clearance of the entry's own, and what to write for it. That there is one is part of the shape.
  mutating func own(_ part: ClearancePolicy.Part) -> (level: Audience, text: String) {
    guard !isPlain, shape.below(4) == 0, let level = shape.pick(Audience.allCases) else { return (clearance[part], "") }
    return (level, ", \(shape.below(2) == 0 ? "clearance" : "audience"): \(level.rawValue)")
  }

  mutating func people() -> [String] {
    let roles = ["economic buyer", "champion", "user", "approver"]
    return ["stakeholders:"]
      + (0..<(1 + shape.below(3))).map { _ in
        let (level, text) = own(.stakeholders)
        let role = streams[level]?.pick(roles) ?? "user"
        let stance = streams[level]?.pick(["champion", "neutral", "critic"]) ?? "neutral"
        return
          "  - {name: \"\(word("stakeholders.name", level)) O'Quiet & Sons\", title: \(word("stakeholders.title", level)), role: \(role), stance: \(stance), last_contact: \(past(level))\(text)}"
      }
  }

  mutating func risks() -> [String] {
    ["risks:"]
      + (0..<(1 + shape.below(3))).map { number in
        let (level, text) = own(.risks)
        let severity = streams[level]?.pick(["low", "medium", "high", "critical"]) ?? "low"
        let mitigation = happens(level, oneIn: 4) ? "" : ", mitigation: \(word("risks.mitigation", level))"
        let escalated =
          happens(level)
          ? ", escalated_to: \(word("risks.escalated_to", level)), ask: \(word("risks.ask", level)), exit_criteria: \(word("risks.exit_criteria", level))"
          : ""
        return
          "  - {id: R\(number), title: <\(word("risks.title", level))>, severity: \(severity), status: open, owner: \(word("risks.owner", level)), opened: \(past(level)), due: \(ahead(level))\(mitigation)\(escalated)\(text)}"
      }
  }

  mutating func judgement() -> [String] {
    var lines: [String] = []
    if shape.below(2) == 0 {
      let (level, text) = own(.health)
      lines.append(
        "health_override: {band: \(streams[level]?.pick(["red", "green"]) ?? "red"), reason: \(word("health_override.reason", level)), by: \(word("health_override.by", level)), expires: 2027-12-31\(text)}"
      )
    }
    if shape.below(2) == 0 {
      let (level, text) = own(.health)
      lines.append(
        "sentiment: {band: \(streams[level]?.pick(["red", "yellow"]) ?? "red"), reason: \(word("sentiment.reason", level)), by: \(word("sentiment.by", level)), date: 2026-11-01\(text)}"
      )
    }
    // Without a call, the amount of the opportunity stands alone.
    guard shape.below(3) > 0 else { return lines }
    let (level, text) = own(.forecast)
    let amounts = max(level, clearance[.amounts])
    lines.append(
      "forecast: {category: \(streams[level]?.pick(["commit", "best_case", "pipeline"]) ?? "commit"), amount: \"\(amount("forecast.amount", amounts))\", currency: USD, reason: \"\(word("forecast.reason", amounts))\", by: \(word("forecast.by", level)), date: 2026-11-16, swing: \"\(amount("forecast.swing", amounts))\", intervention: \(word("forecast.intervention", amounts))\(text)}"
    )
    return lines
  }

  mutating func negotiation() -> [String] {
    let level = clearance[.negotiation]
    guard happens(level, oneIn: 4) == false else { return [] }
    return [
      "negotiation:", "  strategy: \(word("negotiation.strategy", level))",
      "  target_uplift: \"\(1 + (streams[level]?.below(8) ?? 1))\"",
      "  walk_away_uplift: \"0.\(streams[level]?.below(9) ?? 1)\"",
      "  our_alternative: \(word("negotiation.our_alternative", level))",
      "  their_alternative: \(word("negotiation.their_alternative", level))",
      "  gives: [{item: \(word("negotiation.gives", level)), value: \"\(amount("negotiation.gives.value", level))\"}]",
      "  gets: [{item: \(word("negotiation.gets", level)), value: \"\(amount("negotiation.gets.value", level))\"}]",
      "  scenarios: [{name: \(word("negotiation.scenarios", level)), term_months: 36, uplift_percent: \"\(streams[level]?.below(9) ?? 1)\"}]",
    ]
  }
}
