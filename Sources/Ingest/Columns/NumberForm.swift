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

  /// Looks at one cell; of a percentage, at its size too.
  @inline(__always)
  mutating func add(_ text: Span<UInt8>, isPercent: Bool, at place: CellPlace) {
    guard let plain = PlainNumber(text) else { return addMarked(text, isPercent: isPercent, at: place) }
    count += 1
    if plain.scale > 0, point == nil { point = place }
    if isPercent, fraction == nil || aboveOne == nil { addSize(Decimal(plain), at: place) }
  }

  private mutating func addMarked(_ text: Span<UInt8>, isPercent: Bool, at place: CellPlace) {
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
    if isPercent { addSize(Decimal(reading, scale: reading.fractionDigits(isPoint: isPoint)), at: place) }
  }

  private mutating func addSize(_ value: Decimal, at place: CellPlace) {
    switch value.comparedToOne {
    case .above: aboveOne = aboveOne ?? place
    case .fraction: fraction = fraction ?? place
    case .zeroOrOne: break
    }
  }

  /// The same with its lines counted from the file's start.
  func moved(by lines: Int) -> NumberEvidence {
    var evidence = self
    evidence.point?.line += lines
    evidence.comma?.line += lines
    evidence.open?.line += lines
    evidence.percentSign?.line += lines
    evidence.fraction?.line += lines
    evidence.aboveOne?.line += lines
    return evidence
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
