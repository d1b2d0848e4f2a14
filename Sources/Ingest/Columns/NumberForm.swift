import Core

/// How the numbers of a column are read, decided by the whole column.
struct NumberForm: Sendable, Hashable {
  /// What stands between units and fractions; nil if no cell needs it, or nothing decides it.
  var mark: ImportSettings.DecimalMark?
  /// Whether percentages without a sign are written as fractions: 0.05 for 5%.
  var isFraction = false

  enum Outcome {
    case number(NumberReading, Decimal)
    case blank
    /// Thousands or fractions can't be told apart.
    case ambiguous
    case invalid
  }

  /// The number of a cell, without regard to its per cent sign.
  @inline(__always)
  func read(_ text: Span<UInt8>) -> Outcome {
    if let plain = Decimal(plain: text) { return .number(NumberReading(), plain) }
    return readMarked(text)
  }

  private func readMarked(_ text: Span<UInt8>) -> Outcome {
    if text.isBlank || text.isDash { return .blank }
    guard let reading = NumberReading(text), let cellMark = reading.mark else { return .invalid }
    let isPoint: Bool
    switch cellMark {
    case .none: return .number(reading, Decimal(reading, scale: 0))
    case .point: isPoint = true
    case .comma: isPoint = false
    case .open:
      guard let mark else { return .ambiguous }
      isPoint = mark == .point
    }
    return .number(reading, Decimal(reading, scale: reading.fractionDigits(isPoint: isPoint)))
  }
}

/// What the cells of a column say about the form of its numbers.
struct NumberEvidence: Sendable {
  /// Where a point must stand before fractions.
  var point: CellPlace?
  /// Where a comma must stand before fractions.
  var comma: CellPlace?
  /// Where it may be either.
  var open: CellPlace?
  var openCount = 0
  /// Where a per cent sign stands.
  var percentSign: CellPlace?
  /// Where a number between 0 and 1 stands.
  var fraction: CellPlace?
  /// Where a number above 1 stands.
  var aboveOne: CellPlace?
  var count = 0

  /// Looks at one cell.
  mutating func add(_ text: Span<UInt8>, at place: CellPlace) {
    if text.isBlank { return }
    guard let reading = NumberReading(text) else { return }
    count += 1
    switch reading.mark {
    case .point?: point = point ?? place
    case .comma?: comma = comma ?? place
    case .open?:
      open = open ?? place
      openCount += 1
    case .some(.none), nil: break
    }
    if reading.isPercent { percentSign = percentSign ?? place }
    let isPoint = reading.mark != .comma
    let value = Decimal(reading, scale: reading.fractionDigits(isPoint: isPoint)).rational.magnitude
    if value > .one { aboveOne = aboveOne ?? place }
    if value > .zero, value < .one { fraction = fraction ?? place }
  }

  /// Looks at a cell where only its marks matter; cheap for plain numbers.
  @inline(__always)
  mutating func addMarks(_ text: Span<UInt8>, at place: CellPlace) {
    if text.count <= 16, Self.isWhole(text) { return count += 1 }
    add(text, at: place)
  }

  @inline(__always)
  private static func isWhole(_ text: Span<UInt8>) -> Bool {
    for index in 0..<text.count where !text[index].isDigit { return false }
    return !text.isEmpty
  }

  /// Adds what was found in later rows.
  mutating func merge(_ later: NumberEvidence) {
    point = point ?? later.point
    comma = comma ?? later.comma
    open = open ?? later.open
    openCount += later.openCount
    percentSign = percentSign ?? later.percentSign
    fraction = fraction ?? later.fraction
    aboveOne = aboveOne ?? later.aboveOne
    count += later.count
  }
}

extension Span where Element == UInt8 {
  /// A lone hyphen or dash, which reports print for nothing.
  var isDash: Bool {
    let range = trimmedRange
    if range.count == 1 { return self[range.lowerBound] == 0x2D }
    return range.count == 3 && self[range.lowerBound] == 0xE2 && self[range.lowerBound + 1] == 0x80
      && (self[range.lowerBound + 2] == 0x93 || self[range.lowerBound + 2] == 0x94)
  }
}
