import Core
import Testing

@testable import Site

@Suite struct CalendarExportTests {
  static func text(_ audience: Audience, _ selection: CalendarExport.Selection = .init()) -> String {
    let fixture = SiteFixture(AudienceTests.files)
    return String(decoding: CalendarExport(fixture.insight, for: audience, selection).bytes, as: UTF8.self)
  }

  static func unfolded(_ text: String) -> [String] {
    var lines: [String] = []
    for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: true) {
      let line = String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
      if line.utf8.first == 0x20, !lines.isEmpty {
        lines[lines.count - 1] += line.dropFirst()
      } else {
        lines.append(line)
      }
    }
    return lines
  }

  @Test func everyLineIsShortAndEndsAsTheStandardSays() {
    for line in Self.text(.team).utf8.split(separator: 0x0A, omittingEmptySubsequences: true) {
      #expect(line.last == 0x0D && line.count <= 76, "\(String(decoding: line, as: UTF8.self))")
    }
  }

  @Test func blocksAreBalancedAndIdentifiersAreUnique() {
    let lines = Self.unfolded(Self.text(.team))
    var open: [String] = []
    for line in lines {
      if line.hasPrefix("BEGIN:") { open.append(String(line.dropFirst(6))) }
      if line.hasPrefix("END:") { #expect(open.popLast() == String(line.dropFirst(4))) }
    }
    #expect(open.isEmpty)
    let identifiers = lines.filter { $0.hasPrefix("UID:") }
    #expect(identifiers.count > 5 && Set(identifiers).count == identifiers.count)
    #expect(lines.count { $0.hasPrefix("DTSTAMP:") } == identifiers.count)
  }

  @Test func identifiersOutliveTheDay() {
    func identifiers(_ day: String) -> Set<String> {
      let fixture = SiteFixture(AudienceTests.files, asOf: Day(iso: day) ?? SiteFixture.asOf)
      let text = String(decoding: CalendarExport(fixture.insight, for: .team).bytes, as: UTF8.self)
      return Set(Self.unfolded(text).filter { $0.hasPrefix("UID:renewal") })
    }
    #expect(identifiers("2026-11-23") == identifiers("2026-11-24"))
  }

  @Test(arguments: Audience.allCases)
  func aCalendarObeysItsAudience(audience: Audience) {
    let text = Self.unfolded(Self.text(audience)).joined(separator: "\n")
    #expect(text.contains("Canary Works: C-900 ends"))
    for (word, clearance) in AudienceTests.canaries where clearance > audience {
      #expect(!text.contains(word), "\(word) is in the calendar")
    }
    #expect(text.contains("kanextstep") == (audience == .team))
  }

  @Test func anAccountsCalendarIsOfThatAccountAlone() {
    let text = Self.text(.team, .init(account: Slug("canary")))
    #expect(text.contains("Canary Works") && !text.contains("Juniper Hollow"))
  }

  @Test func textIsEscapedAndFoldedBetweenCharacters() {
    var lines = CalendarLines()
    lines.addText("SUMMARY", "a;b,c\\d\ne\u{7}" + String(repeating: "é", count: 60))
    let text = String(decoding: lines.bytes, as: UTF8.self)
    #expect(text.utf8.starts(with: "SUMMARY:a\\;b\\,c\\\\d\\ne é".utf8))
    #expect(!text.contains("\u{FFFD}"))
    #expect(Self.unfolded(text).first?.hasSuffix(String(repeating: "é", count: 60)) == true)
  }
}
