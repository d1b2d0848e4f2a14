public import Core

/// Pages of a site as one file that needs nothing besides itself.
///
/// The policy in its head names every style and script by its SHA-256, so nothing that slipped into a page can run, load or send.
public struct SharedFile: Sendable {
  /// The file.
  public let bytes: [UInt8]
  /// What it says of itself.
  public let stamp: CopyStamp
  /// What the copy had to go without.
  public let problems: Diagnostics

  /// What its policy names.
  let policy: PagePolicy

  /// Puts `pages` into one file; the first is the one it opens with.
  public init(_ pages: [SharedPage], assets: SharedAssets, stamp: CopyStamp) {
    self.init(pages, assets: assets, stamp: stamp, blinding: nil)
  }

  init(_ pages: [SharedPage], assets: SharedAssets, stamp: CopyStamp, blinding: String?) {
    var composer = FileComposer(pages, assets: assets, stamp: stamp, blinding: blinding)
    bytes = Seal.put(on: composer.composed())
    policy = composer.policy
    self.stamp = stamp
    var log = Diagnostics()
    for problem in composer.problems {
      log.append(.warning("share.left_out", problem, at: nil, hint: "look at the copy before you send it"))
    }
    problems = log
  }

  /// The seal, 64 hexadecimal digits.
  public var seal: String { Seal.check(bytes)?.seal ?? "" }
}
