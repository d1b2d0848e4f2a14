public import Core

/// A renewal opportunity of the CRM.
public struct Opportunity: Sendable {
  /// How it ended.
  public enum Outcome: String, Sendable, CaseIterable, Hashable {
    case open, renewed, churned
  }

  /// CRM id, unique in the book.
  public let id: String
  /// Index in `Portfolio.accounts`.
  public internal(set) var account: Int
  /// Id of the contract it renews, if given.
  public let contract: String?
  /// Expected (or actual) close.
  public let closeDate: Day
  /// The amount as the CRM has it; guarded above the category.
  public let amount: Restricted<Money>
  /// The category, if the CRM has one.
  public let category: ForecastCategory?
  /// The category's own text.
  public let rawCategory: String?
  /// The stage's own text.
  public let stage: String?
  /// How it ended.
  public let outcome: Outcome
  /// The day it was closed.
  public let closedOn: Day?
  /// Next step, and by when.
  public let nextStep: String?
  /// Day of the next step.
  public let nextStepDay: Day?
  /// Owner as the CRM says.
  public let owner: String?
  /// Row of the export.
  public let location: SourceLocation

  /// An opportunity.
  public init(
    id: String, account: Int, contract: String?, closeDate: Day, amount: Restricted<Money>,
    category: ForecastCategory?, rawCategory: String?, stage: String?, outcome: Outcome, closedOn: Day?,
    nextStep: String? = nil, nextStepDay: Day? = nil, owner: String? = nil, location: SourceLocation
  ) {
    self.id = id
    self.account = account
    self.contract = contract
    self.closeDate = closeDate
    self.amount = amount
    self.category = category
    self.rawCategory = rawCategory
    self.stage = stage
    self.outcome = outcome
    self.closedOn = closedOn
    self.nextStep = nextStep
    self.nextStepDay = nextStepDay
    self.owner = owner
    self.location = location
  }
}
