import Templates

/// A page made of tiles and sections with a chart or a table each.
struct ReportPage: TemplateModel {
  let frame: PageFrame
  let heading: String
  let subtitle: String
  var lede: String?
  var tiles: [FigureTile] = []
  var sources: [SourceView] = []
  var sections: [ReportSection] = []
  /// The pages of a table that has several.
  var pages: [PageLink] = []
  /// What is missing and which file to add, on a page with nothing to show.
  var empty: String?

  static let shape = TemplateShape<Self>(
    .record("frame") { $0.frame },
    .text("heading") { $0.heading },
    .text("subtitle") { $0.subtitle },
    .optionalText("lede") { $0.lede },
    .list("tiles") { $0.tiles },
    .text("tiles_class") { $0.tiles.count == 4 ? "four" : "" },
    .list("sources") { $0.sources },
    .list("sections") { $0.sections },
    .list("pages") { $0.pages },
    .optionalText("empty") { $0.empty })
}

/// A section of a `ReportPage`.
struct ReportSection: TemplateModel {
  let id: String
  let heading: String
  var note: String?
  var more: LinkView?
  var chart: [UInt8] = []
  /// Small charts side by side.
  var panels: [ChartPanel] = []
  var table: TableView?
  /// Boxes that a browser remembers; the page says `data-page` and loads the script.
  var checks: [CheckView] = []
  var empty: String?
  var sources: [SourceView] = []

  static let shape = TemplateShape<Self>(
    .text("id") { $0.id },
    .text("heading") { $0.heading },
    .optionalText("note") { $0.note },
    .optionalRecord("more") { $0.more },
    .html("chart") { $0.chart },
    .list("panels") { $0.panels },
    .optionalRecord("table") { $0.table },
    .list("checks") { $0.checks },
    .optionalText("empty") { $0.empty },
    .list("sources") { $0.sources })
}

/// A step of a checklist.
struct CheckView: TemplateModel {
  let id: String
  let text: String

  static let shape = TemplateShape<Self>(
    .text("id") { $0.id },
    .text("text") { $0.text })
}

/// One of several small charts, with what it shows in words.
struct ChartPanel: TemplateModel {
  let heading: String
  let note: String
  let chart: [UInt8]

  static let shape = TemplateShape<Self>(
    .text("heading") { $0.heading },
    .text("note") { $0.note },
    .html("chart") { $0.chart })
}

/// One of the figures at the top of a page.
struct FigureTile: TemplateModel {
  let label: String
  /// Short form for reading; nil where there is nothing to show.
  let value: String?
  /// Exact form, on hover.
  var exact: String?
  var share: String?
  var bar: [UInt8] = []
  let note: String
  var isBad = false

  static let shape = TemplateShape<Self>(
    .text("label") { $0.label },
    .optionalText("value") { $0.value },
    .optionalText("exact") { $0.exact },
    .optionalText("share") { $0.share },
    .html("bar") { $0.bar },
    .text("note") { $0.note },
    .flag("is_bad") { $0.isBad })
}
