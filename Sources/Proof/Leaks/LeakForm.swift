import Core

/// One way in which a guarded value may be written, as a phrase of tokens.
struct LeakForm {
  /// Of all its tokens.
  let hash: UInt64
  /// How many they are.
  let length: Int
  /// Whether it is looked for in what stands on a page only, and not among the coordinates and keys of its markup.
  var isTextOnly = false
  /// Whether others write the same by chance: a rounded amount, a round one, a day. It is worth a look only near what it is about.
  var isWeak = false
  /// Whether it is another form in Base64: not looked for where that one is open.
  var isEncoded = false

  /// Tokens of a phrase at most; longer texts are looked for in pieces of this length.
  static let longest = 6

  /// Adds a token to the digest of those before it.
  @inline(__always)
  static func extended(_ hash: UInt64, by token: UInt64) -> UInt64 { (hash &* 0x9E37_79B9_7F4A_7C15) &+ token }

  init(_ tokens: some Sequence<TokenReader.Token>, isTextOnly: Bool = false, isWeak: Bool = false) {
    var (hash, length): (UInt64, Int) = (0, 0)
    for token in tokens { (hash, length) = (Self.extended(hash, by: token.hash), length + 1) }
    self.hash = hash
    self.length = length
    self.isTextOnly = isTextOnly
    self.isWeak = isWeak
  }
}

extension GuardedValue {
  /// Why a value can't be looked for by itself.
  enum Silence { case short, vocabulary }

  /// The ways in which the value may be written; none, and why, if each of them is too short to tell anything.
  func forms() -> (forms: [LeakForm], silence: Silence?) {
    let forms: [LeakForm] =
      switch content {
      case .word: []
      case .text(let text): Self.forms(ofText: Array(text.utf8))
      case .money(let money): Self.forms(of: money, isComputed: isComputed)
      case .day(let day): Self.forms(of: day)
      case .number(let number): Self.forms(of: number)
      }
    guard forms.isEmpty else { return (forms, nil) }
    if case .word = content { return ([], .vocabulary) }
    return ([], .short)
  }

  /// The ways in which a copy may write the value where it is open: also the end of a calendar's event on that day, which is the next,
  /// and a number with as many decimals as exports write.
  func formsWhereOpen() -> [LeakForm] {
    let further: [[UInt8]] =
      switch content {
      case .day(let day): [(day + 1).iso.filter { $0 != 0x2D }]
      case .number(let number): (1...3).map { Array(number.magnitude.decimalText(digits: $0).utf8) }
      default: []
      }
    return forms().forms + further.map { LeakForm(TokenReader.tokens(of: $0)) }
  }

  private static func forms(ofText text: [UInt8]) -> [LeakForm] {
    let tokens = TokenReader.tokens(of: text)
    guard isTelling(tokens[...]) else { return [] }
    var forms: [LeakForm] = []
    var start = 0
    while start < tokens.count {
      // The last piece reaches back, so that it is as long as the others.
      let from = tokens.count - start < LeakForm.longest ? max(0, tokens.count - LeakForm.longest) : start
      let piece = tokens[from..<min(from + LeakForm.longest, tokens.count)]
      if isTelling(piece) { forms.append(LeakForm(piece)) }
      start += LeakForm.longest
    }
    if text.count <= 64 {
      let encoded = TokenReader.tokens(of: base64(text))
      var form = LeakForm(encoded)
      form.isEncoded = true
      if encoded.count <= LeakForm.longest { forms.append(form) }
    }
    return forms
  }

  /// Two words and more, a long word, or a mixture of letters and digits: anything less stands on many a page by chance.
  private static func isTelling(_ tokens: ArraySlice<TokenReader.Token>) -> Bool {
    let size = tokens.reduce(0) { $0 + $1.size }
    guard tokens.count == 1, let token = tokens.first else { return tokens.contains { $0.hasLetters } && size >= 7 }
    return token.hasDigits ? size >= 6 : size >= 8
  }

  private static func base64(_ bytes: [UInt8]) -> [UInt8] {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
      for place in 0...group.count { text.append(alphabet[Int(bits >> UInt32(18 - 6 * place)) & 63]) }
    }
    return text
  }
}

extension GuardedValue {
  /// Exact, with and without minor units, in minor units, and rounded as figures, tables and charts show it.
  private static func forms(of money: Money, isComputed: Bool) -> [LeakForm] {
    let size = Money(minor: Int64(clamping: money.minor.magnitude), money.currency)
    var exact = [size.amount.decimalText(digits: money.currency.fractionDigits), String(size.minor)]
    if size.minor % money.currency.minorPerUnit == 0 { exact.append(String(size.minor / money.currency.minorPerUnit)) }
    let thousands = size.amount * Rational(1, over: 1000)
    let rounded = [
      size.amount.decimalText(digits: 0),
      FigureFormat.short(size), FigureFormat.decimal(size.amount * Rational(1, over: 1_000_000), digits: 2) + "M",
      FigureFormat.trimmed(thousands, digits: 1) + "K", FigureFormat.decimal(thousands, digits: 0) + "K",
    ]
    let column = numeric(FigureFormat.decimal(thousands, digits: 1), isTextOnly: true, isRounded: true)
    return distinct(
      exact.map { numeric($0, isRounded: isComputed) } + rounded.map { numeric($0, isRounded: true) } + [column])
  }

  private static func forms(of day: Day) -> [LeakForm] {
    let iso = day.description
    let compact = String(decoding: iso.utf8.filter { $0 != 0x2D }, as: UTF8.self)
    return [iso, compact, day.display].map { LeakForm(TokenReader.tokens(of: Array($0.utf8)), isWeak: true) }
  }

  private static func forms(of number: Rational) -> [LeakForm] {
    let size = number.magnitude
    return distinct([
      numeric(size.decimalText(digits: 0), isRounded: true),
      numeric(FigureFormat.trimmed(size, digits: 4), isRounded: true),
    ])
  }

  /// A number in writing; nil if it has less than four digits. With five figures that count and more it proves something by
  /// itself, unless it is rounded.
  private static func numeric(_ text: String, isTextOnly: Bool = false, isRounded: Bool = false) -> LeakForm? {
    let digits = text.utf8.filter { $0 &- 0x30 < 10 }
    guard digits.count >= 4 else { return nil }
    var figures = digits.drop { $0 == 0x30 }
    while figures.last == 0x30 { figures.removeLast() }
    return LeakForm(
      TokenReader.tokens(of: Array(text.utf8)), isTextOnly: isTextOnly, isWeak: isRounded || figures.count < 5)
  }

  private static func distinct(_ forms: [LeakForm?]) -> [LeakForm] {
    var seen: Set<UInt64> = []
    return forms.compactMap(\.self).filter { seen.insert($0.hash).inserted }
  }
}
