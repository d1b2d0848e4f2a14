/// A text file that travels inside the program: the built-in templates and assets, and the starter workspace.
public struct BuiltInFile: Sendable {
  /// Path with `/`, beginning with `templates/` or `starter/`.
  public let path: String
  /// Its whole text.
  public let text: String

  /// A file.
  public init(path: String, text: String) {
    self.path = path
    self.text = text
  }

  /// All files under `folder` (`templates` or `starter`), with that prefix taken off, sorted by path.
  public static func all(in folder: String) -> [BuiltInFile] {
    embedded.filter { $0.path.hasPrefix(folder + "/") }
      .map { BuiltInFile(path: String($0.path.dropFirst(folder.utf8.count + 1)), text: $0.text) }
  }
}
