import Core
import Files

/// An array that is filled in any order: each element goes to its place once, and places that stay empty close up at the end.
///
/// A million lines are read in the order of a file and wanted in another: sorted afterwards, they would be in memory twice.
struct PlacedArray<Element> {
  private let buffer: UnsafeMutableBufferPointer<Element>
  private let count: Int
  private var empty: [Int] = []

  /// An array of `count` places with room for `capacity`. `fill` must give each place an element or leave it empty.
  static func make(_ count: Int, capacity: Int, _ fill: (inout PlacedArray) -> Void) -> [Element] {
    [Element](unsafeUninitializedCapacity: max(count, capacity)) { buffer, filled in
      LargeMemory.prepare(buffer)
      var places = PlacedArray(buffer: buffer, count: count)
      fill(&places)
      filled = places.close()
    }
  }

  private init(buffer: UnsafeMutableBufferPointer<Element>, count: Int) {
    self.buffer = buffer
    self.count = count
  }

  /// Puts an element at a place that has none yet.
  @inline(__always)
  mutating func put(_ element: consuming Element, at place: Int) {
    precondition(place >= 0 && place < count, "an element belongs to one of the array's places")
    buffer.initializeElement(at: place, to: element)
  }

  /// Says that a place gets no element.
  mutating func leaveEmpty(_ place: Int) { empty.append(place) }

  /// Moves elements over the empty places before them; how many there are.
  private mutating func close() -> Int {
    guard let base = buffer.baseAddress, let first = empty.min() else { return count }
    empty.sort()
    var end = first
    for (index, place) in empty.enumerated() {
      let next = index + 1 < empty.count ? empty[index + 1] : count
      (base + end).moveInitialize(from: base + place + 1, count: next - place - 1)
      end += next - place - 1
    }
    return end
  }
}

/// Problems found in the order of a file, to be told in the order of the book.
struct PlacedDiagnostics {
  private var runs: [(place: Int, start: Int)] = []
  private var known = 0

  /// What came to `log` since the last time belongs to `place`.
  @inline(__always)
  mutating func note(_ place: Int, _ log: Diagnostics) {
    let count = log.all.count
    guard count > known else { return }
    runs.append((place, known))
    known = count
  }

  /// All of `log` in the order of their places.
  func inOrder(_ log: Diagnostics) -> Diagnostics {
    let ends = runs.dropFirst().map(\.start) + [known]
    var ordered = Diagnostics()
    for (run, end) in zip(runs, ends).sorted(by: { $0.0.place < $1.0.place }) {
      for problem in log.all[run.start..<end] { ordered.append(problem) }
    }
    return ordered
  }
}
