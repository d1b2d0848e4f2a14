import Templates

/// A link, or plain text where the target is absent from this copy.
struct LinkView: TemplateModel {
  let label: String
  let href: String?

  static let shape = TemplateShape<Self>(
    .text("label") { $0.label },
    .optionalText("href") { $0.href })
}
