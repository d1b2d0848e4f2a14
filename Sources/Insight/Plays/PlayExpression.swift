public import Core

/// When a play applies, checked: `days_left <= 180 and band in (red, yellow)`.
///
/// ```
/// expression = all { "or" all }
/// all        = part { "and" part }
/// part       = "not" part | "no" name | "(" expression ")" | name | operand comparison operand | name ["not"] "in" "(" … ")"
/// operand    = name | number | number "%" | word | "text"
/// ```
/// Every name is known and every comparison makes sense before it is asked of an account. A program of tests and connectives,
/// never code: it only reads values that readers of the copy may see.
public struct PlayExpression: Sendable {
  /// A step of the program, which works on a stack of truths.
  enum Step: Sendable, Equatable {
    case test(Int)
    case and, or, not
  }

  /// The conditions, in order of appearance.
  let tests: [PlayTest]
  /// In postfix order.
  let steps: [Step]
  /// What it has to be asked of.
  let scope: PlayVariable.Scope

  /// Reads and checks `trigger`, which stands at `location` (its first byte; without a column, somewhere on that line).
  /// Nil if anything is wrong with it, which is told as errors `play.trigger`, `play.name` and `play.type`.
  public init?(_ trigger: String, at location: SourceLocation, into log: inout Diagnostics) {
    var parser: PlayParser
    var problems: [PlayProblem] = []
    do throws(PlayProblem) {
      parser = PlayParser(try PlayScanner.tokens(Array(trigger.utf8)))
      try parser.parse()
      problems = parser.problems
      (tests, steps) = (parser.tests, parser.steps)
    } catch {
      problems = [error]
      (tests, steps) = ([], [])
    }
    scope = tests.flatMap(\.variables).map(\.scope).max() ?? .account
    for problem in problems {
      log.append(
        .error(
          problem.code, problem.message, at: Self.place(problem.offset, location), hint: problem.hint))
    }
    if !problems.isEmpty { return nil }
  }

  private static func place(_ offset: Int, _ location: SourceLocation) -> SourceLocation {
    guard location.column > 0 else { return location }
    return SourceLocation(location.file, line: Int(location.line), column: Int(location.column) + offset)
  }

  /// The names it asks for, each once, in order of appearance.
  public var variables: [PlayVariable] {
    var names: [PlayVariable] = []
    for test in tests {
      for name in test.variables where !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// For readers: `days left on the contract at most 180, and health band red or yellow`.
  public var words: String {
    var stack: [(text: String, isOr: Bool)] = []
    for step in steps {
      switch step {
      case .test(let index): stack.append((tests[index].words, false))
      case .not:
        if let part = stack.popLast() { stack.append(("not (\(part.text))", false)) }
      case .and, .or:
        guard let right = stack.popLast(), let left = stack.popLast() else { continue }
        let isOr = step == .or
        let sides = [left, right].map { $0.isOr != isOr && $0.isOr ? "(\($0.text))" : $0.text }
        stack.append((sides.joined(separator: isOr ? ", or " : ", and "), isOr))
      }
    }
    return stack.last?.text ?? ""
  }
}

/// One condition of a trigger.
struct PlayTest: Sendable {
  enum Condition: Sendable {
    /// A flag stands.
    case holds
    /// `no name`: a flag does not stand, or there is no value.
    case lacks
    case compare(PlayComparison, Rational)
    case against(PlayComparison, PlayVariable)
    /// One of the folded words, or none of them.
    case among([String], shown: [String], isNegated: Bool)
    /// One of the numbers, or none of them.
    case numbers([Rational], isNegated: Bool)
  }

  let variable: PlayVariable
  let condition: Condition

  var variables: [PlayVariable] {
    if case .against(_, let other) = condition { return [variable, other] }
    return [variable]
  }

  /// The condition with its subject: `health band red or yellow`.
  var words: String {
    switch condition {
    case .holds: variable.title
    case .lacks where variable.isSentence: "not: \(variable.title)"
    case .lacks: "no \(variable.title)"
    default: "\(variable.title) \(rule)"
    }
  }

  /// The condition alone: `at most 180`.
  var rule: String {
    switch condition {
    case .holds: "stands"
    case .lacks: "none"
    case .compare(let comparison, let number): "\(comparison.words) \(variable.text(of: number))"
    case .against(let comparison, let other): "\(comparison.words) the \(other.title)"
    case .among(_, let shown, let isNegated): (isNegated ? "other than " : "") + Self.alternatives(shown)
    case .numbers(let numbers, let isNegated):
      (isNegated ? "other than " : "") + Self.alternatives(numbers.map(variable.text))
    }
  }

  private static func alternatives(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }
}

extension PlayVariable {
  /// Whether the title is a whole sentence.
  fileprivate var isSentence: Bool { self == .autoRenew || self == .multiYear || self == .quiet }

  /// A number of this name's kind.
  func text(of number: Rational) -> String {
    switch type {
    case .number(.share): FigureFormat.trimmed(number * Rational(100), digits: 1) + "%"
    case .number(.money): FigureFormat.trimmed(number, digits: 2)
    default: FigureFormat.trimmed(number, digits: 3)
    }
  }
}
