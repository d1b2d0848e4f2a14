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
    var bare = output
    // With a slash at its end, a link would be looked through.
    while bare.utf8.count > 1, bare.hasSuffix("/") { bare.removeLast() }
    if lstat(bare, &info) == 0 {
      if info.st_mode & S_IFMT == S_IFLNK { return "is a symbolic link" }
      if info.st_mode & S_IFMT != S_IFDIR { return "is a file" }
    }
    let place = planned(bare)
    if place == "/" { return "is the root of the disk" }
    if homes.contains(place) { return "is your home folder" }
    guard let root = resolved(workspace) else { return nil }
    if place == root { return "is the workspace itself" }
    if root.hasPrefix(place + "/") { return "holds the workspace" }
    for folder in ["content", "templates"] where place == root + "/" + folder || place.hasPrefix(root + "/\(folder)/") {
      return "is inside the workspace's \(folder)/"
    }
    return nil
  }

  /// Where a folder is, or will be once it is made.
  private static func planned(_ path: String) -> String {
    var parts: [Substring] = []
    var there = path.utf8.first == 0x2F ? path : "./" + path
    while true {
      if let real = resolved(there) {
        // What isn't there yet is no link: `..` means what it says.
        var place = real.split(separator: "/")
        for part in parts.reversed() where part != "." {
          if part == ".." { _ = place.popLast() } else { place.append(part) }
        }
        return "/" + place.joined(separator: "/")
      }
      guard let cut = there.utf8.lastIndex(of: 0x2F) else { return path }
      let last = there[there.utf8.index(after: cut)...]
      if !last.isEmpty { parts.append(Substring(String(last))) }
      there = cut == there.startIndex ? "/" : String(there[..<cut])
    }
  }

  /// As the environment has it, and as the system knows the user.
  private static var homes: [String] {
    let known = getpwuid(getuid()).flatMap { $0.pointee.pw_dir }.flatMap { String(validatingCString: $0) }
    return [environment("HOME"), known].compactMap { $0.flatMap(resolved) }
  }

  /// The path with symbolic links followed; nil if there is no such folder yet.
  private static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(validatingCString: real)
  }
}
