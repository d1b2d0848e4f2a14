/// What a section puts in reach of the names inside it, as far as it is known without data.
enum CheckScope {
  case record(TemplateKeys)
  /// Any name may be found here.
  case open
  /// An element of a list of texts, or a text: only `{{.}}` means something.
  case leaf(isRaw: Bool)

  /// Tells scopes apart; equal scopes find the same names.
  struct Identity: Hashable {
    let kind: UInt8
    let keys: ObjectIdentifier?
  }

  var identity: Identity {
    switch self {
    case .record(let keys): Identity(kind: 0, keys: ObjectIdentifier(keys))
    case .open: Identity(kind: 1, keys: nil)
    case .leaf(let isRaw): Identity(kind: isRaw ? 2 : 3, keys: nil)
    }
  }

  private var isLeaf: Bool {
    if case .leaf = self { true } else { false }
  }

  /// `outer` with `inner` on top, without scopes that can't be seen any more: the same names are found, and a template that
  /// includes itself comes back to the same scopes after some rounds.
  static func push(_ inner: CheckScope, on outer: [CheckScope]) -> [CheckScope] {
    outer.filter { !$0.isLeaf && $0.identity != inner.identity } + [inner]
  }
}

/// What a name stands for in its context.
enum FoundName {
  case field(FieldKind)
  /// Something of the user's own, not known before rendering.
  case anything
  case flag
  case unknown
}
