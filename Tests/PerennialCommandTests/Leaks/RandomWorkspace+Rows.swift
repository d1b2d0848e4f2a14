import Core
import Portfolio

/// Rows of the exports.
struct RandomRows {
  var contracts =
    "contract_id,account_id,start_date,end_date,status,currency,auto_renew,renewal_term_months,notice_days,uplift_cap_percent\n"
  var lines = "line_id,contract_id,product,sku,license_metric,quantity,unit_price,list_price,discount_percent\n"
  var usage = "account_id,product,month,entitled,assigned,active\n"
  var health = "account_id,date,measure,value,note\n"
  var opportunities =
    "opportunity_id,account_id,contract_id,close_date,amount,currency,category,stage,outcome,closed_on\n"

  var texts: [(String, String)] {
    [
      ("contracts", contracts), ("contracts/lines", lines), ("usage", usage), ("health", health),
      ("opportunities", opportunities),
    ]
  }
}

extension RandomWorkspace {
  mutating func writeRows(_ number: Int, _ rows: inout RandomRows) {
    let id = "OPENID\(number)"
    let end = Day(number: 20_790 + shape.below(250))
    rows.contracts += "C-\(number),\(id),\(end - 364),\(end),active,USD,\(shape.below(2) == 0 ? "yes" : "no"),12,60,5\n"
    let list = amount("lines.list_price", clearance[.listPrices])
    rows.lines +=
      "C-\(number)-1,C-\(number),Open for users,OPEN-USER,named_user,\(100 + shape.below(400)),\(20 + shape.below(300)).50,\(list),\(streams[clearance[.listPrices]]?.below(30) ?? 0)\n"
    for month in 8...10 {
      rows.usage +=
        "\(id),Open for users,2026-\(month < 10 ? "0" : "")\(month),300,\(shape.below(300)),\(shape.below(200))\n"
    }
    let health = clearance[.health]
    for measure in ["nps", "open_p1", "sponsor"] {
      let value = streams[health]?.below(5) ?? 0
      rows.health +=
        "\(id),2026-11-0\(1 + (streams[health]?.below(9) ?? 0)),\(measure),\(value),\(word("readings.note", health))\n"
    }
    let forecast = clearance[.forecast]
    let category = streams[forecast]?.pick(["commit", "best_case", "pipeline"]) ?? "commit"
    rows.opportunities +=
      "\(word("opportunities.id", forecast)),\(id),C-\(number),\(ahead(forecast)),\(amount("opportunities.amount", max(forecast, clearance[.amounts]))).00,USD,\(category),\(word("opportunities.stage", forecast)),open,\n"
  }
}
