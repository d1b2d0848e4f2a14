import Core

/// A word, number or sign of a trigger, with its place in bytes.
struct PlayToken: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    case name(String)
    case number(Rational, isPercent: Bool)
    case text(String)
    case comparison(PlayComparison)
    case open, close, comma, end
  }

  let kind: Kind
  /// Offset of its first byte in the trigger.
  let offset: Int
  /// As written, for messages.
  let source: String
}

/// How two numbers are compared.
enum PlayComparison: String, Sendable {
  case less = "<"
  case atMost = "<="
  case greater = ">"
  case atLeast = ">="
  case equal = "="
  case unequal = "!="

  func holds(_ a: Rational, _ b: Rational) -> Bool {
    switch self {
    case .less: a < b
    case .atMost: a <= b
    case .greater: a > b
    case .atLeast: a >= b
    case .equal: a == b
    case .unequal: a != b
    }
  }

  /// The same with its sides exchanged.
  var mirrored: PlayComparison {
    switch self {
    case .less: .greater
    case .atMost: .atLeast
    case .greater: .less
    case .atLeast: .atMost
    default: self
    }
  }

  /// In words, before a value: `at most`.
  var words: String {
    switch self {
    case .less: "below"
    case .atMost: "at most"
    case .greater: "above"
    case .atLeast: "at least"
    case .equal: "exactly"
    case .unequal: "other than"
    }
  }
}

/// What is wrong with a trigger, at which byte.
struct PlayProblem: Error, Equatable {
  let code: String
  let message: String
  let hint: String
  let offset: Int
}

/// Cuts a trigger into tokens.
struct PlayScanner {
  /// Longest trigger that is read.
  static let byteLimit = 2000

  private let bytes: [UInt8]
  private var position = 0

  /// All tokens with `end` last.
  static func tokens(_ bytes: [UInt8]) throws(PlayProblem) -> [PlayToken] {
    guard bytes.count <= byteLimit else {
      throw PlayProblem(
        code: "play.trigger", message: "the trigger is longer than \(byteLimit) bytes",
        hint: "make two plays of it", offset: 0)
    }
    var scanner = PlayScanner(bytes)
    var tokens: [PlayToken] = []
    repeat { tokens.append(try scanner.next()) } while tokens.last?.kind != .end
    return tokens
  }

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }
  private var following: UInt8? { position + 1 < bytes.count ? bytes[position + 1] : nil }

  private mutating func next() throws(PlayProblem) -> PlayToken {
    while let byte = current, byte == 0x20 || (0x09...0x0D).contains(byte) { position += 1 }
    let start = position
    guard let byte = current else { return PlayToken(kind: .end, offset: start, source: "") }
    switch byte {
    case 0x28: return sign(.open, 1)
    case 0x29: return sign(.close, 1)
    case 0x2C: return sign(.comma, 1)
    case 0x3C: return following == 0x3D ? sign(.comparison(.atMost), 2) : sign(.comparison(.less), 1)
    case 0x3E: return following == 0x3D ? sign(.comparison(.atLeast), 2) : sign(.comparison(.greater), 1)
    case 0x3D: return sign(.comparison(.equal), following == 0x3D ? 2 : 1)
    case 0x21 where following == 0x3D: return sign(.comparison(.unequal), 2)
    case 0x22, 0x27: return try quoted(byte)
    case 48...57, 0x2D, 0x2E: return try number()
    case _ where Self.isNameStart(byte): return name()
    default: throw stranger(byte)
    }
  }

  private mutating func sign(_ kind: PlayToken.Kind, _ length: Int) -> PlayToken {
    defer { position += length }
    return token(kind, position..<(position + length))
  }

  private func token(_ kind: PlayToken.Kind, _ range: Range<Int>) -> PlayToken {
    PlayToken(kind: kind, offset: range.lowerBound, source: String(decoding: bytes[range], as: UTF8.self))
  }

  private static func isNameStart(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte) || byte == 0x5F || byte >= 0x80
  }

  /// Letters, digits, `_`, `-` between them; a dot belongs to a name so that `health.score` is told as one.
  private mutating func name() -> PlayToken {
    let start = position
    while let byte = current,
      Self.isNameStart(byte) || (48...57).contains(byte)
        || ((byte == 0x2E || byte == 0x2D) && following.map { Self.isNameStart($0) } == true)
    { position += 1 }
    let token = token(.end, start..<position)
    return PlayToken(kind: .name(token.source), offset: start, source: token.source)
  }

  private mutating func quoted(_ quote: UInt8) throws(PlayProblem) -> PlayToken {
    let start = position
    position += 1
    while let byte = current, byte != quote { position += 1 }
    guard current == quote else {
      throw PlayProblem(
        code: "play.trigger", message: "the quoted text is not closed", hint: "put the same quote behind it",
        offset: start)
    }
    position += 1
    return token(.text(String(decoding: bytes[(start + 1)..<(position - 1)], as: UTF8.self)), start..<position)
  }

  /// `180`, `-5`, `0.8`, `80%`, `250k`, `1.5m`.
  private mutating func number() throws(PlayProblem) -> PlayToken {
    let start = position
    if current == 0x2D { position += 1 }
    while let byte = current, (48...57).contains(byte) || byte == 0x2E { position += 1 }
    guard var value = Rational(decimal: bytes[start..<position]) else {
      throw PlayProblem(
        code: "play.trigger",
        message: "\"\(String(decoding: bytes[start..<max(position, start + 1)], as: UTF8.self))\" is not a number",
        hint: "write numbers like 180, 0.8 or 80%", offset: start)
    }
    var isPercent = false
    switch current {
    case 0x25:
      isPercent = true
      value *= Rational(1, over: 100)
      position += 1
    case 0x6B, 0x4B: value *= takeScale(1000)
    case 0x6D, 0x4D: value *= takeScale(1_000_000)
    default: break
    }
    if let byte = current, Self.isNameStart(byte) {
      throw PlayProblem(
        code: "play.trigger", message: "letters follow the number \"\(token(.end, start..<position).source)\"",
        hint: "put a space behind it; k and m stand for thousands and millions", offset: position)
    }
    return token(.number(value, isPercent: isPercent), start..<position)
  }

  /// A unit only where the word ends with it.
  private mutating func takeScale(_ scale: Int) -> Rational {
    if let byte = following, Self.isNameStart(byte) || (48...57).contains(byte) { return .one }
    position += 1
    return Rational(scale)
  }

  private func stranger(_ byte: UInt8) -> PlayProblem {
    let hint: String
    switch byte {
    case 0x26: hint = "write `and`"
    case 0x7C: hint = "write `or`"
    case 0x21: hint = "write `not`, or `!=` for other than"
    case 0x7B, 0x5B: hint = "lists stand in round brackets: band in (red, yellow)"
    default: hint = "triggers know names, numbers, < <= > >= = !=, in (…), and, or, not, no"
    }
    let sign = (0x21...0x7E).contains(byte) ? "\"\(String(decoding: [byte], as: UTF8.self))\"" : "this character"
    return PlayProblem(
      code: "play.trigger", message: "\(sign) means nothing in a trigger", hint: hint, offset: position)
  }
}
