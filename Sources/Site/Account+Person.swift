import Portfolio

extension Account {
  /// `@ana` as the colleague it means, if exactly one of the account's people has that first name, full name or address; else the
  /// handle with a capital.
  func person(_ handle: String) -> String {
    let wanted = handle.lowercased()
    let owner = owner.isEmpty ? [] : [PersonView.name(fromAddress: owner)]
    let matches = Set(owner + team.map(\.name)).filter { name in
      let lowered = name.lowercased()
      return lowered == wanted || lowered.utf8.starts(with: (wanted + " ").utf8)
        || lowered.utf8.elementsEqual(PersonView.name(fromAddress: wanted + "@").lowercased().utf8)
    }
    return matches.count == 1 ? matches.first ?? handle : wanted.prefix(1).uppercased() + handle.dropFirst()
  }
}
