#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Core
import Files

/// Refuses output folders that no one means: the workspace itself, its content, the home folder, the root of the disk.
enum OutputGuard {
  /// Diagnoses `output.place` if `output` is no place for a site.
  static func check(_ output: String, in workspace: String, into log: inout Diagnostics) throws(FileError) {
    guard let reason = refusal(of: output, in: workspace) else { return }
    log.append(
      .error(
        "output.place", "the output folder \"\(output)\" \(reason)", at: nil,
        hint: "choose another folder with --output"))
  }

  private static func refusal(of output: String, in workspace: String) -> String? {
    var info = stat()
    if lstat(output, &info) == 0, info.st_mode & S_IFMT == S_IFLNK { return "is a symbolic link" }
    guard let place = resolved(output) else { return nil }
    if place == "/" { return "is the root of the disk" }
    if place == environment("HOME").flatMap(resolved) { return "is your home folder" }
    guard let root = resolved(workspace) else { return nil }
    if place == root { return "is the workspace itself" }
    if root.hasPrefix(place + "/") { return "holds the workspace" }
    for folder in ["content", "templates"] where place == root + "/" + folder || place.hasPrefix(root + "/\(folder)/") {
      return "is inside the workspace's \(folder)/"
    }
    return nil
  }

  /// The path with symbolic links followed; nil if there is no such folder yet.
  private static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(validatingCString: real)
  }
}
