import Core
import Testing

@testable import Proof

@Suite("A leak is found in whatever form it stands") struct LeakSearchTests {
  private let money = Money(minor: 77_123_450, .usd)

  private func search(_ content: GuardedValue.Content, open: [GuardedValue.Content] = []) -> LeakSearch {
    LeakSearch(
      [GuardedValue("field", of: "acme", content, for: .team)]
        + open.map { GuardedValue("open", of: "acme", $0, for: .customer) }, for: .field)
  }

  private func forms(_ text: String, _ content: GuardedValue.Content, at path: String = "a.html") -> [String] {
    search(content).findings(in: Array(text.utf8), at: path).leaks.map(\.form)
  }

  static let texts: [(String, String)] = [
    ("<p>Dana O'Neil & Sons</p>", "as it is"), ("<p>DANA   o'neil\n&amp; sons</p>", "escaped"),
    ("<p>D&#97;na O&#39;Neil &amp; S&#x6f;ns</p>", "escaped"), ("?q=Dana%20O%27Neil%20%26%20Sons", "escaped"),
    ("\"Dana O\\u0027Neil \\u0026 \\x53ons\"", "escaped"),
    ("<p>Da<b>na O'N</b>eil &amp; S<i>on</i>s</p>", "between tags"),
    ("<p>Da&shy;na O'Neil &amp; So\u{200B}ns</p>", "escaped"),
    ("<td>Dana <em>O&#39;Neil</em> &amp; Sons</td><td>CIO", "between tags"),
    ("\"\\u003ctd\\u003eDa\\u003cb\\u003ena\\u003c/b\\u003e O'Neil Sons\\u003c/td\\u003e\"", "between tags"),
    ("x=RGFuYSBPJ05laWwgJiBTb25z;", "as it is"),
    ("data:text/plain;base64,PHA+RGFuYSBPJ05laWwgJiBTb25zPC9wPiBhbmQgbW9yZQ==", "in Base64"),
    ("dana-o-neil-sons", "as it is"),
  ]

  @Test(arguments: texts) func textIsFound(page: String, form: String) {
    #expect(forms(page, .text("Dana O'Neil & Sons")) == [form])
  }

  @Test func aFigureInTheOpenIsNoLeakWithTheDecimalsOfAnExport() {
    let row = Array("attention.score,126399.00,".utf8)
    let amount = GuardedValue.Content.money(Money(minor: 12_639_900, .usd))
    #expect(search(amount).findings(in: row, at: "export.csv").leaks.count == 1)
    #expect(search(amount, open: [.number(126_399)]).findings(in: row, at: "export.csv").leaks.isEmpty)
    #expect(search(amount, open: [.number(126_398)]).findings(in: row, at: "export.csv").leaks.count == 1)
  }

  @Test func aFileNamedAfterItIsFound() {
    #expect(forms("", .text("Walk away plan"), at: "assets/walk-away-plan.png") == ["in the file's name"])
  }

  static let exact = [
    "$771,234.50", "771234.50 USD", "77123450", "771\u{A0}234.50", "771\u{202F}234.50", "&#36;771&#44;234.50",
    "<span>771,</span>234.50", "\u{2212}$771,234.50",
  ]

  @Test(arguments: exact) func moneyIsFound(text: String) {
    #expect(forms(text, .money(money)).count == 1, "\(text)")
  }

  @Test func wholeMoneyIsFoundWithoutCents() {
    #expect(forms("<td>410,257</td>", .money(Money(minor: 41_025_700, .usd))) == ["as it is"])
  }

  private func suspicions(_ text: String, _ content: GuardedValue.Content, at path: String) -> Int {
    let found = search(content).findings(in: Array(text.utf8), at: path)
    #expect(found.leaks.isEmpty)
    return found.suspicions.count
  }

  @Test(arguments: ["$771.2K", "<td>771.2</td>", "0.77M is not, 771.2K is"])
  func roundedMoneyIsWorthALookBesideItsAccount(text: String) {
    #expect(suspicions(text, .money(money), at: "accounts/acme.html") == 1)
    #expect(suspicions("<a href=\"accounts/acme.html\">Acme</a> " + text, .money(money), at: "week.html") == 1)
    #expect(suspicions(text, .money(money), at: "week.html") == 0)
  }

  @Test func aRoundAmountIsWorthALookBesideItsAccount() {
    let round = GuardedValue.Content.money(Money(minor: 41_000_000, .usd))
    #expect(suspicions("<td>410,000</td>", round, at: "accounts/acme.html") == 1)
    #expect(suspicions("<td>410,000</td>", round, at: "accounts/other.html") == 0)
  }

  @Test func coordinatesOfADrawingAreNoMoney() {
    #expect(suspicions("<path d=\"M 771.2 4\"/>", .money(money), at: "accounts/acme.html") == 0)
  }

  @Test(arguments: ["17 Mar 2031", "2031-03-17", "20310317", "17&nbsp;Mar&nbsp;2031"])
  func daysAreWorthALookBesideTheirAccount(text: String) throws {
    let day = GuardedValue.Content.day(try #require(Day(iso: "2031-03-17")))
    #expect(suspicions(text, day, at: "accounts/acme.html") == 1)
    #expect(suspicions(text, day, at: "accounts/other.html") == 0)
  }

  @Test func aLongTextIsFoundByAPieceOfIt() {
    let text = "We walk away below four per cent and offer the price lock only after legal has signed the addendum"
    #expect(forms("<p>only after legal has signed the addendum</p>", .text(text)).count == 1)
    #expect(forms("<p>we walk away</p>", .text(text)) == [])
  }

  @Test func aFoldedCalendarLineIsFound() {
    #expect(forms("SUMMARY:Meet Quentin Hol\r\n loway\r\n", .text("Quentin Holloway"), at: "x.ics").count == 1)
  }

  @Test(arguments: [("high", "Severity high"), ("R1", "R1 is"), ("West", "West"), ("12", "12")])
  func whatSaysNothingIsNotLookedFor(text: String, page: String) {
    #expect(forms(page, .text(text)) == [])
    #expect(search(.text(text)).standings.first == .short)
    #expect(search(.word(text)).standings.first == .vocabulary)
  }

  @Test func whatIsOpenOrTheProgramsOwnIsNoLeak() {
    let name = GuardedValue.Content.text("Mia Chen")
    #expect(search(name, open: [.text("Ask Mia Chen about it")]).standings.first == .open)
    #expect(search(.money(money), open: [.money(money)]).standings.first == .open)
    let words = search(.text("Next steps here"))
    let said = words.forms(in: Array("<h2>Next <b>steps</b> here</h2>".utf8), at: "a.html")
    #expect(words.disregarding(said).standings.first == .common)
    #expect(search(name, open: [.text("Mia Chenoweth")]).standings.first == .searched)
  }

  @Test(arguments: ["Mia Chenoweth", "xMia Chen", "$1,771,234.50", "7712345", "771,234.51", "Mia, then Chen"])
  func whatIsOnlyLikeItIsNoLeak(page: String) {
    #expect(forms(page, .text("Mia Chen")) == [] && forms(page, .money(money)) == [])
  }

  @Test(arguments: ["<", "&", "%", "\\", "\\u", "%4", "&#", "&#x;", "<a href='", "<!--", "\\ud800", "", "\u{0}"])
  func brokenMarkupEndsWithoutHarm(text: String) {
    #expect(forms(text, .money(money)) == [] && forms(text, .money(money), at: "a.ics") == [])
  }

  @Test func valuesThatReadersMaySeeAreFollowedIfAskedFor() {
    let values = [GuardedValue("risks.title", of: "acme", .text("Sponsor leaving soon"), for: .field)]
    let found = LeakSearch(values, for: .field, followsShown: true)
      .findings(in: Array("Sponsor leaving soon".utf8), at: "a.html")
    #expect(found.shown == [0] && found.leaks.isEmpty)
  }

  @Test func nothingOfAValueIsInADump() {
    var text = ""
    dump(GuardedValue("field", of: "acme", .text("kasecret"), for: .team), to: &text)
    #expect(!text.contains("kasecret"))
  }
}
