import Core
import Portfolio

extension AccountCheck {
  /// D19: measures whose last reading is stale, and overrides that no longer count.
  mutating func health() {
    let readings = portfolio.readings(of: account).resolved(for: .team) ?? []
    for rule in portfolio.settings.health.measures {
      guard case .reading(let name) = rule.source,
        let last = readings.filter({ $0.measure == name && $0.day <= asOf }).max(by: { $0.day < $1.day })
      else { continue }
      if asOf - last.day > rule.staleAfter {
        warning(
          "health.stale", "the last \(rule.title.clipped) is of \(last.day), more than \(rule.staleAfter) days ago",
          at: last.location, "export a new reading of \(name.clipped); until then it drops out of the score")
      }
    }
    for reading in readings where reading.day > asOf {
      warning(
        "health.future", "the reading is of \(reading.day), after \(asOf)", at: reading.location,
        "look whether day and month are swapped, or build with a later --as-of")
    }
    guard let override = note.healthOverride.resolved(for: .team).flatMap(\.self) else { return }
    if override.expires == nil {
      warning(
        "account.override-endless", "the health override never expires", at: override.location,
        "add `expires:` with the day on which it must be looked at again")
    } else if !override.isInForce(on: asOf) {
      warning(
        "account.override-expired", "the health override has expired and no longer counts", at: override.location,
        "delete it, or give it a later `expires:`")
    }
  }

  /// D20: months that lie ahead or long back, and counts in an impossible order.
  mutating func usage() {
    let rows = portfolio.usage(of: account)
    for row in rows {
      if row.month.firstDay > asOf {
        warning(
          "usage.future", "\(row.month.display) lies after \(asOf)", at: row.location,
          "look whether day and month are swapped, or build with a later --as-of")
      }
      order(row)
    }
    if let last = rows.max(by: { $0.month < $1.month }), asOf - last.month.lastDay > 60 {
      warning(
        "usage.old", "the newest usage is of \(last.month.display), more than 60 days ago", at: last.location,
        "export usage up to last month")
    }
  }

  private mutating func order(_ row: UsageRow) {
    if let active = row.active, let assigned = row.assigned, active > assigned {
      warning(
        "usage.active-above-assigned",
        "\(name(row)): \(count(active)) active in \(row.month.display), but \(count(assigned)) assigned",
        at: row.location,
        "look whether the two columns are swapped, or count different people")
    }
    if let assigned = row.assigned, let entitled = row.entitled, assigned > entitled {
      warning(
        "usage.assigned-above-entitled",
        "\(name(row)): \(count(assigned)) assigned in \(row.month.display), but \(count(entitled)) entitled",
        at: row.location,
        "look whether all entitlements were exported; if they were, plan a true-up")
    }
  }

  private func count(_ quantity: Quantity) -> String { FigureFormat.trimmed(quantity.rational, digits: 3) }

  private func name(_ row: UsageRow) -> String { portfolio.products[row.product].name.clipped }
}
