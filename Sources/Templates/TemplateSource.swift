public import Core

/// The text of one template, before it is compiled.
public struct TemplateSource: Sendable {
  /// What pages and other templates call it: its path below `templates/` without `.mustache`, such as `account` or `parts/row`.
  public let name: String
  /// Mustache text, UTF-8.
  public let bytes: [UInt8]
  /// Where it was read from, for diagnostics.
  public let file: SourceFile

  /// A template called `name`.
  public init(name: String, bytes: [UInt8], file: SourceFile) {
    self.name = name
    self.bytes = bytes
    self.file = file
  }
}
