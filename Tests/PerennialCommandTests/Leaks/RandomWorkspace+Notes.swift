import Core
import Portfolio

extension RandomWorkspace {
  /// A note with something for each audience in every kind of place that Markdown has.
  mutating func body(_ number: Int) -> String {
    let plain = clearance[.notes]
    var text =
      "\n## Summary \(word("heading", plain))\n\(word("paragraph", plain)), **\(word("emphasis", plain))**.\n\n"
    for level in Audience.allCases {
      text += block(level)
      // Blocks of an audience may be many or none, and leave no trace below it.
      while happens(level) { text += block(level) }
    }
    text += "## Next steps\n- [ ] \(word("task", plain)) @\(word("task's assignee", plain)) due \(ahead(plain))\n"
    // That a milestone is done is told by its absence where its evidence may not be seen: part of the shape.
    if shape.below(2) == 0 { text += "- [x] Proposal sent \(word("milestone's evidence", plain))\n" }
    text += "\n::: field\n- [ ] \(word("task in a block", .field)) due \(ahead(.field))\n:::\n\n"
    text += "::: customer\n- [ ] \(word("task for customers", .customer)) @ola due \(ahead(.customer))\n:::\n\n"
    text += "## Log\n"
    let day = min(clearance[.activity], plain)
    text +=
      "### \(Day(number: 20_600 + (streams[day]?.below(100) ?? 0))) Call \(word("log title", max(plain, .customer)))\n\(word("log text", plain))\n\n"
    text +=
      "::: field\n### 2026-11-\(10 + number) Email \(word("log title in a block", .field))\n\(word("log text in a block", .field))\n:::\n"
    return text
  }

  mutating func block(_ level: Audience) -> String {
    let image = word("image's name", level)
    files["content/assets/\(image).png"] = RandomWorkspace.picture(word("image's bytes", level))
    let note = word("footnote's name", level)
    return """
      ::: \(level.rawValue)
      ### \(word("heading in a block", level))
      \(word("text in a block", level)) and `\(word("code", level))` and [\(word("link text", level))](https://example.com/\(word("address", level)) "\(word("link title", level))").

      | \(word("table head", level)) | Two |
      |---|---|
      | \(word("table cell", level)) | {{ account.arr }}, {{ account.owner }} |

      > [!WARNING]
      > \(word("callout", level))

      ![\(word("alternative text", level))](../assets/\(image).png "\(word("image title", level))")

      Said[^\(note)].

      [^\(note)]: \(word("footnote", level))
      :::


      """
  }

  mutating func writeFurtherNotes(_ slug: String) {
    let plain = clearance[.notes]
    var day = 10
    while happens(plain), day < 31 {
      day += 1
      let name = word("further note's name", max(plain, clearance[.provenance]))
      add(
        "content/accounts/\(slug)/2026-10-\(day)-\(name).md",
        "---\ntitle: \(word("further note's title", plain))\n---\n\(word("further note", plain))\n")
    }
  }

  /// The oldest note: the others are told by its place if by anything.
  mutating func writeOldNote(_ slug: String) {
    let plain = clearance[.notes]
    // Everyone sees something of the note, and so its name where files are named.
    let name = word("further note's name", .provenance)
    add(
      "content/accounts/\(slug)/2026-09-01-\(name).md",
      """
      ---
      title: \(word("further note's title", plain))
      ---
      \(word("further note", plain))

      ::: field
      ### \(word("heading in a further note", .field))
      :::

      ::: customer
      ### \(word("heading in a further note", .customer))
      :::

      """)
  }

  /// The smallest picture, with words in it.
  static func picture(_ words: String) -> [UInt8] {
    func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
      [0, 0, 0, UInt8(data.count)] + Array(name.utf8) + data + [0, 0, 0, 0]
    }
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]) + chunk("tEXt", Array("Comment\u{0}\(words)".utf8))
      + chunk("IEND", [])
  }
}
