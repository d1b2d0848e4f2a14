public import Core
import Portfolio

/// Explanations as a tree of text, for the terminal.
public enum ExplanationTree {
  /// One figure: value, rule, numbers, inputs, weights and what was left out.
  public static func lines(_ figure: Figure, for audience: Audience) -> [String] {
    let explanation = figure.explanation
    var branches = [Branch("rule: \(explanation.formula)")]
    if let substitution = explanation.substitution { branches.append(Branch("here: \(substitution)")) }
    branches += group("inputs", explanation.inputs.map { "\($0.name): \($0.value)" + place($0.source, audience) })
    branches += group("weights", explanation.weights.map { "\($0.name): \($0.value)" })
    branches += group(
      "left out", explanation.exclusions.map { "\($0.name): \($0.reason)" + place($0.source, audience) })
    branches.append(Branch("cut-off: \(explanation.cutOff)"))
    return ["\(explanation.title) = \(figure.text)  [\(figure.name)]"] + draw(branches)
  }

  /// Every figure of an account that `audience` may see, one line each under its subject.
  public static func lines(account: Int, in insight: Insight, for audience: Audience) -> [String] {
    let note = insight.portfolio.accounts[account]
    let branches = insight.figures(ofAccount: account, for: audience).map {
      Branch("\($0.name) = \($0.text)", [Branch($0.explanation.substitution ?? $0.explanation.formula)])
    }
    return ["\(note.name)  [\(note.slug)], as of \(insight.asOf)"] + draw(branches)
  }

  private struct Branch {
    let text: String
    let children: [Branch]

    init(_ text: String, _ children: [Branch] = []) {
      self.text = text
      self.children = children
    }
  }

  private static func group(_ title: String, _ lines: [String]) -> [Branch] {
    lines.isEmpty ? [] : [Branch(title, lines.map { Branch($0) })]
  }

  private static func place(_ source: Restricted<SourceLocation?>, _ audience: Audience) -> String {
    (source.resolved(for: audience) ?? nil).map { "  (\($0))" } ?? ""
  }

  /// Two levels, drawn with box characters.
  private static func draw(_ branches: [Branch]) -> [String] {
    branches.enumerated().flatMap { place, branch in
      let isLast = place == branches.count - 1
      let children = branch.children.enumerated().map { index, child in
        (isLast ? "   " : "│  ") + (index == branch.children.count - 1 ? "└─ " : "├─ ") + child.text
      }
      return [(isLast ? "└─ " : "├─ ") + branch.text] + children
    }
  }
}
