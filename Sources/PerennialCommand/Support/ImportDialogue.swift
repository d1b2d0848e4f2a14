import Ingest

/// Asks on the terminal what only a person knows about an export.
enum ImportDialogue {
  /// What the person said.
  enum Reply {
    case kind(RowKind)
    case answer(ImportPlan.Answer)
  }

  /// The reply; nil without a terminal, or if there was none that makes sense.
  static func ask(_ question: ImportPlan.Question, _ terminal: Terminal) -> Reply? {
    guard let typed = UserFile.ask(text(of: question), terminal)?.lowercased() else { return nil }
    switch question {
    case .kind: return RowKind(rawValue: typed).map(Reply.kind)
    case .dateOrder:
      let orders: [String: ImportSettings.DateOrder] = ["day": .dayFirst, "month": .monthFirst]
      return orders[typed].map { .answer(.dateOrder($0)) }
    case .decimalMark:
      return ImportSettings.DecimalMark(rawValue: typed).map { .answer(.decimalMark($0)) }
    case .column(let kind, let field, let likely):
      let header = typed.isEmpty || typed == "y" ? likely : typed
      return header.map { .answer(.column(kind: kind, header: $0, field: field)) }
    }
  }

  /// The question in words, with the answers there are.
  static func text(of question: ImportPlan.Question) -> String {
    switch question {
    case .kind(let kinds): "what does it hold? (\(kinds.map(\.rawValue).joined(separator: ", "))); or say --as KIND"
    case .dateOrder(let header):
      "in column \"\(header)\", does the day or the month come first? (day, month); or set date_order: dmy or mdy in content/portfolio.yaml"
    case .decimalMark(let header):
      "in column \"\(header)\", what stands before fractions? (point, comma); or set decimal: in content/portfolio.yaml"
    case .column(let kind, let field, let likely):
      "which column holds \(field) of the \(kind.rawValue)?\(likely.map { " (Enter for \"\($0)\")" } ?? ""); or name it under columns: in content/portfolio.yaml"
    }
  }
}
