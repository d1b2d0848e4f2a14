import Crypto

/// The content policy of a page that stands alone: its styles and scripts by SHA-256, data for pictures and fonts, nothing else.
struct PagePolicy: Sendable {
  private(set) var styles: [String] = []
  private(set) var scripts: [String] = []

  /// A policy that allows nothing.
  init() {}

  /// Allows these styles and scripts.
  init(styles: [[UInt8]], scripts: [[UInt8]]) {
    self.styles = styles.map(Self.source)
    self.scripts = scripts.map(Self.source)
  }

  /// What both allow together.
  func adding(_ other: PagePolicy) -> PagePolicy {
    var both = self
    both.styles += other.styles
    both.scripts += other.scripts
    return both
  }

  /// A policy with as many scripts as `count` says: the rest allow what nobody has.
  func filled(to count: Int, using random: inout some RandomNumberGenerator) -> PagePolicy {
    var policy = self
    while policy.scripts.count < count {
      policy.scripts.append("'sha256-\(Base64.text((0..<32).map { _ in UInt8(truncatingIfNeeded: random.next()) }))'")
    }
    return policy
  }

  /// The policy as the head of a page says it.
  var meta: [UInt8] {
    let run = scripts.isEmpty ? "" : " script-src \(scripts.joined(separator: " "));"
    return Array(
      """
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src \(styles.joined(separator: " "));\(run) \
      img-src data:; font-src data:; form-action 'none'; base-uri 'none'">

      """.utf8)
  }

  private static func source(_ text: [UInt8]) -> String { "'sha256-\(Base64.text(SHA256.digest(text)))'" }
}
