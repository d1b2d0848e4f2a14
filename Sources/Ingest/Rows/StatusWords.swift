import Core
import Portfolio

/// The words that CRMs have for where something stands.
enum StatusWords {
  /// Where a contract stands.
  static func contract(_ text: String) -> Contract.Status? {
    if let status = Choice.parse(text, of: Contract.Status.self) { return status }
    switch TextKey.words(text.utf8) {
    case "activated", "signed", "executed", "in_force", "current", "live", "open", "approved", "invoiced",
      "aktiv", "aktiviert", "laufend":
      return .active
    case "superseded", "replaced", "extended": return .renewed
    case "ended", "closed", "inactive", "lapsed", "complete", "completed", "expiring",
      "abgelaufen", "beendet", "inaktiv":
      return .expired
    case "canceled", "terminated", "churned", "lost", "void", "voided", "gekündigt", "storniert": return .cancelled
    case "pending", "in_approval_process", "in_approval", "new", "proposed", "negotiation", "under_review", "in_review",
      "entwurf":
      return .draft
    default: return nil
    }
  }

  /// The forecast category of a CRM's text. `Closed` alone says nothing about won or lost.
  static func category(_ text: String) -> ForecastCategory? {
    if let category = Choice.parse(text, of: ForecastCategory.self) { return category }
    switch TextKey.words(text.utf8) {
    case "committed", "forecast", "commit_forecast": return .commit
    case "bestcase", "upside", "most_likely", "probable", "mostlikely": return .bestCase
    case "omit", "not_forecasted", "none", "excluded": return .omitted
    case "won": return .closedWon
    case "lost": return .closedLost
    default: return nil
    }
  }

  /// How an opportunity ended.
  static func outcome(_ text: String) -> Opportunity.Outcome? {
    if let outcome = Choice.parse(text, of: Opportunity.Outcome.self) { return outcome }
    switch TextKey.words(text.utf8) {
    case "won", "closed_won", "closedwon", "true", "yes", "1", "renewal": return .renewed
    case "lost", "closed_lost", "closedlost", "churn", "cancelled", "canceled", "not_renewed": return .churned
    case "in_progress", "pending", "false", "no", "0", "new": return .open
    default: return nil
    }
  }

  /// What a stage alone says about the end.
  static func stage(_ text: String) -> Opportunity.Outcome? {
    let words = TextKey.words(text.utf8)
    if words.contains("closed_won") || words == "closedwon" || words == "won" { return .renewed }
    if words.contains("closed_lost") || words == "closedlost" || words == "lost" { return .churned }
    return nil
  }
}
