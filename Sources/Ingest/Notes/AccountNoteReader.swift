import Core
import Portfolio

/// Reads one account's note: front matter and Markdown.
struct AccountNoteReader: Sendable {
  let settings: Settings
  let limits: WorkspaceLimits

  /// Keys of the front matter that mean something.
  static let keys: Set<String> = [
    "name", "id", "aliases", "owner", "parent", "segment", "industry", "region", "team", "stakeholders", "risks",
    "health_override", "sentiment", "forecast", "negotiation", "clearance", "audience",
  ]

  /// The account that `bytes` describe. An account is always given, with what could be read of it.
  func read(_ bytes: [UInt8], slug: Slug, file: SourceFile, into log: inout Diagnostics) -> AccountNote {
    var account = AccountNote(slug: slug, file: file)
    var problems = Diagnostics()
    let text = NoteText.decode(bytes, file: file, limits: limits, account: slug.text, into: &problems)
    let head = FrontMatter.read(text, file: file, limits: limits, account: slug.text, into: &problems)
    var clearance: Audience?
    if let root = head.tree?.root {
      var reader = MapReader(root, "account", account: slug.text)
      readFrontMatter(&reader, into: &account)
      clearance = reader.clearance()
      account.extra = reader.unknown.map { entry in
        FrontMatterEntry(key: entry.key.text, value: entry.value.flattened(), location: entry.key.location)
      }
      reader.reportMisspelt()
      problems.append(contentsOf: reader.log)
    } else {
      salvage(head, text, into: &account)
      if !head.isPresent { reportMissingHead(file, slug, &problems) }
    }
    account.notes.append(
      NoteBody(
        text, head: head, file: file, day: nil, title: account.name, settings: settings,
        clearance: clearance ?? settings.clearance[.notes], account: slug.text, into: &problems))
    log.append(contentsOf: problems)
    return account
  }

  private func reportMissingHead(_ file: SourceFile, _ slug: Slug, _ log: inout Diagnostics) {
    log.append(
      .warning(
        "account.front-matter", "the note has no front matter, so nothing but its text is known",
        at: SourceLocation(file, line: 1, column: 1),
        hint: "start it with a line `---`, then `name: …` and the other keys, then a line `---`", account: slug.text))
  }

  /// What a broken head still tells: whose rows belong to the account, and what it is called.
  private func salvage(_ head: FrontMatter, _ text: [UInt8], into account: inout AccountNote) {
    guard head.isPresent else { return }
    let bytes = text[head.head]
    if let id = FrontMatter.salvage("id", from: bytes) { account.id = id }
    if let name = FrontMatter.salvage("name", from: bytes) { account.name = name }
  }

  private func readFrontMatter(_ reader: inout MapReader, into account: inout AccountNote) {
    account.location = reader.node.location
    if let name = reader.text("name") {
      account.name = name
    } else {
      reader.missing("name", "give the account the name that people know, like `name: Acme Robotics`")
    }
    if let id = reader.text("id") {
      account.id = id
      account.idLocation = reader.location(of: "id")
    }
    account.aliases = reader.texts("aliases")
    account.owner = reader.text("owner")
    account.parent = reader.text("parent")
    account.parentLocation = reader.location(of: "parent")
    account.profile = AccountProfile(
      segment: reader.text("segment"), industry: reader.text("industry"), region: reader.text("region"),
      by: settings.clearance)
    account.team = reader.maps("team", Self.member)
    account.stakeholders = reader.maps("stakeholders") { guarded(as: .stakeholders, &$0, Self.stakeholder) }
    account.risks = risks(&reader)
    account.healthOverride = reader.map("health_override") { guarded(as: .health, &$0, Self.healthOverride) }
    account.sentiment = reader.map("sentiment") { guarded(as: .health, &$0, Self.sentiment) }
    account.call = reader.map("forecast") { guarded(as: .forecast, &$0, call) }
    account.negotiation = reader.map("negotiation") { NegotiationReader.read(&$0) }
  }

  /// An entry behind the clearance that it names itself, else that of its part of the book.
  private func guarded<Entry>(
    as part: ClearancePolicy.Part, _ reader: inout MapReader, _ read: (inout MapReader) -> Entry?
  ) -> Restricted<Entry>? {
    let clearance = reader.clearance() ?? settings.clearance[part]
    return read(&reader).map { Restricted($0, for: clearance) }
  }

  private static func member(_ reader: inout MapReader) -> TeamMember? {
    let (name, role, email) = (reader.text("name"), reader.text("role"), reader.text("email"))
    guard let name else {
      reader.missing("name", "write {name: Mia Chen, role: CSM}")
      return nil
    }
    return TeamMember(name: name, role: role ?? "", email: email)
  }

  private static func stakeholder(_ reader: inout MapReader) -> Stakeholder? {
    let (name, title) = (reader.text("name"), reader.text("title"))
    let (role, stance) = (reader.text("role")?.lowercased(), reader.text("stance")?.lowercased())
    let influence = reader.choice("influence", of: Level.self)
    let (lastContact, leftOn) = (reader.day("last_contact"), reader.day("left_on"))
    guard let name else {
      reader.missing("name", "write {name: Dana Lee, title: CIO, role: economic buyer}")
      return nil
    }
    return Stakeholder(
      name: name, title: title, role: role, stance: stance, influence: influence, lastContact: lastContact,
      leftOn: leftOn, location: reader.node.location)
  }

  private func risks(_ reader: inout MapReader) -> [Restricted<Risk>] {
    var number = 0
    var seen: Set<String> = []
    return reader.maps("risks") { reader in
      number += 1
      return guarded(as: .risks, &reader) { reader in
        guard let risk = Self.risk(&reader, number: number) else { return nil }
        if !seen.insert(risk.id).inserted {
          reader.error(
            "duplicate-id", "the risk \"\(risk.id.clipped)\" is there twice", at: risk.location,
            "give each risk an id of its own")
        }
        return risk
      }
    }
  }

  private static func risk(_ reader: inout MapReader, number: Int) -> Risk? {
    let (id, title) = (reader.text("id"), reader.text("title"))
    let (severity, likelihood) = (
      reader.choice("severity", of: Level.self), reader.choice("likelihood", of: Level.self)
    )
    let status = reader.choice("status", of: Risk.Status.self)
    let (opened, due) = (reader.day("opened"), reader.day("due"))
    let (owner, mitigation) = (reader.text("owner"), reader.text("mitigation"))
    let escalatedTo = reader.text("escalated_to")
    let (ask, exitCriteria) = (reader.text("ask"), reader.text("exit_criteria"))
    let (nextDate, lastUpdate) = (reader.day("next_date"), reader.day("last_update"))
    guard let title else {
      reader.missing("title", "say in a few words what may happen, like `title: Sponsor leaving`")
      return nil
    }
    return Risk(
      id: id ?? "R\(number)", title: title, severity: severity ?? .medium, likelihood: likelihood,
      status: status ?? .open, owner: owner, opened: opened, due: due, mitigation: mitigation, escalatedTo: escalatedTo,
      ask: ask, exitCriteria: exitCriteria, nextDate: nextDate, lastUpdate: lastUpdate, location: reader.node.location)
  }

  private static func healthOverride(_ reader: inout MapReader) -> HealthOverride? {
    let (band, reason, author) = (reader.choice("band", of: Band.self), reader.text("reason"), reader.text("by"))
    let (day, expires) = (reader.day("date"), reader.day("expires"))
    guard let band else {
      if reader.value("band") == nil { reader.missing("band", "write red, yellow or green") }
      return nil
    }
    return HealthOverride(
      band: band, reason: reason, author: author, day: day, expires: expires, location: reader.node.location)
  }

  private static func sentiment(_ reader: inout MapReader) -> Sentiment? {
    let (band, reason, author) = (reader.choice("band", of: Band.self), reader.text("reason"), reader.text("by"))
    let day = reader.day("date")
    guard let band else {
      if reader.value("band") == nil { reader.missing("band", "write red, yellow or green") }
      return nil
    }
    return Sentiment(band: band, reason: reason, author: author, day: day, location: reader.node.location)
  }

  private func call(_ reader: inout MapReader) -> ForecastCall? {
    let category = reader.choice("category", of: ForecastCategory.self)
    let currency = reader.currency("currency") ?? settings.currency
    let amount = reader.number("amount").map { Money(rounding: $0, currency) }
    let swing = reader.number("swing").map { Money(rounding: $0, currency) }
    let (reason, author, day) = (reader.text("reason"), reader.text("by"), reader.day("date"))
    let intervention = reader.text("intervention")
    guard let category else {
      if reader.value("category") == nil {
        reader.missing("category", "write commit, best_case, pipeline or omitted")
      }
      return nil
    }
    let clearance = settings.clearance[.amounts]
    return ForecastCall(
      category: category, amount: Restricted(amount, for: clearance), reason: Restricted(reason, for: clearance),
      author: author, day: day, swing: Restricted(swing, for: clearance),
      intervention: Restricted(intervention, for: clearance), location: reader.node.location)
  }
}
