public import Core

/// Something to give or to get.
public struct Trade: Sendable, Hashable {
  /// What.
  public let item: String
  /// What it is worth to who gets it, units of the account's contract currency.
  public let value: Rational?
  /// What it costs who gives it, units.
  public let cost: Rational?

  /// A give or a get.
  public init(item: String, value: Rational?, cost: Rational? = nil) {
    self.item = item
    self.value = value
    self.cost = cost
  }
}

/// A step of the ladder: what is conceded, for what, and how far it has come.
public struct Concession: Sendable, Hashable {
  /// How far it has come.
  public enum State: String, Sendable, CaseIterable, Hashable {
    case planned, offered, accepted, refused
  }

  /// What is conceded.
  public let item: String
  /// What is asked for it.
  public let exchange: String?
  /// What it costs us, units of the account's contract currency.
  public let cost: Rational?
  /// Day on which it is meant to be offered.
  public let planned: Day?
  /// Day on which it was offered.
  public let offered: Day?
  /// Day on which it was accepted.
  public let accepted: Day?
  /// Day on which it was refused.
  public let refused: Day?
  /// Where the entry stands.
  public let location: SourceLocation

  /// A step.
  public init(
    item: String, exchange: String? = nil, cost: Rational? = nil, planned: Day? = nil, offered: Day? = nil,
    accepted: Day? = nil, refused: Day? = nil, location: SourceLocation
  ) {
    self.item = item
    self.exchange = exchange
    self.cost = cost
    self.planned = planned
    self.offered = offered
    self.accepted = accepted
    self.refused = refused
    self.location = location
  }

  /// The furthest that its days say.
  public var state: State {
    accepted != nil ? .accepted : refused != nil ? .refused : offered != nil ? .offered : .planned
  }
}

/// A clause that is talked about.
public struct ClausePoint: Sendable, Hashable {
  /// Where it stands.
  public enum State: String, Sendable, CaseIterable, Hashable {
    case open, escalated, agreed, dropped
  }

  /// Number and name: `11.2 Notice`.
  public let clause: String
  /// Where it stands.
  public let state: State
  /// What we want it to say.
  public let ours: String?
  /// What they want it to say.
  public let theirs: String?
  /// Who settles it.
  public let owner: String?
  /// Day by which it must be settled.
  public let due: Day?
  /// Where the entry stands.
  public let location: SourceLocation

  /// A point.
  public init(
    clause: String, state: State, ours: String? = nil, theirs: String? = nil, owner: String? = nil, due: Day? = nil,
    location: SourceLocation
  ) {
    self.clause = clause
    self.state = state
    self.ours = ours
    self.theirs = theirs
    self.owner = owner
    self.due = due
    self.location = location
  }

  /// Whether somebody still has to settle it.
  public var isOpen: Bool { state == .open || state == .escalated }
}

/// A step on the way to a decision or a signature.
public struct ProcessStep: Sendable, Hashable {
  /// What happens.
  public let step: String
  /// Who does it, on either side.
  public let who: String?
  /// Day on which it is to happen.
  public let due: Day?
  /// Day on which it happened.
  public let done: Day?
  /// Whether it happened, on a known day or not.
  public let isDone: Bool
  /// Where the entry stands.
  public let location: SourceLocation

  /// A step.
  public init(
    step: String, who: String? = nil, due: Day? = nil, done: Day? = nil, isDone: Bool = false, location: SourceLocation
  ) {
    self.step = step
    self.who = who
    self.due = due
    self.done = done
    self.isDone = isDone || done != nil
    self.location = location
  }
}
