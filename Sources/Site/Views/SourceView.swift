import Core
import Templates

/// Where a figure comes from: the rule in words and numbers, the inputs with file and line, what was left out.
struct SourceView: TemplateModel {
  let formulas: [String]
  let inputs: [SourceInputView]
  let leftOut: [String]

  static let shape = TemplateShape<Self>(
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
