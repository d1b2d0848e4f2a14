public import Core
import Portfolio

/// Something in a scenario that could not be taken as it is written.
public struct OfferProblem: Sendable, Hashable {
  /// Stable identifier: `scenario.co-term`.
  public let code: String
  /// What is wrong.
  public let message: String
  /// How to mend it.
  public let hint: String
  /// Where.
  public let location: SourceLocation
}

/// Applies what an offer changes to the lines it starts from.
struct OfferResolver {
  let portfolio: Portfolio
  let account: Int
  let base: OfferBase
  let prices: ListPrices
  private(set) var problems: [OfferProblem] = []

  init(_ portfolio: Portfolio, account: Int, base: OfferBase, prices: ListPrices) {
    self.portfolio = portfolio
    self.account = account
    self.base = base
    self.prices = prices
  }

  /// First and last day of the offer, and its lines.
  mutating func resolve(_ terms: OfferTerms, at place: SourceLocation) -> (span: ClosedRange<Day>, lines: [OfferLine]) {
    let span = span(of: terms, at: place)
    var kept: [OfferLine?] = base.lines.indices.map { line(ofBase: $0, span) }
    var added: [OfferLine] = []
    for edit in terms.lines {
      if let place = edit.isAdded ? nil : baseLine(of: edit) {
        kept[place] = edit.isRemoved ? nil : changed(kept[place] ?? line(ofBase: place, span), edit, at: place, span)
      } else if let line = self.added(edit, span) {
        added.append(line)
      }
    }
    return (span, kept.compactMap(\.self).filter { $0.quantity > .zero } + added)
  }

  private mutating func span(of terms: OfferTerms, at place: SourceLocation) -> ClosedRange<Day> {
    let start = terms.start ?? base.renewalDate
    switch terms.length {
    case .months(let months): return start...max(start.adding(months: months) - 1, start)
    case .through(let end):
      if end < start {
        note("term", "the offer ends on \(end), before it starts on \(start)", "move one of the two", place)
      }
      return start...max(end, start)
    case .withContract(let id):
      if let end = contracts.first(where: { $0.id == id })?.end, end >= start { return start...end }
      note(
        "co-term", "no contract \"\(id)\" of the account or its family runs beyond \(start)",
        "write the id of a contract that does, or its last day; until then the offer counts 12 months", place)
      return start...(start.adding(months: 12) - 1)
    }
  }

  /// The contracts of the account, its parent and its children.
  private var contracts: [Contract] {
    let parent = portfolio.accounts[account].parent.flatMap(portfolio.account)
    let family = [account] + (parent.map { [$0] + portfolio.children(of: $0) } ?? []) + portfolio.children(of: account)
    return family.flatMap { portfolio.contracts(of: $0) }
  }

  private mutating func note(_ topic: String, _ message: String, _ hint: String, _ place: SourceLocation) {
    problems.append(OfferProblem(code: "scenario.\(topic)", message: message, hint: hint, location: place))
  }

  /// A base line as it is.
  private func line(ofBase place: Int, _ span: ClosedRange<Day>) -> OfferLine {
    let line = base.lines[place]
    let product = portfolio.products[line.product]
    // An amount without a quantity counts as one.
    let quantity = line.quantity.thousandths == 0 ? Rational.one : line.quantity.rational
    let today = line.annual.divided(by: quantity) ?? .zero
    let list = prices.lines.indices.contains(place) ? prices.lines[place] : nil
    return OfferLine(
      origin: .kept, id: line.id, sku: product.sku, name: product.name, metric: product.metric, quantity: quantity,
      quantityToday: quantity, today: today, base: today, price: nil, list: list ?? listPrice(line.product),
      upliftPercent: nil, discountPercent: nil, span: span, isRecurring: true, location: line.location)
  }

  private func listPrice(_ product: Int) -> Rational? {
    prices.products.indices.contains(product) ? prices.products[product] : nil
  }

  /// The line that an edit means: by id, else the first of that SKU.
  private mutating func baseLine(of edit: LineEdit) -> Int? {
    if let id = edit.line { return base.lines.firstIndex { $0.id == id } }
    let places = base.lines.indices.filter { portfolio.products[base.lines[$0].product].sku == edit.sku }
    if places.count > 1 {
      let ids = places.map { base.lines[$0].id }.joined(separator: ", ")
      note(
        "several-lines", "several lines are of \(edit.sku ?? ""): \(ids)",
        "write `line:` with the id of the one you mean",
        edit.location)
    }
    return places.first
  }

  private mutating func changed(
    _ line: OfferLine, _ edit: LineEdit, at place: Int, _ offer: ClosedRange<Day>
  ) -> OfferLine? {
    var line = line
    line.origin = .changed
    line.location = edit.location
    if let successor = edit.successor { migrate(&line, to: successor, edit, at: place) }
    if let quantity = edit.quantity { line.quantity = quantity }
    set(&line, edit)
    return clipped(line, edit, offer)
  }

  private func set(_ line: inout OfferLine, _ edit: LineEdit) {
    line.price = edit.price ?? line.price
    line.upliftPercent = edit.upliftPercent ?? line.upliftPercent
    line.discountPercent = edit.discountPercent ?? line.discountPercent
  }

  /// ⌈quantity × ratio⌉ of the successor; what is paid today stays, but for the price effect that the catalogue states.
  private mutating func migrate(_ line: inout OfferLine, to successor: String, _ edit: LineEdit, at place: Int) {
    let old = base.lines[place]
    let map = portfolio.products[old.product].migration.flatMap { $0.successor == successor ? $0 : nil }
    if map == nil, edit.ratio == nil {
      note(
        "ratio", "the catalogue has no ratio from \(line.sku) to \(successor)",
        "write `ratio:`; until then one counts for one", edit.location)
    }
    let count = Rational(((line.quantityToday ?? .zero) * (edit.ratio ?? map?.ratio ?? .one)).roundedUp)
    let index = productPlace(successor)
    if index == nil { noteUnknown(successor, edit.location) }
    line.origin = .migrated
    line.sku = successor
    line.name = index.map { portfolio.products[$0].name } ?? successor
    line.metric = index.flatMap { portfolio.products[$0].metric }
    line.quantity = count
    line.today = old.annual.divided(by: count)
    line.base = line.today.map { $0 * OfferLine.factor(map?.priceEffectPercent ?? .zero) }
    line.list = index.flatMap(listPrice)
  }

  private mutating func added(_ edit: LineEdit, _ offer: ClosedRange<Day>) -> OfferLine? {
    guard edit.line == nil, let sku = edit.sku, let quantity = edit.quantity, !edit.isRemoved else {
      note(
        "unknown-line", "the contract has no line \"\(edit.line ?? edit.sku ?? "")\" that is up for renewal",
        "write the id or SKU of a line that ends with the contract; a further line needs a quantity", edit.location)
      return nil
    }
    let index = productPlace(sku)
    if index == nil { noteUnknown(sku, edit.location) }
    let product = index.map { portfolio.products[$0] }
    let list = index.flatMap(listPrice)
    var line = OfferLine(
      origin: .added, id: nil, sku: sku, name: product?.name ?? sku, metric: product?.metric, quantity: quantity,
      quantityToday: nil, today: nil, base: list, price: nil, list: list, upliftPercent: nil, discountPercent: nil,
      span: offer, isRecurring: product?.isRecurring ?? true, location: edit.location)
    set(&line, edit)
    if line.isUnpriced {
      note(
        "price", "neither the entry nor the catalogue says what one \(sku) costs", "write `price:` into the entry",
        edit.location)
    }
    return clipped(line, edit, offer)
  }

  private mutating func noteUnknown(_ sku: String, _ place: SourceLocation) {
    let nearest = NearestName.of(sku, among: portfolio.products.map(\.sku)).map { "did you mean \($0)? " } ?? ""
    note("unknown-product", "the catalogue has no \"\(sku)\"", "\(nearest)add it to products.yaml", place)
  }

  /// Products are sorted by SKU.
  private func productPlace(_ sku: String) -> Int? { portfolio.products.firstIndex { $0.sku == sku } }

  /// The line within the offer; nil and a problem if its days lie outside.
  private mutating func clipped(_ line: OfferLine, _ edit: LineEdit, _ offer: ClosedRange<Day>) -> OfferLine? {
    let start = max(edit.start ?? line.span.lowerBound, offer.lowerBound)
    let end = min(
      edit.termMonths.map { (edit.start ?? offer.lowerBound).adding(months: $0) - 1 } ?? edit.end
        ?? line.span.upperBound,
      offer.upperBound)
    guard start <= end else {
      note(
        "line-days", "the line of \(line.sku) lies outside the offer, \(offer.lowerBound) to \(offer.upperBound)",
        "correct its start or end", edit.location)
      return nil
    }
    var line = line
    line.span = start...end
    return line
  }
}

extension OfferProblem: CustomStringConvertible {
  /// `content/accounts/acme.md:12:7: warning: …`.
  public var description: String { "\(location): warning: \(message) [\(code)]; \(hint)" }
}
