/// A meeting or hand-over of the renewals week that a pack is made for. Cadence and agendas: `domain.md`, section 4.
public enum PackRitual: String, Sendable, Hashable, CaseIterable {
  /// The weekly forecast call.
  case forecast
  /// A one-to-one with an account executive.
  case seller
  /// The review of accounts at risk.
  case atRisk = "at-risk"
  /// One account's escalation.
  case escalation
  /// The territory's quarterly review.
  case qbr
  /// Monday's own preparation.
  case week

  /// What of the book it is about besides the day: an account executive, an account, or nothing.
  public enum Subject: Sendable { case none, seller, account }

  /// What has to be named with it.
  public var subject: Subject {
    switch self {
    case .seller: .seller
    case .escalation: .account
    default: .none
    }
  }

  /// Its name on the cover.
  var title: String {
    switch self {
    case .forecast: "Forecast call"
    case .seller: "Field sales one-to-one"
    case .atRisk: "At-risk review"
    case .escalation: "Escalation"
    case .qbr: "Quarterly business review"
    case .week: "The week"
    }
  }
}

/// Why there is no pack.
public enum PackProblem: Error, Sendable, Equatable {
  /// Nobody, or no account, of that name is in the copy; with the nearest name there is.
  case unknown(String, nearest: String?)
  /// The copy holds nothing that the ritual would be about.
  case empty(String)
}

/// A point of an agenda: what is asked, and the page that answers.
struct PackPoint: Sendable {
  let title: String
  let note: String
  let page: PageID
}
