/// Which periods of an axis are named.
enum PeriodTicks {
  /// Indexes in ascending order. `positions` are in px and ascending.
  ///
  /// Within about a year: the last, others back from it in the smallest of `steps` that leaves room, and the first if there is
  /// room. Over several years: the last, the beginnings of years as far as there is room in an even rhythm, and the first.
  static func indexes(of periods: [ChartPeriod], positions: [Double], spansYears: Bool) -> [Int] {
    guard let last = periods.indices.last else { return [] }
    let room = (periods.map { TextWidth.of(spansYears ? $0.long : $0.short) }.max() ?? 0) + 6
    let starts = periods.indices.filter { periods[$0].startsYear }
    var indexes = [last]
    if spansYears, starts.count > 1 {
      let pitch = positions[starts[1]] - positions[starts[0]]
      let step = Int((room / max(pitch, 0.01)).rounded(.up))
      for start in stride(from: starts.count - 1, through: 0, by: -max(step, 1)).map({ starts[$0] })
      where positions[indexes[0]] - positions[start] >= room { indexes.insert(start, at: 0) }
    } else {
      let step = [1, 3, 6, 12].first { $0 > last || positions[last] - positions[last - $0] >= room } ?? last + 1
      indexes = stride(from: last, through: 0, by: -step).reversed()
    }
    if let first = indexes.first, first > 0, positions[first] - positions[0] >= room { indexes.insert(0, at: 0) }
    return indexes
  }
}
