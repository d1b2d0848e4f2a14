/// The figures of one contract.
public struct ContractInsight: Sendable {
  /// Index in `Portfolio.contracts`.
  public let contract: Int
  /// Days, deadlines, milestones.
  public let dates: ContractDates
  /// ARR on the as-of day, roll-up currency.
  public let arr: Total
  /// Up for renewal with the contract, roll-up currency.
  public let atr: Total
  /// Whether every line that is up for renewal ends with the contract.
  let endsTogether: Bool
}
