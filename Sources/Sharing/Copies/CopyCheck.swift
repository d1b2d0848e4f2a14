/// What a file says of itself, and whether that still holds.
public struct CopyCheck: Sendable {
  /// What it says.
  public let stamp: CopyStamp
  /// The seal it carries, 64 hexadecimal digits.
  public let seal: String
  /// Whether no byte changed since it was sealed.
  public let isWhole: Bool

  /// Looks at `file`; nil if it is no copy of ours.
  public init?(_ file: [UInt8]) {
    guard let stamp = CopyStamp(Seal.fields(of: file)), let (seal, isWhole) = Seal.check(file) else { return nil }
    self.stamp = stamp
    self.seal = seal
    self.isWhole = isWhole && Seal.fields(of: file)["build"] == stamp.build
  }
}
