import Core
import Files
import Portfolio

/// Reads contract headers.
struct ContractRows {
  private let columns: ContractColumns
  private var join: AccountJoin
  private var reader: RowReader
  private var statuses = CellMemory<Contract.Status>()
  private let isCombined: Bool
  private let hasCurrency: Bool
  /// Of contracts whose file has no column for it.
  private let fileCurrency: Currency
  private let renewalDateMeans: ImportSettings.RenewalDateMeaning

  init(_ loaded: LoadedTable, _ map: ColumnMap, _ book: Book) {
    columns = ContractColumns(map)
    join = AccountJoin(map, book, isError: true)
    reader = RowReader(loaded, map, slugs: book.slugs)
    isCombined = loaded.rows != nil
    hasCurrency = map.has("currency")
    fileCurrency = book.imports.currency(of: loaded.table.file) ?? book.settings.currency
    renewalDateMeans = book.imports.renewalDateMeans
  }

  /// Reads all rows into `book`. Where each row holds a line too, the first row of a contract is its header.
  static func read(_ loaded: LoadedTable, _ map: ColumnMap, into book: inout Book) {
    var rows = ContractRows(loaded, map, book)
    if loaded.rows == nil { book.contracts.reserveCapacity(book.contracts.count + loaded.survey.rows.count) }
    LargeMemory.prepare(&book.contracts)
    let known = book.contracts.count
    while rows.reader.next() { rows.row(&book) }
    rows.join.report(into: &rows.reader)
    if !rows.hasCurrency, book.contracts.count > known, book.imports.currency(of: loaded.table.file) == nil {
      rows.reader.log.append(rows.assumedCurrency(loaded.table))
    }
    book.report(rows.reader.log, of: loaded.table.file)
  }

  private mutating func row(_ book: inout Book) {
    let account = join.account(&reader)
    guard !reader.isRagged, let id = reader.required(columns.id) else { return }
    if let known = reader.with(columns.id, book.contractIndex.value) { return again(id, known, account, &book) }
    guard let account else { return file(.min, &book) }
    guard let contract = contract(id, account), !reader.isBroken else { return file(-1 - account, &book) }
    file(book.contracts.count, &book)
    book.contracts.append(contract)
    if !isCombined, let total = reader.decimal(columns.total) {
      book.totals.append((id, total.rational, reader.location(columns.total)))
    }
  }

  /// Files `number` under the id of the row.
  private func file(_ number: Int, _ book: inout Book) {
    _ = reader.with(columns.id) { book.contractIndex.insert($0, number) }
  }

  /// A second row with the same id: a line of the contract, or a mistake.
  private mutating func again(_ id: String, _ known: Int, _ account: Int?, _ book: inout Book) {
    guard known >= 0, let account else { return }
    let first = book.contracts[known]
    if isCombined, first.account == account {
      let (start, end) = (reader.day(columns.start), end(start: nil))
      let wider = (min(first.start, start ?? first.start), max(first.end, end ?? first.end))
      if wider != (first.start, first.end) { book.contracts[known] = first.spanning(wider.0, wider.1) }
      return
    }
    duplicate(id, first, account, book)
  }

  private mutating func duplicate(_ id: String, _ first: Contract, _ account: Int, _ book: Book) {
    let here = reader.location(columns.id)
    var owners = [account]
    if first.account != account { owners.append(first.account) }
    for owner in owners {
      reader.log.append(
        .error(
          "contract.duplicate-id", "the contract \"\(id.clipped)\" is there twice", at: here,
          hint: "keep one of the two rows; if a second export holds it too, delete the older file",
          notes: [.init("first read here", at: first.location)], account: book.slug(owner)))
    }
  }

  private mutating func contract(_ id: String, _ account: Int) -> Contract? {
    let start = columns.start.index >= 0 ? reader.requiredDay(columns.start) : nil
    let end = end(start: start)
    let status = reader.choice(
      columns.status, words: Contract.Status.allCases.map(\.rawValue), &statuses, StatusWords.contract)
    let currency = currency()
    let renewal = renewal()
    let signed = reader.day(columns.signed)
    let needsOrder = reader.flag(columns.needsOrder)
    guard let start, let end, let currency, !reader.isBroken else { return nil }
    guard end >= start else {
      reader.error(
        "end-before-start", "the contract ends on \(end), before it starts on \(start)",
        columns.end.index >= 0 ? columns.end : columns.start, "look which of the two dates is wrong in the CRM")
      return nil
    }
    checkTerm(start, end)
    return Contract(
      id: id, account: account, start: start, end: end, status: status ?? .active, currency: currency,
      renewal: renewal, signed: signed, renews: reader.text(columns.renews),
      transferTo: reader.text(columns.transferTo),
      owner: reader.text(columns.owner), billingFrequency: reader.text(columns.billing),
      paymentTerms: reader.text(columns.payment), needsPurchaseOrder: needsOrder ?? false,
      location: reader.location(columns.id))
  }

  /// The last day of service: its own column, else the day before the renewal date, else start and term.
  private mutating func end(start: Day?) -> Day? {
    if !reader.isEmpty(columns.end) { return reader.day(columns.end) }
    if !reader.isEmpty(columns.renewalDate) {
      let day = reader.day(columns.renewalDate)
      return renewalDateMeans == .lastDay ? day : day.map { $0 - 1 }
    }
    if let start, let months = reader.months(columns.termMonths, in: 1...1200) {
      return start.adding(months: months) - 1
    }
    if !reader.isBroken { reader.missing(columns.end.index >= 0 ? columns.end : columns.renewalDate) }
    return nil
  }

  private mutating func currency() -> Currency? {
    guard hasCurrency else { return fileCurrency }
    if reader.isEmpty(columns.currency) { reader.missing(columns.currency) }
    return reader.currency(columns.currency)
  }

  /// Says in which currency contracts are taken to be, as their file doesn't.
  private func assumedCurrency(_ table: ByteTable) -> Diagnostic {
    let path = table.file.path.replacing("content/", with: "", maxReplacements: 1)
    return .warning(
      "column.currency", "no column holds the currency of contracts; they are taken to be in \(fileCurrency)",
      at: table.headers.first?.location ?? SourceLocation(table.file),
      hint:
        "export the currency too; or, if that is right, say so in portfolio.yaml: file_currencies: {\"\(path)\": \(fileCurrency)}"
    )
  }

  private mutating func checkTerm(_ start: Day, _ end: Day) {
    guard !reader.isEmpty(columns.termMonths), columns.end.index >= 0,
      let months = reader.months(columns.termMonths, in: 0...1200), months > 0
    else { return }
    let expected = start.adding(months: months) - 1
    guard abs(end - expected) > 3 else { return }
    reader.warning(
      "term", "a term of \(months) months from \(start) ends on \(expected), but the contract ends on \(end)",
      columns.termMonths, "the dates count; correct the term in the CRM")
  }
}

extension ContractRows {
  private mutating func renewal() -> RenewalTerms {
    let isAutomatic = reader.flag(columns.autoRenew)
    let notice = notice()
    let basis = reader.choice(columns.upliftBasis, words: UpliftBasis.allCases.map(\.rawValue)) {
      Choice.parse($0, of: UpliftBasis.self)
    }
    let cap = positive(columns.upliftCap)
    return RenewalTerms(
      isAutomatic: isAutomatic,
      termMonths: reader.months(columns.renewalTerm, in: 0...1200).flatMap { $0 > 0 ? $0 : nil },
      notice: notice, noticeGiven: reader.day(columns.noticeGiven), clause: reader.text(columns.clause),
      upliftCapPercent: cap, upliftPercent: reader.percent(columns.uplift), upliftBasis: basis)
  }

  private mutating func positive(_ column: Column) -> Rational? {
    guard let value = reader.percent(column) else { return nil }
    if value < .zero {
      reader.error("number", "\(reader.quoted(column)) is below zero", column, "write the cap as 5 for five per cent")
    }
    return value
  }

  private mutating func notice() -> NoticePeriod? {
    let isBusiness = reader.choice(columns.noticeType, words: ["calendar", "business"]) { text -> Bool? in
      switch TextKey.words(text.utf8) {
      case "business", "business_days", "working", "working_days": true
      case "calendar", "calendar_days", "days": false
      default: nil
      }
    }
    let days = reader.notice(columns.noticeDays, .days, isBusiness: isBusiness ?? false)
    let months = reader.notice(columns.noticeMonths, .months, isBusiness: isBusiness ?? false)
    if days != nil, months != nil {
      reader.warning(
        "notice", "the notice period is given in days and in months; the days count", columns.noticeDays,
        "keep the one that the contract says")
    }
    return days ?? months
  }
}

extension Contract {
  /// The same contract over a longer term, where each row of an export holds the dates of a line.
  fileprivate func spanning(_ start: Day, _ end: Day) -> Contract {
    Contract(
      id: id, account: account, start: start, end: end, status: status, currency: currency, renewal: renewal,
      signed: signed, renews: renews, transferTo: transferTo, owner: owner, billingFrequency: billingFrequency,
      paymentTerms: paymentTerms, needsPurchaseOrder: needsPurchaseOrder, location: location)
  }
}

/// The columns of contract headers.
private struct ContractColumns {
  let id, start, end, renewalDate, status, currency, autoRenew, renewalTerm, noticeDays, noticeMonths: Column
  let noticeType, noticeGiven, clause, upliftCap, uplift, upliftBasis, billing, payment, signed, renews: Column
  let transferTo, owner, needsOrder, termMonths, total: Column

  init(_ map: ColumnMap) {
    id = map.column("contract_id")
    start = map.column("start_date")
    end = map.column("end_date")
    renewalDate = map.column("renewal_date")
    status = map.column("status")
    currency = map.column("currency")
    autoRenew = map.column("auto_renew")
    renewalTerm = map.column("renewal_term_months")
    noticeDays = map.column("notice_days")
    noticeMonths = map.column("notice_months")
    noticeType = map.column("notice_day_type")
    noticeGiven = map.column("notice_given")
    clause = map.column("notice_clause")
    upliftCap = map.column("uplift_cap_percent")
    uplift = map.column("uplift_percent")
    upliftBasis = map.column("uplift_basis")
    billing = map.column("billing_frequency")
    payment = map.column("payment_terms")
    signed = map.column("signed_date")
    renews = map.column("renews_contract_id")
    transferTo = map.column("transfer_to")
    owner = map.column("owner")
    needsOrder = map.column("po_required")
    termMonths = map.column("term_months")
    total = map.column("total_annual_amount")
  }
}
