public import Core

/// A contract header: a term with its renewal rules. Part of what the customer knows, so not guarded.
public struct Contract: Sendable {
  /// Where a contract stands, as the CRM says.
  public enum Status: String, Sendable, CaseIterable, Hashable {
    case active, renewed, expired, cancelled, draft
  }

  /// CRM id or number, unique in the book.
  public let id: String
  /// Index in `Portfolio.accounts`.
  public internal(set) var account: Int
  /// First day of service.
  public let start: Day
  /// Last day of service, inclusive.
  public let end: Day
  /// As the CRM says.
  public let status: Status
  /// Currency of all its lines.
  public let currency: Currency
  /// Whether and how it renews itself.
  public let renewal: RenewalTerms
  /// Day it was signed.
  public let signed: Day?
  /// Id of the contract it renewed.
  public let renews: String?
  /// Id of the contract or account its value moved to (merge, transfer, co-term), so that the move isn't counted as churn.
  public let transferTo: String?
  /// Owner as the CRM says.
  public let owner: String?
  /// `annual`, `quarterly`, …
  public let billingFrequency: String?
  /// `Net 30`, …
  public let paymentTerms: String?
  /// Whether the customer needs a purchase order.
  public let needsPurchaseOrder: Bool
  /// Row of the export.
  public let location: SourceLocation

  /// Set by `Portfolio`: its rows in `Portfolio.lines`.
  public internal(set) var lines = 0..<0

  /// A contract whose values were checked by the reader: `end >= start`.
  public init(
    id: String, account: Int, start: Day, end: Day, status: Status, currency: Currency, renewal: RenewalTerms,
    signed: Day? = nil, renews: String? = nil, transferTo: String? = nil, owner: String? = nil,
    billingFrequency: String? = nil, paymentTerms: String? = nil, needsPurchaseOrder: Bool = false,
    location: SourceLocation
  ) {
    self.id = id
    self.account = account
    self.start = start
    self.end = end
    self.status = status
    self.currency = currency
    self.renewal = renewal
    self.signed = signed
    self.renews = renews
    self.transferTo = transferTo
    self.owner = owner
    self.billingFrequency = billingFrequency
    self.paymentTerms = paymentTerms
    self.needsPurchaseOrder = needsPurchaseOrder
    self.location = location
  }

  /// The day after the last day of service.
  public var renewalDate: Day { end + 1 }
}

/// How a contract ends or goes on.
public struct RenewalTerms: Sendable, Hashable {
  /// Whether it renews itself; nil if the export doesn't say.
  public let isAutomatic: Bool?
  /// Months of the next term if it renews itself.
  public let termMonths: Int?
  /// How long before the end notice must be received.
  public let notice: NoticePeriod?
  /// Day on which notice was given, if it was.
  public let noticeGiven: Day?
  /// The clause's own words.
  public let clause: String?
  private let cap: PackedRational
  private let uplift: PackedRational
  /// What the increase is counted on.
  public let upliftBasis: UpliftBasis?

  /// Renewal rules; all may be missing.
  public init(
    isAutomatic: Bool? = nil, termMonths: Int? = nil, notice: NoticePeriod? = nil, noticeGiven: Day? = nil,
    clause: String? = nil, upliftCapPercent: Rational? = nil, upliftPercent: Rational? = nil,
    upliftBasis: UpliftBasis? = nil
  ) {
    self.isAutomatic = isAutomatic
    self.termMonths = termMonths
    self.notice = notice
    self.noticeGiven = noticeGiven
    self.clause = clause
    cap = PackedRational(upliftCapPercent)
    uplift = PackedRational(upliftPercent)
    self.upliftBasis = upliftBasis
  }

  /// Highest increase the contract allows at renewal, per cent.
  public var upliftCapPercent: Rational? { cap.value }
  /// Increase the contract itself fixes, per cent.
  public var upliftPercent: Rational? { uplift.value }
}

/// How long before the end of the term notice must be received.
public enum NoticePeriod: Sendable, Hashable {
  case calendarDays(Int)
  case businessDays(Int)
  case months(Int)
}

/// What a percentage of uplift is counted on, over a term of several years.
public enum UpliftBasis: String, Sendable, CaseIterable, Hashable {
  /// Once for the whole term: 10% on three years gives 110.
  case term
  /// Every year on the first price: 130.
  case yearSimple = "year_simple"
  /// Every year on the year before: 133.1.
  case yearCompound = "year_compound"
}
