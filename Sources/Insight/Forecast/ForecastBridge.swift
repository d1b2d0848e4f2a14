public import Core
public import Portfolio

/// What moved a forecast from one snapshot to the next: opening + movements = closing, to the cent.
///
/// A deal that stays moves by its amount and by the rate of exchange; one that comes or goes moves whole, for one reason:
/// opened or closed first, then the close date, then the category.
public struct ForecastBridge: Sendable {
  /// Which deals are counted.
  public struct Scope: Sendable {
    /// Close dates that count; nil means all.
    public let span: ClosedRange<Day>?
    /// Categories that count.
    public let categories: [ForecastCategory]
    /// Open commit and best case: what a forecast call still has to bring home.
    public static let open: [ForecastCategory] = [.commit, .bestCase]

    /// A scope; open commit and best case unless others are named.
    public init(span: ClosedRange<Day>? = nil, categories: [ForecastCategory] = Scope.open) {
      self.span = span
      self.categories = categories
    }

    func holds(_ day: Day) -> Bool { span?.contains(day) ?? true }
    func holds(_ category: ForecastCategory?) -> Bool { category.map(categories.contains) ?? false }
    func holds(_ deal: SnapshotDeal) -> Bool { holds(deal.closeDate) && holds(deal.category) }
  }

  /// The kinds of movement, in the order in which they are told.
  public enum Kind: String, Sendable, CaseIterable, Hashable {
    case new
    case pulledIn = "pulled_in"
    case amountUp = "amount_up"
    case upgraded
    case downgraded
    case amountDown = "amount_down"
    case pushedOut = "pushed_out"
    case lost, won
    case exchange = "fx"

    /// For readers.
    public var title: String {
      switch self {
      case .new: "New"
      case .pulledIn: "Pulled in"
      case .amountUp: "Amount up"
      case .upgraded: "Upgraded"
      case .downgraded: "Downgraded"
      case .amountDown: "Amount down"
      case .pushedOut: "Pushed out"
      case .lost: "Lost"
      case .won: "Won"
      case .exchange: "Exchange rates"
      }
    }
  }

  /// What one deal did.
  public struct Movement: Sendable, Hashable {
    /// How.
    public let kind: Kind
    /// The deal, as the later snapshot has it; as the earlier one had it if it is gone.
    public let deal: SnapshotDeal
    /// The deal as the earlier snapshot had it; nil if it wasn't there.
    public let earlier: SnapshotDeal?
    /// The deal as the later one has it; nil if it is gone.
    public let later: SnapshotDeal?
    /// Signed, roll-up currency.
    public let amount: Rational
    /// In words: `Pipeline to Best case`.
    public let reason: String
  }

  /// Roll-up currency.
  public let currency: Currency
  /// What counted in the earlier snapshot.
  public let opening: Total
  /// What counts in the later one.
  public let closing: Total
  /// Deal by deal, by kind, then by size.
  public let movements: [Movement]

  /// The bridge between two lists of deals. Of deals with the same id the first counts.
  public init(from earlier: [SnapshotDeal], to later: [SnapshotDeal], scope: Scope, currency: Currency) {
    self.currency = currency
    let (before, after) = (Self.sorted(earlier), Self.sorted(later))
    opening = Self.sum(before, scope, currency)
    closing = Self.sum(after, scope, currency)
    var movements: [Movement] = []
    var (i, j) = (0, 0)
    while i < before.count || j < after.count {
      let order = Self.order(i < before.count ? before[i] : nil, j < after.count ? after[j] : nil)
      let then = order <= 0 ? before[i] : nil
      let now = order >= 0 ? after[j] : nil
      movements += Self.movements(then, now, scope, currency)
      if then != nil { i += 1 }
      if now != nil { j += 1 }
    }
    self.movements = movements.sorted {
      if $0.kind != $1.kind { return $0.kind.place < $1.kind.place }
      if $0.amount != $1.amount { return $0.amount.magnitude > $1.amount.magnitude }
      return $0.deal.id.utf8.lexicographicallyPrecedes($1.deal.id.utf8)
    }
  }

  /// Sum of the movements of a kind, signed.
  public func total(_ kind: Kind) -> Total {
    Total(movements.reduce(.zero) { $1.kind == kind ? $0 + $1.amount : $0 }, currency)
  }

  /// What is left unexplained; a build with anything but zero must fail.
  public var difference: Total {
    Total(closing.amount - movements.reduce(opening.amount) { $0 + $1.amount }, currency)
  }

  /// Whether opening and movements come to closing, to the cent.
  public var isBalanced: Bool { difference.amount.isZero }
}

extension ForecastBridge {
  private static func sorted(_ deals: [SnapshotDeal]) -> [SnapshotDeal] {
    let sorted = deals.enumerated().sorted { a, b in
      a.element.id.utf8.elementsEqual(b.element.id.utf8)
        ? a.offset < b.offset : a.element.id.utf8.lexicographicallyPrecedes(b.element.id.utf8)
    }.map(\.element)
    return sorted.reduce(into: []) { unique, deal in
      if unique.last.map({ $0.id.utf8.elementsEqual(deal.id.utf8) }) != true { unique.append(deal) }
    }
  }

  /// Which of two deals comes first: -1, 0 for the same one, 1.
  private static func order(_ a: SnapshotDeal?, _ b: SnapshotDeal?) -> Int {
    guard let a else { return 1 }
    guard let b else { return -1 }
    return a.id.utf8.elementsEqual(b.id.utf8) ? 0 : a.id.utf8.lexicographicallyPrecedes(b.id.utf8) ? -1 : 1
  }

  private static func sum(_ deals: [SnapshotDeal], _ scope: Scope, _ currency: Currency) -> Total {
    deals.reduce(into: Total(.zero, currency)) { sum, deal in
      guard scope.holds(deal) else { return }
      sum += Total(
        deal.rolledUp(to: currency), currency, leftOut: deal.rate == nil ? [deal.amount.currency] : [])
    }
  }

  private static func movements(
    _ then: SnapshotDeal?, _ now: SnapshotDeal?, _ scope: Scope, _ currency: Currency
  ) -> [Movement] {
    let (wasIn, isIn) = (then.map(scope.holds) ?? false, now.map(scope.holds) ?? false)
    switch (then, now) {
    case (let then?, let now?) where wasIn && isIn: return stayed(then, now, currency)
    case (let then?, _) where wasIn:
      let (kind, reason) = leaving(then, now, scope)
      return [
        Movement(
          kind: kind, deal: now ?? then, earlier: then, later: now, amount: -then.rolledUp(to: currency), reason: reason
        )
      ]
    case (_, let now?) where isIn:
      let (kind, reason) = entering(then, now, scope)
      return [
        Movement(
          kind: kind, deal: now, earlier: then, later: now, amount: now.rolledUp(to: currency), reason: reason)
      ]
    default: return []
    }
  }

  private static func stayed(_ then: SnapshotDeal, _ now: SnapshotDeal, _ currency: Currency) -> [Movement] {
    // At the earlier rate first: what is left of the change is the rate's doing.
    let isSameCurrency = then.amount.currency == now.amount.currency
    let (opening, closing) = (then.rolledUp(to: currency), now.rolledUp(to: currency))
    let atOldRate = isSameCurrency ? now.rolledUp(to: currency, rate: then.rate) : closing
    let (byAmount, byRate) = (atOldRate - opening, closing - atOldRate)
    var movements: [Movement] = []
    if !byAmount.isZero {
      let reason = "\(FigureFormat.exact(then.amount)) to \(FigureFormat.exact(now.amount))"
      movements.append(
        Movement(
          kind: byAmount > .zero ? .amountUp : .amountDown, deal: now, earlier: then, later: now, amount: byAmount,
          reason: reason))
    }
    if !byRate.isZero {
      let reason =
        "\(now.amount.currency) at \(now.rate?.description ?? "no rate"), was \(then.rate?.description ?? "none")"
      movements.append(
        Movement(kind: .exchange, deal: now, earlier: then, later: now, amount: byRate, reason: reason))
    }
    return movements
  }

  private static func leaving(_ then: SnapshotDeal, _ now: SnapshotDeal?, _ scope: Scope) -> (Kind, String) {
    guard let now else { return (.lost, "No longer in the data") }
    switch now.category {
    case .closedWon where !scope.holds(.closedWon): return (.won, "Closed \(now.closeDate.display)")
    case .closedLost where !scope.holds(.closedLost): return (.lost, "Lost \(now.closeDate.display)")
    default: break
    }
    if !scope.holds(now.closeDate) {
      return (.pushedOut, "Close date \(then.closeDate.display) to \(now.closeDate.display)")
    }
    return (rank(now.category) > rank(then.category) ? .upgraded : .downgraded, change(then, now))
  }

  private static func entering(_ then: SnapshotDeal?, _ now: SnapshotDeal, _ scope: Scope) -> (Kind, String) {
    guard let then else { return (.new, "Not in the earlier snapshot") }
    if then.category?.isClosed == true, now.category?.isClosed != true {
      return (.new, "Reopened: \(change(then, now))")
    }
    if !scope.holds(then.closeDate) {
      return (.pulledIn, "Close date \(then.closeDate.display) to \(now.closeDate.display)")
    }
    return (rank(now.category) > rank(then.category) ? .upgraded : .downgraded, change(then, now))
  }

  private static func change(_ then: SnapshotDeal, _ now: SnapshotDeal) -> String {
    "\(then.category?.title ?? "No category") to \(now.category?.title ?? "No category")"
  }

  /// How sure a category is.
  static func rank(_ category: ForecastCategory?) -> Int {
    switch category {
    case nil: 0
    case .closedLost: 1
    case .omitted: 2
    case .pipeline: 3
    case .bestCase: 4
    case .commit: 5
    case .closedWon: 6
    }
  }
}

extension ForecastBridge.Kind {
  /// Place in `allCases`.
  fileprivate var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
