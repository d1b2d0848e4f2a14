/// Where a long list speaks of which account: a page about some accounts takes its items without going through the whole list.
struct AccountPlaces: Sendable {
  /// Where each account's places begin in `places`, and where the last one's end.
  private let starts: [Int32]
  /// Places in the list, by account; in the order of the list within one.
  private let places: [Int32]

  /// Of a list whose items are about `accounts`, in the order of the list; there are `count` accounts.
  init(_ accounts: some Collection<Int>, of count: Int) {
    var starts = [Int32](repeating: 0, count: count + 1)
    for account in accounts { starts[account + 1] += 1 }
    for account in 0..<count { starts[account + 1] += starts[account] }
    self.starts = starts
    var places = [Int32](repeating: 0, count: accounts.count)
    for (place, account) in accounts.enumerated() {
      places[Int(starts[account])] = Int32(place)
      starts[account] += 1
    }
    self.places = places
  }

  /// Places of the items about any of `accounts`, in the order of the list.
  func of(_ accounts: [Int]) -> [Int] {
    accounts.flatMap { places[Int(starts[$0])..<Int(starts[$0 + 1])] }.map(Int.init).sorted()
  }
}
