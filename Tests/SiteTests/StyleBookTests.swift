import Core
import Testing

@testable import Site

@Suite("The style book is built only when asked for, and shows every mark")
struct StyleBookTests {
  @Test func itIsInNoOrdinaryCopy() throws {
    var plan = SiteFixture().plan(for: .field)
    let before = plan.paths
    #expect(!before.contains("style-book.html"))
    plan.addStyleBook()
    let paths = plan.paths
    #expect(paths.last == "style-book.html")
  }

  @Test func everyBandCategoryAndChartIsOnIt() throws {
    let fixture = SiteFixture()
    let html = String(decoding: try fixture.plan(for: .team).render(.styleBook, with: fixture.templates), as: UTF8.self)
    for mark in ["m-r", "m-y", "m-g", "m-n"] { #expect(html.contains("href=\"#\(mark)\"")) }
    for category in ["won", "commit", "best", "pipe", "omit", "lost"] { #expect(html.contains("cat \(category)\"")) }
    for chart in ["gantt", "stack", "bridge", "years", "matrix", "plot", "lines"] {
      #expect(html.contains("id=\"\(chart)\""))
    }
    for note in ["note", "tip", "important", "warning", "caution"] { #expect(html.contains("call \(note)")) }
  }
}
