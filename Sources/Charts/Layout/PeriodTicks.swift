/// Which periods of an axis are named.
enum PeriodTicks {
  /// Indexes in ascending order: the last, others back from it in the smallest of `steps` that leaves room, and the first if
  /// there is room. `positions` are in px and ascending.
  static func indexes(of names: [String], positions: [Double], steps: [Int]) -> [Int] {
    guard let last = names.indices.last else { return [] }
    let room = (names.map { TextWidth.of($0) }.max() ?? 0) + 6
    let step = steps.first { $0 > last || positions[last] - positions[last - $0] >= room } ?? last + 1
    var indexes = Array(stride(from: last, through: 0, by: -step).reversed())
    if let first = indexes.first, first > 0, positions[first] - positions[0] >= room { indexes.insert(0, at: 0) }
    return indexes
  }
}
