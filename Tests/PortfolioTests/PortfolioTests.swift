import Core
import Portfolio
import Testing

@Suite("Portfolio")
struct PortfolioTests {
  private let place = SourceLocation(SourceFile("content/x.csv"), line: 1)

  private func day(_ text: String) -> Day { Day(iso: text) ?? Day(number: 0) }

  private func account(_ slug: String, parent: String? = nil) throws -> Account {
    Account(
      slug: try #require(Slug(slug)), id: slug, name: slug, location: place, parent: parent.flatMap { Slug($0) },
      owner: Restricted("a@x", for: .field), team: Restricted([], for: .field), profile: AccountProfile(),
      stakeholders: RestrictedList([], for: .field), risks: RestrictedList([], for: .field),
      healthOverride: Restricted(nil, for: .field), sentiment: Restricted(nil, for: .field),
      call: Restricted(nil, for: .field), negotiation: Restricted(nil, for: .team), actions: [],
      touches: Restricted([], for: .field), extra: RestrictedList([], for: .team), notes: [])
  }

  private func contract(_ id: String, _ account: Int, _ start: String) -> Contract {
    Contract(
      id: id, account: account, start: day(start), end: day(start) + 364, status: .active, currency: .usd,
      renewal: RenewalTerms(), location: place)
  }

  private func line(_ id: String, _ contract: Int, _ product: Int) -> Line {
    Line(
      id: id, contract: contract, product: product, quantity: Quantity(1), unitPrice: 1,
      listPrice: Restricted(nil, for: .field), discountPercent: Restricted(nil, for: .field), start: day("2026-01-01"),
      end: day("2026-12-31"), annual: 1, isRecurring: true, location: place)
  }

  private func book() throws -> Portfolio {
    var draft = PortfolioDraft(settings: Settings())
    draft.accounts = [try account("zeta"), try account("alpha", parent: "zeta"), try account("mid", parent: "zeta")]
    draft.products = ["P2", "P1"].map {
      Product(sku: $0, name: $0, listPrice: Restricted(nil, for: .field), isCatalogued: true, location: place)
    }
    draft.contracts = [
      contract("Z-2", 0, "2026-02-01"), contract("A-1", 1, "2026-01-01"), contract("Z-1", 0, "2025-02-01"),
    ]
    draft.lines = [line("2", 0, 0), line("1", 0, 1), line("9", 1, 0), line("5", 2, 1)]
    let month = Month(of: day("2026-10-05"))
    draft.usage = [
      UsageRow(account: 0, product: 0, month: month, entitled: nil, assigned: nil, active: nil, location: place),
      UsageRow(account: 0, product: 1, month: month, entitled: nil, assigned: nil, active: nil, location: place),
    ]
    draft.readings = [
      HealthReading(account: 1, measure: "nps", day: day("2026-10-01"), value: 1, note: nil, location: place)
    ]
    return Portfolio(draft)
  }

  @Test("rows are sorted, renumbered and joined: everything of an account is a slice")
  func joined() throws {
    let book = try book()
    #expect(book.accounts.map(\.slug.text) == ["alpha", "mid", "zeta"])
    #expect(book.products.map(\.sku) == ["P1", "P2"])
    #expect(book.contracts.map(\.id) == ["A-1", "Z-1", "Z-2"])
    #expect(book.contracts(of: 2).map(\.id) == ["Z-1", "Z-2"])
    #expect(book.contracts(of: 1).isEmpty)
    #expect(book.lines(of: book.contracts[2]).map(\.id) == ["1", "2"])
    #expect(book.lines(ofAccount: 2).map(\.id) == ["5", "1", "2"])
    #expect(book.lines.map { book.products[$0.product].sku } == ["P2", "P1", "P1", "P2"])
    #expect(book.usage(of: 2).map(\.product) == [0, 1])
    #expect(book.readings(of: 0).resolved(for: .field)?.count == 1)
    #expect(book.readings(of: 0).resolved(for: .customer) == nil)
    #expect(book.account(try #require(Slug("mid"))) == 1)
    #expect(book.children(of: 2) == [0, 1])
  }

  @Test(
    "fiscal quarters are named by the year in which they end, and read back",
    arguments: [
      (2, "2026-11-23", "FY27 Q4", "2026-11-01", "2027-01-31"),
      (2, "2026-01-31", "FY26 Q4", "2025-11-01", "2026-01-31"),
      (1, "2026-11-23", "FY26 Q4", "2026-10-01", "2026-12-31"),
      (12, "2026-11-30", "FY26 Q4", "2026-09-01", "2026-11-30"),
      (12, "2026-12-01", "FY27 Q1", "2026-12-01", "2027-02-28"),
    ])
  func quarters(start: Int, on: String, name: String, first: String, last: String) {
    let fiscal = FiscalCalendar(startMonth: start)
    let quarter = fiscal.quarter(of: day(on))
    #expect(quarter.display == name)
    #expect(fiscal.start(of: quarter) == day(first))
    #expect(fiscal.end(of: quarter) == day(last))
    #expect(FiscalQuarter(name) == quarter)
    #expect(FiscalQuarter(quarter.slug) == quarter)
  }

  @Test("every day lies in its own quarter, and quarters follow without a gap", arguments: 1...12)
  func partition(start: Int) {
    let fiscal = FiscalCalendar(startMonth: start)
    for offset in stride(from: 0, to: 900, by: 7) {
      let quarter = fiscal.quarter(of: day("2025-01-01") + offset)
      #expect(fiscal.start(of: quarter) <= day("2025-01-01") + offset)
      #expect(fiscal.end(of: quarter) + 1 == fiscal.start(of: quarter.adding(1)))
      #expect(fiscal.quarter(of: fiscal.end(of: quarter) + 1) == quarter.adding(1))
    }
  }

  @Test("what is no quarter is none", arguments: ["", "FY27", "FY27 Q5", "27 Q4x", "Q4 FY27", "FY27-Q0"])
  func notQuarters(text: String) {
    #expect(FiscalQuarter(text) == nil)
  }

  @Test("months and quantities")
  func small() throws {
    let month = try #require(Month(year: 2026, month: 12))
    #expect(month.adding(2).display == "Feb 2027")
    #expect(month.adding(2).lastDay == day("2027-02-28"))
    #expect(Month(year: 2026, month: 13) == nil)
    #expect(Quantity(Rational(decimal: "1.2345") ?? 0).thousandths == 1234)
    #expect(Quantity(Int.max).thousandths == .max)
  }
}
