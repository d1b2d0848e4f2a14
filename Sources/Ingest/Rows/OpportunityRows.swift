import Core
import Portfolio

/// Reads renewal opportunities.
struct OpportunityRows {
  private let columns: OpportunityColumns
  /// Of amounts that nothing else says the currency of.
  private let fileCurrency: Currency
  private var join: AccountJoin
  private var reader: RowReader
  private var seen: [String: SourceLocation]

  /// Reads all rows into `book`.
  static func read(_ loaded: LoadedTable, _ map: ColumnMap, into book: inout Book) {
    var rows = OpportunityRows(loaded, map, book)
    while rows.reader.next() {
      if let opportunity = rows.row(book) { book.opportunities.append(opportunity) }
    }
    rows.join.report(into: &rows.reader)
    book.report(rows.reader.log, of: loaded.table.file)
  }

  private init(_ loaded: LoadedTable, _ map: ColumnMap, _ book: Book) {
    columns = OpportunityColumns(map)
    fileCurrency = book.imports.currency(of: loaded.table.file) ?? book.settings.currency
    join = AccountJoin(map, book, isError: true)
    reader = RowReader(loaded, map, slugs: book.slugs)
    seen = Dictionary(book.opportunities.map { ($0.id, $0.location) }, uniquingKeysWith: { first, _ in first })
  }

  private mutating func row(_ book: Book) -> Opportunity? {
    let account = join.account(&reader)
    guard !reader.isRagged, let id = reader.required(columns.id), let account else { return nil }
    if let first = seen[id] {
      duplicate(id, first)
      return nil
    }
    let closeDate = reader.requiredDay(columns.closeDate)
    let contract = contract(book)
    let amount = amount(book, contract)
    let rawCategory = reader.text(columns.category)
    let stage = reader.text(columns.stage)
    let outcome = outcome(rawCategory, stage)
    let category = category(rawCategory, outcome)
    let (closedOn, nextStepDay) = (reader.day(columns.closedOn), reader.day(columns.nextStepDay))
    guard let closeDate, let amount, !reader.isBroken else { return nil }
    seen[id] = reader.location
    return Opportunity(
      id: id, account: account, contract: contract, closeDate: closeDate,
      amount: Restricted(amount, for: book.settings.clearance[.amounts]), category: category, rawCategory: rawCategory,
      stage: stage, outcome: outcome, closedOn: closedOn, nextStep: reader.text(columns.nextStep),
      nextStepDay: nextStepDay, owner: reader.text(columns.owner), location: reader.location)
  }

  private mutating func duplicate(_ id: String, _ first: SourceLocation) {
    reader.log.append(
      .warning(
        "opportunity.duplicate-id", "the opportunity \"\(id.clipped)\" is there again; its amount counts once",
        at: reader.location(columns.id),
        hint: "export one row an opportunity: leave out the products, or group by opportunity",
        notes: [.init("first read here", at: first)], account: reader.slug))
  }

  private mutating func contract(_ book: Book) -> String? {
    guard let id = reader.text(columns.contract) else { return nil }
    if book.contractIndex.value(id) == nil {
      reader.warning(
        "unknown-contract", "\(reader.quoted(columns.contract)) has no header in content/contracts", columns.contract,
        "export the contract too, or correct the id in the CRM")
    }
    return id
  }

  private mutating func amount(_ book: Book, _ contract: String?) -> Money? {
    if reader.isEmpty(columns.amount) { reader.missing(columns.amount) }
    guard let (value, named) = reader.amount(columns.amount) else { return nil }
    let own = reader.currency(columns.currency)
    let known = contract.flatMap { book.contractIndex.value($0) }.flatMap {
      $0 >= 0 ? book.contracts[$0].currency : nil
    }
    let currency = own ?? named ?? known ?? fileCurrency
    if let named, let own, named != own {
      reader.error(
        "currency", "\(reader.quoted(columns.amount)) is in \(named), but the currency column says \(own)",
        columns.amount,
        "one of the two is wrong in the export")
    }
    return Money(rounding: value.rational, currency)
  }

  private mutating func outcome(_ category: String?, _ stage: String?) -> Opportunity.Outcome {
    if !reader.isEmpty(columns.outcome) {
      let words = Opportunity.Outcome.allCases.map(\.rawValue)
      if let outcome = reader.choice(columns.outcome, words: words, StatusWords.outcome) { return outcome }
    }
    switch category.flatMap(StatusWords.category) {
    case .closedWon?: return .renewed
    case .closedLost?: return .churned
    default: return stage.flatMap(StatusWords.stage) ?? .open
    }
  }

  private mutating func category(_ raw: String?, _ outcome: Opportunity.Outcome) -> ForecastCategory? {
    guard let raw else { return nil }
    if let category = StatusWords.category(raw) { return category }
    if TextKey.words(raw.utf8) == "closed", outcome != .open { return outcome == .renewed ? .closedWon : .closedLost }
    reader.warning(
      "category", "\(reader.quoted(columns.category)) is no forecast category that is known; it is shown as it stands",
      columns.category, "the categories are: \(ForecastCategory.allCases.map(\.rawValue).joined(separator: ", "))")
    return nil
  }
}

/// The columns of opportunities.
private struct OpportunityColumns {
  let id, contract, closeDate, amount, currency, category, stage, outcome, closedOn, nextStep, nextStepDay,
    owner: Column

  init(_ map: ColumnMap) {
    id = map.column("opportunity_id")
    contract = map.column("contract_id")
    closeDate = map.column("close_date")
    amount = map.column("amount")
    currency = map.column("currency")
    category = map.column("category")
    stage = map.column("stage")
    outcome = map.column("outcome")
    closedOn = map.column("closed_on")
    nextStep = map.column("next_step")
    nextStepDay = map.column("next_step_date")
    owner = map.column("owner")
  }
}
