import Core
import Insight
import Templates

extension SourceView {
  /// The explanations of figures that stand together; an input that several share is told once.
  init(_ explanations: [Explanation], for audience: Audience, label: String? = nil) {
    var (formulas, inputs, leftOut): ([String], [SourceInputView], [String]) = ([], [], [])
    var told: Set<String> = []
    for explanation in explanations {
      formulas.append("\(explanation.title): \(explanation.formula)")
      if let substitution = explanation.substitution { formulas.append(substitution) }
      for input in explanation.inputs {
        let place = (input.source.resolved(for: audience) ?? nil).map(\.description)
        guard told.insert("\(input.name)\u{0}\(place ?? "")").inserted else { continue }
        inputs.append(SourceInputView(name: input.name, value: input.value.isEmpty ? nil : input.value, place: place))
      }
      leftOut += explanation.exclusions.map { "\($0.name): \($0.reason)" }
    }
    if let cutOff = explanations.map(\.cutOff).max() { formulas.append("Cut-off \(cutOff.display).") }
    self.init(formulas: formulas, inputs: Self.shortened(inputs), leftOut: leftOut, label: label)
  }

  /// A page names at most 24 inputs under a figure, and says how many more there are; `perennial explain` lists them all.
  static func shortened(_ inputs: [SourceInputView]) -> [SourceInputView] {
    guard inputs.count > 24 else { return inputs }
    return inputs.prefix(24) + [SourceInputView(name: "and \(inputs.count - 24) more inputs", value: nil, place: nil)]
  }
}

/// Where a figure comes from: the rule in words and numbers, the inputs with file and line, what was left out.
struct SourceView: TemplateModel {
  let formulas: [String]
  let inputs: [SourceInputView]
  let leftOut: [String]
  /// What it is the source of, where several stand together.
  var label: String?

  static let shape = TemplateShape<Self>(
    .optionalText("label") { $0.label },
    .texts("formulas") { $0.formulas },
    .list("inputs") { $0.inputs },
    .texts("left_out") { $0.leftOut })
}

/// One input of a figure.
struct SourceInputView: TemplateModel {
  let name: String
  let value: String?
  let place: String?

  static let shape = TemplateShape<Self>(
    .text("name") { $0.name },
    .optionalText("value") { $0.value },
    .optionalText("place") { $0.place })
}
