import Foundation
import PackagePlugin

/// Embeds `templates/` and `starter/` of the package into the target that uses it, so that the binary alone can make a site.
@main
struct EmbedFiles: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let root = context.package.directoryURL
    let inputs = ["templates", "starter"].flatMap { files(under: root.appending(path: $0)) }
    let output = context.pluginWorkDirectoryURL.appending(path: "BuiltInFile+Embedded.swift")
    return [
      .buildCommand(
        displayName: "Embedding templates and starter workspace",
        executable: try context.tool(named: "embed-files").url,
        arguments: [output.path, root.path] + inputs.map(\.path), inputFiles: inputs, outputFiles: [output])
    ]
  }

  private func files(under folder: URL) -> [URL] {
    let keys: [URLResourceKey] = [.isRegularFileKey]
    guard let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: keys) else { return [] }
    return walk.compactMap { $0 as? URL }
      .filter { (try? $0.resourceValues(forKeys: Set(keys)).isRegularFile) == true }
      .filter { !$0.lastPathComponent.hasPrefix(".") }
      .sorted { $0.path < $1.path }
  }
}
