import Core
import Templates

/// The files that hold the rows of a long table's pages, for scripts: a filter spans all pages, whichever is open.
struct RowShards: TemplateModel {
  /// Path of the files from the page that uses them, less number and extension.
  let path: String
  /// Number of files, one a page.
  let count: Int
  /// The page that holds the table, from 0; -1 for one that shows only the first rows of all.
  var page = -1

  static let shape = TemplateShape<Self>(
    .text("page") { String($0.page) },
    .text("count") { String($0.count) },
    .text("path") { $0.path })

  /// The script that hands over the rows in `markup`.
  static func script(_ markup: [UInt8]) -> [UInt8] {
    var script: [UInt8] = []
    script.reserveCapacity(markup.count + 64)
    script += "perennialRows(".utf8
    script.appendScriptMarkup(markup)
    script += ");\n".utf8
    return script
  }
}

/// A link to a page of a long table.
struct PageLink: TemplateModel {
  let label: String
  let href: String
  let isCurrent: Bool

  static let shape = TemplateShape<Self>(
    .text("label") { $0.label },
    .text("href") { $0.href },
    .flag("current") { $0.isCurrent })

  /// The pages that one of `count` leads to: all of a few; of many the first, the last, its neighbours, and some on the way.
  /// A thousand pages with a thousand links each would outweigh their tables.
  static func shown(from current: Int, of count: Int) -> [Int] {
    let (few, near) = (30, 4)
    guard count > few else { return Array(0..<count) }
    let step = (count + 19) / 20
    return (0..<count).filter { $0 == count - 1 || $0 % step == 0 || abs($0 - current) <= near }
  }
}
