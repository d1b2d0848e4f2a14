import Core
import Files
import Portfolio
import Testing

@testable import Ingest

@Suite struct EnablementReaderTests {
  private func read(_ files: [String: String]) -> (Portfolio, [String]) {
    var all = [
      "content/accounts/acme.md": "---\nname: Acme\n---\n",
      "content/guides/a.md": "---\ntitle: A\n---\nText.\n",
    ]
    all.merge(files) { $1 }
    var log = Diagnostics()
    let portfolio = PortfolioReader().read(MemoryFiles(all), into: &log)
    let told = log.sorted.filter { $0.code != "account.no-contracts" }
    return (portfolio, told.map { "\($0.location?.description ?? ""): \($0.message) [\($0.code)]" })
  }

  @Test func pathsAreReadInTheirOrder() throws {
    let (portfolio, problems) = read([
      "content/guides/paths.yaml": """
      paths:
        - key: z
          title: Last first
          roles: [CSM]
          steps: [{guide: a, minutes: 10, task: Try}]
        - {key: b, steps: [{guide: a}]}
      """
    ])
    #expect(problems.isEmpty)
    #expect(portfolio.paths.map(\.slug.text) == ["z", "b"])
    #expect(portfolio.paths.map(\.title) == ["Last first", "B"])
    #expect(portfolio.paths[0].steps.map(\.minutes) == [10])
    #expect(portfolio.paths[0].steps.map(\.task) == ["Try"])
  }

  @Test(
    "what is wrong with a path is told with its place",
    arguments: [
      (
        "paths: [{key: p, steps: [{guide: b}]}]", "content/guides/paths.yaml:1:27: there is no guide \"b\" [path.guide]"
      ),
      ("paths: [{steps: [{guide: a}]}]", "content/guides/paths.yaml:1:9: key is missing [path.missing]"),
      (
        "paths: [{key: P Q, steps: [{guide: a}]}]",
        "content/guides/paths.yaml:1:10: \"P Q\" cannot be the name of a page [path.slug]"
      ),
      (
        "paths: [{key: p, steps: [{minutes: 3}]}]",
        "content/guides/paths.yaml:1:26: the step names no guide [path.guide]"
      ),
      ("paths: [{key: p}]", "content/guides/paths.yaml:1:9: the path \"p\" has no steps [path.steps]"),
      (
        "paths: [{key: p, steps: [{guide: a}]}, {key: p, steps: [{guide: a}]}]",
        "content/guides/paths.yaml:1:40: two paths have the key \"p\" [path.duplicate-key]"
      ),
      ("path: []", "content/guides/paths.yaml:1:1: the key \"path\" is not known [path.unknown-key]"),
    ])
  func brokenPaths(text: String, problem: String) {
    let (_, problems) = read(["content/guides/paths.yaml": text])
    #expect(problems.contains(problem), "\(problems)")
  }

  @Test(
    "a trigger's place is its first byte, or its line where it does not stand as it is",
    arguments: [
      ("trigger: no champion", "content/plays/p.md:2:10"), ("trigger:   'no champion'", "content/plays/p.md:2:13"),
      ("trigger: \"no champion\"", "content/plays/p.md:2:11"),
      ("trigger: >\n  no champion\n  or quiet", "content/plays/p.md:2"),
      ("trigger: no\n  champion", "content/plays/p.md:2"),
    ])
  func triggerPlaces(line: String, place: String) throws {
    let (portfolio, problems) = read(["content/plays/p.md": "---\n\(line)\n---\nBody.\n"])
    #expect(problems.isEmpty)
    #expect(try #require(portfolio.plays.first).triggerLocation.description == place)
  }

  @Test func historiesAreNewestFirstAndToldWhenBroken() throws {
    let (portfolio, problems) = read([
      "content/guides/a.md":
        "---\nversions:\n  - {date: 2026-01-02, note: Old}\n  - {date: 2026-03-04, note: New}\n---\n"
    ])
    #expect(problems.isEmpty)
    #expect(portfolio.guides[0].versions.map(\.note) == ["New", "Old"])
    let (_, broken) = read(["content/guides/a.md": "---\nversions: [{note: When}]\n---\n"])
    #expect(broken == ["content/guides/a.md:2:12: date is missing [guide.missing]"])
  }

  @Test func namesThatNothingHasAreTold() {
    let (_, problems) = read([
      "content/guides/a.md": "---\nrelated: [plays/p, b]\n---\n",
      "content/plays/p.md": "---\nrelated: [a, guides/x]\n---\n",
    ])
    #expect(
      problems == [
        "content/guides/a.md:1:1: related names \"b\", and there is no guide or play of that name [guide.related]",
        "content/plays/p.md:1:1: related names \"guides/x\", and there is no guide or play of that name [play.related]",
      ])
  }
}
