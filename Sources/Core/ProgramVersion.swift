/// The version of this program.
public enum ProgramVersion {
  /// Semantic version; part of every page's digest, so a new version rebuilds what it must.
  public static let current = "0.1.0"
}
