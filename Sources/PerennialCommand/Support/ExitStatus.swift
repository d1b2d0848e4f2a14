import ArgumentParser

/// The exit codes of `workspace.md`; wrong usage is 64, by argument-parser.
enum ExitStatus {
  /// Errors; nothing was written.
  static let errors = ExitCode(1)
  /// Built, with accounts in quarantine.
  static let quarantine = ExitCode(2)
  /// A leak check failed.
  static let leak = ExitCode(3)
}
