/// Finds what someone most likely meant.
public enum NearestName {
  /// The candidate with the fewest edits (insert, delete, replace, swap of neighbours) from `name`, if that is at most a third
  /// of its length and at most 3; the first in the order given among equals. Compares without regard to ASCII case.
  public static func of(_ name: String, among candidates: some Sequence<String>) -> String? {
    let wanted = lowered(name)
    guard !wanted.isEmpty, wanted.count <= 80 else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let other = lowered(candidate)
      let limit = min(max(1, min(wanted.count, other.count) / 3), 3)
      guard abs(other.count - wanted.count) <= limit else { continue }
      let distance = self.distance(wanted, other)
      if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
  }

  private static func lowered(_ text: String) -> [UInt8] {
    text.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }
  }

  /// Damerau-Levenshtein distance restricted to swaps of neighbours, over bytes.
  static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      row.reserveCapacity(b.count + 1)
      for j in b.indices {
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
        row.append(cost)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
