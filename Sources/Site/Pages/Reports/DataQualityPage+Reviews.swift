import Core
import Portfolio

extension DataQualityPage {
  /// Guides whose review is overdue or due within a month, by owner.
  func reviewsSection() -> ReportSection? {
    let due = context.guides.compactMap { guide in guide.reviewDue.map { (guide: guide, due: $0) } }
      .filter { $0.due <= context.asOf + 30 && !context.isReplaced($0.guide) }
      .sorted { ($0.guide.owner ?? "", $0.due, $0.guide.slug) < ($1.guide.owner ?? "", $1.due, $1.guide.slug) }
    guard !due.isEmpty else { return nil }
    let late = due.count { $0.due < context.asOf }
    return ReportSection(
      id: "reviews", heading: "Guides to review",
      note: "\(late) overdue, \(due.count - late) due within 30 days, by owner",
      more: LinkView(label: "All guides", href: page.href(to: .guides)),
      table: TableView(
        "Guides to review", columns: [.text("Owner"), .text("Guide"), .number("Reviewed"), .number("Due")],
        rows: due.map { guide, due in
          RowView([
            .header(guide.owner.map { PersonView.name(fromAddress: $0) } ?? "No owner"),
            .link(guide.title, page.href(to: .guide(guide.slug))), .day(guide.reviewed),
            .day(due, tag: GuidePage.freshness(guide, context.asOf)),
          ])
        }))
  }
}
