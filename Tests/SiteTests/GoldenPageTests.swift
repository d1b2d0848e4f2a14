import Core
import Foundation
import Portfolio
import Testing

@testable import Site

/// Pages of the starter workspace, byte for byte. `RECORD_SNAPSHOTS=1` records them anew; look at the difference.
@Suite struct GoldenPageTests {
  private func page(_ name: String) throws -> PageID {
    switch name {
    case "account": .account(try #require(Slug("juniper-hollow")))
    case "guide": .guide(try #require(Slug("first-renewal-call")))
    case "timeline": .timeline(0)
    case "week": .report(.week)
    case "forecast": .forecast
    default: .portfolio
    }
  }

  @Test(arguments: ["account", "guide", "timeline", "week", "portfolio", "forecast"])
  func pagesAreAsTheyWere(name: String) throws {
    let page = try page(name)
    let fixture = SiteFixture()
    let html = String(decoding: try fixture.plan(for: .team).render(page, with: fixture.templates), as: UTF8.self)
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/Site/\(name).html")
    let recorded = try? String(contentsOf: file, encoding: .utf8)
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil || recorded == nil {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try html.write(to: file, atomically: true, encoding: .utf8)
      #expect(recorded != nil, "recorded \(name) for the first time; look at it and run again")
      return
    }
    #expect(html == recorded, "\(name) changed; record anew if that is meant")
  }

  @Test func theStarterHasNothingToComplainAbout() {
    #expect(SiteFixture().log.sorted.isEmpty)
  }

  @Test func everyTemplateFitsItsPage() {
    let fixture = SiteFixture()
    var log = Diagnostics()
    fixture.plan(for: .team).check(fixture.templates, into: &log)
    #expect(log.all.isEmpty)
  }
}
