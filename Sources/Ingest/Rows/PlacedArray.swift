#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Files
import Synchronization

/// Places of an array that is being filled in any order: each gets an element once, or is left empty.
///
/// Unchecked, as several jobs fill places of one array at the same time: each has places of its own.
struct Places<Element>: @unchecked Sendable {
  fileprivate let buffer: UnsafeMutableBufferPointer<Element>
  fileprivate let count: Int
  fileprivate var empty: [Int] = []

  /// Puts an element at a place that has none yet.
  @inline(__always)
  mutating func put(_ element: consuming Element, at place: Int) {
    precondition(place >= 0 && place < count, "an element belongs to one of the array's places")
    buffer.initializeElement(at: place, to: element)
  }

  /// Says that a place gets no element.
  mutating func leaveEmpty(_ place: Int) { empty.append(place) }

  /// Moves elements over the empty places before them; how many there are.
  fileprivate mutating func close() -> Int {
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

/// Makes an array whose elements come in another order than they are to stand in, piece by piece and by several jobs at once. Places
/// that are left empty close up at the end.
///
/// A million lines are read in the order of a file and wanted in that of the book. Sorted afterwards, or put together from what each
/// job made, they would be in memory twice.
final class PlacedArray<Element: Sendable, Note: Sendable>: Sendable {
  private let count: Int
  private let capacity: Int
  private let pieces: Int
  private let fill: @Sendable (_ piece: Int, _ places: inout Places<Element>) -> Note
  private let state = Mutex(State())

  private struct State {
    /// The array's places, while there is an array.
    var places: Places<Element>?
    /// The piece to be taken next.
    var next = 0
    /// Pieces that are being worked on.
    var running = 0
    var empty: [Int] = []
    var notes: [Note] = []
  }

  /// An array of `count` places with room for `capacity`. Between them, the `pieces` of `fill` give each place an element or leave it
  /// empty.
  init(
    count: Int, capacity: Int, pieces: Int,
    _ fill: @escaping @Sendable (_ piece: Int, _ places: inout Places<Element>) -> Note
  ) {
    self.count = count
    self.capacity = max(capacity, count)
    self.pieces = pieces
    self.fill = fill
  }

  /// The array, and what `fill` gave, in any order.
  func make() -> (elements: [Element], notes: [Note]) { make {} }

  /// The same by several jobs.
  func make(jobs: Int) async -> (elements: [Element], notes: [Note]) {
    guard jobs > 1, pieces > 1 else { return make() }
    return await withTaskGroup(of: Void.self) { group in
      make { for _ in 1..<jobs { group.addTask { self.work() } } }
    }
  }

  /// An array's memory is its own only within a call that can't be suspended: this thread works too, and others help as they come. One
  /// that comes too late finds nothing to do.
  private func make(_ startHelpers: () -> Void) -> (elements: [Element], notes: [Note]) {
    let elements = [Element](unsafeUninitializedCapacity: capacity) { buffer, filled in
      LargeMemory.prepare(buffer)
      let places = Places(buffer: buffer, count: count)
      state.withLock { $0.places = places }
      startHelpers()
      work()
      filled = close()
    }
    return (elements, state.withLock { $0.notes })
  }

  private func work() {
    while case (let piece, var places)? = take() {
      let note = fill(piece, &places)
      let empty = places.empty
      state.withLock { state in
        state.running -= 1
        state.empty += empty
        state.notes.append(note)
      }
    }
  }

  private func take() -> (piece: Int, places: Places<Element>)? {
    state.withLock { state in
      guard let places = state.places, state.next < pieces else { return nil }
      state.next += 1
      state.running += 1
      return (state.next - 1, places)
    }
  }

  /// Waits for helpers, which are in the middle of their last pieces, and closes up.
  private func close() -> Int {
    while state.withLock({ $0.running > 0 }) { sched_yield() }
    return state.withLock { state in
      guard var places = state.places else { return 0 }
      state.places = nil
      places.empty = state.empty
      return places.close()
    }
  }
}
