import Core
import Portfolio

extension SnapshotDeal {
  /// The amount in the roll-up currency, rounded to minor units so that sums balance to the cent; nothing without a rate.
  func rolledUp(to currency: Currency, rate other: Rational? = nil) -> Rational {
    guard let rate = other ?? rate else { return .zero }
    return amount.converted(to: currency, rate: rate).amount
  }
}
