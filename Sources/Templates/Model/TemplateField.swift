/// One name of a `TemplateShape`, with its kind and how its value is taken from the model.
public struct TemplateField<Model>: Sendable {
  let name: String
  let kind: FieldKind
  let value: @Sendable (Model) -> TemplateValue

  /// Text, escaped wherever it is printed.
  public static func text(_ name: String, _ value: @escaping @Sendable (Model) -> String) -> Self {
    Self(name: name, kind: .text) { .text(value($0)) }
  }

  /// Text that may be absent.
  public static func optionalText(_ name: String, _ value: @escaping @Sendable (Model) -> String?) -> Self {
    Self(name: name, kind: .text) { value($0).map(TemplateValue.text) ?? .none }
  }

  /// A whole number as plain digits, for attributes and data; figures for readers are formatted text.
  public static func number(_ name: String, _ value: @escaping @Sendable (Model) -> Int) -> Self {
    Self(name: name, kind: .text) { .text(String(value($0))) }
  }

  /// Trusted markup, printed as it is; empty counts as absent.
  public static func html(_ name: String, _ value: @escaping @Sendable (Model) -> [UInt8]) -> Self {
    Self(name: name, kind: .html) { .html(value($0)) }
  }

  /// A condition for sections.
  public static func flag(_ name: String, _ value: @escaping @Sendable (Model) -> Bool) -> Self {
    Self(name: name, kind: .flag) { .flag(value($0)) }
  }

  /// Texts to go through with `{{#name}}{{.}}{{/name}}`.
  public static func texts(_ name: String, _ value: @escaping @Sendable (Model) -> [String]) -> Self {
    Self(name: name, kind: .texts) { .list(value($0).map(TemplateValue.text)) }
  }

  /// Models to go through. Templates can also ask `{{#name.any}}` and `{{name.count}}`.
  public static func list<Row: TemplateModel>(
    _ name: String, _ value: @escaping @Sendable (Model) -> [Row]
  ) -> Self {
    Self(name: name, kind: .list { Row.shape.keys }) { model in
      let shape = Row.shape
      return .list(value(model).map { .record(shape.record(of: $0)) })
    }
  }

  /// A model of its own: `{{name.part}}`, or `{{#name}}…{{/name}}`.
  public static func record<Part: TemplateModel>(
    _ name: String, _ value: @escaping @Sendable (Model) -> Part
  ) -> Self {
    Self(name: name, kind: .record { Part.shape.keys }) { .record(Part.shape.record(of: value($0))) }
  }

  /// A model that may be absent.
  public static func optionalRecord<Part: TemplateModel>(
    _ name: String, _ value: @escaping @Sendable (Model) -> Part?
  ) -> Self {
    Self(name: name, kind: .record { Part.shape.keys }) { model in
      value(model).map { .record(Part.shape.record(of: $0)) } ?? .none
    }
  }

  /// Names that only the user knows, such as their own front matter keys: any name below it is accepted.
  public static func open(
    _ name: String, _ value: @escaping @Sendable (Model) -> [(name: String, value: TemplateValue)]
  ) -> Self {
    Self(name: name, kind: .open) { .record(TemplateRecord(open: value($0))) }
  }
}
