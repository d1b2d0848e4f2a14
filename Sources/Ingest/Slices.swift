/// Work side by side in slices: a task for each item would cost more than most items do.
enum Slices {
  /// `transform` of each item, in the items' order.
  static func map<T: Sendable, R: Sendable>(
    _ items: [T], jobs: Int, _ transform: @escaping @Sendable (T) -> R
  ) async -> [R] {
    guard jobs > 1, items.count > 1 else { return items.map(transform) }
    // Some ten slices a job even out items of different size.
    let size = items.count / (jobs * 10) + 1
    let starts = Array(stride(from: 0, to: items.count, by: size))
    return await withTaskGroup(of: (Int, [R]).self) { group in
      var next = 0
      func add() {
        guard next < starts.count else { return }
        let (index, start) = (next, starts[next])
        next += 1
        group.addTask { (index, items[start..<min(start + size, items.count)].map(transform)) }
      }
      for _ in 0..<jobs { add() }
      var parts = [[R]](repeating: [], count: starts.count)
      while let (index, part) = await group.next() {
        parts[index] = part
        add()
      }
      return parts.flatMap(\.self)
    }
  }
}
