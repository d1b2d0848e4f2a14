public import Core
import Portfolio

/// A legacy product at an account, what becomes of it, by when, and what that does to the renewal.
public struct MigrationNeed: Sendable {
  /// Index in `Portfolio.products` of the legacy product.
  public let product: Int
  /// Index of the successor; nil if the product is not mapped, or the catalogue doesn't know the successor.
  public let successor: Int?
  /// Licensed today.
  public let quantity: Rational
  /// Needed of the successor: `ceil(quantity × ratio)`; nil if unmapped.
  public let newQuantity: Int64?
  /// Today's annual amount, roll-up currency: at flat spend it stays what it is.
  public let annual: Rational
  /// Price effect of the mapping at flat spend, roll-up currency a year.
  public let priceEffect: Rational?
  /// Price of one new unit if the spend stays what it is.
  public let flatUnitPrice: Rational?
  /// List price of one new unit, roll-up currency; guarded as list prices are.
  public let listUnitPrice: Restricted<Rational?>
  /// Last day of the contract that ends first.
  public let termEnd: Day?
  /// By when it must be moved, and why; nil if the catalogue knows no last day.
  public let deadline: MigrationDeadline?
  /// Whether the mapping must be looked at again by now.
  public let isReviewDue: Bool

  /// Whether nobody has said what it becomes.
  public var isUnmapped: Bool { newQuantity == nil }

  /// Annual amount after the move with the mapping's price effect; today's where it has none.
  public var annualWithEffect: Rational { annual + (priceEffect ?? .zero) }

  /// Annual amount after the move at list price: new quantity × list price. Guarded as list prices are.
  public var annualAtList: Restricted<Rational?> {
    listUnitPrice.map { [newQuantity] price in
      newQuantity.flatMap { quantity in price.map { Rational(quantity) * $0 } }
    }
  }

  /// Discount on the list price that flat spend amounts to, as a share; negative where today's spend is above list.
  public var flatDiscount: Restricted<Rational?> {
    listUnitPrice.map { [flatUnitPrice] list in
      list.flatMap { list in flatUnitPrice.flatMap { (list - $0).divided(by: list) } }
    }
  }
}

/// The day by which a legacy product must be moved.
public struct MigrationDeadline: Sendable, Hashable, Comparable {
  /// The day.
  public let day: Day
  /// Why that day.
  public let reason: Reason

  /// What ends on the day.
  public enum Reason: String, Sendable, Hashable {
    /// Support ends before the contract does.
    case endOfLife = "end of life"
    /// The contract ends, and by then the product can't be renewed.
    case contractEnd = "contract end"
    /// The sale ends after the contract does: it may be renewed once more until then.
    case endOfSale = "end of sale"
  }

  /// The earliest day that forces a move of a contract that ends on `termEnd`. One that may be renewed before the sale ends must not
  /// move yet; its last chance is told.
  init?(termEnd: Day?, endOfSale: Day?, endOfLife: Day?) {
    if let endOfLife, termEnd.map({ endOfLife <= $0 }) ?? true {
      (day, reason) = (endOfLife, .endOfLife)
    } else if let endOfSale, let termEnd, endOfSale <= termEnd {
      (day, reason) = (termEnd, .contractEnd)
    } else if let endOfSale {
      (day, reason) = (endOfSale, .endOfSale)
    } else if let endOfLife {
      (day, reason) = (endOfLife, .endOfLife)
    } else {
      return nil
    }
  }

  /// Earlier days are less.
  public static func < (a: MigrationDeadline, b: MigrationDeadline) -> Bool { a.day < b.day }
}

/// A move that was made lately: lines of a legacy product ended, and lines of its successor run.
public struct MigrationMove: Sendable, Hashable {
  /// Index in `Portfolio.products` of what was left.
  public let product: Int
  /// Index of what is used now.
  public let successor: Int
  /// First day without a line of the legacy product.
  public let day: Day
  /// Licensed of the legacy product on its last day.
  public let quantity: Rational
  /// What the map gave for it: `ceil(quantity × ratio)`.
  public let expected: Int64
  /// Licensed of the successor now.
  public let bought: Rational

  /// Days after a move in which its day-1 list is shown.
  public static let daysShown = 90
}
