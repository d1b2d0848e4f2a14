import BuiltIn
import Core
import Files
import Ingest
import Templates

/// The templates of a workspace: the built-in ones, overridden by the user's of the same name.
enum WorkspaceTemplates {
  /// Compiles all templates; problems are diagnosed with their place.
  static func load(from files: any FileSystem, into log: inout Diagnostics) throws(FileError) -> TemplateLibrary {
    var sources = BuiltInFile.all(in: "templates").compactMap(builtIn)
    for entry in try files.list("templates") where entry.kind == .file {
      guard let name = name(of: String(entry.path.dropFirst("templates/".count))) else { continue }
      sources.append(TemplateSource(name: name, bytes: try files.read(entry.path), file: SourceFile(entry.path)))
    }
    return TemplateLibrary.compile(sources, depth: ImportSettings.read(files).limits.includeDepth, into: &log)
  }

  private static func builtIn(_ file: BuiltInFile) -> TemplateSource? {
    name(of: file.path).map {
      TemplateSource(name: $0, bytes: Array(file.text.utf8), file: SourceFile("templates/" + file.path))
    }
  }

  private static func name(of path: String) -> String? {
    path.hasSuffix(".mustache") ? String(path.dropLast(".mustache".count)) : nil
  }

  /// Styles, scripts and pictures of the site: built in, overridden by the user's, by path below `assets/`.
  static func assets(from files: any FileSystem) throws(FileError) -> [(path: String, bytes: [UInt8])] {
    var assets: [String: [UInt8]] = [:]
    for file in BuiltInFile.all(in: "templates/assets") { assets["assets/" + file.path] = Array(file.text.utf8) }
    for entry in try files.list("templates/assets") where entry.kind == .file {
      assets[String(entry.path.dropFirst("templates/".utf8.count))] = try files.read(entry.path)
    }
    return assets.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      .map { ($0.key, AssetSqueeze.squeezed($0.value, path: $0.key)) }
  }
}
