/// Forms of many values, found by their digests: what a text says at any place is looked up in constant time.
struct LeakTable: Sendable {
  /// A form of a value.
  struct Entry: Sendable {
    let hash: UInt64
    /// Index of the value.
    let value: Int32
    let length: UInt8
    let isTextOnly: Bool
    let isWeak: Bool
    let isEncoded: Bool

    init(_ form: LeakForm, of value: Int) {
      hash = form.hash
      self.value = Int32(truncatingIfNeeded: value)
      length = UInt8(truncatingIfNeeded: form.length)
      isTextOnly = form.isTextOnly
      isWeak = form.isWeak
      isEncoded = form.isEncoded
    }
  }

  /// By digest.
  private let entries: [Entry]
  /// Place of the first entry of a digest, and 1; open addressing.
  private let slots: [Int32]
  /// One bit for many digests: nearly all of what stands in a text is refused here.
  private let filter: [UInt64]
  private let mask: Int
  private let filterMask: UInt64
  /// Bit `n`: whether a phrase of `n` tokens is looked for.
  private let lengths: UInt32

  init(_ unsorted: [Entry]) {
    entries = unsorted.sorted { ($0.hash, $0.value) < ($1.hash, $1.value) }
    var capacity = 16
    while capacity < entries.count * 2 { capacity *= 2 }
    mask = capacity - 1
    filterMask = UInt64(capacity * 16 - 1)
    var slots = [Int32](repeating: 0, count: capacity)
    var filter = [UInt64](repeating: 0, count: capacity / 4)
    var lengths: UInt32 = 0
    for index in entries.indices {
      let hash = entries[index].hash
      lengths |= 1 << UInt32(entries[index].length)
      let bit = hash >> 20 & filterMask
      filter[Int(bit >> 6)] |= 1 << (bit & 63)
      if index > 0, entries[index - 1].hash == hash { continue }
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(index + 1)
    }
    (self.slots, self.filter, self.lengths) = (slots, filter, lengths)
  }

  /// Calls `found` for each entry that `text` holds, with where it ends there.
  func scan(_ text: [UInt8], isText: Bool, _ found: (Entry, _ end: Int) -> Void) {
    guard !entries.isEmpty else { return }
    text.withUnsafeBufferPointer { bytes in
      filter.withUnsafeBufferPointer { scan(bytes, isText: isText, $0, found) }
    }
  }

  private func scan(
    _ bytes: UnsafeBufferPointer<UInt8>, isText: Bool, _ filter: UnsafeBufferPointer<UInt64>,
    _ found: (Entry, _ end: Int) -> Void
  ) {
    @inline(__always)
    func look(_ hash: UInt64, _ length: UInt32, _ end: Int) {
      let bit = hash >> 20 & filterMask
      guard filter[Int(bit >> 6)] >> (bit & 63) & 1 == 1, lengths >> length & 1 == 1 else { return }
      lookUp(hash, length, isText, end, found)
    }
    var reader = TokenReader(bytes)
    // Digests of the last 1, 2, … tokens.
    var (one, two, three, four, five): (UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0)
    while let token = reader.next() {
      let six = LeakForm.extended(five, by: token.hash)
      five = LeakForm.extended(four, by: token.hash)
      four = LeakForm.extended(three, by: token.hash)
      three = LeakForm.extended(two, by: token.hash)
      two = LeakForm.extended(one, by: token.hash)
      one = LeakForm.extended(0, by: token.hash)
      let end = token.range.upperBound
      look(one, 1, end)
      look(two, 2, end)
      look(three, 3, end)
      look(four, 4, end)
      look(five, 5, end)
      look(six, 6, end)
    }
  }

  /// Past the filter: what few digests get to.
  private func lookUp(
    _ hash: UInt64, _ length: UInt32, _ isText: Bool, _ end: Int, _ found: (Entry, _ end: Int) -> Void
  ) {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      var index = Int(slots[slot]) - 1
      if entries[index].hash == hash {
        while index < entries.count, entries[index].hash == hash {
          if entries[index].length == length, isText || !entries[index].isTextOnly { found(entries[index], end) }
          index += 1
        }
        return
      }
      slot = (slot + 1) & mask
    }
  }
}
