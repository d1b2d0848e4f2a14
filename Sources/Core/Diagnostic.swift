/// One problem in the input, said so that a salesperson knows what to do.
public struct Diagnostic: Sendable, Hashable {
  /// How bad it is.
  public enum Severity: String, Sendable, Comparable {
    case warning, error

    /// A warning is less than an error.
    public static func < (a: Severity, b: Severity) -> Bool { a == .warning && b == .error }
  }

  /// Another place that belongs to the problem.
  public struct Note: Sendable, Hashable {
    /// Where.
    public let location: SourceLocation?
    /// Lower-case, without a full stop.
    public let message: String

    /// A remark, with its place if it has one.
    public init(_ message: String, at location: SourceLocation? = nil) {
      self.message = message
      self.location = location
    }
  }

  /// Errors stop a build before anything is written; warnings don't, unless `--strict`.
  public var severity: Severity
  /// Stable identifier such as `contract.date`; scripts may rely on it.
  public let code: String
  /// Where, if the problem has a place.
  public let location: SourceLocation?
  /// What is wrong: lower-case, without a full stop, with the offending text quoted.
  public let message: String
  /// How to mend it.
  public let hint: String?
  /// Other places that belong to it.
  public let notes: [Note]
  /// Slug of the account it belongs to, if it belongs to one alone: such an account can be put in quarantine.
  public var account: String?

  /// A problem. Prefer `error` and `warning`.
  public init(
    _ severity: Severity, _ code: String, _ message: String, at location: SourceLocation?, hint: String? = nil,
    notes: [Note] = [], account: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.location = location
    self.message = message
    self.hint = hint
    self.notes = notes
    self.account = account
  }

  /// A problem that stops the build.
  public static func error(
    _ code: String, _ message: String, at location: SourceLocation?, hint: String? = nil, notes: [Note] = [],
    account: String? = nil
  ) -> Diagnostic {
    Diagnostic(.error, code, message, at: location, hint: hint, notes: notes, account: account)
  }

  /// A problem that is reported, and built in spite of.
  public static func warning(
    _ code: String, _ message: String, at location: SourceLocation?, hint: String? = nil, notes: [Note] = [],
    account: String? = nil
  ) -> Diagnostic {
    Diagnostic(.warning, code, message, at: location, hint: hint, notes: notes, account: account)
  }
}

extension Diagnostic: Comparable {
  /// By place (those without one first), then code, then message: the order of every report.
  public static func < (a: Diagnostic, b: Diagnostic) -> Bool {
    switch (a.location, b.location) {
    case (nil, .some): return true
    case (.some, nil): return false
    case (let x?, let y?) where x != y: return x < y
    default: return (a.code, a.message) < (b.code, b.message)
    }
  }
}

/// Everything found wrong so far. Readers append and go on; nothing is thrown one by one.
public struct Diagnostics: Sendable {
  /// In the order found.
  public private(set) var all: [Diagnostic] = []

  /// Nothing wrong yet.
  public init() {}

  /// These problems.
  public init(_ problems: [Diagnostic]) { all = problems }

  /// Adds a problem.
  public mutating func append(_ diagnostic: Diagnostic) { all.append(diagnostic) }

  /// Adds what another reader found, after what is here.
  public mutating func append(contentsOf other: Diagnostics) { all.append(contentsOf: other.all) }

  /// Whether the build must stop; with `strict`, warnings stop it too.
  public func stopsBuild(strict: Bool = false) -> Bool {
    strict ? !all.isEmpty : all.contains { $0.severity == .error }
  }

  /// Number of errors.
  public var errorCount: Int { all.count { $0.severity == .error } }

  /// Number of warnings.
  public var warningCount: Int { all.count { $0.severity == .warning } }

  /// Sorted by file, line, column and code; the same problem at the same place is told once, whichever accounts it belongs to.
  public var sorted: [Diagnostic] {
    var last: Diagnostic?
    return all.sorted().filter { diagnostic in
      defer { last = diagnostic }
      return last.map { $0 < diagnostic || $0.severity != diagnostic.severity } ?? true
    }
  }
}
