public import Core

extension MarkdownDocument {
  /// The text in pieces, each guarded as it stands: what a proof looks for in copies that may not hold it. Headings, alternatives
  /// of images and footnotes are in it; tasks have their day and assignee in `tasks`.
  public var pieces: [Restricted<String>] {
    pieces(of: parts) + records.footnotes.flatMap { pieces(of: $0.parts) }
  }

  /// Neighbouring parts of one clearance together.
  private func pieces(of parts: [Part]) -> [Restricted<String>] {
    var pieces: [Restricted<String>] = []
    var start = 0
    while start < parts.count {
      let clearance = parts[start].clearance
      let end = parts[start...].firstIndex { $0.clearance != clearance } ?? parts.count
      let text = text(of: parts[start..<end], for: .team)
      if !text.isEmpty { pieces.append(Restricted(text, for: clearance)) }
      start = end
    }
    return pieces
  }
}
