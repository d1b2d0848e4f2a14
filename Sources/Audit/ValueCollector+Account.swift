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
    addContacts(account)
    let currency = portfolio.contracts(of: index).first?.currency ?? portfolio.settings.currency
    for person in account.stakeholders.entries { add(person, as: "stakeholders", in: currency) }
    for risk in account.risks.entries { add(risk, as: "risks", in: currency) }
    add(account.healthOverride, as: "health_override", in: currency)
    add(account.sentiment, as: "sentiment", in: currency)
    add(account.negotiation, as: "negotiation", in: currency)
    addScenarios(index, currency)
    addCall(account, currency)
    for entry in account.extra.entries {
      guard let found = entry.resolved(for: .team) else { continue }
      text("extra key", found.key, for: entry.clearance)
      text("extra \(found.key)", found.value, for: entry.clearance)
    }
    for note in account.notes { add(note) }
    addWork(account)
    addRows(index)
    for name in insight.figureNames(ofAccount: index, for: .team) where name.kind.subject != .scenario {
      figure(insight.figure(name, account: index))
    }
    addDates(index)
  }

  /// What every copy of the account's page says.
  private mutating func addOpen(_ account: Account) {
    text("name", account.name, for: .customer)
    text("slug", account.slug.text, for: .customer)
    if account.id != account.slug.text { text("id", account.id, for: .team) }
  }

  /// An address shows as the name that it is made of.
  private mutating func addContacts(_ account: Account) {
    let owner = account.owner.resolved(for: .team) ?? ""
    text("owner", owner, for: account.owner.clearance)
    text("owner", owner.split(separator: "@").first.map(String.init), for: account.owner.clearance)
    for member in account.team.resolved(for: .team) ?? [] {
      text("team", member.name, for: account.team.clearance)
      word("team", member.role, for: account.team.clearance)
      text("team", member.email, for: account.team.clearance)
    }
  }

  private mutating func addProfile(_ account: Account) {
    let parts = [
      ("segment", account.profile.segment), ("industry", account.profile.industry), ("region", account.profile.region),
    ]
    for (field, value) in parts { text(field, value.resolved(for: .team) ?? nil, for: value.clearance) }
  }

  /// An entry of the front matter, if it is there, with its own clearance.
  private mutating func add<Entry>(_ entry: Restricted<Entry>, as name: String, in currency: Currency) {
    guard let found = entry.resolved(for: .team) else { return }
    add(entry: found, as: name, for: entry.clearance, in: currency)
  }

  private mutating func addCall(_ account: Account, _ currency: Currency) {
    guard let call = account.call.resolved(for: .team) ?? nil else { return }
    let audience = account.call.clearance
    add(entry: call, as: "forecast", for: audience, in: currency)
    money("forecast.amount", call.amount.resolved(for: .team) ?? nil, for: max(audience, call.amount.clearance))
    text("forecast.reason", call.reason.resolved(for: .team) ?? nil, for: max(audience, call.reason.clearance))
    money("forecast.swing", call.swing.resolved(for: .team) ?? nil, for: max(audience, call.swing.clearance))
    text(
      "forecast.intervention", call.intervention.resolved(for: .team) ?? nil,
      for: max(audience, call.intervention.clearance))
  }

  /// What scenarios come to, and what of them the customer was offered and so may see.
  private mutating func addScenarios(_ index: Int, _ currency: Currency) {
    let figures = insight.scenarioFigures(of: index)
    for found in (figures.resolved(for: .team) ?? []).joined() { figure(Restricted(found, for: figures.clearance)) }
    add(portfolio.accounts[index].proposal, as: "proposal", in: currency)
    let offers = insight.proposal(of: index)
    for offer in offers.resolved(for: .team) ?? [] {
      day("proposal.valid_until", offer.validUntil, for: offers.clearance)
      let amounts = [offer.value.arr, offer.value.total] + offer.value.years.map(\.amount)
      for amount in amounts { money("proposal.price", Money(rounding: amount, currency), for: offers.clearance) }
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
    add(entry: deal, as: "opportunities", for: audience, in: portfolio.settings.currency)
    money("opportunities.amount", deal.amount.resolved(for: .team), for: max(audience, deal.amount.clearance))
  }
}
