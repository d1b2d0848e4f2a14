/// Moves the labels at the ends of lines apart, each as little as it can.
enum VerticalSpread {
  /// Positions near `wanted`, in the same order of height, at least `gap` apart and within `range` if they all fit in it.
  static func positions(_ wanted: [Double], gap: Double, in range: ClosedRange<Double>) -> [Double] {
    let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
    // Groups of labels that touch; each stands so that its members are moved as little as possible on the whole.
    var groups: [(members: [Int], center: Double)] = []
    for index in order {
      groups.append(([index], clamp(wanted[index], size: 0, range)))
      while let last = groups.last, groups.count > 1, touches(groups[groups.count - 2], last, gap: gap) {
        groups.removeLast()
        let members = groups.removeLast().members + last.members
        let center = members.reduce(0) { $0 + wanted[$1] } / Double(members.count)
        groups.append((members, clamp(center, size: gap * Double(members.count - 1), range)))
      }
    }
    var positions = wanted
    for group in groups {
      let top = group.center - gap * Double(group.members.count - 1) / 2
      for (place, index) in group.members.enumerated() { positions[index] = top + gap * Double(place) }
    }
    return positions
  }

  private static func touches(
    _ upper: (members: [Int], center: Double), _ lower: (members: [Int], center: Double), gap: Double
  ) -> Bool {
    lower.center - upper.center < gap * Double(upper.members.count + lower.members.count) / 2
  }

  private static func clamp(_ center: Double, size: Double, _ range: ClosedRange<Double>) -> Double {
    max(min(center, range.upperBound - size / 2), range.lowerBound + size / 2)
  }
}
