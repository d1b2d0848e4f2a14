public import Core

/// Values by name, as a template sees them. Made from a model by its shape, or from a user's own keys.
public struct TemplateRecord: Sendable {
  @usableFromInline let keys: TemplateKeys
  @usableFromInline let values: [TemplateValue]

  /// The values of a model, in the order of its shape.
  @inlinable
  public init<Model: TemplateModel>(_ model: Model) {
    self = Model.shape.record(of: model)
  }

  /// Values under names that no schema knows, such as a user's own front matter keys. Of equal names the last one counts.
  public init(open entries: [(name: String, value: TemplateValue)]) {
    var indexes: [UInt64: Int] = [:]
    var values: [TemplateValue] = []
    var fields: [TemplateKeys.Field] = []
    for entry in entries {
      let hash = NameHash.of(entry.name)
      if let known = indexes[hash] {
        values[known] = entry.value
        continue
      }
      indexes[hash] = values.count
      values.append(entry.value)
      fields.append(TemplateKeys.Field(name: entry.name, kind: .open))
    }
    self.init(keys: TemplateKeys(fields), values: values)
  }

  @inlinable
  init(keys: TemplateKeys, values: [TemplateValue]) {
    self.keys = keys
    self.values = values
  }

  var isEmpty: Bool { values.isEmpty }

  /// Feeds names and values. The names count: two records of the same values under other names render differently.
  public func add(to hasher: inout ContentHasher) {
    hasher.add(keys.digest)
    for value in values { value.add(to: &hasher) }
  }

  /// A digest of all a template could read here; with the template's `closureHash` it tells whether a page changed.
  public var digest: ContentHash {
    var hasher = ContentHasher()
    add(to: &hasher)
    return hasher.digest
  }
}
