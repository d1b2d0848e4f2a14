import Core

/// How the dates of a column are read, decided by the whole column.
struct DateForm: Sendable, Hashable {
  /// Which of two numbers comes first; nil if no cell needs it, or nothing decides it.
  var order: ImportSettings.DateOrder?
  /// Minutes east of UTC in which time stamps become days; nil takes the day as written.
  var zone: Int?

  enum Outcome {
    case day(Day)
    case blank
    /// Day and month can't be told apart.
    case ambiguous
    /// No such day, or no date at all.
    case invalid
  }

  /// The day of a cell.
  func read(_ text: Span<UInt8>) -> Outcome {
    guard let reading = DateReading(text) else { return .blank }
    let day: Day
    switch reading.kind {
    case .day(let known), .serial(let known): day = known
    case .numeric(let a, let b, let year):
      guard let resolved = Self.resolve(a, b, year, order) else {
        return order == nil && Self.isAmbiguous(a, b) ? .ambiguous : .invalid
      }
      day = resolved
    case .impossible, .other: return .invalid
    }
    return .day(shifted(day, reading))
  }

  private func shifted(_ day: Day, _ reading: DateReading) -> Day {
    guard let zone, let minutes = reading.minutes, let from = reading.zone else { return day }
    let local = minutes - from + zone
    return local < 0 ? day - 1 : local >= 1440 ? day + 1 : day
  }

  static func isAmbiguous(_ a: Int, _ b: Int) -> Bool { a <= 12 && b <= 12 && a != b }

  private static func resolve(_ a: Int, _ b: Int, _ year: Int, _ order: ImportSettings.DateOrder?) -> Day? {
    switch order {
    case .dayFirst: Day(year: year, month: b, day: a)
    case .monthFirst: Day(year: year, month: a, day: b)
    case nil where isAmbiguous(a, b): nil
    case nil: a > 12 ? Day(year: year, month: b, day: a) : Day(year: year, month: a, day: b)
    }
  }
}

/// What the cells of a column say about the form of its dates.
struct DateEvidence: Sendable {
  /// Where the first number must be the day.
  var dayFirst: CellPlace?
  /// Where the second number must be the day.
  var monthFirst: CellPlace?
  /// Where it may be either.
  var ambiguous: CellPlace?
  var ambiguousCount = 0
  /// Where a spreadsheet's day number stands.
  var serial: CellPlace?
  /// Where a time stamp with a zone stands that isn't midnight.
  var zonedTime: CellPlace?
  var count = 0
  /// The last cell of the form `YYYY-MM-DD`: rows that belong together have the same days.
  private var last: DayMemory.Key?

  /// Looks at one cell.
  @inline(__always)
  mutating func add(_ text: Span<UInt8>, at place: CellPlace) {
    if let key = DayMemory.key(text), key == last { return count += 1 }
    addOther(text, at: place)
  }

  private mutating func addOther(_ text: Span<UInt8>, at place: CellPlace) {
    if text.count == 10, DateReading.looksISO(text) {
      last = DayMemory.key(text)
      return count += 1
    }
    guard let reading = DateReading(text) else { return }
    count += 1
    switch reading.kind {
    case .numeric(let a, let b, _):
      if a > 12 {
        dayFirst = dayFirst ?? place
      } else if b > 12 {
        monthFirst = monthFirst ?? place
      } else if a != b {
        ambiguous = ambiguous ?? place
        ambiguousCount += 1
      }
    case .serial: serial = serial ?? place
    case .day, .impossible, .other: break
    }
    if reading.zone != nil, let minutes = reading.minutes, minutes > 0 { zonedTime = zonedTime ?? place }
  }

  /// The same with its lines counted from the file's start.
  func moved(by lines: Int) -> DateEvidence {
    var evidence = self
    evidence.dayFirst?.line += lines
    evidence.monthFirst?.line += lines
    evidence.ambiguous?.line += lines
    evidence.serial?.line += lines
    evidence.zonedTime?.line += lines
    return evidence
  }

  /// Adds what was found in later rows.
  mutating func merge(_ later: DateEvidence) {
    dayFirst = dayFirst ?? later.dayFirst
    monthFirst = monthFirst ?? later.monthFirst
    ambiguous = ambiguous ?? later.ambiguous
    ambiguousCount += later.ambiguousCount
    serial = serial ?? later.serial
    zonedTime = zonedTime ?? later.zonedTime
    count += later.count
  }
}

/// Which cell of which row; the place in the file is worked out only when someone asks.
struct CellPlace: Sendable, Hashable {
  /// Offset (or number, of JSON) of the row.
  var row: Int
  /// Its line.
  var line: Int
  /// The column.
  var column: Int
}
