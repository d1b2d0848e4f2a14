/// Finds a number by a text, from bytes: joining a million rows must not make a million strings.
struct ByteIndex: Sendable {
  private var slots: [Int32] = [Int32](repeating: -1, count: 16)
  private var entries: [(hash: UInt64, start: Int, count: Int, value: Int)] = []
  private var keys: [UInt8] = []

  init() {}

  /// Number of texts.
  var count: Int { entries.count }

  /// Files `value` under `key` unless something is there already; what is there.
  @discardableResult
  mutating func insert(_ key: Span<UInt8>, _ value: Int) -> Int? {
    let hash = Self.hash(key)
    if let entry = find(key, hash) { return entries[entry].value }
    if (entries.count + 1) * 2 > slots.count { grow() }
    entries.append((hash, keys.count, key.count, value))
    key.withUnsafeBufferPointer { keys.append(contentsOf: $0) }
    place(Int32(truncatingIfNeeded: entries.count - 1), hash)
    return nil
  }

  /// Files `value` under `key` unless something is there already; what is there.
  @discardableResult
  mutating func insert(_ key: String, _ value: Int) -> Int? { insert(Array(key.utf8).span, value) }

  /// The number under `key`.
  @inline(__always)
  func value(_ key: Span<UInt8>) -> Int? { find(key, Self.hash(key)).map { entries[$0].value } }

  /// Looks at the key that was filed as the `number`th.
  @inline(__always)
  func with<R>(_ number: Int, _ body: (Span<UInt8>) -> R) -> R {
    body(keys.span.extracting(entries[number].start..<entries[number].start &+ entries[number].count))
  }

  /// The number under `key`.
  func value(_ key: String) -> Int? { value(Array(key.utf8).span) }

  /// Replaces every number.
  mutating func mapValues(_ transform: (Int) -> Int) {
    for entry in entries.indices { entries[entry].value = transform(entries[entry].value) }
  }

  private func find(_ key: Span<UInt8>, _ hash: UInt64) -> Int? {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] >= 0 {
      let entry = Int(slots[slot])
      if entries[entry].hash == hash, isKey(entry, key) { return entry }
      slot = (slot + 1) & mask
    }
    return nil
  }

  private func isKey(_ entry: Int, _ key: Span<UInt8>) -> Bool {
    let (start, count) = (entries[entry].start, entries[entry].count)
    guard count == key.count else { return false }
    return key.equals(keys.span.extracting(start..<start &+ count))
  }

  private mutating func place(_ entry: Int32, _ hash: UInt64) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] >= 0 { slot = (slot + 1) & mask }
    slots[slot] = entry
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (index, entry) in entries.enumerated() { place(Int32(truncatingIfNeeded: index), entry.hash) }
  }

  @inline(__always)
  private static func hash(_ key: Span<UInt8>) -> UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(key.count)
    key.withUnsafeBytes { bytes in
      var index = 0
      while index &+ 8 <= bytes.count {
        hash = mix(hash ^ UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)))
        index &+= 8
      }
      hash = mix(hash ^ rest(bytes, index))
    }
    return hash
  }

  /// The last bytes, up to seven, as one number: four from both ends, which may overlap, or one by one.
  @inline(__always)
  private static func rest(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> UInt64 {
    let count = bytes.count &- start
    if count >= 4 {
      let first = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self))
      let last = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: bytes.count &- 4, as: UInt32.self))
      return UInt64(first) << 32 | UInt64(last)
    }
    var rest: UInt64 = 0
    for index in start..<bytes.count { rest = rest << 8 | UInt64(bytes[index]) }
    return rest
  }

  @inline(__always)
  private static func mix(_ hash: UInt64) -> UInt64 {
    let mixed = hash.multipliedFullWidth(by: 0xFF51_AFD7_ED55_8CCD)
    return mixed.high ^ mixed.low
  }
}
