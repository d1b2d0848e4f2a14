import Core
import Portfolio

extension RandomWorkspace {
  mutating func writeEnablement() {
    for level in Audience.allCases {
      // That there is one more guide is known to those who may read it.
      var count = 1
      while happens(level) { count += 1 }
      for _ in 0..<count { writeGuide(level) }
      let plays = max(level, clearance[.plays], .field)
      writePlay(level, seenBy: plays)
      writePath(level)
    }
  }

  mutating func writeGuide(_ level: Audience) {
    let slug = word("guide's name", level)
    var text = """
      ---
      title: \(word("guide's title", level))
      summary: \(word("guide's summary", level))
      kind: talk track
      stage: [T-90, T-60]
      owner: \(word("guide's owner", level))@example.com
      reviewed: 2026-10-01
      \(level == .field && happens(.field) ? "level: expert" : "clearance: \(level.rawValue)")
      versions: [{date: 2026-09-01, note: \(word("guide's version", max(level, .field)))}]
      ---
      ## \(word("guide's heading", level))
      \(word("guide's text", level)) {{ account.name }} {{ account.owner }} {{ account.account_executive }}


      """
    for inner in Audience.allCases where inner > level {
      text += "::: \(inner.rawValue)\n\(word("block in a guide", inner))\n:::\n\n"
    }
    add("content/guides/\(slug).md", text)
  }

  mutating func writePlay(_ level: Audience, seenBy audience: Audience) {
    let slug = word("play's name", audience)
    add(
      "content/plays/\(slug).md",
      """
      ---
      title: \(word("play's title", audience))
      summary: \(word("play's summary", audience))
      trigger: days_left <= 300
      clearance: \(level.rawValue)
      ---
      \(word("play's text", audience)) {{ account.name }}

      ::: team
      \(word("block in a play", .team))
      :::

      """)
  }

  mutating func writePath(_ level: Audience) {
    let guides = canaries.filter { $0.place == "guide's name" }
    guard let guide = guides.last(where: { $0.clearance == level }), let open = guides.first else { return }
    let path = """
        - key: \(word("path's name", level))
          title: \(word("path's title", level))
          summary: \(word("path's summary", level))
          clearance: \(level.rawValue)
          steps: [{guide: \(guide.word), minutes: 5, task: \(word("path's task", level))}, {guide: \(open.word), minutes: 5}]

      """
    let known = files["content/guides/paths.yaml"] ?? Array("paths:\n".utf8)
    files["content/guides/paths.yaml"] = known + Array(path.utf8)
  }
}
