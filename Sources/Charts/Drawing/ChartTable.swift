/// The text equivalent of a chart: what it draws, as rows. For pages that have no table of the same figures beside it.
public struct ChartTable: Sendable, Hashable {
  /// What the table shows.
  public let caption: String
  /// Column headers; the first column names the rows.
  public let columns: [String]
  /// One cell for each column.
  public let rows: [[String]]

  /// A table of `rows` under `columns`.
  public init(caption: String, columns: [String], rows: [[String]]) {
    self.caption = caption
    self.columns = columns
    self.rows = rows
  }

  /// An HTML table, stacked on phones; all columns but the first are figures.
  public var markup: [UInt8] {
    var svg = SVG()
    svg.raw("<table class=\"stackable\"><caption class=\"vh\">")
    svg.text(caption)
    svg.raw("</caption><thead><tr>")
    for (index, column) in columns.enumerated() {
      svg.raw(index == 0 ? "<th scope=\"col\">" : "<th scope=\"col\" class=\"num\">")
      svg.text(column)
      svg.raw("</th>")
    }
    svg.raw("</tr></thead><tbody>")
    for row in rows { append(row, to: &svg) }
    svg.raw("</tbody></table>")
    return svg.bytes
  }

  private func append(_ row: [String], to svg: inout SVG) {
    svg.raw("<tr>")
    for (index, cell) in row.enumerated() {
      if index == 0 {
        svg.raw("<th scope=\"row\">")
        svg.text(cell)
        svg.raw("</th>")
      } else {
        svg.raw("<td class=\"num\"")
        svg.attribute("data-l", index < columns.count ? columns[index] : "")
        svg.raw(">")
        svg.text(cell)
        svg.raw("</td>")
      }
    }
    svg.raw("</tr>")
  }
}
