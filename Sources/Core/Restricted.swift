/// A value that not every audience may see.
///
/// The only way to the value is `resolved(for:)`, which names the audience it is shown to. `map`, `zip` and `all` keep the
/// highest level of their inputs, so a total inherits the clearance of its parts and a forgotten redaction does not compile.
/// Not `Codable`, not `Equatable`, and blank in `description`, `debugDescription` and `dump`.
public struct Restricted<Value: Sendable>: Sendable {
  private let value: Value

  /// The least trusted audience that may see the value.
  public let clearance: Audience

  /// Guards `value` so that only `clearance` and the audiences above it see it.
  public init(_ value: Value, for clearance: Audience) {
    self.value = value
    self.clearance = clearance
  }

  /// The value, if `audience` may see it; nil otherwise.
  public func resolved(for audience: Audience) -> Value? {
    audience >= clearance ? value : nil
  }

  /// Computes from the value without letting it out: the result keeps the clearance.
  public func map<T>(_ transform: (Value) -> T) -> Restricted<T> {
    Restricted<T>(transform(value), for: clearance)
  }

  /// Computes a guarded value from a guarded value: the result has the higher clearance of the two.
  public func flatMap<T>(_ transform: (Value) -> Restricted<T>) -> Restricted<T> {
    let inner = transform(value)
    return Restricted<T>(inner.value, for: max(clearance, inner.clearance))
  }

  /// Both values behind the higher of the two clearances.
  public func zip<T>(_ other: Restricted<T>) -> Restricted<(Value, T)> {
    Restricted<(Value, T)>((value, other.value), for: max(clearance, other.clearance))
  }

  /// All values behind the highest clearance among them; an empty list is behind `floor`.
  public static func all(_ parts: [Restricted<Value>], atLeast floor: Audience = .customer) -> Restricted<[Value]> {
    Restricted<[Value]>(parts.map { $0.value }, for: parts.reduce(floor) { max($0, $1.clearance) })
  }

  /// The least guarded of `parts` that satisfies `condition`, the first among equals. That there is one is not guarded,
  /// what it says is: evidence that only the team may see proves a state to the team only.
  public static func leastGuarded(
    of parts: [Restricted<Value>], where condition: (Value) -> Bool
  ) -> Restricted<Value>? {
    var best: Restricted<Value>?
    for part in parts where condition(part.value) && best.map({ part.clearance < $0.clearance }) ?? true { best = part }
    return best
  }

  /// The same value, seen by no audience below `clearance`; never lowers a clearance.
  public func raised(to clearance: Audience) -> Restricted<Value> {
    Restricted(value, for: max(self.clearance, clearance))
  }
}

extension Restricted {
  /// The elements of a guarded list, each guarded as the list was.
  public func elements<Element>() -> [Restricted<Element>] where Value: Sequence, Element == Value.Element {
    value.map { Restricted<Element>($0, for: clearance) }
  }
}

/// A list whose entries are guarded one by one. What is counted in it, or missing from it, is as guarded as its most guarded entry.
public struct RestrictedList<Element: Sendable>: Sendable {
  /// The entries, in order.
  public let entries: [Restricted<Element>]
  /// All entries behind the highest clearance among them: for figures, which an entry that is left out would falsify.
  public let whole: Restricted<[Element]>
  /// The least trusted audience that may know of the list, but for entries that say so themselves.
  public let floor: Audience

  /// A list that no audience below `floor` sees anything of, but for entries that say so themselves.
  public init(_ entries: [Restricted<Element>], atLeast floor: Audience) {
    self.entries = entries
    self.floor = floor
    whole = Restricted.all(entries, atLeast: floor)
  }

  /// Entries that are all guarded alike.
  public init(_ elements: [Element], for clearance: Audience) {
    self.init(elements.map { Restricted($0, for: clearance) }, atLeast: clearance)
  }

  /// The entries that `audience` may see, which don't tell whether there are others; nil if the list is not for it and no entry
  /// says otherwise.
  public func resolved(for audience: Audience) -> [Element]? {
    let seen = entries.compactMap { $0.resolved(for: audience) }
    return seen.isEmpty && audience < floor ? nil : seen
  }
}

extension Restricted: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Never shows the value.
  public var description: String { "<restricted to \(clearance.rawValue)>" }
  /// Never shows the value.
  public var debugDescription: String { description }
  /// Never shows the value, in `dump` either.
  public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
