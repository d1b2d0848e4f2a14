import Core
public import Files

extension ImportSettings {
  /// Path of the workspace's settings file: the one that is there, else the one to be made.
  public static func path(in files: any FileSystem) -> String {
    let names = ["content/portfolio.yaml", "content/portfolio.yml"]
    return names.first { (try? files.kind(of: $0)) ?? nil == .file } ?? names[0]
  }

  /// What the workspace at the root of `files` declares about its exports; problems of the settings are told when it is read.
  public static func read(_ files: any FileSystem) -> ImportSettings {
    let path = path(in: files)
    guard let bytes = try? files.read(path) else { return ImportSettings() }
    return read(bytes, path: path).settings ?? ImportSettings()
  }

  /// What settings say, and how many errors they have.
  static func read(_ bytes: [UInt8], path: String) -> (settings: ImportSettings?, errors: Int) {
    var log = Diagnostics()
    let file = SourceFile(path)
    let text = NoteText.decode(bytes, file: file, limits: WorkspaceLimits(), account: nil, into: &log)
    let tree = YAMLDocument.read(text, file: file, limits: WorkspaceLimits(), into: &log)
    let settings = tree.map { SettingsReader.read($0, into: &log).1 }
    return (settings, log.errorCount)
  }

  /// The same with an answer taken.
  public func adding(_ answer: ImportPlan.Answer) -> ImportSettings {
    var settings = self
    switch answer {
    case .dateOrder(let order): settings.dateOrder = order
    case .decimalMark(let mark): settings.decimalMark = mark
    case .column(let kind, let header, let field): settings.columns[kind, default: []].append((header, field))
    }
    return settings
  }
}
