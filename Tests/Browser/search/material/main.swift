// Writes the search index of an invented book of business, for the browser: `material FOLDER ACCOUNTS`.
// Prints how long the index took, and the list of everything to `listing.tsv`.
import Core
import Foundation
import Search

/// The same numbers every time (Knuth's 64-bit linear congruence).
struct Dice {
  var state: UInt64
  mutating func roll(_ sides: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % sides
  }
  mutating func pick(_ choices: [String]) -> String { choices[roll(choices.count)] }
  /// Small numbers more often, as words come in texts.
  mutating func rank(below limit: Int) -> Int { roll(roll(roll(limit) + 1) + 1) }
}

let syllables = [
  "al", "bren", "cor", "dal", "ef", "fen", "gar", "hol", "is", "jor", "kel", "lin", "mar", "nor", "os", "pel",
]
let endings = ["ia", "ton", "ford", "wick", "ley", "mere", "stad", "berg", "vik", "os", "and", "ert"]
let trades = [
  "Robotics", "Bank", "Logistics", "Foods", "Mining", "Clinics", "Textiles", "Energy", "Software", "Insurance",
]
let firstNames = [
  "Ana", "Ben", "Carla", "Dmitri", "Élodie", "Fatima", "Göran", "Hana", "Íñigo", "Jürgen", "Kwame", "Łucja",
]
let business = [
  "renewal", "notice", "uplift", "champion", "adoption", "seats", "procurement", "budget", "executive", "escalation",
  "support",
  "migration", "pricing", "quarter", "the", "and", "with", "for", "they", "we", "asked", "agreed", "review", "usage",
]

func word(_ dice: inout Dice) -> String {
  (0..<1 + dice.roll(2)).map { _ in dice.pick(syllables) }.joined() + dice.pick(endings)
}

func capitalized(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }

var dice = Dice(state: 2026)
// About as many different words as the notes of a large book have.
let vocabulary =
  business + (0..<60_000).map { _ in word(&dice) + (dice.roll(4) > 0 ? dice.pick(syllables) + dice.pick(endings) : "") }
let surnames = (0..<3_000).map { _ in capitalized(word(&dice)) }

func person(_ dice: inout Dice) -> String { dice.pick(firstNames) + " " + dice.pick(surnames) }

func account(_ number: Int, _ dice: inout Dice) -> SearchEntry {
  let text = (0..<180).map { _ in vocabulary[dice.rank(below: vocabulary.count)] }.joined(separator: " ")
  return SearchEntry(
    kind: .account, title: "\(capitalized(word(&dice))) \(capitalized(word(&dice))) \(dice.pick(trades))",
    href: "accounts/account-\(number).html", subtitle: "\(dice.pick(trades)), \(person(&dice))",
    people: (0..<5).map { _ in person(&dice) }, text: text)
}

let known = [
  SearchEntry(
    kind: .account, title: "Larkspur Robotics", href: "accounts/larkspur-robotics.html",
    subtitle: "Manufacturing, Ana Ferreira",
    people: ["Moira Quill"], text: "The quokkaline dashboard is why they stay; finance asked for a multi-year price."),
  SearchEntry(
    kind: .account, title: "Łódź Meble", href: "accounts/lodz-meble.html", subtitle: "Retail", text: "Ask Jürgen."),
  SearchEntry(kind: .account, title: "Zürich Körner AG", href: "accounts/zurich-korner.html", subtitle: "Bank"),
  SearchEntry(kind: .account, title: "AT&T <Test> \"Quote\"", href: "accounts/at-t.html"),
  SearchEntry(kind: .account, title: "株式会社ミライ", href: "accounts/mirai.html", text: "東京の本社"),
  SearchEntry(
    kind: .person, title: "Moira Quill", href: "accounts/larkspur-robotics.html#people",
    subtitle: "CIO, Larkspur Robotics"),
  SearchEntry(
    kind: .guide, title: "Handling a price objection", href: "guides/price-objection.html",
    headings: ["Silence is fine"],
    text: "What to say when procurement asks for a larkspurious discount."),
  SearchEntry(
    kind: .play, title: "Executive sponsor swap", href: "plays/sponsor-swap.html", text: "When the sponsor leaves."),
  SearchEntry(
    kind: .page, title: "Retention", href: "retention.html", subtitle: "GRR, NRR, logo and on-time renewal rate"),
  SearchEntry(
    kind: .glossary, title: "Net revenue retention", href: "glossary.html#nrr", subtitle: "NRR", text: "Formula."),
]

let folder = URL(filePath: CommandLine.arguments[1])
let accounts = Int(CommandLine.arguments[2]) ?? 10_000
let entries =
  known + (0..<accounts).map { account($0, &dice) }
  + (0..<2_000).map { number in
    SearchEntry(
      kind: .person, title: person(&dice), href: "accounts/account-\(number).html#people", subtitle: "Stakeholder")
  }

let clock = ContinuousClock()
var files: [SearchFile] = []
let elapsed = clock.measure { files = SearchIndex(entries).files }
print("index of \(entries.count) entries: \(elapsed)")
try FileManager.default.createDirectory(at: folder.appending(path: "search"), withIntermediateDirectories: true)
for file in files { try Data(file.bytes).write(to: folder.appending(path: file.path)) }

var rows: [String] = []
for (number, page) in SearchListing(entries).pages.enumerated() {
  for kind in page.kinds {
    for letter in kind.letters {
      for entry in letter.entries {
        let cells = [
          "\(number)", kind.kind.pluralName, "\(kind.total)", letter.letter, entry.title, entry.href, entry.subtitle,
        ]
        rows.append(cells.joined(separator: "\t"))
      }
    }
  }
}
try Data(rows.joined(separator: "\n").utf8).write(to: folder.appending(path: "listing.tsv"))
