import Core
import Insight
import Portfolio

/// What the calculator of a negotiation's page starts from, as JSON: exact decimals or fractions in text, days as ISO 8601, terms and
/// changes under the keys of the front matter, so that what it makes of them can be pasted there.
struct CalculatorData {
  private let scenarios: [ScenarioValue]
  private let base: OfferBase
  private let settings: Settings

  init(_ scenarios: [ScenarioValue], base: OfferBase, settings: Settings) {
    self.scenarios = scenarios
    self.base = base
    self.settings = settings
  }

  /// An object with `base` and `offers`.
  var json: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.object("base", write(base:))
      json.list("offers", scenarios) { json, scenario in json.object { write(scenario, to: &$0) } }
    }
    return json.bytes
  }

  private func write(base json: inout JSONWriter) {
    json.field("digits", base.currency.fractionDigits)
    json.field("today", base.annual.description)
    json.field("cap", base.capPercent?.description)
    json.field("floor", scenarios.first?.walkAway?.description)
    json.list("levels", settings.discountApprovals) { json, level in
      json.list { json in
        json.item(level.upTo.description)
        json.item(level.approver)
      }
    }
    json.field("least", settings.offerPolicy.leastUplift?.description)
    if let longest = settings.offerPolicy.longestTermMonths { json.field("longest", longest) }
  }

  private func write(_ scenario: ScenarioValue, to json: inout JSONWriter) {
    json.field("name", scenario.scenario.name)
    json.object("terms") { write(scenario.value, to: &$0) }
    json.list("lines", scenario.value.lines) { json, line in
      json.object { write(line, of: scenario.value, to: &$0) }
    }
    json.list("gone", scenario.value.gone) { json, id in
      json.object { json in
        json.field("line", id)
        json.flag("remove")
      }
    }
  }

  private func write(_ value: OfferValue, to json: inout JSONWriter) {
    let terms = value.terms
    json.field("start", value.span.lowerBound.description)
    if case .months(let months) = terms.length { json.field("term_months", String(months)) }
    json.field("end", value.span.upperBound.description)
    json.field("proration", terms.proration?.rawValue)
    json.field("uplift_percent", terms.upliftPercent.description)
    json.field("uplift_basis", terms.basis.rawValue)
    json.field("annual_uplift_percent", terms.annualUpliftPercent?.description)
    json.field("annual_cap_percent", terms.annualCapPercent?.description)
    json.field("discount_percent", terms.discountPercent?.description)
  }

  private func write(_ line: OfferLine, of value: OfferValue, to json: inout JSONWriter) {
    json.field("name", line.name)
    json.field("today", line.today?.description)
    json.field("base", line.base?.description)
    json.field("list", line.list?.description)
    if !line.isRecurring { json.flag("once") }
    json.object("edit") { json in
      json.field("line", line.id)
      if line.id == nil || line.origin == .migrated { json.field(line.id == nil ? "sku" : "to", line.sku) }
      if line.id == nil { json.flag("add") }
      json.field("quantity", line.quantity.description)
      json.field("price", line.price?.description)
      json.field("uplift_percent", line.upliftPercent?.description)
      json.field("discount_percent", line.discountPercent?.description)
      if line.span.lowerBound != value.span.lowerBound { json.field("start", line.span.lowerBound.description) }
      if line.span.upperBound != value.span.upperBound { json.field("end", line.span.upperBound.description) }
    }
  }
}
