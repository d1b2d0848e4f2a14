import Core
import Portfolio
import Testing

@testable import Ingest

@Suite("Dates and numbers in cells")
struct CellFormTests {
  @Test(
    "reads every form of date",
    arguments: [
      ("2027-03-31", "2027-03-31"), ("2027/03/31", "2027-03-31"), ("2027-3-1", "2027-03-01"),
      ("20270331", "2027-03-31"),
      ("31-Mar-2027", "2027-03-31"), ("31 March 2027", "2027-03-31"), ("1-sep-27", "2027-09-01"),
      ("Mar 31, 2027", "2027-03-31"), ("31.03.2027", "2027-03-31"), ("31/03/2027", "2027-03-31"),
      ("3/31/2027", "2027-03-31"), ("3/3/2027", "2027-03-03"), ("31/12/99", "1999-12-31"),
      ("2027-03-31T00:00:00Z", "2027-03-31"), ("2027-03-31 23:59:59", "2027-03-31"),
      ("2027-03-31T10:00:00.000+0000", "2027-03-31"), ("3/31/2027 12:00 AM", "2027-03-31"), ("46387", "2026-12-31"),
      ("46387.5", "2026-12-31"), (" 2027-03-31 ", "2027-03-31"),
    ])
  func dates(_ text: String, _ day: String) {
    guard case .day(let read) = DateForm().read(Array(text.utf8).span) else {
      Issue.record("\(text) is not read")
      return
    }
    #expect(read.description == day)
  }

  @Test(
    "refuses what is no date",
    arguments: [
      "2027-02-30", "31/31/2027", "2027-13-01", "2027", "12345678901", "soon", "3/31", "2027-03-31x", "1.2.3.4",
      "99999",
      "31-Foo-2027", "2027-03-31T25:00:00Z",
    ])
  func noDates(_ text: String) {
    guard case .invalid = DateForm().read(Array(text.utf8).span) else {
      Issue.record("\(text) is read")
      return
    }
  }

  @Test("takes day or month first as the column says, and neither of its own accord")
  func order() {
    let text = Array("03/04/2027".utf8)
    func read(_ order: ImportSettings.DateOrder?) -> String {
      switch DateForm(order: order).read(text.span) {
      case .day(let day): day.description
      case .ambiguous: "ambiguous"
      default: "other"
      }
    }
    #expect(read(.dayFirst) == "2027-04-03")
    #expect(read(.monthFirst) == "2027-03-04")
    #expect(read(nil) == "ambiguous")
  }

  @Test(
    "moves time stamps with a zone into the settings' zone",
    arguments: [
      ("2027-03-31T00:00:00Z", -480, "2027-03-30"), ("2027-03-30T23:00:00Z", 60, "2027-03-31"),
      ("2027-03-31 00:00:00", -480, "2027-03-31"), ("2027-03-31T00:30:00+02:00", 0, "2027-03-30"),
    ])
  func zones(_ text: String, _ zone: Int, _ day: String) {
    guard case .day(let read) = DateForm(zone: zone).read(Array(text.utf8).span) else {
      Issue.record("\(text) is not read")
      return
    }
    #expect(read.description == day)
  }

  @Test(
    "reads every form of number",
    arguments: [
      ("1234", "1234"), ("-12", "-12"), ("1234.5", "1234.5"), ("1,234.50", "1234.5"), ("1.234,50", "1234.5"),
      ("1 234,50", "1234.5"), ("1\u{A0}234,50", "1234.5"), ("1\u{202F}234,50", "1234.5"), ("1'234.50", "1234.5"),
      ("1,234,567", "1234567"), ("1.234.567", "1234567"), ("12,34,567.89", "1234567.89"), ("(1,234.00)", "-1234"),
      ("$1,234.00", "1234"), ("$ 12", "12"), ("US$12.50", "12.5"), ("€ 1.234,50", "1234.5"), ("1.234,50 €", "1234.5"),
      ("EUR 1 234,50", "1234.5"), ("12.50 USD", "12.5"), ("£1,234.56", "1234.56"), ("−5,5", "-5.5"), ("5-", "-5"),
      ("$1.2M", "1200000"), ("3k", "3000"), ("0,5", "0.5"), ("0.125", "0.125"), (".5", "0.5"), ("1,5", "1.5"),
      ("0,000", "0"), ("100%", "100"),
    ])
  func numbers(_ text: String, _ value: String) {
    guard case .number(_, let read) = NumberForm().read(Array(text.utf8).span) else {
      Issue.record("\(text) is not read")
      return
    }
    #expect(read.rational == Rational(decimal: value))
  }

  @Test(
    "knows a currency by its sign, code or letters, before the amount or after it",
    arguments: [
      ("€ 1.234,50", "EUR"), ("1 234,50 €", "EUR"), ("£1,234.50", "GBP"), ("₹1,234.50", "INR"), ("1 234,50 ₽", "RUB"),
      ("CHF 1’234.50", "CHF"), ("1,234.50 SEK", "SEK"), ("$1,234.50", nil), ("1 234,50 kr", nil), ("Kr 1 234,50", nil),
      ("¥1,234.50", nil), ("1,234.50 ¥", nil), ("R$ 1.234,50", nil),
    ] as [(String, String?)])
  func currencies(_ text: String, _ code: String?) {
    guard case .number(let reading, let value) = NumberForm().read(Array(text.utf8).span) else {
      Issue.record("\(text) is not read")
      return
    }
    #expect(value.rational == Rational(decimal: "1234.5"))
    #expect(reading.currency?.code == code)
  }

  @Test(
    "refuses what is no number",
    arguments: ["abc", "1,2,3", "1.2.3", "12x", "--", "1..2", "1,23,4.5,6", "$", "1e5x", "€", "5 kg", "5 \u{20BF}"])
  func noNumbers(_ text: String) {
    guard case .invalid = NumberForm().read(Array(text.utf8).span) else {
      Issue.record("\(text) is read")
      return
    }
  }

  @Test(
    "takes a lone mark before three digits as the column says",
    arguments: [("1,234", "1234", "1.234"), ("12.345", "12.345", "12345")])
  func openMarks(_ text: String, _ byPoint: String, _ byComma: String) {
    func read(_ mark: ImportSettings.DecimalMark?) -> Rational? {
      if case .number(_, let value) = NumberForm(mark: mark).read(Array(text.utf8).span) { return value.rational }
      return nil
    }
    #expect(read(.point) == Rational(decimal: byPoint))
    #expect(read(.comma) == Rational(decimal: byComma))
    #expect(read(nil) == nil)
  }

  @Test(
    "reads months as people write them",
    arguments: ["2026-10", "2026/10", "10/2026", "Oct 2026", "October-2026", "oct-26"])
  func months(_ text: String) {
    #expect(MonthForm.read(Array(text.utf8).span)?.display == "Oct 2026")
  }

  @Test(
    "Salesforce ids of 15 and 18 characters are the same, in changed case too",
    arguments: [
      ("0018c00000ld7IIAAY", "0018c00000ld7II"), ("0018C00000LD7IIAAY", "0018c00000ld7II"),
    ])
  func salesforce(_ long: String, _ short: String) {
    #expect(SalesforceID.short(Array(long.utf8).span).map { String(decoding: $0, as: UTF8.self) } == short)
  }
}
