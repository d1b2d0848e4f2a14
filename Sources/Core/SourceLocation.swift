import Synchronization

/// A file of the workspace, known by its path relative to the workspace root (`content/contracts/2026.csv`).
///
/// Interned, so that a million cells can each say where they stand in four bytes without counting references.
public struct SourceFile: Sendable, Hashable {
  private let index: UInt32

  private struct Table {
    var paths: [String] = []
    var indexes: [String: UInt32] = [:]
  }
  private static let table = Mutex(Table())

  /// The file at `path`; the same path gives the same value.
  public init(_ path: String) {
    index = Self.table.withLock { table in
      if let known = table.indexes[path] { return known }
      let index = UInt32(truncatingIfNeeded: table.paths.count)
      table.paths.append(path)
      table.indexes[path] = index
      return index
    }
  }

  /// Path relative to the workspace root, with `/`.
  public var path: String { Self.table.withLock { $0.paths[Int(index)] } }
}

/// A place in an input file: 1-based line and 1-based column in UTF-8 bytes. Line 0 means the file as a whole.
public struct SourceLocation: Sendable, Hashable {
  /// The file.
  public let file: SourceFile
  /// 1-based; 0 for the whole file.
  public let line: UInt32
  /// 1-based, in UTF-8 bytes; 0 for the whole line.
  public let column: UInt32

  /// A place in `file`. Lines and columns beyond `UInt32` are clamped.
  public init(_ file: SourceFile, line: Int = 0, column: Int = 0) {
    self.file = file
    self.line = UInt32(clamping: line)
    self.column = UInt32(clamping: column)
  }
}

extension SourceLocation: Comparable, CustomStringConvertible {
  /// By path, line and column.
  public static func < (a: SourceLocation, b: SourceLocation) -> Bool {
    if a.file == b.file { return (a.line, a.column) < (b.line, b.column) }
    return a.file.path < b.file.path
  }

  /// `path:line:column`, in the compilers' form; parts that are 0 are left out.
  public var description: String {
    if line == 0 { return file.path }
    return column == 0 ? "\(file.path):\(line)" : "\(file.path):\(line):\(column)"
  }
}
