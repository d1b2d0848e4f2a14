import Core
import Portfolio

/// Reads `content/portfolio.yaml`.
struct SettingsReader {
  var settings = Settings()
  var imports = ImportSettings()

  /// Settings of the map at the root of `tree`.
  static func read(
    _ tree: DataTree, limits: WorkspaceLimits = WorkspaceLimits(), into log: inout Diagnostics
  ) -> (Settings, ImportSettings) {
    var reader = SettingsReader()
    reader.imports.limits = limits
    guard let root = tree.root else { return (reader.settings, reader.imports) }
    var map = MapReader(root, "settings")
    reader.readIdentity(&map)
    reader.readMoney(&map)
    reader.readClock(&map)
    reader.readPeople(&map)
    reader.readClearance(&map)
    map.inside("health") { reader.readHealth(&$0) }
    reader.readForecast(&map)
    reader.readImports(&map)
    map.inside("limits") { reader.readLimits(&$0) }
    map.reportUnknown()
    log.append(contentsOf: map.log)
    return (reader.settings, reader.imports)
  }

  private mutating func readIdentity(_ map: inout MapReader) {
    if let title = map.text("title") { settings.title = title }
    settings.organization = map.text("organization")
    if let value = map.choice("html", of: RawHTML.self) { settings.allowsHTML = value == .allow }
    if let value = map.flag("smart_punctuation") { settings.smartPunctuation = value }
  }

  /// What becomes of raw HTML in notes.
  private enum RawHTML: String, CaseIterable { case text, allow }

  private mutating func readMoney(_ map: inout MapReader) {
    if let month = map.whole("fiscal_year_start", in: 1...12) {
      settings.fiscalYear = FiscalCalendar(startMonth: month)
    }
    if let currency = map.currency("currency") { settings.currency = currency }
    if let basis = map.choice("arr_basis", of: ARRBasis.self) { settings.arrBasis = basis }
    if let count = map.choice("usage_count", of: Product.Count.self) { settings.usageCount = count }
    if let percent = map.headroom("headroom_percent") { settings.headroomPercent = percent }
    var rates = ExchangeRates()
    map.inside("exchange_rates") { reader in
      for entry in reader.all() {
        let key = entry.key.text
        guard let currency = Currency(key) else {
          reader.error(
            "currency", "\"\(key.clipped)\" is not a currency code", at: entry.key.location,
            "write the three letters, like EUR")
          continue
        }
        guard let rate = reader.number(key), rate > .zero else {
          reader.error(
            "number", "the rate of \(currency) is not a number above zero", at: entry.value.location,
            "write how many units of the roll-up currency one \(currency) is, like \"1.08\"")
          continue
        }
        rates[currency] = rate
      }
    }
    settings.rates = rates
  }

  private mutating func readClock(_ map: inout MapReader) {
    if let anchor = map.choice("milestone_anchor", of: MilestoneAnchor.self) { settings.milestoneAnchor = anchor }
    if let milestones = Self.milestones(&map) { settings.milestones = milestones }
    var holidays: [Day] = []
    for (index, text) in map.texts("holidays").enumerated() {
      if let day = Day(iso: text) {
        holidays.append(day)
      } else {
        map.error(
          "date", "holiday \(index + 1) \"\(text.clipped)\" is not a date", at: map.location(of: "holidays"),
          "write dates as 2027-01-01")
      }
    }
    settings.holidays = holidays.sorted()
    map.inside("touch_cadence_days") { reader in
      if let days = reader.whole("default", in: 1...3650) { settings.touchCadence.standard = days }
      if let days = reader.whole("multi_year", in: 1...3650) { settings.touchCadence.multiYear = days }
    }
  }

  private static func milestones(_ map: inout MapReader) -> [Milestone]? {
    guard map.value("milestones") != nil else { return nil }
    var keys: Set<String> = []
    return map.maps("milestones") { reader in
      let (key, days, title) = (reader.text("key"), reader.whole("days", in: 0...3650), reader.text("title"))
      guard let key else {
        reader.missing("key", "give the milestone a short name, like `key: kickoff`")
        return nil
      }
      guard let days else {
        if reader.node.entries.allSatisfy({ $0.key.text != "days" }) {
          reader.missing("days", "say how many days before the renewal it is due, like `days: 90`")
        }
        return nil
      }
      if !keys.insert(key).inserted {
        reader.error(
          "duplicate", "the milestone \"\(key)\" is there twice", at: reader.location(of: "key"), "rename one")
        return nil
      }
      return Milestone(key: key, days: days, title: title ?? key)
    }
  }

  private mutating func readPeople(_ map: inout MapReader) {
    settings.defaultOwner = map.text("owner_default")
    settings.discountApprovals = map.maps("discount_approvals") { reader in
      let (limit, approver) = (reader.percent("up_to"), reader.text("approver"))
      guard let limit, let approver else {
        reader.missing("up_to or approver", "write {up_to: 15, approver: Director}")
        return nil
      }
      return DiscountApproval(upTo: limit, approver: approver)
    }.sorted { $0.upTo < $1.upTo }
    map.inside("offer_policy") { reader in
      settings.offerPolicy.longestTermMonths = reader.whole("longest_term_months", in: 1...240)
      settings.offerPolicy.leastUplift = reader.percent("least_uplift")
      if let days = reader.whole("proposal_days", in: 1...3650) { settings.offerPolicy.proposalDays = days }
    }
    _ = map.value("audiences")
  }

  private mutating func readForecast(_ map: inout MapReader) {
    var weights = ForecastWeights()
    map.inside("forecast") { reader in
      reader.inside("weights") { reader in
        for category in [ForecastCategory.commit, .bestCase, .pipeline, .omitted] {
          guard let weight = reader.number(category.rawValue) else { continue }
          if weight < .zero || weight > .one {
            reader.error(
              "number", "the weight of \(category.rawValue) is not between 0 and 1",
              at: reader.location(of: category.rawValue), "write 0.6 for 60 per cent")
          } else {
            weights[category] = weight
          }
        }
      }
    }
    settings.forecastWeights = weights
    settings.targets = Restricted(targets(&map), for: settings.clearance[.amounts])
  }

  private func targets(_ map: inout MapReader) -> [Target] {
    var targets: [Target] = []
    map.inside("targets") { reader in
      for entry in reader.all() {
        guard let quarter = FiscalQuarter(entry.key.text) else {
          reader.error(
            "quarter", "\"\(entry.key.text.clipped)\" is not a fiscal quarter", at: entry.key.location,
            "write quarters as \"FY27 Q4\"")
          continue
        }
        reader.inside(entry.key.text) { owners in
          for owner in owners.all() {
            guard let amount = owners.number(owner.key.text) else { continue }
            targets.append(
              Target(
                quarter: quarter, owner: owner.key.text, amount: Money(rounding: amount, settings.currency),
                location: owner.key.location))
          }
        }
      }
    }
    return targets
  }
}

extension SettingsReader {
  private mutating func readClearance(_ map: inout MapReader) {
    map.inside("clearance") { reader in
      for part in ClearancePolicy.Part.allCases {
        guard let audience = reader.choice(part.rawValue, of: Audience.self) else { continue }
        settings.clearance[part] = audience
        if settings.clearance[part] != audience {
          reader.error(
            "clearance", "\(part.rawValue) can't be kept from \(settings.clearance[part].rawValue)",
            at: reader.location(of: part.rawValue), "pages for field are made by manager: write field or customer")
        }
      }
      reader.inside("fields") { readFields(&$0) }
      reader.refuseUnknown("is no part of the book that can be cleared")
    }
  }

  /// Single keys of account notes: some that Perennial knows, and any of the user's own.
  private mutating func readFields(_ reader: inout MapReader) {
    for entry in reader.all() {
      let key = entry.key.text
      guard let audience = reader.choice(key, of: Audience.self) else { continue }
      if AccountNoteReader.keys.contains(key), !ClearancePolicy.singleFields.contains(key) {
        reader.error(
          "clearance", "\"\(key.clipped)\" can't be cleared on its own", at: entry.key.location,
          "clear its part of the book, like `clearance: {stakeholders: team}`, or write `clearance:` in the entry itself"
        )
      } else {
        settings.clearance.clear(field: key, for: audience)
      }
    }
  }

  private mutating func readImports(_ map: inout MapReader) {
    imports.dateOrder = map.choice("date_order", of: ImportSettings.DateOrder.self)
    imports.decimalMark = map.choice("decimal", of: ImportSettings.DecimalMark.self)
    imports.percentForm = map.choice("percent", of: ImportSettings.PercentForm.self)
    if let meaning = map.choice("renewal_date_means", of: ImportSettings.RenewalDateMeaning.self) {
      imports.renewalDateMeans = meaning
    }
    imports.timeZoneMinutes = map.parsed(
      "time_zone", "time-zone", "a distance from UTC", "write it like \"+01:00\" or \"-08:00\"", Self.minutesEast)
    map.inside("file_currencies") { reader in
      for entry in reader.all() { imports.currencies[entry.key.text] = reader.currency(entry.key.text) }
    }
    map.inside("columns") { reader in
      for kind in RowKind.allCases {
        reader.inside(kind.rawValue) { imports.columns[kind] = Self.columns(&$0, kind) }
      }
    }
  }

  private static func columns(_ reader: inout MapReader, _ kind: RowKind) -> [(header: String, field: String)] {
    var columns: [(String, String)] = []
    for entry in reader.all() {
      let header = entry.key.text
      guard let field = reader.text(header) else { continue }
      let names = kind.fields.map(\.name)
      if names.contains(field) || field == "ignore" {
        columns.append((header, field))
      } else {
        let nearest = NearestName.of(field, among: names).map { "did you mean \($0)? " } ?? ""
        reader.error(
          "column", "\"\(field.clipped)\" is not a field of \(kind.rawValue)", at: entry.value.location,
          "\(nearest)the fields are: \(names.joined(separator: ", ")); or `ignore`")
      }
    }
    return columns
  }

  /// `Z`, `+01:00`, `-0800`, `+1`.
  static func minutesEast(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    if text == "Z" || text == "UTC" { return 0 }
    guard let sign = bytes.first, sign == 0x2B || sign == 0x2D else { return nil }
    let digits = bytes.dropFirst().filter { $0 != 0x3A }
    guard (1...4).contains(digits.count), digits.allSatisfy(\.isDigit), digits.count != 3,
      let number = Int(String(decoding: digits, as: UTF8.self))
    else { return nil }
    let minutes = digits.count <= 2 ? number * 60 : number / 100 * 60 + number % 100
    guard minutes <= 14 * 60 else { return nil }
    return sign == 0x2D ? -minutes : minutes
  }
}
