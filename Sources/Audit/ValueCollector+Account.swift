import Core
import Insight
import Markdown
import Portfolio
import Proof

extension ValueCollector {
  /// Everything about one account.
  mutating func add(account index: Int) {
    let account = portfolio.accounts[index]
    subject = account.slug.text
    addOpen(account)
    addProfile(account)
    for person in account.stakeholders.entries { add(person: person) }
    for risk in account.risks.entries { add(risk: risk) }
    addJudgement(account)
    addNegotiation(account, index)
    for entry in account.extra.entries {
      guard let found = entry.resolved(for: .team) else { continue }
      text("extra key", found.key, for: entry.clearance)
      text("extra \(found.key)", found.value, for: entry.clearance)
    }
    for note in account.notes { add(note) }
    addWork(account)
    addRows(index)
    for name in insight.figureNames(ofAccount: index) { figure(insight.figure(name, account: index)) }
    addDates(index)
  }

  /// What every copy of the account's page says.
  private mutating func addOpen(_ account: Account) {
    text("name", account.name, for: .customer)
    text("slug", account.slug.text, for: .customer)
    text("owner", account.owner, for: .customer)
    for member in account.team {
      text("team", member.name, for: .customer)
      text("team", member.role, for: .customer)
    }
    if account.id != account.slug.text { text("id", account.id, for: .team) }
  }

  private mutating func addProfile(_ account: Account) {
    let parts = [
      ("segment", account.profile.segment), ("industry", account.profile.industry), ("region", account.profile.region),
    ]
    for (field, value) in parts { text(field, value.resolved(for: .team) ?? nil, for: value.clearance) }
  }

  private mutating func add(person: Restricted<Stakeholder>) {
    guard let found = person.resolved(for: .team) else { return }
    let audience = person.clearance
    text("stakeholders.name", found.name, for: audience)
    text("stakeholders.title", found.title, for: audience)
    word("stakeholders.role", found.role, for: audience)
    word("stakeholders.stance", found.stance, for: audience)
    word("stakeholders.influence", found.influence?.rawValue, for: audience)
    day("stakeholders.last_contact", found.lastContact, for: audience)
    day("stakeholders.left_on", found.leftOn, for: audience)
  }

  private mutating func add(risk: Restricted<Risk>) {
    guard let found = risk.resolved(for: .team) else { return }
    let audience = risk.clearance
    word("risks.id", found.id, for: audience)
    text("risks.title", found.title, for: audience)
    word("risks.severity", found.severity.rawValue, for: audience)
    word("risks.likelihood", found.likelihood?.rawValue, for: audience)
    word("risks.status", found.status.rawValue, for: audience)
    text("risks.owner", found.owner, for: audience)
    text("risks.mitigation", found.mitigation, for: audience)
    text("risks.escalated_to", found.escalatedTo, for: audience)
    text("risks.ask", found.ask, for: audience)
    text("risks.exit_criteria", found.exitCriteria, for: audience)
    day("risks.opened", found.opened, for: audience)
    day("risks.due", found.due, for: audience)
    day("risks.next_date", found.nextDate, for: audience)
    day("risks.last_update", found.lastUpdate, for: audience)
  }

  private mutating func addJudgement(_ account: Account) {
    if let override = account.healthOverride.resolved(for: .team) ?? nil {
      let audience = account.healthOverride.clearance
      word("health_override.band", override.band.rawValue, for: audience)
      text("health_override.reason", override.reason, for: audience)
      text("health_override.by", override.author, for: audience)
      day("health_override.expires", override.expires, for: audience)
    }
    if let sentiment = account.sentiment.resolved(for: .team) ?? nil {
      let audience = account.sentiment.clearance
      word("sentiment.band", sentiment.band.rawValue, for: audience)
      text("sentiment.reason", sentiment.reason, for: audience)
      text("sentiment.by", sentiment.author, for: audience)
      day("sentiment.date", sentiment.day, for: audience)
    }
    if let call = account.call.resolved(for: .team) ?? nil {
      let audience = account.call.clearance
      word("forecast.category", call.category.rawValue, for: audience)
      text("forecast.by", call.author, for: audience)
      day("forecast.date", call.day, for: audience)
      money("forecast.amount", call.amount.resolved(for: .team) ?? nil, for: max(audience, call.amount.clearance))
      text("forecast.reason", call.reason.resolved(for: .team) ?? nil, for: max(audience, call.reason.clearance))
      money("forecast.swing", call.swing.resolved(for: .team) ?? nil, for: max(audience, call.swing.clearance))
      text(
        "forecast.intervention", call.intervention.resolved(for: .team) ?? nil,
        for: max(audience, call.intervention.clearance))
    }
  }

  private mutating func addNegotiation(_ account: Account, _ index: Int) {
    guard let plan = account.negotiation.resolved(for: .team) ?? nil else { return }
    let audience = account.negotiation.clearance
    let currency = portfolio.contracts(of: index).first?.currency ?? portfolio.settings.currency
    text("negotiation.strategy", plan.strategy, for: audience)
    text("negotiation.our_alternative", plan.ourAlternative, for: audience)
    text("negotiation.their_alternative", plan.theirAlternative, for: audience)
    number("negotiation.target_uplift", plan.targetUplift, for: audience)
    number("negotiation.walk_away_uplift", plan.walkAwayUplift, for: audience)
    number("negotiation.quoted_uplift", plan.quotedUplift, for: audience)
    for (field, trades) in [("gives", plan.gives), ("gets", plan.gets)] {
      for trade in trades {
        text("negotiation.\(field).item", trade.item, for: audience)
        for amount in [trade.value, trade.cost].compactMap(\.self) {
          money("negotiation.\(field).value", Money(rounding: amount, currency), for: audience)
        }
      }
    }
    let scenarios = insight.scenarios(of: index)
    for offer in scenarios.resolved(for: .team) ?? [] {
      text("negotiation.scenarios.name", offer.scenario.name, for: scenarios.clearance)
      money("negotiation.scenarios.first_year", Money(rounding: offer.firstYear, currency), for: scenarios.clearance)
      money("negotiation.scenarios.total", Money(rounding: offer.total, currency), for: scenarios.clearance)
    }
  }

  private mutating func add(_ note: Note) {
    text("note file", note.file.path, for: clearance[.provenance])
    text("note title", note.title.resolved(for: .team), for: note.title.clearance)
    add(note.document, as: "note")
  }

  /// The text of a note, guide or play, piece by piece, and the files it shows.
  mutating func add(_ document: MarkdownDocument, as field: String) {
    for piece in document.pieces { text("\(field) text", piece.resolved(for: .team), for: piece.clearance) }
    for image in document.images { text("\(field) image", image.resolved(for: .team)?.path, for: image.clearance) }
  }

  /// Days that are computed for each contract, not for the next renewal alone.
  private mutating func addDates(_ index: Int) {
    for contract in insight.accounts[index].contracts {
      for milestone in contract.dates.milestones {
        day("figure milestone", milestone.resolved(for: .team)?.day, for: milestone.clearance)
      }
      day("figure notice_deadline", contract.dates.notice?.day, for: .customer)
      day("figure next_term_end", contract.dates.autoRenewal?.nextEnd, for: .customer)
    }
    let touch = insight.accounts[index].touch
    day("figure touch.next_due", touch.resolved(for: .team)?.nextDue, for: touch.clearance)
  }

  private mutating func addWork(_ account: Account) {
    for task in account.actions {
      day("tasks.due", task.resolved(for: .team)?.due, for: task.clearance)
    }
    for touch in account.touches.resolved(for: .team) ?? [] {
      day("log.date", touch.day, for: account.touches.clearance)
    }
  }

  private mutating func addRows(_ index: Int) {
    for contract in portfolio.contracts(of: index) {
      text("contract", contract.id, for: .customer)
      for day in [contract.start, contract.end, contract.renewalDate] { self.day("contract.date", day, for: .customer) }
      day("contract.signed", contract.signed, for: .customer)
    }
    for line in portfolio.lines(ofAccount: index) { add(line, currency: portfolio.contracts[line.contract].currency) }
    for row in portfolio.usage(of: index) {
      for count in [row.entitled, row.assigned, row.active] { number("usage", count?.rational, for: .customer) }
    }
    let readings = portfolio.readings(of: index)
    for reading in readings.resolved(for: .team) ?? [] {
      number("readings.\(reading.measure)", reading.value, for: readings.clearance)
      text("readings.note", reading.note, for: readings.clearance)
    }
    let opportunities = portfolio.opportunities(of: index)
    for deal in opportunities.resolved(for: .team) ?? [] { add(deal, for: opportunities.clearance) }
  }

  private mutating func add(_ line: Line, currency: Currency) {
    text("product", portfolio.products[line.product].name, for: .customer)
    number("lines.quantity", line.quantity.rational, for: .customer)
    money("lines.annual_amount", Money(rounding: line.annual, currency), for: .customer)
    money("lines.unit_price", Money(rounding: line.unitPrice, currency), for: .customer)
    let list = line.listPrice.resolved(for: .team) ?? nil
    money("lines.list_price", list.map { Money(rounding: $0, currency) }, for: line.listPrice.clearance)
    number(
      "lines.discount_percent", line.discountPercent.resolved(for: .team) ?? nil, for: line.discountPercent.clearance)
  }

  private mutating func add(_ deal: Opportunity, for audience: Audience) {
    text("opportunities.id", deal.id, for: audience)
    text("opportunities.stage", deal.stage, for: audience)
    word("opportunities.category", deal.category?.rawValue, for: audience)
    text("opportunities.next_step", deal.nextStep, for: audience)
    day("opportunities.close_date", deal.closeDate, for: audience)
    money("opportunities.amount", deal.amount.resolved(for: .team), for: max(audience, deal.amount.clearance))
  }
}
