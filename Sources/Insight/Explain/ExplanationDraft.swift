import Core
import Portfolio

/// Collects an explanation while its figure is computed.
struct ExplanationDraft {
  let name: FigureName
  let title: String
  let formula: String
  let cutOff: Day
  let provenance: Audience
  var substitution: String?
  private var inputs: [Explanation.Input] = []
  private var weights: [Explanation.Weight] = []
  private var exclusions: [Explanation.Exclusion] = []

  init(_ name: FigureName, subject: String? = nil, cutOff: Day, provenance: Audience) {
    let entry = name.kind.glossary
    self.name = name
    title = subject.map { "\(entry.title): \($0)" } ?? entry.title
    formula = entry.formula
    self.cutOff = cutOff
    self.provenance = provenance
  }

  mutating func input(_ name: String, _ value: String, at location: SourceLocation? = nil) {
    inputs.append(.init(name: name, value: value, source: Restricted(location, for: provenance)))
  }

  mutating func weight(_ name: String, _ value: String) { weights.append(.init(name: name, value: value)) }

  mutating func exclude(_ name: String, _ reason: String, at location: SourceLocation? = nil) {
    exclusions.append(.init(name: name, reason: reason, source: Restricted(location, for: provenance)))
  }

  /// Names the currencies of a sum that no rate could convert.
  mutating func excludeCurrencies(of total: Total) {
    for currency in total.leftOut { exclude("Amounts in \(currency)", "no rate into \(total.currency) is set") }
  }

  func figure(_ text: String, plain: String) -> Figure {
    Figure(
      name: name, text: text, plain: plain,
      explanation: Explanation(
        title: title, formula: formula, substitution: substitution, inputs: inputs, weights: weights,
        exclusions: exclusions, cutOff: cutOff))
  }

  /// A figure that can't be told, and why.
  func unknown(_ reason: String) -> Figure {
    var copy = self
    copy.exclude(title, reason)
    return copy.figure("not known", plain: "")
  }
}

/// Shown and plain text of values, in one place.
extension ExplanationDraft {
  func money(_ amount: Rational, _ currency: Currency) -> Figure {
    let money = Money(rounding: amount, currency)
    return figure(FigureFormat.exact(money), plain: money.description)
  }

  mutating func money(_ total: Total) -> Figure {
    excludeCurrencies(of: total)
    return figure(total.exact, plain: total.money.description)
  }

  func money(_ amount: Rational?, _ currency: Currency, unknown reason: String) -> Figure {
    amount.map { money($0, currency) } ?? unknown(reason)
  }

  func share(_ share: Rational?, unknown reason: String) -> Figure {
    share.map { figure(FigureFormat.percent($0), plain: ($0 * 100).decimalText(digits: 1)) } ?? unknown(reason)
  }

  func day(_ day: Day?, unknown reason: String) -> Figure {
    day.map { figure($0.display, plain: $0.description) } ?? unknown(reason)
  }
}
