import Core

/// What is known of a condition. Unknown is neither: `not` of it is unknown, too, and a play applies only on yes.
enum PlayTruth: Sendable {
  case yes, no, unknown

  init(_ holds: Bool) { self = holds ? .yes : .no }
}

/// A trigger asked of one subject.
struct PlayEvaluation: Sendable {
  /// The answer to each test, in the expression's order.
  let answers: [PlayTruth]
  /// Whether it holds, and which tests made it so.
  let outcome: (truth: PlayTruth, evidence: [Int])

  /// `fact` gives the value of a name, as far as the reader may know: nil if it is hidden, nil inside if there is none.
  init(_ expression: PlayExpression, _ fact: (PlayVariable) -> PlayFact??) {
    let answers = expression.tests.map { $0.answer(fact) }
    self.answers = answers
    var stack: [(truth: PlayTruth, evidence: [Int])] = []
    for step in expression.steps {
      switch step {
      case .test(let index): stack.append((answers[index], [index]))
      case .not:
        if let part = stack.popLast() { stack.append((Self.negated(part.truth), part.evidence)) }
      case .and, .or:
        guard let right = stack.popLast(), let left = stack.popLast() else { continue }
        stack.append(Self.joined(left, right, decidedBy: step == .and ? .no : .yes))
      }
    }
    outcome = stack.last ?? (.unknown, [])
  }

  private static func negated(_ truth: PlayTruth) -> PlayTruth {
    switch truth {
    case .yes: .no
    case .no: .yes
    case .unknown: .unknown
    }
  }

  /// One side that is `decisive` (no for `and`, yes for `or`) decides; else both must be known.
  private static func joined(
    _ a: (truth: PlayTruth, evidence: [Int]), _ b: (truth: PlayTruth, evidence: [Int]), decidedBy decisive: PlayTruth
  ) -> (truth: PlayTruth, evidence: [Int]) {
    let deciding = [a, b].filter { $0.truth == decisive }
    if !deciding.isEmpty { return (decisive, deciding.flatMap(\.evidence)) }
    let isKnown = a.truth != .unknown && b.truth != .unknown
    return (isKnown ? negated(decisive) : .unknown, a.evidence + b.evidence)
  }
}

extension PlayTest {
  /// The answer from the values that may be seen.
  func answer(_ fact: (PlayVariable) -> PlayFact??) -> PlayTruth {
    guard let found = fact(variable) else { return .unknown }
    if case .lacks = condition { return lacks(found?.value) }
    guard let value = found?.value else { return .unknown }
    switch (condition, value) {
    case (.holds, .flag(let isSet)): return PlayTruth(isSet)
    case (.compare(let comparison, let number), .number(let own)): return PlayTruth(comparison.holds(own, number))
    case (.against(let comparison, let other), .number(let own)):
      guard case .number(let number)? = fact(other)??.value else { return .unknown }
      return PlayTruth(comparison.holds(own, number))
    case (.among(let words, _, let isNegated), .words(let own)):
      return PlayTruth(own.contains { words.contains($0) } != isNegated)
    case (.numbers(let numbers, let isNegated), .number(let own)):
      return PlayTruth(numbers.contains(own) != isNegated)
    default: return .unknown
    }
  }

  /// `no champion`: a flag that does not stand; of anything else, that there is none. A flag nobody has set is unknown.
  private func lacks(_ value: PlayValue?) -> PlayTruth {
    switch value {
    case .flag(let isSet): PlayTruth(!isSet)
    case nil: variable.type == .flag ? .unknown : .yes
    default: .no
    }
  }
}
