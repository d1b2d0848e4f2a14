public import Core
public import Portfolio

/// The plays of a book with their triggers checked: which apply to which account now.
public struct Playbook: Sendable {
  /// At the same indexes as `Portfolio.plays`; nil without a trigger, or with one that cannot be read.
  public let triggers: [PlayExpression?]
  private let clearances: [Audience]
  /// Who may see what matched.
  private let floor: Audience

  /// Reads all triggers. A broken one is an error in `log` with its place, and applies to nothing.
  public init(_ portfolio: Portfolio, into log: inout Diagnostics) {
    triggers = portfolio.plays.map { play in
      play.trigger.flatMap { PlayExpression($0, at: play.triggerLocation, into: &log) }
    }
    clearances = portfolio.plays.map(\.clearance)
    floor = portfolio.settings.clearance[.plays]
  }

  /// Whether `audience` may see plays at all.
  public func isOpen(to audience: Audience) -> Bool { audience >= floor }

  /// The plays that apply to an account, from what `audience` may see alone, in the order of the plays.
  public func matches(of account: Int, in insight: Insight, for audience: Audience) -> [PlayMatch] {
    guard isOpen(to: audience) else { return [] }
    let facts = PlayFacts(insight, account: account)
    // What a trigger is asked of is the same for all triggers of a scope.
    var subjects: [PlayVariable.Scope: [PlaySubject]] = [:]
    return triggers.indices.compactMap { play in
      guard let trigger = triggers[play], clearances[play] <= audience else { return nil }
      let asked = subjects[trigger.scope] ?? facts.subjects(of: trigger.scope, for: audience)
      subjects[trigger.scope] = asked
      let occurrences = asked.compactMap { Self.occurrence(trigger, facts, $0, audience) }
      return occurrences.isEmpty ? nil : PlayMatch(play: play, account: account, occurrences: occurrences)
    }
  }

  private static func occurrence(
    _ trigger: PlayExpression, _ facts: PlayFacts, _ subject: PlaySubject, _ audience: Audience
  ) -> PlayMatch.Occurrence? {
    let fact = { (name: PlayVariable) in facts.value(of: name, subject).resolved(for: audience) }
    let result = PlayEvaluation(trigger, fact).outcome
    guard result.truth == .yes else { return nil }
    var reasons: [PlayReason] = []
    for index in result.evidence {
      let test = trigger.tests[index]
      for name in test.variables where !reasons.contains(where: { $0.name == name }) {
        reasons.append(
          PlayReason(name: name, text: (fact(name) ?? nil)?.text ?? "no \(name.title)", rule: test.words))
      }
    }
    return PlayMatch.Occurrence(
      contract: subject.contract.map { facts.insight.contracts[$0].contract },
      product: subject.product.map { facts.insight.licences.products[$0].product }, reasons: reasons)
  }

  /// Every play asked of one account, test by test, as far as `audience` may see.
  public func trace(of account: Int, in insight: Insight, for audience: Audience) -> [PlayTrace] {
    guard isOpen(to: audience) else { return [] }
    let facts = PlayFacts(insight, account: account)
    return triggers.indices.compactMap { play in
      guard let trigger = triggers[play], clearances[play] <= audience else { return nil }
      let tried = facts.subjects(of: trigger.scope, for: audience).map { subject in
        (subject, PlayEvaluation(trigger) { facts.value(of: $0, subject).resolved(for: audience) })
      }
      let best = tried.first { $0.1.outcome.truth == .yes } ?? tried.max { Self.closeness($0.1) < Self.closeness($1.1) }
      return PlayTrace(
        play: play, contract: best?.0.contract.map { facts.insight.contracts[$0].contract },
        applies: best?.1.outcome.truth == .yes,
        lines: best.map { Self.lines(trigger, facts, $0.0, $0.1, audience) } ?? [])
    }
  }

  private static func closeness(_ evaluation: PlayEvaluation) -> Int { evaluation.answers.count { $0 == .yes } }

  private static func lines(
    _ trigger: PlayExpression, _ facts: PlayFacts, _ subject: PlaySubject, _ evaluation: PlayEvaluation,
    _ audience: Audience
  ) -> [PlayTrace.Line] {
    zip(trigger.tests, evaluation.answers).map { test, answer in
      let values = test.variables.compactMap { facts.value(of: $0, subject).resolved(for: audience) ?? nil }
      return PlayTrace.Line(
        rule: test.words, value: values.isEmpty ? nil : values.map(\.text).joined(separator: ", "),
        answer: answer == .yes ? .yes : answer == .no ? .no : .unknown)
    }
  }
}
