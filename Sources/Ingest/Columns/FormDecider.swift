import Core

/// Decides how the dates and numbers of each column are read: by the column, then by the file's other columns, then by the
/// settings; else it is an error that says so.
struct FormDecider {
  let table: ByteTable
  let survey: TableSurvey
  let settings: ImportSettings
  var log = Diagnostics()
  private var reported: Set<Int> = []

  init(table: ByteTable, survey: TableSurvey, settings: ImportSettings) {
    self.table = table
    self.survey = survey
    self.settings = settings
  }

  /// The map with the forms of its columns.
  mutating func decide(_ map: ColumnMap) -> ColumnMap {
    var map = map
    for position in map.columns.indices where map.columns[position].index >= 0 {
      let index = map.columns[position].index
      let explanation: String?
      switch map.columns[position].field.form {
      case .day, .month:
        (map.columns[position].dates, explanation) = dates(map.columns[position])
      case .number, .percent, .whole:
        (map.columns[position].numbers, explanation) = numbers(map.columns[position])
      default: explanation = nil
      }
      reported.insert(index)
      let name = map.columns[position].field.name
      if let explanation, let entry = map.entries.firstIndex(where: { $0.field?.name == name }) {
        map.entries[entry].form = explanation
      }
    }
    return map
  }

  private func place(_ place: CellPlace?) -> SourceLocation {
    place.map { table.location($0) } ?? SourceLocation(table.file)
  }

  private func line(_ place: CellPlace?) -> String { place.map { "line \($0.line)" } ?? "" }
}

extension FormDecider {
  private mutating func dates(_ column: MappedColumn) -> (DateForm, String?) {
    guard let evidence = survey.dates[column.index], evidence.count > 0 else { return (DateForm(), nil) }
    var form = DateForm(order: nil, zone: settings.timeZoneMinutes)
    if let day = evidence.dayFirst, let month = evidence.monthFirst {
      mixed(column, day, month)
      return (form, "day first and month first in one column")
    }
    var reason = evidence.serial == nil ? "no cell leaves it open" : "day numbers of a spreadsheet"
    if let decided = order(of: evidence) {
      form.order = decided.order
      reason = "\(Self.name(decided.order)), as \(line(decided.place)) shows"
    } else if evidence.ambiguous != nil {
      (form.order, reason) = orderFromElsewhere(column, evidence)
    }
    warnAboutDates(column, evidence)
    return (form, "dates; \(reason)")
  }

  private func order(of evidence: DateEvidence) -> (order: ImportSettings.DateOrder, place: CellPlace)? {
    if let place = evidence.dayFirst { return (.dayFirst, place) }
    return evidence.monthFirst.map { (.monthFirst, $0) }
  }

  private static func name(_ order: ImportSettings.DateOrder) -> String {
    order == .dayFirst ? "day before month" : "month before day"
  }

  private mutating func orderFromElsewhere(
    _ column: MappedColumn, _ evidence: DateEvidence
  ) -> (ImportSettings.DateOrder?, String) {
    let others = survey.dates.keys.sorted().compactMap { survey.dates[$0].flatMap(order) }
    if let first = others.first, others.allSatisfy({ $0.order == first.order }) {
      return (first.order, "\(Self.name(first.order)), as another column shows on \(line(first.place))")
    }
    if let order = settings.dateOrder { return (order, "\(Self.name(order)), as the settings say") }
    if !reported.contains(column.index) {
      log.append(
        .error(
          "column.date-order",
          "in the column \"\(column.header.clipped)\" day and month can't be told apart: no row has a day above 12",
          at: place(evidence.ambiguous),
          hint: "say which comes first in portfolio.yaml: date_order: dmy (or mdy); or export dates as 2027-03-31"))
    }
    return (nil, "open: no row decides between day and month")
  }

  private mutating func mixed(_ column: MappedColumn, _ day: CellPlace, _ month: CellPlace) {
    if reported.contains(column.index) { return }
    log.append(
      .error(
        "column.date-mixed",
        "the column \"\(column.header.clipped)\" has dates with the day first and dates with the month first",
        at: place(max(day, month)), hint: "two exports were put together; write all its dates as 2027-03-31",
        notes: [.init("the other order stands here", at: place(min(day, month)))]))
  }

  private mutating func warnAboutDates(_ column: MappedColumn, _ evidence: DateEvidence) {
    if reported.contains(column.index) { return }
    if let serial = evidence.serial, evidence.ambiguous != nil || evidence.dayFirst != nil || evidence.monthFirst != nil
    {
      log.append(
        .warning(
          "column.date-serial",
          "the column \"\(column.header.clipped)\" has both written dates and a spreadsheet's day numbers: the numbers may have day and month swapped",
          at: place(serial),
          hint: "export the dates again as text, like 2027-03-31, without opening the file in a spreadsheet"))
    }
    if let time = evidence.zonedTime, settings.timeZoneMinutes == nil {
      log.append(
        .warning(
          "column.time-zone",
          "the column \"\(column.header.clipped)\" has times of day in UTC; the day is taken as written",
          at: place(time),
          hint:
            "if the CRM's users see another day, set their distance from UTC in portfolio.yaml: time_zone: \"-08:00\""))
    }
  }
}

extension FormDecider {
  private mutating func numbers(_ column: MappedColumn) -> (NumberForm, String?) {
    guard let evidence = survey.numbers[column.index], evidence.count > 0 else { return (NumberForm(), nil) }
    var form = NumberForm()
    var reason = "plain"
    if let point = evidence.point, let comma = evidence.comma {
      warnMixed(column, evidence, point, comma)
      reason = "decimal point and decimal comma in one column"
    } else if let decided = mark(of: evidence) {
      form.mark = decided.mark
      reason = "decimal \(decided.mark.rawValue), as \(line(decided.place)) shows"
    } else if evidence.open != nil {
      (form.mark, reason) = markFromElsewhere(column, evidence)
    }
    if column.field.form == .percent { percent(column, evidence, &form, &reason) }
    return (form, "numbers; \(reason)")
  }

  private func mark(of evidence: NumberEvidence) -> (mark: ImportSettings.DecimalMark, place: CellPlace)? {
    if let place = evidence.point { return (.point, place) }
    return evidence.comma.map { (.comma, $0) }
  }

  private mutating func markFromElsewhere(
    _ column: MappedColumn, _ evidence: NumberEvidence
  ) -> (ImportSettings.DecimalMark?, String) {
    let others = survey.numbers.keys.sorted().compactMap { survey.numbers[$0].flatMap(mark) }
    if let first = others.first, others.allSatisfy({ $0.mark == first.mark }) {
      return (first.mark, "decimal \(first.mark.rawValue), as another column shows on \(line(first.place))")
    }
    if let mark = settings.decimalMark { return (mark, "decimal \(mark.rawValue), as the settings say") }
    reportOpen(column, evidence.open)
    return (nil, "open: no row decides between thousands and fractions")
  }

  private mutating func reportOpen(_ column: MappedColumn, _ open: CellPlace?) {
    if reported.contains(column.index) { return }
    log.append(
      .error(
        "column.number-form",
        "in the column \"\(column.header.clipped)\" thousands and fractions can't be told apart: every mark has three digits after it",
        at: place(open),
        hint:
          "say which mark stands before fractions in portfolio.yaml: decimal: point (or comma); or export numbers without thousands marks"
      ))
  }

  private mutating func warnMixed(
    _ column: MappedColumn, _ evidence: NumberEvidence, _ point: CellPlace, _ comma: CellPlace
  ) {
    if reported.contains(column.index) { return }
    log.append(
      .warning(
        "column.number-mixed",
        "the column \"\(column.header.clipped)\" has numbers with a decimal point and with a decimal comma",
        at: place(max(point, comma)), hint: "two exports were put together; write all its numbers one way",
        notes: [.init("the other form stands here", at: place(min(point, comma)))]))
    if evidence.open != nil { reportOpen(column, evidence.open) }
  }

  private mutating func percent(
    _ column: MappedColumn, _ evidence: NumberEvidence, _ form: inout NumberForm, _ reason: inout String
  ) {
    if let declared = settings.percentForm {
      form.isFraction = declared == .fraction && evidence.percentSign == nil
      reason += form.isFraction ? "; 0.05 is 5%, as the settings say" : ""
      return
    }
    guard evidence.percentSign == nil, evidence.aboveOne == nil, let fraction = evidence.fraction else { return }
    form.isFraction = true
    reason += "; 0.05 is 5%, as no value is above 1"
    if reported.contains(column.index) { return }
    log.append(
      .warning(
        "column.fraction", "the column \"\(column.header.clipped)\" is read as fractions: 0.05 is 5%",
        at: place(fraction),
        hint:
          "if 0.05 means a twentieth of one per cent, set percent: percent in portfolio.yaml; else percent: fraction"))
  }
}

extension CellPlace: Comparable {
  static func < (a: CellPlace, b: CellPlace) -> Bool { (a.row, a.column) < (b.row, b.column) }
}
