/// The names of a record and where their values stand. One instance for each shape, so its identity names the shape.
@usableFromInline
final class TemplateKeys: Sendable {
  /// A name and what a template may do with it.
  @usableFromInline
  struct Field: Sendable {
    let name: String
    let kind: FieldKind

    @usableFromInline
    init(name: String, kind: FieldKind) {
      self.name = name
      self.kind = kind
    }
  }

  let fields: [Field]
  /// How many there are.
  @usableFromInline let count: Int
  /// Tells sets of names apart, whatever instance holds them.
  let digest: UInt64
  private let hashes: [UInt64]
  /// Open addressing with linear probing, at most half full; an index into `hashes` plus one, 0 for free.
  private let slots: [UInt16]

  /// At most 65,534 names are kept, far more than a front matter can hold.
  @usableFromInline
  init(_ fields: [Field]) {
    self.fields = Array(fields.prefix(Int(UInt16.max) - 1))
    count = self.fields.count
    hashes = self.fields.map { NameHash.of($0.name) }
    var capacity = 4
    while capacity < hashes.count * 2 { capacity *= 2 }
    var slots = [UInt16](repeating: 0, count: capacity)
    for (index, hash) in hashes.enumerated() {
      var slot = Self.start(hash, capacity)
      while slots[slot] != 0 { slot = (slot + 1) & (capacity - 1) }
      slots[slot] = UInt16(index + 1)
    }
    self.slots = slots
    digest = hashes.reduce(NameHash.offset) { ($0 ^ $1) &* NameHash.prime }
  }

  /// Where the value of the name with that hash stands.
  func index(of hash: UInt64) -> Int? {
    var slot = Self.start(hash, slots.count)
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      if hashes[index] == hash { return index }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private static func start(_ hash: UInt64, _ capacity: Int) -> Int {
    Int(truncatingIfNeeded: hash ^ hash >> 32) & (capacity - 1)
  }
}

/// What a template may do with a name. The keys of children are asked for late: a shape may contain itself.
@usableFromInline
enum FieldKind: Sendable {
  case text
  case html
  case flag
  case texts
  case record(@Sendable () -> TemplateKeys)
  case list(@Sendable () -> TemplateKeys)
  /// Names and values that only the user knows.
  case open

  /// In words, for messages.
  var described: String {
    switch self {
    case .text: "text"
    case .html: "markup"
    case .flag: "a flag"
    case .texts, .list: "a list"
    case .record: "a group of names"
    case .open: "a group of your own keys"
    }
  }
}

/// 64-bit FNV-1a over the bytes of a name: names are hashed when templates are compiled and compared as numbers after that.
enum NameHash {
  static let offset: UInt64 = 0xCBF2_9CE4_8422_2325
  static let prime: UInt64 = 0x0000_0100_0000_01B3

  static func of(_ name: String) -> UInt64 {
    name.utf8.reduce(offset) { ($0 ^ UInt64($1)) &* prime }
  }
}
