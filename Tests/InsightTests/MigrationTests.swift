import Core
import Insight
import Portfolio
import Testing

@Suite("Migrations")
struct MigrationTests {
  private static let place = SourceLocation(SourceFile("content/products.yaml"), line: 9)

  private func map(to sku: String = "NEW", ratio: String = "1.25", effect: Rational? = 8) -> Product.Migration {
    Product.Migration(
      successor: sku, ratio: dec(ratio), metricNote: nil, priceEffectPercent: effect, confidence: .medium,
      evidence: nil, reviewDay: day("2026-11-01"), location: Self.place)
  }

  private func licences(_ build: (inout BookBuilder, Int) -> Void) -> LicenceInsight {
    var book = BookBuilder()
    let account = book.account("acme")
    build(&book, account)
    return book.insight().accounts[0].licences
  }

  @Test("figures.md Migration: quantity = ceil(q x ratio), price effect at flat spend, unmapped products are listed")
  func needs() throws {
    let licences = licences { book, account in
      book.product("OLD", isLegacy: true, migration: map())
      book.product("LOST", isLegacy: true)
      book.product("NEW", listPrice: "100")
      let contract = book.contract("C", of: account, from: "2026-02-01", to: "2027-01-31")
      book.line(contract, "OLD", quantity: "101", price: "100")
      book.line(contract, "LOST", quantity: "5", price: "100")
      book.line(contract, "NEW", quantity: "5", price: "100")
    }
    #expect(licences.migrations.resolved(for: .customer) == nil)
    let needs = try #require(licences.migrations.resolved(for: .field))
    #expect(needs.map(\.isUnmapped) == [true, false])
    let need = try #require(needs.last)
    #expect(need.newQuantity == 127)
    #expect(need.annual == 10_100)
    #expect(need.priceEffect == 808)
    #expect(need.annualWithEffect == 10_908)
    #expect(need.flatUnitPrice.map { Money(rounding: $0, .usd) } == usd("79.53"))
    #expect(need.annualAtList.resolved(for: .field) == 12_700)
    #expect(need.annualAtList.resolved(for: .customer) == nil)
    #expect((need.flatDiscount.resolved(for: .field) ?? nil).map { FigureFormat.percent($0) } == "20.5%")
    #expect(need.isReviewDue)
    #expect(need.successor != nil)
  }

  @Test("list prices of another currency are converted at the book's rate, and unknown without one")
  func currencies() throws {
    for (currency, expected) in [(Currency.eur, dec("13716")), (.gbp, nil)] {
      var book = BookBuilder { $0.rates[.eur] = dec("1.08") }
      let account = book.account("acme")
      book.product("OLD", isLegacy: true, migration: map())
      book.product("NEW", listPrice: "100", currency: currency)
      let contract = book.contract("C", of: account, from: "2026-02-01", to: "2027-01-31")
      book.line(contract, "OLD", quantity: "101", price: "100")
      let need = try #require(book.insight().accounts[0].licences.migrations.resolved(for: .team)?.first)
      #expect(need.annualAtList.resolved(for: .team) == .some(expected))
    }
  }

  @Test(
    "by when: support that ends first, else the contract's end once the sale is over, else the last day of sale",
    arguments: [
      ("2025-12-31", "2026-12-31", "2026-12-31", MigrationDeadline.Reason.endOfLife),
      ("2025-12-31", "2027-12-31", "2027-01-31", .contractEnd), ("2027-01-31", nil, "2027-01-31", .contractEnd),
      ("2027-06-30", "2028-06-30", "2027-06-30", .endOfSale), (nil, "2028-06-30", "2028-06-30", .endOfLife),
    ] as [(String?, String?, String, MigrationDeadline.Reason)])
  func deadline(sale: String?, life: String?, expected: String, reason: MigrationDeadline.Reason) throws {
    let needs = licences { book, account in
      book.product("OLD", isLegacy: true, endOfSale: sale, endOfLife: life, migration: map())
      let contract = book.contract("C", of: account, from: "2026-02-01", to: "2027-01-31")
      book.line(contract, "OLD", quantity: "101", price: "100")
    }.migrations.resolved(for: .team)
    let deadline = try #require(needs?.first?.deadline)
    #expect(deadline.day == day(expected))
    #expect(deadline.reason == reason)
  }

  @Test("a move of the last 90 days: what the map gave beside what was bought; none while an old line runs")
  func moves() throws {
    func moves(oldEnd: String, extraOld: Bool = false) -> [MigrationMove] {
      licences { book, account in
        book.product("OLD", isLegacy: true, migration: map())
        let old = book.contract("C-1", of: account, from: "2025-02-01", to: oldEnd, status: .renewed)
        book.line(old, "OLD", quantity: "101", price: "100")
        let new = book.contract("C-2", of: account, from: "2026-11-01", to: "2027-10-31", renews: "C-1")
        book.line(new, "NEW", quantity: "140", price: "90")
        if extraOld { book.line(new, "OLD", quantity: "1", price: "90") }
      }.moves.resolved(for: .field) ?? []
    }
    let move = try #require(moves(oldEnd: "2026-10-31").first)
    #expect(move.day == day("2026-11-01"))
    #expect(move.quantity == 101)
    #expect(move.expected == 127)
    #expect(move.bought == 140)
    #expect(moves(oldEnd: "2026-08-24").isEmpty)
    #expect(moves(oldEnd: "2026-10-31", extraOld: true).isEmpty)
  }
}
