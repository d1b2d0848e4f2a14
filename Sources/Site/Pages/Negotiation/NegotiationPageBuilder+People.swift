import Core
import Insight
import Portfolio

extension NegotiationPageBuilder {
  /// Where somebody stands.
  private enum Stance: String, CaseIterable {
    case against = "Against us"
    case neutral = "Neutral"
    case support = "For us"
    case unknown = "Not known"

    init(_ word: String?) {
      switch word {
      case "champion", "supporter", "sponsor", "promoter": self = .support
      case "neutral": self = .neutral
      case "critic", "blocker", "sceptic", "skeptic", "detractor": self = .against
      default: self = .unknown
      }
    }
  }

  /// Who decides and where they stand: influence down, stance across.
  var people: ReportSection? {
    let people = (context.visible(account.stakeholders) ?? []).filter { $0.leftOn == nil }
    guard !people.isEmpty else { return nil }
    let stances = Stance.allCases.filter { stance in people.contains { Stance($0.stance) == stance } }
    let levels: [Level?] = [.critical, .high, .medium, .low, nil]
    let used = levels.filter { level in people.contains { $0.influence == level } }
    let missing = people.contains(where: \.isEconomicBuyer) ? nil : "no economic buyer named"
    return ReportSection(
      id: "people", heading: "Power map",
      note: ["Influence and stance", missing].compactMap(\.self).joined(separator: "; "),
      more: LinkView(label: "People", href: page.href(to: .account(account.slug)) + "#people"),
      table: TableView(
        "Power map", columns: [.text("Influence")] + stances.map { .text($0.rawValue) },
        rows: used.map { level in
          RowView(
            [.header(level?.word ?? "Not known")]
              + stances.map { stance in
                .text(
                  people.filter { $0.influence == level && Stance($0.stance) == stance }.map(named).joined(
                    separator: "; "))
              })
        }))
  }

  private func named(_ person: Stakeholder) -> String {
    let what = [person.title, person.role].compactMap(\.self).joined(separator: ", ")
    let touch =
      person.lastContact.map { asOf - $0 > 60 ? ", quiet for \(FigureFormat.days(asOf - $0))" : "" } ?? ", never met"
    return person.name + (what.isEmpty ? "" : " (\(what)\(touch))")
  }

  /// What renewals of the past did to the price.
  var history: ReportSection? {
    let past = context.visible(context.insight.pastRenewals(of: index)) ?? []
    guard !past.isEmpty else { return nil }
    return ReportSection(
      id: "history", heading: "Past renewals",
      note: "What the price did then; prices are those of products in both contracts",
      table: TableView(
        "Past renewals",
        columns: [
          .text("Renewal"), .number("On"), .number("Before, a year"), .number("After, a year"), .number("Change"),
          .number("Prices"), .number("Off list"),
        ],
        rows: past.map { renewal in
          func share(_ value: Rational?, signed: Bool = true) -> CellView {
            .text(value.map { signed ? FigureFormat.signedPercent($0) : FigureFormat.percent($0) } ?? "–")
          }
          let amounts = [renewal.annualBefore, renewal.annualAfter].map {
            CellView.text(FigureFormat.bare(Money(rounding: $0, renewal.currency)))
          }
          return RowView(
            [.header("\(renewal.before) to \(renewal.after)"), .day(renewal.day)] + amounts
              + [share(renewal.change), share(renewal.uplift), share(renewal.listDiscount, signed: false)])
        }))
  }
}
