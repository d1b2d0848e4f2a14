import Testing

@testable import Search

@Suite("Search index")
struct SearchIndexTests {
  static let entries = [
    SearchEntry(kind: .guide, title: "First renewal call", href: "guides/first.html", headings: ["Before the call"]),
    SearchEntry(
      kind: .account, title: "Łódź Meble", href: "accounts/lodz.html", subtitle: "Retail", people: ["Ana Ferreira"],
      text: "They asked for </script><b>terms\u{2028}of payment."),
    SearchEntry(kind: .account, title: "Juniper Hollow", href: "accounts/juniper-hollow.html"),
    SearchEntry(kind: .person, title: "Ana Ferreira", href: "owners/ana-ferreira.html"),
  ]

  func text(_ files: [SearchFile], _ path: String) -> String {
    files.first { $0.path == path }.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
  }

  @Test func theSameEntriesInAnyOrderGiveTheSameBytes() {
    let files = SearchIndex(Self.entries).files
    #expect(SearchIndex(Self.entries.reversed()).files == files)
    #expect(SearchIndex(Array(Self.entries[2...] + Self.entries[..<2])).files == files)
  }

  @Test func entriesStandByKindAndFoldedTitle() {
    #expect(
      text(SearchIndex(Self.entries).files, "search/e0.js") == """
        perennialSearch.shard("e0",["Juniper Hollow","accounts/juniper-hollow.html","","Łódź Meble",\
        "accounts/lodz.html","Retail","Ana Ferreira","owners/ana-ferreira.html","","First renewal call",\
        "guides/first.html",""]);

        """)
  }

  @Test func wordsCarryTheFieldsTheyStandIn() {
    let names = text(SearchIndex(Self.entries).files, "search/n0.js")
    // "ana" is a person of entry 1 and the start of the title of entry 2.
    #expect(names.contains("\"0ana#1,2|"))
    #expect(names.contains("|0lodz,1|"))
    #expect(text(SearchIndex(Self.entries).files, "search/t0.js").contains("|0payment!1|"))
  }

  @Test func nothingInAnEntryEndsItsScript() {
    for file in SearchIndex(Self.entries).files {
      let script = String(decoding: file.bytes, as: UTF8.self)
      #expect(!script.contains("<"))
      #expect(!script.unicodeScalars.contains("\u{2028}"))
      #expect(script.utf8.count { $0 == 0x0A } == 1 && script.utf8.last == 0x0A)
    }
  }

  @Test(arguments: [
    ("accounts/a.html#risks", "accounts/a.html#risks"), ("javascript:alert(1)", "./javascript:alert(1)"),
    ("accounts/a:b.html", "accounts/a:b.html"),
  ])
  func linksAreNeverTakenForASchemeOfTheirOwn(_ href: String, _ shown: String) {
    #expect(Excerpt.link(href) == shown)
  }

  @Test func noShardIsLargerThanTheLimitWhateverTheEntries() {
    let hostile = String(repeating: "<&'\"", count: 40_000)
    let unbroken = String(repeating: "ö", count: 90_000)
    var entries = (0..<3_000).map { number in
      SearchEntry(
        kind: .account, title: "Common \(number)", href: "accounts/\(number).html", text: "common text w\(number % 700)"
      )
    }
    entries.append(SearchEntry(kind: .guide, title: hostile, href: "guides/h.html", text: hostile))
    entries.append(SearchEntry(kind: .page, title: unbroken, href: "u.html", subtitle: unbroken, text: unbroken))
    let files = SearchIndex(entries).files
    #expect(files.count > 50)
    for file in files { #expect(file.bytes.count <= SearchIndex.shardLimit, "\(file.path)") }
    #expect(Set(files.map(\.path)).count == files.count)
  }

  @Test func anEntryTooLongForAShardHasShardsOfItsOwn() {
    var shards = StringShards(prefix: "x", limit: 60)
    shards.addText("short", entry: 0)
    shards.addText(String(repeating: "long words ", count: 9), entry: 1)
    shards.addText("after", entry: 2)
    shards.close()
    #expect(shards.firstEntries.first == 0 && shards.firstEntries.last == 2)
    #expect(shards.firstEntries.count { $0 == 1 } > 1)
    #expect(shards.files.last.map { String(decoding: $0.bytes, as: UTF8.self) }?.contains("[\"after\"]") == true)
  }

  @Test(arguments: ["", "one", "one two three four", "ööööööööööööö", "a ööööööööööö b", "🙂🙂🙂🙂🙂🙂"])
  func piecesOfATextMakeTheTextAgain(_ text: String) {
    let pieces = StringShards.pieces(of: text, limit: 7)
    #expect(pieces.joined().utf8.elementsEqual(text.utf8))
    #expect(pieces.allSatisfy { $0.utf8.count <= 7 })
  }

  @Test func termsSortAsABrowserComparesThem() {
    let words = ["a", "b", "é", "\u{FB01}", "\u{FFEE}", "\u{10400}", "\u{1F600}", "aa"]
    let terms = words.map { Term(bytes: Array($0.utf8)) }.sorted().map { String(decoding: $0.bytes, as: UTF8.self) }
    #expect(terms == words.sorted { Array($0.utf16).lexicographicallyPrecedes(Array($1.utf16)) })
  }

  @Test func noEntriesMakeADirectoryAlone() {
    let files = SearchIndex([]).files
    #expect(files.map(\.path) == ["search/index.js"])
  }

  @Test func aWordWithADigitIsNeverTakenForAMistypedOne() {
    #expect(!Term(bytes: Array("fy27".utf8)).isInVocabulary)
    #expect(!Term(bytes: Array("東京".utf8)).isInVocabulary)
    #expect(Term(bytes: Array("zür".utf8)).isInVocabulary)
  }
}
