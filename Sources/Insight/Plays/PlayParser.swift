import Core

/// Turns tokens into a checked program. Problems of meaning are collected, so that all are told in one run; the first problem
/// of form ends the reading.
struct PlayParser {
  /// How deep brackets and `not` may nest.
  static let depthLimit = 32

  private let tokens: [PlayToken]
  private var position = 0
  private var depth = 0
  private(set) var tests: [PlayTest] = []
  private(set) var steps: [PlayExpression.Step] = []
  private(set) var problems: [PlayProblem] = []

  init(_ tokens: [PlayToken]) { self.tokens = tokens }

  mutating func parse() throws(PlayProblem) {
    if current.kind == .end { throw form("the trigger is empty", "write a condition, like days_left <= 180") }
    try either()
    guard current.kind == .end else {
      throw form("\"\(current.source)\" is not expected here", "join conditions by `and` or `or`")
    }
  }

  private var current: PlayToken { tokens[min(position, tokens.count - 1)] }

  private func form(_ message: String, _ hint: String) -> PlayProblem {
    PlayProblem(code: "play.trigger", message: message, hint: hint, offset: current.offset)
  }

  private mutating func meaning(_ code: String, _ message: String, _ hint: String, at token: PlayToken) {
    problems.append(PlayProblem(code: code, message: message, hint: hint, offset: token.offset))
  }

  /// Whether the current token is the keyword, which is taken.
  private mutating func take(_ keyword: String) -> Bool {
    guard case .name(let name) = current.kind, PlayText.folded(name) == keyword else { return false }
    position += 1
    return true
  }

  private mutating func either() throws(PlayProblem) {
    try all()
    while take("or") {
      try all()
      steps.append(.or)
    }
  }

  private mutating func all() throws(PlayProblem) {
    try part()
    while take("and") {
      try part()
      steps.append(.and)
    }
  }

  private mutating func part() throws(PlayProblem) {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else {
      throw form("conditions stand more than \(Self.depthLimit) deep in each other", "make it flatter")
    }
    if take("not") {
      try part()
      steps.append(.not)
    } else if current.kind == .open {
      position += 1
      try either()
      guard current.kind == .close else { throw form("a bracket is not closed", "put a ) behind the condition") }
      position += 1
    } else if take("no") {
      add(try subject(), .lacks)
    } else {
      try condition()
    }
  }

  /// A name that must be known; nil if it isn't, which is noted.
  private mutating func subject() throws(PlayProblem) -> PlayVariable? {
    guard case .name(let name) = current.kind, !Self.keywords.contains(PlayText.folded(name)) else {
      throw form(
        current.kind == .end ? "a name is missing at the end" : "\"\(current.source)\" is not a name",
        "write a condition, like days_left <= 180 or band in (red, yellow)")
    }
    let token = current
    position += 1
    if let variable = PlayVariable(rawValue: PlayText.folded(name)) { return variable }
    unknown(name, at: token)
    return nil
  }

  static let keywords: Set<String> = ["and", "or", "not", "no", "in"]

  private mutating func unknown(_ name: String, at token: PlayToken) {
    let known = PlayVariable.allCases.map(\.rawValue)
    let nearest = NearestName.of(name, among: known).map { "did you mean `\($0)`?" }
    meaning(
      "play.name", "\"\(name)\" is not a name that triggers know",
      nearest ?? "the names are: \(known.sorted().joined(separator: ", "))", at: token)
  }

  /// Without a variable, a problem was noted: the program is never run.
  private mutating func add(_ variable: PlayVariable?, _ condition: PlayTest.Condition) {
    steps.append(.test(tests.count))
    tests.append(PlayTest(variable: variable ?? .daysLeft, condition: condition))
  }

  private mutating func condition() throws(PlayProblem) {
    if case .number(let number, let isPercent) = current.kind { return try mirrored(number, isPercent) }
    let token = current
    let variable = try subject()
    switch current.kind {
    case .comparison(let comparison):
      position += 1
      try compare(variable, token, comparison)
    case .name(let name) where PlayText.folded(name) == "in":
      position += 1
      try list(variable, token, isNegated: false)
    case .name(let name) where PlayText.folded(name) == "not" && isInNext:
      position += 2
      try list(variable, token, isNegated: true)
    default: alone(variable, token)
    }
  }

  private var isInNext: Bool {
    guard position + 1 < tokens.count, case .name(let name) = tokens[position + 1].kind else { return false }
    return PlayText.folded(name) == "in"
  }

  /// A name without a comparison.
  private mutating func alone(_ variable: PlayVariable?, _ token: PlayToken) {
    if let variable, variable.type != .flag {
      meaning(
        "play.type", "\(variable.rawValue) is not true or false by itself", Self.example(variable), at: token)
    }
    add(variable, .holds)
  }

  static func example(_ variable: PlayVariable) -> String {
    switch variable.type {
    case .number(.share): "compare it with a share: \(variable.rawValue) < 80%"
    case .number: "compare it with a number: \(variable.rawValue) <= 30"
    case .choice(let words):
      "write \(variable.rawValue) = \(words[0]), or \(variable.rawValue) in (\(words.prefix(2).joined(separator: ", ")))"
    case .text: "compare it with a text: \(variable.rawValue) = \"…\""
    case .flag: "write \(variable.rawValue), or no \(variable.rawValue)"
    }
  }

  /// `180 >= days_left`.
  private mutating func mirrored(_ number: Rational, _ isPercent: Bool) throws(PlayProblem) {
    let token = current
    position += 1
    guard case .comparison(let comparison) = current.kind else {
      throw form("a comparison is missing behind \"\(token.source)\"", "write days_left <= 180")
    }
    position += 1
    let place = current
    if case .number = current.kind { throw form("two numbers are compared", "compare a name with a number") }
    let variable = try subject()
    if let variable, check(variable, place, number, isPercent, at: token) {
      add(variable, .compare(comparison.mirrored, number))
    } else {
      add(nil, .holds)
    }
  }
}

extension PlayParser {
  private mutating func compare(
    _ variable: PlayVariable?, _ token: PlayToken, _ comparison: PlayComparison
  ) throws(PlayProblem) {
    let operand = current
    switch operand.kind {
    case .number(let number, let isPercent):
      position += 1
      let isRight = variable.map { check($0, token, number, isPercent, at: operand) } ?? false
      add(isRight ? variable : nil, .compare(comparison, number))
    case .name(let name) where !Self.keywords.contains(PlayText.folded(name)):
      position += 1
      compare(variable, token, comparison, name, operand)
    case .text(let text):
      position += 1
      compare(variable, token, comparison, text, operand)
    default:
      throw form(
        "a value is missing behind \"\(comparison.rawValue)\"", "write a number, a word or a name there")
    }
  }

  /// With a word: one of a choice, a text, or the name of another number.
  private mutating func compare(
    _ variable: PlayVariable?, _ token: PlayToken, _ comparison: PlayComparison, _ word: String, _ operand: PlayToken
  ) {
    guard let variable else { return add(nil, .holds) }
    switch variable.type {
    case .number(let unit): against(variable, unit, comparison, word, operand)
    case .flag:
      meaning(
        "play.type", "\(variable.rawValue) is true or false and is not compared", Self.example(variable), at: token)
      add(nil, .holds)
    case .choice, .text:
      guard comparison == .equal || comparison == .unequal else {
        meaning(
          "play.type", "\(variable.rawValue) is a word and has no order, so \(comparison.rawValue) means nothing",
          Self.example(variable), at: token)
        return add(nil, .holds)
      }
      add(variable, words([(word, operand)], of: variable, isNegated: comparison == .unequal))
    }
  }

  private mutating func against(
    _ variable: PlayVariable, _ unit: PlayType.Unit, _ comparison: PlayComparison, _ name: String, _ operand: PlayToken
  ) {
    guard let other = PlayVariable(rawValue: PlayText.folded(name)) else {
      unknown(name, at: operand)
      return add(nil, .holds)
    }
    guard other.type == .number(unit) else {
      meaning(
        "play.type", "\(variable.rawValue) counts \(unit.words), \(other.rawValue) is \(other.type.words)",
        "compare two names that count the same", at: operand)
      return add(nil, .holds)
    }
    add(variable, .against(comparison, other))
  }

  /// Whether a number of this kind makes sense beside the variable.
  private mutating func check(
    _ variable: PlayVariable, _ name: PlayToken, _ number: Rational, _ isPercent: Bool, at token: PlayToken
  ) -> Bool {
    guard case .number(let unit) = variable.type else {
      meaning(
        "play.type", "\(variable.rawValue) is \(variable.type.words) and is not compared with a number",
        Self.example(variable), at: name)
      return false
    }
    if unit == .share, !isPercent, number.magnitude > Rational(2) {
      meaning(
        "play.type", "\(variable.rawValue) is a share, and \(token.source) would be \(variable.text(of: number))",
        "write \(token.source)%", at: token)
      return false
    }
    if unit != .share, isPercent {
      meaning(
        "play.type", "\(variable.rawValue) counts \(unit.words), not per cent", "leave the % away", at: token)
      return false
    }
    return true
  }

  /// `in (red, yellow)`.
  private mutating func list(_ variable: PlayVariable?, _ name: PlayToken, isNegated: Bool) throws(PlayProblem) {
    guard current.kind == .open else {
      throw form("a list is missing behind `in`", "write \(name.source) in (one, two)")
    }
    var words: [(String, PlayToken)] = []
    var numbers: [Rational] = []
    repeat {
      position += 1
      let token = current
      switch token.kind {
      case .name(let word): words.append((word, token))
      case .text(let word): words.append((word, token))
      case .number(let number, let isPercent):
        if let variable, check(variable, name, number, isPercent, at: token) { numbers.append(number) }
      default: throw form("a value is missing in the list", "write \(name.source) in (one, two)")
      }
      position += 1
    } while current.kind == .comma
    guard current.kind == .close else { throw form("the list is not closed", "put a ) behind its last value") }
    position += 1
    guard let variable else { return add(nil, .holds) }
    if case .number = variable.type {
      if let (word, token) = words.first {
        meaning("play.type", "\"\(word)\" is not a number", Self.example(variable), at: token)
      }
      return add(variable, .numbers(numbers, isNegated: isNegated))
    }
    if variable.type == .flag {
      meaning(
        "play.type", "\(variable.rawValue) is true or false and is not compared", Self.example(variable), at: name)
      return add(nil, .holds)
    }
    add(variable, self.words(words, of: variable, isNegated: isNegated))
  }

  private mutating func words(
    _ words: [(text: String, token: PlayToken)], of variable: PlayVariable, isNegated: Bool
  ) -> PlayTest.Condition {
    if case .choice(let known) = variable.type {
      for (text, token) in words where !known.contains(PlayText.folded(text)) {
        let nearest = NearestName.of(PlayText.folded(text), among: known).map { "did you mean \($0)? " } ?? ""
        meaning(
          "play.type", "\(variable.rawValue) is never \"\(text)\"",
          "\(nearest)it is one of: \(known.joined(separator: ", "))",
          at: token)
      }
    }
    return .among(
      words.map { PlayText.folded($0.text) }, shown: words.map { PlayText.shown($0.text) }, isNegated: isNegated)
  }
}

extension PlayText {
  /// `best_case` as `best case`.
  static func shown(_ text: String) -> String {
    String(decoding: text.utf8.map { $0 == 0x5F ? 0x20 : $0 }, as: UTF8.self)
  }
}

extension PlayType {
  /// For messages: `a word`.
  var words: String {
    switch self {
    case .number(let unit): "a number of \(unit.words)"
    case .flag: "true or false"
    case .choice: "a word"
    case .text: "a text"
    }
  }
}

extension PlayType.Unit {
  /// What it counts, for messages.
  var words: String {
    switch self {
    case .days: "days"
    case .share: "a share"
    case .money: "money"
    case .points: "points"
    case .count: "pieces"
    }
  }
}
