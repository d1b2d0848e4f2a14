import Ingest

/// Asks on the terminal what only a person knows about an export.
enum ImportDialogue {
  /// What the person said.
  enum Reply: Equatable {
    case kind(RowKind)
    case answer(ImportPlan.Answer)
  }

  /// The reply; nil without a terminal, or if three times there was none that makes sense.
  static func ask(_ question: ImportPlan.Question, _ plan: ImportPlan, _ terminal: Terminal) -> Reply? {
    if case .column = question, UserFile.canAsk {
      let columns = plan.headers.enumerated().map { "\($0 + 1) \"\($1.clippedLine)\"" }
      terminal.problem("columns: " + columns.joined(separator: ", "))
    }
    for _ in 0..<3 {
      guard let typed = UserFile.ask(text(of: question), terminal) else { return nil }
      if let reply = reply(to: question, typed: typed, headers: plan.headers) { return reply }
      terminal.problem("\"\(typed.clippedLine)\" is none of the answers")
    }
    return nil
  }

  /// What `typed` means as an answer; nil if it is none.
  static func reply(to question: ImportPlan.Question, typed: String, headers: [String]) -> Reply? {
    let word = typed.lowercased().filter { $0 != " " }
    switch question {
    case .kind: return RowKind(rawValue: word).map(Reply.kind)
    case .dateOrder:
      let orders: [String: ImportSettings.DateOrder] = [
        "day": .dayFirst, "d": .dayFirst, "dmy": .dayFirst, "month": .monthFirst, "m": .monthFirst, "mdy": .monthFirst,
      ]
      return orders[word].map { .answer(.dateOrder($0)) }
    case .decimalMark:
      let marks: [String: ImportSettings.DecimalMark] = ["point": .point, ".": .point, "comma": .comma, ",": .comma]
      return marks[word].map { .answer(.decimalMark($0)) }
    case .column(let kind, let field, let likely):
      let header = word.isEmpty || (word == "y" && likely != nil) ? likely : self.header(typed, of: headers)
      return header.map { .answer(.column(kind: kind, header: $0, field: field)) }
    }
  }

  /// The column that is called so, in any case; or the one of that number, from 1.
  private static func header(_ typed: String, of headers: [String]) -> String? {
    let wanted = typed.lowercased()
    if let same = headers.first(where: { $0.lowercased() == wanted }) { return same }
    guard let number = Int(typed), headers.indices.contains(number - 1) else { return nil }
    return headers[number - 1]
  }

  /// The question in words, with the answers there are.
  static func text(of question: ImportPlan.Question) -> String {
    switch question {
    case .kind(let kinds): "what does it hold? (\(kinds.map(\.rawValue).joined(separator: ", "))); or say --as KIND"
    case .dateOrder(let header):
      "in column \"\(header.clippedLine)\", does the day or the month come first? (day, month); or set date_order: dmy or mdy in content/portfolio.yaml"
    case .decimalMark(let header):
      "in column \"\(header.clippedLine)\", what stands before fractions? (point, comma); or set decimal: in content/portfolio.yaml"
    case .column(let kind, let field, let likely):
      "which column holds \(field) of the \(kind.rawValue)? (its name or number\(likely.map { "; Enter for \"\($0.clippedLine)\"" } ?? "")); or name it under columns: in content/portfolio.yaml"
    }
  }
}
