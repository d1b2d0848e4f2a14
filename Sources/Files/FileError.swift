#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Core

/// What went wrong between the program and the disk: the environment's fault, not the input's.
public struct FileError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Kinds that callers tell apart.
  public enum Kind: Sendable, Hashable {
    case notFound, exists, permissionDenied, noSpace, badPath, notAFile, tooLarge, other
    /// Locked by a process, 0 if it is not known which.
    case inUse(by: Int32)
    /// Not what it was when work on it began.
    case changed
    /// Being written, or taken away, while it is read.
    case unsettled
  }

  /// What kind.
  public let kind: Kind
  /// What was tried: `read`, `write`, …
  public let operation: String
  /// The path, relative to the folder.
  public let path: String
  /// The system's own number, 0 if none.
  public let errno: Int32

  /// An error.
  public init(_ kind: Kind, _ operation: String, _ path: String, errno: Int32 = 0) {
    self.kind = kind
    self.operation = operation
    self.path = path
    self.errno = errno
  }

  /// For people: `cannot write output/index.html: no space left on the disk`.
  public var description: String {
    "cannot \(operation) \(path.printable): \(reason)"
  }

  private var reason: String {
    switch kind {
    case .notFound: "there is no such file"
    case .exists: "it exists already"
    case .permissionDenied:
      errno == EROFS
        ? "the disk is read-only; choose a place that can be written to"
        : "permission denied; look at the permissions of the file and of the folder it is in"
    case .noSpace: "no space left on the disk; make room and run it again, what is there is whole"
    case .badPath: "the path leaves its folder, is too long or isn't one"
    case .notAFile: "it is not a plain file"
    case .tooLarge: "it is too large"
    case .unsettled: "it changed or vanished while it was read; run it again when nothing is writing to it"
    case .inUse(let process):
      "another build\(process > 0 ? " (process \(process))" : "") is writing to this folder; wait for it to end"
    case .changed: "another build has written to this folder meanwhile; build again"
    case .other: "the system says \"\(String(cString: strerror(errno)))\" (error \(errno))"
    }
  }
}
