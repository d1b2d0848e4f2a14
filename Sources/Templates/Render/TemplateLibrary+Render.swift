import Core

extension TemplateLibrary {
  /// Appends the page that template `name` makes of `model`.
  ///
  /// Throws if there is no such template or it never ends; what was written until then stays in `bytes`.
  @inlinable
  public func render<Model: TemplateModel>(
    _ name: String, _ model: Model, into bytes: inout [UInt8]
  ) throws(TemplateError) {
    try render(name, TemplateRecord(model), into: &bytes)
  }

  /// Appends the page that template `name` makes of a record, such as one whose digest was taken before.
  public func render(_ name: String, _ record: TemplateRecord, into bytes: inout [UInt8]) throws(TemplateError) {
    try render(name, .record(record), into: &bytes, trustsText: false)
  }

  func render(
    _ name: String, _ value: TemplateValue, into bytes: inout [UInt8], trustsText: Bool
  ) throws(TemplateError) {
    guard let index = indexes[name] else { throw .unknownTemplate(name) }
    var renderer = TemplateRenderer(programs, depth: depth, trustsText: trustsText)
    defer { renderer.output.add(to: &bytes) }
    try renderer.render(index, value)
  }
}
