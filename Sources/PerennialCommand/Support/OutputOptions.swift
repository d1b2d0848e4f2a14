import ArgumentParser
import Files

/// Where a site is written.
struct OutputOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Where the site goes. Default: output/ in the workspace.", valueName: "dir"))
  var output: String?

  @Flag(help: "Add the site to a folder that holds other files; none of them is ever overwritten.")
  var force = false

  func path(in workspace: WorkspaceOptions) -> String { output ?? workspace.workspace + "/output" }

  func files(in workspace: WorkspaceOptions) -> DiskFiles { DiskFiles(root: path(in: workspace)) }
}
