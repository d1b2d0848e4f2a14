import Core

/// One cell read as a date, as far as the cell alone tells.
struct DateReading {
  enum Kind {
    /// The cell alone says which day: `2027-03-31`, `31-Mar-2027`.
    case day(Day)
    /// Two numbers up to 31, in the cell's order, and a year: `03/04/2027`.
    case numeric(Int, Int, year: Int)
    /// A spreadsheet's day number: `46387`.
    case serial(Day)
    /// Written like a date, but there is no such day.
    case impossible
    /// Anything else.
    case other
  }

  var kind: Kind
  /// Minutes after midnight, if the cell has a time.
  var minutes: Int?
  /// Minutes east of UTC, if the cell says so.
  var zone: Int?

  init(_ kind: Kind, minutes: Int? = nil, zone: Int? = nil) {
    self.kind = kind
    self.minutes = minutes
    self.zone = zone
  }

  /// Reads a cell; nil for a blank one.
  init?(_ text: Span<UInt8>) {
    if text.count == 10, let day = Self.iso(text, 0) {
      self.init(.day(day))
      return
    }
    let range = text.trimmedRange
    if range.isEmpty { return nil }
    var scanner = DateScanner(start: range.lowerBound, end: range.upperBound)
    self = scanner.read(text)
  }

  /// Whether ten bytes have the form of `YYYY-MM-DD`, whatever day that is.
  @inline(__always)
  static func looksISO(_ text: Span<UInt8>) -> Bool {
    guard text[4] == 0x2D, text[7] == 0x2D else { return false }
    var strays: UInt8 = 0
    for index in 0..<10 where index != 4 && index != 7 { strays |= text[index] &- 48 > 9 ? 1 : 0 }
    return strays == 0
  }

  /// `YYYY-MM-DD` at `start`.
  @inline(__always)
  static func iso(_ text: Span<UInt8>, _ start: Int) -> Day? {
    guard text[start + 4] == 0x2D, text[start + 7] == 0x2D else { return nil }
    var digits: UInt8 = 0
    @inline(__always) func digit(_ index: Int) -> Int {
      let value = text[start + index] &- 48
      digits |= value > 9 ? 0x80 : 0
      return Int(value)
    }
    let year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3)
    let (month, day) = (digit(5) * 10 + digit(6), digit(8) * 10 + digit(9))
    return digits == 0 ? Day(year: year, month: month, day: day) : nil
  }
}

/// Takes a cell apart into up to three parts of a date and a time.
private struct DateScanner {
  var index: Int
  let end: Int

  init(start: Int, end: Int) {
    index = start
    self.end = end
  }

  private enum Part {
    case digits(Int, count: Int)
    case month(Int)
  }

  mutating func read(_ text: Span<UInt8>) -> DateReading {
    var parts: [Part] = []
    var separator: UInt8 = 0
    while parts.count < 3, let part = part(text) {
      parts.append(part)
      if parts.count == 3 { break }
      if case .digits(_, 5) = part { break }
      guard index < end, isSeparator(text[index]) else { break }
      if parts.count == 1 { separator = text[index] }
      index += 1
      while index < end, text[index] == 0x20 || text[index] == 0x2C { index += 1 }
    }
    if parts.count == 1, case .digits(let value, let count) = parts[0] { return single(value, count, text) }
    guard parts.count == 3 else { return DateReading(.other) }
    let kind = Self.kind(parts[0], parts[1], parts[2], separator)
    if case .other = kind { return DateReading(.other) }
    guard let (minutes, zone) = time(text) else { return DateReading(.other) }
    return DateReading(kind, minutes: minutes, zone: zone)
  }

  private func isSeparator(_ byte: UInt8) -> Bool {
    byte == 0x2D || byte == 0x2F || byte == 0x2E || byte == 0x20 || byte == 0x2C
  }

  private mutating func part(_ text: Span<UInt8>) -> Part? {
    let start = index
    var value = 0
    while index < end, text[index].isDigit, index - start < 9 {
      value = value * 10 + Int(text[index] - 48)
      index += 1
    }
    if index > start { return .digits(value, count: index - start) }
    while index < end, text[index].isLetter { index += 1 }
    guard index - start >= 3, let month = Self.month(text, start, index) else { return nil }
    if index < end, text[index] == 0x2E { index += 1 }
    return .month(month)
  }

  private static let months: [StaticString] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]

  /// A month's name or its first three letters or more.
  private static func month(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    for (number, name) in months.enumerated() where name.utf8CodeUnitCount >= end - start {
      let isSame = name.withUTF8Buffer { letters in
        (start..<end).allSatisfy { text[$0].asciiLowered == letters[$0 - start] }
      }
      if isSame { return number + 1 }
    }
    return nil
  }

  private static func kind(_ first: Part, _ second: Part, _ third: Part, _ separator: UInt8) -> DateReading.Kind {
    switch (first, second, third) {
    case (.digits(let year, 4), .digits(let month, 1...2), .digits(let day, 1...2)): self.day(year, month, day)
    case (.digits(let day, 1...2), .month(let month), .digits(let year, let count)) where count == 2 || count == 4:
      self.day(fullYear(year, count), month, day)
    case (.month(let month), .digits(let day, 1...2), .digits(let year, 4)): self.day(year, month, day)
    case (.digits(let year, 4), .month(let month), .digits(let day, 1...2)): self.day(year, month, day)
    case (.digits(let a, 1...2), .digits(let b, 1...2), .digits(let year, let count)) where count == 2 || count == 4:
      numeric(a, b, fullYear(year, count), separator)
    default: .other
    }
  }

  /// Dots stand between day, month and year in that order wherever they are used.
  private static func numeric(_ a: Int, _ b: Int, _ year: Int, _ separator: UInt8) -> DateReading.Kind {
    if separator == 0x2E { return day(year, b, a) }
    let isPossible = Day(year: year, month: a, day: b) != nil || Day(year: year, month: b, day: a) != nil
    return isPossible ? .numeric(a, b, year: year) : .impossible
  }

  private static func day(_ year: Int, _ month: Int, _ day: Int) -> DateReading.Kind {
    Day(year: year, month: month, day: day).map { .day($0) } ?? .impossible
  }

  /// Years of two digits lie between 1970 and 2069.
  private static func fullYear(_ year: Int, _ count: Int) -> Int {
    count == 4 ? year : year < 70 ? 2000 + year : 1900 + year
  }

  /// `20270331` or a day number of a spreadsheet, where day 25,569 is 1970-01-01; a fraction is the time of day.
  private mutating func single(_ value: Int, _ count: Int, _ text: Span<UInt8>) -> DateReading {
    if count == 8, index == end { return DateReading(Self.day(value / 10_000, value / 100 % 100, value % 100)) }
    guard count == 5, (20_000...80_000).contains(value) else { return DateReading(.other) }
    if index < end, text[index] == 0x2E || text[index] == 0x2C {
      index += 1
      while index < end, text[index].isDigit { index += 1 }
    }
    return DateReading(index == end ? .serial(Day(number: value - 25_569)) : .other)
  }

  /// The rest of the cell: nothing, or a time with its zone. Nil if it is neither.
  private mutating func time(_ text: Span<UInt8>) -> (minutes: Int?, zone: Int?)? {
    if index == end { return (nil, nil) }
    guard text[index] == 0x54 || text[index] == 0x74 || text[index] == 0x20 || text[index] == 0x2C else { return nil }
    while index < end, !text[index].isDigit {
      guard text[index] == 0x54 || text[index] == 0x74 || text[index] == 0x20 || text[index] == 0x2C else { return nil }
      index += 1
    }
    guard var hour = number(text), (0...24).contains(hour), index < end, text[index] == 0x3A else { return nil }
    index += 1
    guard let minute = number(text), minute < 60 else { return nil }
    while index < end, text[index] == 0x3A || text[index] == 0x2E || text[index].isDigit { index += 1 }
    while index < end, text[index] == 0x20 { index += 1 }
    if index + 1 < end, text[index + 1].asciiLowered == 0x6D {
      let half = text[index].asciiLowered
      guard half == 0x61 || half == 0x70, hour <= 12 else { return nil }
      hour = hour % 12 + (half == 0x70 ? 12 : 0)
      index += 2
    }
    while index < end, text[index] == 0x20 { index += 1 }
    let minutes = hour * 60 + minute
    if index == end { return (minutes, nil) }
    return SettingsReader.minutesEast(text.text(index..<end)).map { (minutes, $0) }
  }

  private mutating func number(_ text: Span<UInt8>) -> Int? {
    let start = index
    var value = 0
    while index < end, text[index].isDigit, index - start < 2 {
      value = value * 10 + Int(text[index] - 48)
      index += 1
    }
    return index > start ? value : nil
  }
}
