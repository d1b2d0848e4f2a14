/// How a copy travels, which decides what it may hold.
public enum ShareForm: String, Sendable, CaseIterable, Hashable {
  /// By mail: no script, since mail gateways quarantine pages that hold one.
  case mail
  /// From a shared drive: with sorting, filtering and the choice of theme.
  case drive
  /// As `drive`, inside a zip.
  case zip

  /// Whether the copy holds scripts.
  public var hasScripts: Bool { self != .mail }

  /// The largest file, in bytes. Mail: 7 MB, which base 64 makes the 10 MB that the strictest common mail servers take.
  public var limit: Int { self == .mail ? 7_000_000 : 50_000_000 }

  /// Why the copy is as it is, for the person who sends it.
  public var reason: String {
    switch self {
    case .mail:
      "for mail: no script, since mail gateways quarantine pages that hold one; --for drive keeps sorting and filtering"
    case .drive:
      "for a shared drive: with sorting and filtering; by mail, a page with scripts is likely to be quarantined"
    case .zip: "for a zip: with sorting and filtering, packed so that it travels as one file that gateways rarely open"
    }
  }

  /// Why a protected copy is as it is, for the person who sends it.
  public var protectedReason: String {
    switch self {
    case .mail, .drive:
      "for a shared drive: mail the link, not the file, since gateways quarantine encrypted pages; --for zip makes one file to pass on"
    case .zip: "for a zip: packed so that it travels as one file; the reader unpacks it and opens the page in a browser"
    }
  }
}
