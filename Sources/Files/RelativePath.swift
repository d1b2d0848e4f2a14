/// Checks of relative paths: slugs and file names from outside are checked, never trusted.
public enum RelativePath {
  /// Whether `path` stays inside its folder: relative, `/` between non-empty parts, none of them `.` or `..`, no NUL or backslash.
  public static func isSafe(_ path: String) -> Bool {
    let bytes = Array(path.utf8)
    guard !bytes.isEmpty, bytes.count <= 4096, !bytes.contains(0), !bytes.contains(0x5C) else { return false }
    return bytes.split(separator: 0x2F, omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty && part.count <= 255 && !part.elementsEqual(".".utf8) && !part.elementsEqual("..".utf8)
    }
  }

  /// The folders that lead to `path`, outermost first: `a/b/c` gives `a`, `a/b`.
  public static func parents(of path: String) -> [String] {
    path.utf8.indices.filter { path.utf8[$0] == 0x2F }.map { String(path[..<$0]) }
  }
}
