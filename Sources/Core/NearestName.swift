/// Finds what someone most likely meant.
public enum NearestName {
  /// The candidate with the fewest edits (insert, delete, replace, swap of neighbours) from `name`, if that is at most a third
  /// of its length and at most 3; the first in the order given among equals. Compares without regard to ASCII case.
  public static func of(_ name: String, among candidates: some Sequence<String>) -> String? {
    let length = name.utf8.count
    guard length > 0, length <= 80 else { return nil }
    let wanted = lowered(name)
    let letters = self.letters(wanted)
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let limit = min(max(1, min(length, candidate.utf8.count) / 3), 3)
      guard abs(candidate.utf8.count - length) <= limit else { continue }
      let other = lowered(candidate)
      // An edit takes one letter away and brings another at most: names with too many letters of their own are no slip of each other.
      guard (letters ^ self.letters(other)).nonzeroBitCount <= 2 * limit else { continue }
      let distance = self.distance(wanted, other)
      if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
  }

  private static func lowered(_ text: String) -> [UInt8] {
    text.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }
  }

  /// One bit for each letter that occurs, bytes 64 apart sharing one.
  private static func letters(_ bytes: [UInt8]) -> UInt64 { bytes.reduce(0) { $0 | 1 << UInt64($1 & 63) } }

  /// Damerau-Levenshtein distance restricted to swaps of neighbours, over bytes.
  static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    var row = beforeLast
    for i in a.indices {
      row[0] = i + 1
      for j in b.indices {
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
        row[j + 1] = cost
      }
      (beforeLast, last, row) = (last, row, beforeLast)
    }
    return last[b.count]
  }
}
