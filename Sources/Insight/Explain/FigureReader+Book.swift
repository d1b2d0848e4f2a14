import Core
import Portfolio

extension FigureReader {
  /// A figure of the whole book.
  func bookFigure(_ kind: FigureKind) -> Restricted<Figure>? {
    guard kind.isOfBook else { return nil }
    let name = FigureName(kind)
    return insight.book.flatMap { book in
      switch kind {
      case .bookARR: open(bookARR(name, book.all))
      case .bookAtRisk: book.all.atRisk.map { atRisk(name, $0) }
      case .bookGRR, .bookNRR, .bookLogo: open(retention(name, book))
      case .bookRenewalRate, .bookOnTimeCount, .bookOnTimeATR: renewals(name, book.all)
      default: quarter(name, book.all)
      }
    }
  }

  private func bookARR(_ name: FigureName, _ figures: BookFigures) -> Figure {
    var draft = draft(name)
    for account in figures.accounts {
      let note = portfolio.accounts[account]
      draft.input(note.name, insight.accounts[account].arr.exact, at: note.location)
    }
    excludeQuarantined(&draft)
    return draft.money(figures.arr)
  }

  private func excludeQuarantined(_ draft: inout ExplanationDraft) {
    for account in portfolio.quarantined {
      draft.exclude(account.name, "its input has errors", at: account.diagnostics.first?.location)
    }
  }

  private func atRisk(_ name: FigureName, _ risk: RiskTotal) -> Figure {
    var draft = draft(name)
    for account in risk.accounts {
      let note = portfolio.accounts[account]
      draft.input(note.name, insight.accounts[account].arr.exact, at: note.location)
    }
    return draft.money(risk.arr)
  }

  private func retention(_ name: FigureName, _ book: BookInsight) -> Figure {
    var draft = draft(name)
    guard let retention = book.all.trailing else { return draft.unknown("no period") }
    draft.input("ARR on \(retention.period.base.display)", retention.base.exact)
    draft.input("Of it kept, each account at most its base", retention.kept.exact)
    draft.input("ARR of the same accounts on \(retention.period.now.display)", retention.now.exact)
    draft.input("Accounts at the start", "\(retention.logosAtStart)")
    draft.input("Accounts kept", "\(retention.logosKept)")
    for transfer in book.transfers.last ?? [] {
      let contract = portfolio.contracts[transfer.contract]
      let target = transfer.to.map { portfolio.accounts[$0].name } ?? "an account outside the book"
      draft.exclude(
        "\(contract.id), \(transfer.amount.exact)", "moved to \(target): netted, not counted as lost",
        at: contract.location)
    }
    draft.excludeCurrencies(of: book.all.arr)
    excludeQuarantined(&draft)
    let (part, share): (String, Rational?) =
      switch name.kind {
      case .bookGRR: ("\(retention.kept.exact) ÷ \(retention.base.exact)", retention.gross)
      case .bookNRR: ("\(retention.now.exact) ÷ \(retention.base.exact)", retention.net)
      default: ("\(retention.logosKept) ÷ \(retention.logosAtStart)", retention.logo)
      }
    draft.substitution = part
    return draft.share(share, unknown: "no account had value at the start")
  }

  private func renewals(_ name: FigureName, _ figures: BookFigures) -> Restricted<Figure> {
    figures.renewals.flatMap { periods in
      var draft = draft(name)
      guard let statistics = periods.last else { return open(draft.unknown("no period")) }
      draft.input("Due, \(statistics.period.title)", "\(statistics.due)")
      draft.input("ATR due", statistics.atr.exact)
      for contract in statistics.undated {
        let contract = portfolio.contracts[contract]
        draft.exclude("\(contract.id) as on time", "renewed without a closing day", at: contract.location)
      }
      switch name.kind {
      case .bookOnTimeCount:
        draft.substitution = "\(statistics.onTime) ÷ \(statistics.due)"
        return open(draft.share(statistics.onTimeByCount, unknown: "nothing was due"))
      case .bookOnTimeATR:
        draft.substitution = "\(statistics.onTimeATR.exact) ÷ \(statistics.atr.exact)"
        return open(draft.share(statistics.onTimeByATR, unknown: "nothing was due"))
      default:
        return statistics.won.map { [draft] won in
          var draft = draft
          draft.substitution = "\(won.exact) ÷ \(statistics.atr.exact)"
          return draft.share(won.share(of: statistics.atr), unknown: "nothing was due")
        }
      }
    }
  }

  private func quarter(_ name: FigureName, _ figures: BookFigures) -> Restricted<Figure> {
    figures.quarters.flatMap { quarters in
      var draft = draft(name)
      let current = settings.fiscalYear.quarter(of: asOf)
      guard let quarter = quarters.first(where: { $0.quarter == current }) else {
        return open(draft.unknown("no quarter"))
      }
      draft.input("ATR of \(quarter.quarter.display)", quarter.atr.exact)
      if name.kind == .bookATR { return open(draft.money(quarter.atr)) }
      return quarter.amounts.map { [draft] in amounts(draft, quarter, $0) }
    }
  }

  private func amounts(_ draft: ExplanationDraft, _ quarter: QuarterForecast, _ amounts: QuarterAmounts) -> Figure {
    var draft = draft
    for category in ForecastCategory.allCases where quarter.count(category) > 0 {
      draft.input(
        "\(category.title), \(FigureFormat.counted(quarter.count(category), "renewal", "renewals"))",
        amounts[category].exact)
      draft.weight(category.title, settings.forecastWeights[category].description)
    }
    if amounts.withoutAmount > 0 {
      draft.exclude(
        FigureFormat.counted(amounts.withoutAmount, "renewal", "renewals"), "no category or no amount")
    }
    let (wonATR, swing, called) = (amounts.wonATR.exact, amounts.swing.exact, amounts.called.exact)
    switch draft.name.kind {
    case .bookWeighted: return draft.money(amounts.weighted)
    case .bookWeightedUncapped: return draft.money(amounts.weightedUncapped)
    case .bookWorst:
      draft.substitution = "\(wonATR) ÷ \(amounts.atr.exact)"
      return draft.share(amounts.worst, unknown: "nothing is up for renewal")
    case .bookMostLikely:
      draft.substitution = "\(called) ÷ \(amounts.atr.exact)"
      return draft.share(amounts.mostLikely, unknown: "nothing is up for renewal")
    default:
      draft.substitution = "(\(wonATR) + \(swing)) ÷ \(amounts.atr.exact)"
      return draft.share(amounts.best, unknown: "nothing is up for renewal")
    }
  }
}
