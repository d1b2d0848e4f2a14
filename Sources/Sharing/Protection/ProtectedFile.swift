public import Core

/// Pages of a site as one file that opens with a passphrase.
///
/// Inside is a whole shared file, stamp and seal included. Outside is nothing of it: not a title, a day, an audience or a digest, and
/// its size is one of a few. The styles and scripts inside end with a secret, so that the policy outside, which has to name their
/// hashes, does not tell which they are.
public struct ProtectedFile: Sendable {
  /// The file.
  public let bytes: [UInt8]
  /// What the copy inside says of itself.
  public let stamp: CopyStamp
  /// What the copy had to go without.
  public let problems: Diagnostics

  /// As many scripts as any page has, and then some.
  private static let scriptCount = 12

  /// Locks `pages` in. The same pages are never the same bytes: key, salts and nonces are random.
  public init(
    _ pages: [SharedPage], assets: SharedAssets, stamp: CopyStamp, for passphrases: [Passphrase], expires: Day?,
    using random: inout some RandomNumberGenerator
  ) throws(Lockbox.Failure) {
    let blinding = (0..<2).map { _ in String(random.next(), radix: 36) }.joined()
    let file = SharedFile(pages, assets: assets, stamp: stamp, blinding: blinding)
    let box = try Lockbox(file.bytes, for: passphrases, expires: expires, using: &random)
    let policy = file.policy.filled(to: Self.scriptCount, using: &random)
    bytes = Seal.put(on: UnlockPage.html(box, policy))
    self.stamp = stamp
    problems = file.problems
  }

  /// The seal of the file as it stands, 64 hexadecimal digits.
  public var seal: String { Seal.check(bytes)?.seal ?? "" }
}

/// What a protected file says without its passphrase.
public struct ProtectedCheck: Sendable {
  /// The box; nil if this version of the program can't read it.
  public let box: Lockbox?
  /// The seal it carries, 64 hexadecimal digits.
  public let seal: String
  /// Whether no byte changed since it was sealed.
  public let isWhole: Bool

  /// Looks at `file`; nil if it is no protected copy of ours.
  public init?(_ file: [UInt8]) {
    let fields = Seal.fields(of: file)
    guard Lockbox.isIn(fields), let (seal, isWhole) = Seal.check(file) else { return nil }
    box = Lockbox(fields, in: file)
    self.seal = seal
    self.isWhole = isWhole
  }
}
