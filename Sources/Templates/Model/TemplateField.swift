/// One name of a `TemplateShape`, with its kind and how its value is taken from the model.
///
/// Inlinable, like the shape: where models are declared the compiler knows their types, and taking a value costs no look at them.
public struct TemplateField<Model>: Sendable {
  @usableFromInline let name: String
  @usableFromInline let kind: FieldKind
  @usableFromInline let value: @Sendable (Model) -> TemplateValue

  @inlinable
  init(name: String, kind: FieldKind, value: @escaping @Sendable (Model) -> TemplateValue) {
    self.name = name
    self.kind = kind
    self.value = value
  }

  /// Text, escaped wherever it is printed.
  @inlinable
  public static func text(_ name: String, _ value: @escaping @Sendable (Model) -> String) -> Self {
    Self(name: name, kind: .text) { .text(value($0)) }
  }

  /// Text that may be absent.
  @inlinable
  public static func optionalText(_ name: String, _ value: @escaping @Sendable (Model) -> String?) -> Self {
    Self(name: name, kind: .text) { value($0).map(TemplateValue.text) ?? .none }
  }

  /// A whole number as plain digits, for attributes and data; figures for readers are formatted text.
  @inlinable
  public static func number(_ name: String, _ value: @escaping @Sendable (Model) -> Int) -> Self {
    Self(name: name, kind: .text) { .text(String(value($0))) }
  }

  /// Trusted markup, printed as it is; empty counts as absent.
  @inlinable
  public static func html(_ name: String, _ value: @escaping @Sendable (Model) -> [UInt8]) -> Self {
    Self(name: name, kind: .html) { .html(value($0)) }
  }

  /// A condition for sections.
  @inlinable
  public static func flag(_ name: String, _ value: @escaping @Sendable (Model) -> Bool) -> Self {
    Self(name: name, kind: .flag) { .flag(value($0)) }
  }

  /// Texts to go through with `{{#name}}{{.}}{{/name}}`.
  @inlinable
  public static func texts(_ name: String, _ value: @escaping @Sendable (Model) -> [String]) -> Self {
    Self(name: name, kind: .texts) { .list(value($0).map(TemplateValue.text)) }
  }

  /// Models to go through. Templates can also ask `{{#name.any}}` and `{{name.count}}`.
  @inlinable
  public static func list<Row: TemplateModel>(
    _ name: String, _ value: @escaping @Sendable (Model) -> [Row]
  ) -> Self {
    Self(name: name, kind: .list { Row.shape.keys }) { model in
      let shape = Row.shape
      return .list(value(model).map { .record(shape.record(of: $0)) })
    }
  }

  /// A model of its own: `{{name.part}}`, or `{{#name}}…{{/name}}`.
  @inlinable
  public static func record<Part: TemplateModel>(
    _ name: String, _ value: @escaping @Sendable (Model) -> Part
  ) -> Self {
    Self(name: name, kind: .record { Part.shape.keys }) { .record(Part.shape.record(of: value($0))) }
  }

  /// A model that may be absent.
  @inlinable
  public static func optionalRecord<Part: TemplateModel>(
    _ name: String, _ value: @escaping @Sendable (Model) -> Part?
  ) -> Self {
    Self(name: name, kind: .record { Part.shape.keys }) { model in
      value(model).map { .record(Part.shape.record(of: $0)) } ?? .none
    }
  }

  /// Names that only the user knows, such as their own front matter keys: any name below it is accepted.
  @inlinable
  public static func open(
    _ name: String, _ value: @escaping @Sendable (Model) -> [(name: String, value: TemplateValue)]
  ) -> Self {
    Self(name: name, kind: .open) { .record(TemplateRecord(open: value($0))) }
  }
}
