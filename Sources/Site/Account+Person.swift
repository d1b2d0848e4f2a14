import Core
import Portfolio

extension Account {
  /// Name of the renewals manager; nil if nobody is named, or `audience` may not know.
  func ownerName(for audience: Audience) -> String? {
    owner.resolved(for: audience).flatMap { $0.isEmpty ? nil : PersonView.name(fromAddress: $0) }
  }

  /// `@ana` as the colleague it means, if exactly one of the account's people has that first name, full name or address and `audience`
  /// may know them; else the handle with a capital.
  func person(_ handle: String, for audience: Audience) -> String {
    let wanted = handle.lowercased()
    let owner = ownerName(for: audience).map { [$0] } ?? []
    let matches = Set(owner + (team.resolved(for: audience) ?? []).map(\.name)).filter { name in
      let lowered = name.lowercased()
      return lowered == wanted || lowered.utf8.starts(with: (wanted + " ").utf8)
        || lowered.utf8.elementsEqual(PersonView.name(fromAddress: wanted + "@").lowercased().utf8)
    }
    return matches.count == 1 ? matches.first ?? handle : wanted.prefix(1).uppercased() + handle.dropFirst()
  }
}
