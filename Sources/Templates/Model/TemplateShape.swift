/// A view model that templates can show.
///
///     struct Row: TemplateModel {
///       let label: String
///       let isLate: Bool
///       static let shape = TemplateShape<Self>(
///         .text("label") { $0.label },
///         .flag("late") { $0.isLate })
///     }
public protocol TemplateModel: Sendable {
  /// The names templates know it by: the schema they are checked against, and how each value is taken from the model.
  static var shape: TemplateShape<Self> { get }
}

/// The names of a view model: both the schema that templates are checked against and the extractor of its values.
public struct TemplateShape<Model>: Sendable {
  @usableFromInline let keys: TemplateKeys
  /// Appends all values in order. A chain of closures instead of an array of them: taking a closure of a generic type out of
  /// an array looks its metadata up each time, which costs more than the rest.
  @usableFromInline let extract: @Sendable (Model, inout [TemplateValue]) -> Void

  /// Fields in the order given. A name given twice is a mistake in the program.
  @inlinable
  public init(_ fields: TemplateField<Model>...) {
    precondition(Set(fields.map(\.name)).count == fields.count, "a template shape names each field once")
    keys = TemplateKeys(fields.map { TemplateKeys.Field(name: $0.name, kind: $0.kind) })
    var chain: @Sendable (Model, inout [TemplateValue]) -> Void = { _, _ in }
    for field in fields {
      let earlier = chain
      chain = { model, values in
        earlier(model, &values)
        values.append(field.value(model))
      }
    }
    extract = chain
  }

  @inlinable
  func record(of model: Model) -> TemplateRecord {
    var values: [TemplateValue] = []
    values.reserveCapacity(keys.count)
    extract(model, &values)
    return TemplateRecord(keys: keys, values: values)
  }
}
