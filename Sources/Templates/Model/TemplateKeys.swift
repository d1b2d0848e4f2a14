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
  /// Open addressing with linear probing, at most half full.
  private let slots: [Slot]

  /// A name and where its value stands; -1 for a free slot.
  struct Slot {
    var hash: UInt64 = 0
    var index = -1
  }

  /// The slots as they stand in memory, for as long as this is alive.
  struct Lookup {
    private let slots: UnsafePointer<Slot>
    private let mask: Int

    fileprivate init(_ slots: UnsafePointer<Slot>, _ mask: Int) {
      self.slots = slots
      self.mask = mask
    }

    /// Where the value of the name with that hash stands; -1 if there is none.
    @inline(__always)
    func index(of hash: UInt64) -> Int {
      var place = TemplateKeys.start(hash) & mask
      while true {
        let slot = slots[place]
        if slot.hash == hash || slot.index < 0 { return slot.index }
        place = (place &+ 1) & mask
      }
    }
  }

  /// At most 65,534 names are kept, far more than a front matter can hold.
  @usableFromInline
  init(_ fields: [Field]) {
    self.fields = Array(fields.prefix(Int(UInt16.max) - 1))
    count = self.fields.count
    let hashes = self.fields.map { NameHash.of($0.name) }
    var capacity = 4
    while capacity < hashes.count * 2 { capacity *= 2 }
    var slots = [Slot](repeating: Slot(), count: capacity)
    for (index, hash) in hashes.enumerated() {
      var slot = Self.start(hash) & (capacity - 1)
      while slots[slot].index >= 0 { slot = (slot + 1) & (capacity - 1) }
      slots[slot] = Slot(hash: hash, index: index)
    }
    self.slots = slots
    digest = hashes.reduce(NameHash.offset) { ($0 ^ $1) &* NameHash.prime }
  }

  /// Where the value of the name with that hash stands.
  func index(of hash: UInt64) -> Int? {
    let index = withLookup { $0.index(of: hash) }
    return index < 0 ? nil : index
  }

  /// Lets `body` look names up without a check of this object each time.
  @inline(__always)
  func withLookup<Result, Failure>(_ body: (Lookup) throws(Failure) -> Result) throws(Failure) -> Result {
    try slots.withUnsafeBufferPointer { slots throws(Failure) in
      // There are four slots at least.
      try body(Lookup(slots.baseAddress.unsafelyUnwrapped, slots.count - 1))
    }
  }

  @inline(__always)
  private static func start(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash ^ hash >> 32) }
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
