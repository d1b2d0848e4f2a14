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
    /// The word, and for an amount as pages write it.
    var forms: [String] { [word] + (Int(word).map { [FigureFormat.decimal(Rational($0), digits: 0)] } ?? []) }
    let place: String
    let clearance: Audience
  }

  private(set) var files: [String: [UInt8]] = [:]
  private(set) var canaries: [Canary] = []
  /// What the snapshot of a week ago says.
  private(set) var snapshotNote = Canary(word: "", place: "", clearance: .team)
  /// Part of the book by the audience that may see it.
  let clearance: ClearancePolicy

  private var shape: RandomStream
  private var streams: [Audience: RandomStream]
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
      policy[part] = level
      settings.append("  \(part.rawValue): \(level.rawValue)")
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
  private mutating func word(_ place: String, _ audience: Audience) -> String {
    let text = "zq" + (streams[audience]?.letters(9) ?? "") + "7"
    canaries.append(Canary(word: text, place: place, clearance: audience))
    return text
  }

  private mutating func word(_ place: String, _ part: ClearancePolicy.Part, atLeast floor: Audience = .customer)
    -> String
  {
    word(place, max(clearance[part], floor))
  }

  /// An amount whose figures stand nowhere else.
  private mutating func amount(_ place: String, _ audience: Audience) -> String {
    let units = 1_100_000 + (streams[audience]?.below(8_000_000) ?? 0)
    canaries.append(Canary(word: "\(units)", place: place, clearance: audience))
    return "\(units)"
  }

  private mutating func amount(_ place: String, _ part: ClearancePolicy.Part, atLeast floor: Audience = .customer)
    -> String
  {
    amount(place, max(clearance[part], floor))
  }

  /// A past day of its own.
  private mutating func past(_ audience: Audience) -> String {
    Day(number: 8000 + (streams[audience]?.below(3000) ?? 0)).description
  }

  private mutating func ahead(_ audience: Audience) -> String {
    Day(number: 20_800 + (streams[audience]?.below(300) ?? 0)).description
  }

  /// Whether something that only `audience` knows of is there.
  private mutating func happens(_ audience: Audience, oneIn count: Int = 2) -> Bool {
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

  private mutating func add(_ path: String, _ text: String) { files[path] = Array(text.utf8) }
}

extension RandomWorkspace {
  private mutating func write() {
    writeSettings()
    writeProducts()
    let count = 2 + shape.below(3)
    var rows = RandomRows()
    for number in 0..<count { writeAccount(number, &rows) }
    let file = word("file names", max(clearance[.provenance], .team))
    for (folder, text) in rows.texts { add("content/\(folder)/\(file).csv", text) }
    writeEnablement()
    let level = Portfolio.snapshotParts.reduce(clearance[.forecast]) { max($0, clearance[$1]) }
    snapshotNote = Canary(word: word("snapshots.note", level), place: "snapshots.note", clearance: level)
  }

  private mutating func writeSettings() {
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

  private mutating func writeProducts() {
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
  private mutating func writeAccount(_ number: Int, _ rows: inout RandomRows) {
    let slug = "open-account-\(number)"
    let head = [
      "name: Open Account \(number)", "id: OPENID\(number)", "owner: olga.open@example.com",
      "team: [{name: Otto Open, role: Account Executive}, {name: Ola Open, role: CSM}]",
      "segment: \(word("segment", clearance.audience(of: "segment", in: .profile)))",
      "industry: \(word("industry", clearance.audience(of: "industry", in: .profile)))",
      "region: \(word("region", clearance.audience(of: "region", in: .profile)))",
      "nickname: \(word("own key, cleared", clearance.audience(of: "nickname", in: .extra)))",
    ]
    let lines = head + extra() + people() + risks() + judgement() + negotiation()
    add("content/accounts/\(slug).md", "---\n" + lines.joined(separator: "\n") + "\n---\n" + body(number))
    writeFurtherNotes(slug)
    writeRows(number, &rows)
  }

  private mutating func extra() -> [String] {
    let level = clearance[.extra]
    var lines = ["own\(word("own key's name", level)): {deep: [\(word("own key, nested", level))]}"]
    while happens(level) { lines.append("more\(word("own key's name", level)): \(word("own key", level))") }
    return lines
  }

  /// A clearance of the entry's own, and what to write for it. That there is one is part of the shape.
  private mutating func own(_ part: ClearancePolicy.Part) -> (level: Audience, text: String) {
    guard !isPlain, shape.below(4) == 0, let level = shape.pick(Audience.allCases) else { return (clearance[part], "") }
    return (level, ", \(shape.below(2) == 0 ? "clearance" : "audience"): \(level.rawValue)")
  }

  private mutating func people() -> [String] {
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

  private mutating func risks() -> [String] {
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

  private mutating func judgement() -> [String] {
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
    let (level, text) = own(.forecast)
    let amounts = max(level, clearance[.amounts])
    lines.append(
      "forecast: {category: \(streams[level]?.pick(["commit", "best_case", "pipeline"]) ?? "commit"), amount: \"\(amount("forecast.amount", amounts))\", currency: USD, reason: \"\(word("forecast.reason", amounts))\", by: \(word("forecast.by", level)), date: 2026-11-16, swing: \"\(amount("forecast.swing", amounts))\", intervention: \(word("forecast.intervention", amounts))\(text)}"
    )
    return lines
  }

  private mutating func negotiation() -> [String] {
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

// MARK: Notes

extension RandomWorkspace {
  /// A note with something for each audience in every kind of place that Markdown has.
  private mutating func body(_ number: Int) -> String {
    let plain = clearance[.notes]
    var text =
      "\n## Summary \(word("heading", plain))\n\(word("paragraph", plain)), **\(word("emphasis", plain))**.\n\n"
    for level in Audience.allCases {
      text += block(level)
      // Blocks of an audience may be many or none, and leave no trace below it.
      while happens(level) { text += block(level) }
    }
    text += "## Next steps\n- [ ] \(word("task", plain)) @\(word("task's assignee", plain)) due \(ahead(plain))\n"
    // That a milestone is done is told by its absence where its evidence may not be seen: part of the shape.
    if shape.below(2) == 0 { text += "- [x] Proposal sent \(word("milestone's evidence", plain))\n" }
    text += "\n::: field\n- [ ] \(word("task in a block", .field)) due \(ahead(.field))\n:::\n\n"
    text += "## Log\n"
    let day = clearance[.activity]
    text +=
      "### \(Day(number: 20_600 + (streams[day]?.below(100) ?? 0))) Call \(word("log title", max(plain, .customer)))\n\(word("log text", plain))\n\n"
    text +=
      "::: field\n### 2026-11-\(10 + number) Email \(word("log title in a block", .field))\n\(word("log text in a block", .field))\n:::\n"
    return text
  }

  private mutating func block(_ level: Audience) -> String {
    let image = word("image's name", level)
    files["content/assets/\(image).png"] = RandomWorkspace.picture(word("image's bytes", level))
    let note = word("footnote's name", level)
    return """
      ::: \(level.rawValue)
      ### \(word("heading in a block", level))
      \(word("text in a block", level)) and `\(word("code", level))` and [\(word("link text", level))](https://example.com/\(word("address", level)) "\(word("link title", level))").

      | \(word("table head", level)) | Two |
      |---|---|
      | \(word("table cell", level)) | {{ account.arr }} |

      > [!WARNING]
      > \(word("callout", level))

      ![\(word("alternative text", level))](../assets/\(image).png "\(word("image title", level))")

      Said[^\(note)].

      [^\(note)]: \(word("footnote", level))
      :::


      """
  }

  private mutating func writeFurtherNotes(_ slug: String) {
    let plain = clearance[.notes]
    while happens(plain) {
      let name = word("further note's name", max(plain, clearance[.provenance]))
      add(
        "content/accounts/\(slug)/2026-10-0\(1 + (streams[plain]?.below(9) ?? 0))-\(name).md",
        "---\ntitle: \(word("further note's title", plain))\n---\n\(word("further note", plain))\n")
    }
  }

  /// The smallest picture, with words in it.
  static func picture(_ words: String) -> [UInt8] {
    func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
      [0, 0, 0, UInt8(data.count)] + Array(name.utf8) + data + [0, 0, 0, 0]
    }
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]) + chunk("tEXt", Array("Comment\u{0}\(words)".utf8))
      + chunk("IEND", [])
  }
}

// MARK: Rows

/// Rows of the exports.
struct RandomRows {
  var contracts =
    "contract_id,account_id,start_date,end_date,status,currency,auto_renew,renewal_term_months,notice_days,uplift_cap_percent\n"
  var lines = "line_id,contract_id,product,sku,license_metric,quantity,unit_price,list_price,discount_percent\n"
  var usage = "account_id,product,month,entitled,assigned,active\n"
  var health = "account_id,date,measure,value,note\n"
  var opportunities =
    "opportunity_id,account_id,contract_id,close_date,amount,currency,category,stage,outcome,closed_on\n"

  var texts: [(String, String)] {
    [
      ("contracts", contracts), ("contracts/lines", lines), ("usage", usage), ("health", health),
      ("opportunities", opportunities),
    ]
  }
}

extension RandomWorkspace {
  private mutating func writeRows(_ number: Int, _ rows: inout RandomRows) {
    let id = "OPENID\(number)"
    let end = Day(number: 20_790 + shape.below(250))
    rows.contracts += "C-\(number),\(id),\(end - 364),\(end),active,USD,\(shape.below(2) == 0 ? "yes" : "no"),12,60,5\n"
    let list = amount("lines.list_price", clearance[.listPrices])
    rows.lines +=
      "C-\(number)-1,C-\(number),Open for users,OPEN-USER,named_user,\(100 + shape.below(400)),\(20 + shape.below(300)).50,\(list),\(streams[clearance[.listPrices]]?.below(30) ?? 0)\n"
    for month in 8...10 {
      rows.usage +=
        "\(id),Open for users,2026-\(month < 10 ? "0" : "")\(month),300,\(shape.below(300)),\(shape.below(200))\n"
    }
    let health = clearance[.health]
    for measure in ["nps", "open_p1", "sponsor"] {
      let value = streams[health]?.below(5) ?? 0
      rows.health +=
        "\(id),2026-11-0\(1 + (streams[health]?.below(9) ?? 0)),\(measure),\(value),\(word("readings.note", health))\n"
    }
    let forecast = clearance[.forecast]
    let category = streams[forecast]?.pick(["commit", "best_case", "pipeline"]) ?? "commit"
    rows.opportunities +=
      "\(word("opportunities.id", forecast)),\(id),C-\(number),\(ahead(forecast)),\(amount("opportunities.amount", max(forecast, clearance[.amounts]))).00,USD,\(category),\(word("opportunities.stage", forecast)),open,\n"
  }
}

// MARK: Guides and plays

extension RandomWorkspace {
  private mutating func writeEnablement() {
    for level in Audience.allCases {
      // That there is one more guide is known to those who may read it.
      var count = 1
      while happens(level) { count += 1 }
      for _ in 0..<count { writeGuide(level) }
      let plays = max(level, clearance[.plays], .field)
      writePlay(level, seenBy: plays)
      writePath(level)
    }
  }

  private mutating func writeGuide(_ level: Audience) {
    let slug = word("guide's name", level)
    var text = """
      ---
      title: \(word("guide's title", level))
      summary: \(word("guide's summary", level))
      kind: talk track
      stage: [T-90, T-60]
      owner: \(word("guide's owner", level))@example.com
      reviewed: 2026-10-01
      \(level == .field && happens(.field) ? "level: expert" : "clearance: \(level.rawValue)")
      versions: [{date: 2026-09-01, note: \(word("guide's version", max(level, .field)))}]
      ---
      ## \(word("guide's heading", level))
      \(word("guide's text", level)) {{ account.name }}


      """
    for inner in Audience.allCases where inner > level {
      text += "::: \(inner.rawValue)\n\(word("block in a guide", inner))\n:::\n\n"
    }
    add("content/guides/\(slug).md", text)
  }

  private mutating func writePlay(_ level: Audience, seenBy audience: Audience) {
    let slug = word("play's name", audience)
    add(
      "content/plays/\(slug).md",
      """
      ---
      title: \(word("play's title", audience))
      summary: \(word("play's summary", audience))
      trigger: days_left <= 300
      clearance: \(level.rawValue)
      ---
      \(word("play's text", audience)) {{ account.name }}

      ::: team
      \(word("block in a play", .team))
      :::

      """)
  }

  private mutating func writePath(_ level: Audience) {
    let guides = canaries.filter { $0.place == "guide's name" }
    guard let guide = guides.last(where: { $0.clearance == level }), let open = guides.first else { return }
    let path = """
        - key: \(word("path's name", level))
          title: \(word("path's title", level))
          summary: \(word("path's summary", level))
          clearance: \(level.rawValue)
          steps: [{guide: \(guide.word), minutes: 5, task: \(word("path's task", level))}, {guide: \(open.word), minutes: 5}]

      """
    let known = files["content/guides/paths.yaml"] ?? Array("paths:\n".utf8)
    files["content/guides/paths.yaml"] = known + Array(path.utf8)
  }
}

/// Numbers that look random and come the same each time (SplitMix64).
struct RandomStream {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }

  mutating func pick<Item>(_ items: [Item]) -> Item? { items.isEmpty ? nil : items[below(items.count)] }

  mutating func letters(_ count: Int) -> String {
    String(decoding: (0..<count).map { _ in UInt8(97 + below(26)) }, as: UTF8.self)
  }
}
