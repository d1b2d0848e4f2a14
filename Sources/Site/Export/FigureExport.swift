public import Core
public import Insight
import Portfolio

/// All figures with their explanations as JSON, as far as an audience may know them.
public enum FigureExport {
  /// An object with `as_of`, `audience`, `currency`, `book` and `accounts`; figures are objects with `name`, `text`, `value`, `rule`,
  /// `numbers`, `inputs`, `weights`, `left_out` and `cut_off`. Keys stand in this order, accounts by slug.
  public static func json(_ insight: Insight, for audience: Audience) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("as_of", insight.asOf.description)
      json.field("audience", audience.rawValue)
      json.field("currency", insight.portfolio.settings.currency.code)
      json.list(
        "book", FigureKind.allCases.filter(\.isOfBook).compactMap { insight.bookFigure($0)?.resolved(for: audience) }
      ) {
        write($1, to: &$0, audience)
      }
      json.list("accounts", Array(insight.portfolio.accounts.indices)) { json, index in
        account(index, insight, to: &json, audience)
      }
    }
    return json.bytes + [0x0A]
  }

  private static func account(_ index: Int, _ insight: Insight, to json: inout JSONWriter, _ audience: Audience) {
    let account = insight.portfolio.accounts[index]
    let figures = insight.figures(ofAccount: index, for: audience)
    json.object { json in
      json.field("slug", account.slug.text)
      json.field("name", account.name)
      json.list("figures", figures) { write($1, to: &$0, audience) }
    }
  }

  private static func write(_ figure: Figure, to json: inout JSONWriter, _ audience: Audience) {
    let explanation = figure.explanation
    json.object { json in
      json.field("name", figure.name.description)
      json.field("title", explanation.title)
      json.field("text", figure.text)
      json.field("value", figure.plain)
      json.field("rule", explanation.formula)
      json.field("numbers", explanation.substitution)
      json.list("inputs", explanation.inputs) { json, input in
        json.object { json in
          json.field("name", input.name)
          json.field("value", input.value)
          json.field("source", (input.source.resolved(for: audience) ?? nil).map(\.description))
        }
      }
      json.list("weights", explanation.weights) { json, weight in
        json.object { json in
          json.field("name", weight.name)
          json.field("value", weight.value)
        }
      }
      json.list("left_out", explanation.exclusions) { json, exclusion in
        json.object { json in
          json.field("name", exclusion.name)
          json.field("reason", exclusion.reason)
        }
      }
      json.field("cut_off", explanation.cutOff.description)
    }
  }
}
