import Testing

@testable import Search

@Suite("List of everything")
struct SearchListingTests {
  func account(_ title: String) -> SearchEntry { SearchEntry(kind: .account, title: title, href: "accounts/x.html") }

  @Test func groupsByKindAndLetter() {
    let guide = SearchEntry(kind: .guide, title: "Call plan", href: "guides/c.html")
    let listing = SearchListing([guide] + ["Écho", "alder", "3M", "Eastgate", "!?"].map(account))
    let kinds = listing.pages.flatMap(\.kinds)
    #expect(kinds.map(\.kind) == [.account, .guide])
    #expect(kinds.map(\.total) == [5, 1])
    #expect(kinds[0].letters.map(\.letter) == ["#", "0–9", "A", "E"])
    #expect(kinds[0].letters.last?.entries.map(\.title) == ["Eastgate", "Écho"])
  }

  @Test func aLongListGoesOnOnTheNextPageWithoutLosingAnEntry() {
    let titles = (0..<25).map { "\(Unicode.Scalar(UInt8(97 + $0)))corp" }
    let listing = SearchListing(titles.map(account), pageSize: 10)
    #expect(listing.pages.count == 3)
    #expect(listing.pages.flatMap(\.kinds).flatMap(\.letters).flatMap(\.entries).map(\.title) == titles)
    #expect(listing.pages.allSatisfy { $0.kinds[0].total == 25 })
  }

  @Test func nothingToListIsOneEmptyPage() {
    #expect(SearchListing([]).pages == [SearchListing.Page(kinds: [])])
  }
}
