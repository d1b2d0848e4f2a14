import Core

/// One cell read as a number, as far as the cell alone tells: its digits, and what stands between them.
struct NumberReading {
  /// What a cell alone says about the mark between units and fractions.
  enum Mark {
    /// No mark, so it doesn't matter.
    case none
    case point, comma
    /// `1,234` or `1.234`: thousands or fractions.
    case open
  }

  /// All digits as one number, marks left out.
  var coefficient: Int128 = 0
  var isNegative = false
  var isPercent = false
  /// Tens to multiply by: 3 for `1.2K`, 6 for `1.2M`.
  var exponent = 0
  /// Letters or sign of the currency.
  var currency: Currency?
  private var digits = 0
  private var points = 0
  private var commas = 0
  private var afterPoint = 0
  private var afterComma = 0
  private var lastIsPoint = false
  private var hasSpaces = false
  private var digitsBeforeMark = 0
  private var startsWithZero = false
  private var hasBrokenGroups = false

  /// Reads a cell; nil if it isn't a number.
  init?(_ text: Span<UInt8>) {
    let range = text.trimmedRange
    guard !range.isEmpty else { return nil }
    var index = range.lowerBound
    guard Self.readPrefix(text, &index, range.upperBound, &self) else { return nil }
    let end = Self.readSuffix(text, index, range.upperBound, &self)
    guard let end, readDigits(text, index, end) else { return nil }
  }

  /// Nothing but digits.
  init() {}

  private mutating func readDigits(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var index = start
    var group = 0
    while index < end {
      let byte = text[index]
      if byte.isDigit {
        guard digits < 34 else { return false }
        if digits == 0 { startsWithZero = byte == 48 }
        coefficient = coefficient * 10 + Int128(byte - 48)
        digits += 1
        group += 1
        if points > 0 { afterPoint += 1 }
        if commas > 0 { afterComma += 1 }
      } else if byte == 0x2E || byte == 0x2C {
        endGroup(group)
        group = 0
        mark(byte == 0x2E)
      } else if let width = Self.groupMark(text, index, end), digits > 0 {
        if digits > 0, !(1...3).contains(group) { hasBrokenGroups = true }
        hasSpaces = true
        group = 0
        index += width - 1
      } else {
        return false
      }
      index += 1
    }
    return digits > 0
  }

  private mutating func endGroup(_ group: Int) {
    if points + commas == 0 {
      digitsBeforeMark = digits
    } else if group < 2 || group > 3 {
      hasBrokenGroups = true
    }
  }

  private mutating func mark(_ isPoint: Bool) {
    lastIsPoint = isPoint
    if isPoint {
      points += 1
      afterPoint = 0
    } else {
      commas += 1
      afterComma = 0
    }
  }

  /// A space, no-break space or apostrophe between digits, and how many bytes it takes.
  private static func groupMark(_ text: Span<UInt8>, _ index: Int, _ end: Int) -> Int? {
    let byte = text[index]
    if byte == 0x20 || byte == 0x27 { return index + 1 < end && text[index + 1].isDigit ? 1 : nil }
    if byte == 0xC2, index + 1 < end, text[index + 1] == 0xA0 { return 2 }
    guard byte == 0xE2, index + 2 < end, text[index + 1] == 0x80 else { return nil }
    return [0xAF, 0x89, 0x99].contains(text[index + 2]) ? 3 : nil
  }
}

extension NumberReading {
  /// What the cell says about its decimal mark; nil if its marks make no sense.
  var mark: Mark? {
    if points == 0, commas == 0 { return Mark.none }
    let decimals = lastIsPoint ? (count: points, after: afterPoint) : (count: commas, after: afterComma)
    let others = lastIsPoint ? commas : points
    let lastMark: Mark = lastIsPoint ? .point : .comma
    if others > 0 {
      return decimals.count == 1 && !hasBrokenGroups ? lastMark : nil
    }
    if decimals.count > 1 {
      return !hasBrokenGroups && decimals.after == 3 ? (lastIsPoint ? .comma : .point) : nil
    }
    let mayGroup = decimals.after == 3 && (1...3).contains(digitsBeforeMark) && !startsWithZero && !hasSpaces
    return mayGroup ? .open : lastMark
  }

  /// Digits after the decimal mark, if that is a point or a comma.
  func fractionDigits(isPoint: Bool) -> Int { isPoint ? (points > 0 ? afterPoint : 0) : (commas > 0 ? afterComma : 0) }

  private static func readPrefix(
    _ text: Span<UInt8>, _ index: inout Int, _ end: Int, _ reading: inout NumberReading
  ) -> Bool {
    reading = NumberReading()
    while index < end, !text[index].isDigit, text[index] != 0x2E, text[index] != 0x2C {
      switch text[index] {
      case 0x2D, 0x28: reading.isNegative = true
      case 0x2B, 0x20, 0x24: break
      case 0xC2 where index + 1 < end:
        reading.takeSign(text[index + 1])
        index += 1
      case 0xE2 where index + 2 < end:
        guard reading.takeLongSign(text[index + 1], text[index + 2]) else { return false }
        index += 2
      default:
        guard reading.takeCode(text, &index, end) else { return false }
        continue
      }
      index += 1
    }
    return index < end
  }

  /// `£`, `¥` or a no-break space.
  private mutating func takeSign(_ byte: UInt8) { if byte == 0xA3 { currency = .gbp } }

  /// Signs that stand for one currency alone, by the last of their bytes: U+20A0 to U+20BF.
  private static let signs: [UInt8: String] = [
    0xA9: "KRW", 0xAA: "ILS", 0xAB: "VND", 0xAC: "EUR", 0xB1: "PHP", 0xB9: "INR", 0xBA: "TRY", 0xBD: "RUB",
  ]

  /// `€` and its like, a real minus, or a narrow space.
  private mutating func takeLongSign(_ second: UInt8, _ third: UInt8) -> Bool {
    switch (second, third) {
    case (0x82, _):
      guard let code = Self.signs[third].flatMap({ Currency($0) }) else { return false }
      currency = code
    case (0x88, 0x92): isNegative = true
    case (0x80, _): break
    default: return false
    }
    return true
  }

  /// Three letters of a currency, or the letters before a dollar sign.
  private mutating func takeCode(_ text: Span<UInt8>, _ index: inout Int, _ end: Int) -> Bool {
    let start = index
    while index < end, text[index].isLetter { index += 1 }
    guard index > start, index - start <= 3 else { return false }
    if index < end, text[index] == 0x24 { return true }
    if Self.isCrowns(text, start, index) { return true }
    guard index - start == 3, let code = Currency(text.text(start..<index)) else { return false }
    currency = code
    return true
  }

  /// `kr`, which several currencies are written with.
  private static func isCrowns(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    end - start == 2 && text[start].asciiLowered == 0x6B && text[start + 1].asciiLowered == 0x72
  }

  /// Reads what follows the digits from the end; the end of the digits, or nil if something else stands there.
  private static func readSuffix(
    _ text: Span<UInt8>, _ start: Int, _ end: Int, _ reading: inout NumberReading
  ) -> Int? {
    var end = end
    while end > start, !text[end - 1].isDigit {
      switch text[end - 1] {
      case 0x25: reading.isPercent = true
      case 0x2D: reading.isNegative = true
      case 0x29, 0x20, 0x24: break
      case 0x2E, 0x2C: return end
      case 0xA0 where end - start >= 2 && text[end - 2] == 0xC2: end -= 1
      case 0xA3 where end - start >= 2 && text[end - 2] == 0xC2:
        reading.currency = .gbp
        end -= 1
      case 0xA5 where end - start >= 2 && text[end - 2] == 0xC2: end -= 1
      case 0x80...0xBF where end - start >= 3 && text[end - 2] == 0x82 && text[end - 3] == 0xE2:
        guard reading.takeLongSign(0x82, text[end - 1]) else { return nil }
        end -= 2
      case 0xAF where end - start >= 3 && text[end - 2] == 0x80 && text[end - 3] == 0xE2: end -= 2
      default:
        guard reading.takeLetters(text, start, &end) else { return nil }
        continue
      }
      end -= 1
    }
    return end
  }

  /// `K`, `M`, `B` after the digits, or a currency code.
  private mutating func takeLetters(_ text: Span<UInt8>, _ start: Int, _ end: inout Int) -> Bool {
    let last = end
    while end > start, text[end - 1].isLetter { end -= 1 }
    switch last - end {
    case 1:
      switch text[end].asciiLowered {
      case 0x6B: exponent = 3
      case 0x6D: exponent = 6
      case 0x62: exponent = 9
      default: return false
      }
      return true
    case 2: return Self.isCrowns(text, end, last)
    case 3:
      guard let code = Currency(text.text(end..<last)) else { return false }
      currency = code
      return true
    default: return false
    }
  }
}
