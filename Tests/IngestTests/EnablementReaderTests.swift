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

  @Test(
    "what is wrong with a field of a guide is told at its place, with what it could be",
    arguments: [
      ("title: [a, b]", "2:8: title is a list, not one value [guide.shape]"),
      ("summary: {a: b}", "2:10: summary is a map, not one value [guide.shape]"),
      (
        "kind: battelcard", "2:7: kind \"battelcard\" is none of the words for it [guide.kind] did you mean battlecard?"
      ),
      ("kind: poem", "2:7: kind \"poem\" is none of the words for it [guide.kind] it is one of: playbook, battlecard,"),
      (
        "roles: [CSM, renewal manager]",
        "2:14: roles \"renewal manager\" is none of the words for it [guide.roles] did you"
      ),
      (
        "level: senior",
        "2:8: level \"senior\" is none of the words for it [guide.level] it is one of: new, practitioner,"
      ),
      ("stage: [T-90, T-45]", "2:15: stage \"T-45\" is none of the words for it [guide.stage] "),
      ("stages: T-45", "2:9: stages \"T-45\" is none of the words for it [guide.stage] "),
      (
        "products: [Nothing]",
        "2:11: no product is called \"Nothing\", so the guide finds no account by it [guide.products]"
      ),
      ("owner: ana@", "2:8: owner \"ana@\" is not an address [guide.owner]"),
      ("reviewed: 2026-02-30\nreview_every: 90", "2:11: reviewed \"2026-02-30\" is not a date [guide.date]"),
      ("reviewed: 2026-02-03\nreview_every: 0", "3:15: review_every \"0\" is not a length of time [guide.duration]"),
      ("reviewed: 2026-02-03", "2:1: reviewed stands without review_every, so nobody is told when"),
      ("review_every: 90", "2:1: review_every stands without reviewed, so nobody is told when"),
      ("clearance: public", "2:12: clearance \"public\" is none of the words for it [guide.choice]"),
      ("related: [x]", "2:10: related names \"x\", and there is no guide or play of that name [guide.related]"),
      ("supersedes: [a]", "2:13: the guide supersedes itself [guide.supersedes]"),
      ("supersedes: [old]", "2:13: this guide and \"old\" supersede each other [guide.supersedes]"),
      ("versions: [{date: 2026-01-02}]", "2:12: the version does not say what changed [guide.versions]"),
      ("versions: [{date: soon, note: x}]", "2:19: date \"soon\" is not a date [guide.date]"),
      ("versions: 3", "2:11: versions is not a list [guide.shape]"),
      ("sumary: x", "2:1: the key \"sumary\" is not known [guide.unknown-key]"),
    ])
  func guideFields(front: String, problem: String) {
    var log = Diagnostics()
    let files = [
      "content/accounts/acme.md": "---\nname: Acme\n---\n",
      "content/products.yaml": "products: [{sku: P1, name: Pump}]\n",
      "content/guides/a.md": "---\n\(front)\n---\nText.\n",
      "content/guides/old.md": "---\ntitle: Old\nsupersedes: [guides/a]\n---\n",
    ]
    _ = PortfolioReader().read(MemoryFiles(files), into: &log)
    let told = log.all.map {
      "\($0.location?.description ?? ""): \($0.message) [\($0.code)] \($0.hint ?? "")"
    }
    #expect(told.contains { $0.hasPrefix("content/guides/a.md:\(problem)") }, "\(told)")
  }

  @Test func wordsAreReadInAnyFormAndKeptInOne() throws {
    let (portfolio, problems) = read([
      "content/guides/a.md": """
      ---
      kind: Talk-Track
      roles: [Renewals Manager, csm, Chief of staff, renewals manager]
      level: Expert
      stage: [t-90, In notice, post renewal]
      owner: Ana Ferreira
      ---
      """
    ])
    #expect(problems.isEmpty)
    let guide = try #require(portfolio.guides.first)
    #expect(guide.kind == "talk track")
    #expect(guide.roles == ["renewals manager", "CSM", "Chief of staff"])
    #expect(guide.level == "expert")
    #expect(guide.stages == ["T-90", "in notice", "post-renewal"])
  }

  @Test func stagesAreTheMilestonesOfTheSettings() {
    let settings = "milestones: [{key: a, days: 45, title: A}]\n"
    let (_, problems) = read([
      "content/portfolio.yaml": settings, "content/plays/p.md": "---\nstage: [T-45, T-90]\n---\n",
    ])
    #expect(problems == ["content/plays/p.md:2:15: stage \"T-90\" is none of the words for it [play.stage]"])
  }

  @Test func namesThatNothingHasAreTold() {
    let (_, problems) = read([
      "content/guides/a.md": "---\nrelated: [plays/p, b]\n---\n",
      "content/plays/p.md": "---\nrelated: [a, guides/x]\n---\n",
    ])
    #expect(
      problems == [
        "content/guides/a.md:2:10: related names \"b\", and there is no guide or play of that name [guide.related]",
        "content/plays/p.md:2:10: related names \"guides/x\", and there is no guide or play of that name [play.related]",
      ])
  }
}
