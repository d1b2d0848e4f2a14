public import Core

/// The least trusted audience of each guarded part of the book. Defaults deny; `clearance:` in the settings overrides.
public struct ClearancePolicy: Sendable, Hashable {
  /// A part of the book that is guarded as one.
  public enum Part: String, Sendable, CaseIterable, Hashable {
    /// Segment, industry, region.
    case profile
    /// Who of us works on the account: its owner and its team. Never above `field`, whose pages are made by manager.
    case contacts
    /// Health readings, scores, bands, overrides, sentiment.
    case health
    /// The risk register.
    case risks
    /// The customer's people.
    case stakeholders
    /// Forecast categories, stages and close dates.
    case forecast
    /// Opportunity and call amounts, reasons and swings; targets.
    case amounts
    /// Negotiation plans and scenarios.
    case negotiation
    /// List prices and discounts.
    case listPrices = "list_prices"
    /// Touch log, next steps, milestones, attention and every other figure about how we work the account.
    case activity
    /// Plays and what matched.
    case plays
    /// Notes outside audience blocks.
    case notes
    /// File and line behind figures.
    case provenance
    /// Front matter keys that Perennial doesn't know.
    case extra
  }

  private var audiences: [Part: Audience] = [:]
  /// Clearances of single front matter keys: those in `singleFields`, and keys of the user's own.
  private var fields: [String: Audience] = [:]

  /// Known keys of a note's front matter that can be cleared apart from their part.
  public static let singleFields = ["segment", "industry", "region"]

  /// The defaults of the design.
  public init() {}

  /// The least trusted audience that may see `part`.
  public subscript(part: Part) -> Audience {
    get { audiences[part] ?? Self.standard(part) }
    set { audiences[part] = part == .contacts ? min(newValue, .field) : newValue }
  }

  /// The least trusted audience that may see the front matter key `field`, which else is cleared as `part` is.
  public func audience(of field: String, in part: Part) -> Audience { fields[field] ?? self[part] }

  /// Clears a single front matter key.
  public mutating func clear(field: String, for audience: Audience) { fields[field] = audience }

  private static func standard(_ part: Part) -> Audience {
    switch part {
    case .profile, .contacts, .health, .risks, .stakeholders, .forecast, .activity, .plays, .listPrices: .field
    case .amounts, .negotiation, .notes, .provenance, .extra: .team
    }
  }
}
