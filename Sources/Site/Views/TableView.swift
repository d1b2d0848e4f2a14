import Core
import Templates

/// A table of any report page: columns, rows of cells, maybe a footer.
struct TableView: TemplateModel {
  let caption: String
  var columns: [ColumnView]
  var rows: [RowView]
  /// Rows that are made already, before those to be made.
  var madeRows: [UInt8] = []
  var footer: RowView?
  var isSortable = false
  /// Where the rows of all pages are, in a table that has several.
  var shards: RowShards?

  /// Cells take the label of their column for phones, where the header row is gone.
  init(_ caption: String, columns: [ColumnView], rows: [RowView], footer: RowView? = nil, isSortable: Bool = false) {
    self.caption = caption
    self.columns = columns
    self.rows = rows
    self.footer = footer
    // In place: the table over all licences of a large book is the largest thing in memory.
    for index in self.rows.indices { self.rows[index].label(by: columns) }
    self.footer?.label(by: columns)
    Self.alignCents(&self.rows, &self.footer, columns)
    self.isSortable = isSortable
  }

  static let shape = TemplateShape<Self>(
    .text("caption") { $0.caption },
    .list("columns") { table in table.columns.map { table.isSortable ? $0 : $0.unsorted } },
    .list("rows") { $0.rows },
    .html("made_rows") { $0.madeRows },
    .optionalRecord("footer") { $0.footer },
    .flag("is_sortable") { $0.isSortable },
    .optionalRecord("shards") { $0.shards })
}

/// A column of a `TableView`.
struct ColumnView: TemplateModel {
  let label: String
  let isNumber: Bool
  /// `text` or `number` for scripts that sort; nil for a column that isn't sorted by.
  var sort: String?
  /// `ascending` or `descending` if the rows are in this column's order.
  var order: String?

  static func text(_ label: String, order: String? = nil) -> ColumnView {
    ColumnView(label: label, isNumber: false, sort: "text", order: order)
  }

  static func number(_ label: String, order: String? = nil) -> ColumnView {
    ColumnView(label: label, isNumber: true, sort: "number", order: order)
  }

  var unsorted: ColumnView { ColumnView(label: label, isNumber: isNumber, sort: nil, order: order) }

  static let shape = TemplateShape<Self>(
    .text("label") { $0.label },
    .flag("is_number") { $0.isNumber },
    .optionalText("sort") { $0.sort },
    .optionalText("order") { $0.order })
}

/// A row of a `TableView`.
struct RowView: TemplateModel {
  var id: String?
  var cells: [CellView]

  init(id: String? = nil, _ cells: [CellView]) {
    self.id = id
    self.cells = cells
  }

  mutating func label(by columns: [ColumnView]) {
    if cells.count > columns.count { cells.removeLast(cells.count - columns.count) }
    for index in cells.indices { cells[index].label(by: columns[index]) }
  }

  static let shape = TemplateShape<Self>(
    .optionalText("id") { $0.id },
    .list("cells") { $0.cells })
}

/// A cell of a `TableView`: text, or one of the small views, with a second line and a tag if it has them.
struct CellView: TemplateModel {
  var text = ""
  var href: String?
  var isCode = false
  var isHeader = false
  /// Takes the whole row on a phone.
  var isFull = false
  var isNumber = false
  var isBad = false
  var small: String?
  var label: String?
  /// What scripts sort by, if it isn't the text.
  var key: String?
  private let views: Views?

  /// The small views of a cell. Held by reference: most cells have none, and there are hundreds of thousands in a large book.
  private final class Views: Sendable {
    let band: BandView?
    let trend: TrendView?
    let category: CategoryView?
    let day: DayView?
    let person: PersonView?
    let tag: TagView?

    init(
      _ band: BandView?, _ trend: TrendView?, _ category: CategoryView?, _ day: DayView?, _ person: PersonView?,
      _ tag: TagView?
    ) {
      self.band = band
      self.trend = trend
      self.category = category
      self.day = day
      self.person = person
      self.tag = tag
    }
  }

  init(
    text: String = "", href: String? = nil, isCode: Bool = false, isHeader: Bool = false, isFull: Bool = false,
    isBad: Bool = false, small: String? = nil, key: String? = nil, band: BandView? = nil, trend: TrendView? = nil,
    category: CategoryView? = nil, day: DayView? = nil, person: PersonView? = nil, tag: TagView? = nil
  ) {
    self.text = text
    self.href = href
    self.isCode = isCode
    self.isHeader = isHeader
    self.isFull = isFull
    self.isBad = isBad
    self.small = small
    self.key = key
    let hasViews = band != nil || trend != nil || category != nil || day != nil || person != nil || tag != nil
    views = hasViews ? Views(band, trend, category, day, person, tag) : nil
  }

  var isEmpty: Bool {
    text.isEmpty
      && (views.map { $0.band == nil && $0.category == nil && $0.day == nil && $0.person == nil && $0.tag == nil }
        ?? true)
  }

  mutating func label(by column: ColumnView) {
    if label == nil, !isFull, !isEmpty { label = column.label }
    isNumber = column.isNumber
  }

  static func text(_ text: String, small: String? = nil, isBad: Bool = false, tag: TagView? = nil) -> CellView {
    CellView(text: text, isBad: isBad, small: small, tag: tag)
  }

  /// The cell that names the row.
  static func header(_ text: String, href: String? = nil, small: String? = nil) -> CellView {
    CellView(text: text, href: href, isHeader: true, small: small)
  }

  /// A sentence that takes the whole row on a phone.
  static func full(_ text: String, tag: TagView? = nil) -> CellView { CellView(text: text, isFull: true, tag: tag) }

  static func link(_ text: String, _ href: String?) -> CellView { CellView(text: text, href: href) }
  static func code(_ text: String) -> CellView { CellView(text: text, isCode: true, isFull: true) }
  static func band(_ band: BandView, trend: TrendView? = nil, key: String? = nil) -> CellView {
    CellView(key: key, band: band, trend: trend)
  }
  static func category(_ category: CategoryView?) -> CellView { CellView(category: category) }
  static func day(_ day: Day?, tag: TagView? = nil) -> CellView {
    CellView(key: day?.description, day: day.map(DayView.init(day:)), tag: tag)
  }
  static func person(_ name: String?) -> CellView { CellView(person: name.map { PersonView($0) }) }
  static let none = CellView()

  private var style: String? {
    var names = isNumber ? "num" : ""
    if isFull { names += names.isEmpty ? "full" : " full" }
    if isBad { names += names.isEmpty ? "bad" : " bad" }
    return names.isEmpty ? nil : names
  }

  static let shape = TemplateShape<Self>(
    .text("text") { $0.text },
    .optionalText("href") { $0.href },
    .flag("is_code") { $0.isCode },
    .flag("is_header") { $0.isHeader },
    .optionalText("class") { $0.style },
    .optionalText("label") { $0.label },
    .optionalText("key") { $0.key },
    .optionalText("small") { $0.small },
    .optionalRecord("band") { $0.views?.band },
    .optionalRecord("trend") { $0.views?.trend },
    .optionalRecord("category") { $0.views?.category },
    .optionalRecord("day") { $0.views?.day },
    .optionalRecord("person") { $0.views?.person },
    .optionalRecord("tag") { $0.views?.tag })
}
