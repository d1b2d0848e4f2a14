import Core
import Insight
import Portfolio
import Testing

@Suite("Licences")
struct LicenceTests {
  private func licences(_ build: (inout BookBuilder, Int) -> Void) -> LicenceInsight {
    var book = BookBuilder()
    let account = book.account("acme")
    build(&book, account)
    return book.insight().accounts[0].licences
  }

  @Test("figures.md Licences: 1,000/820/610 is 82% deployed, 61% active, 74.4% deep; unused value 351,000")
  func position() throws {
    let product = try #require(
      licences { book, account in
        let contract = book.contract("C", of: account, from: "2026-02-01", to: "2027-01-31")
        book.line(contract, quantity: "1000", price: "900")
        book.usage(account, "P", "2026-10", entitled: 1000, assigned: 820, active: 610)
      }.products.first)
    #expect(product.deployed.map { FigureFormat.percent($0) } == "82.0%")
    #expect(product.utilization.map { FigureFormat.percent($0) } == "61.0%")
    #expect(product.depth.map { FigureFormat.percent($0) } == "74.4%")
    #expect(product.unusedValue.resolved(for: .field) == 351_000)
    #expect(product.unusedValue.resolved(for: .customer) == nil)
  }

  @Test("figures.md True-up: 1,130 of 1,000 at 900 is 117,000 a year, 39,106.85 for 122 days")
  func trueUp() throws {
    let pool = try #require(
      licences { book, account in
        let contract = book.contract("C", of: account, from: "2026-03-26", to: "2027-03-25")
        book.line(contract, quantity: "1000", price: "900")
        book.usage(account, "P", "2026-10", entitled: 1000, active: 1130)
      }.pools.first)
    #expect(pool.over == 130)
    #expect(pool.exposure.resolved(for: .field) == 117_000)
    #expect(pool.exposure.resolved(for: .customer) == nil)
    #expect(pool.daysLeft == 122)
    #expect(pool.exposureToTermEnd.resolved(for: .field)?.map { Money(rounding: $0, .usd) } == usd("39106.85"))
  }

  @Test(
    "figures.md Licences: count peak, latest or average",
    arguments: [
      (Product.Count.peak, "130"), (.latest, "90"), (.average, "100"),
    ])
  func counting(count: Product.Count, measured: String) {
    let licences = licences { book, account in
      book.product("P", count: count)
      for (month, active) in [("2026-08", 80), ("2026-09", 130), ("2026-10", 90)] {
        book.usage(account, "P", month, entitled: 100, active: active)
      }
      book.usage(account, "P", "2025-11", entitled: 100, active: 900)
      book.usage(account, "P", "2026-12", entitled: 100, active: 900)
    }
    #expect(licences.products.first?.active == dec(measured))
    #expect(licences.pools.first?.measured == dec(measured))
  }

  @Test("lines that share a meter are pooled first: one over and one under cancel, peaks of different months don't add")
  func pools() throws {
    let licences = licences { book, account in
      for sku in ["A", "B"] { book.product(sku, meter: "seats", count: .peak) }
      let contract = book.contract("C", of: account, from: "2026-02-01", to: "2027-01-31")
      book.line(contract, "A", quantity: "100", price: "10")
      book.line(contract, "B", quantity: "100", price: "30")
      book.usage(account, "A", "2026-09", active: 150)
      book.usage(account, "A", "2026-10", active: 20)
      book.usage(account, "B", "2026-09", active: 30)
      book.usage(account, "B", "2026-10", active: 190)
    }
    let pool = try #require(licences.pools.first)
    #expect(licences.pools.count == 1)
    #expect(pool.entitled == 200)
    #expect(pool.measured == 210)
    #expect(pool.rate == 20)
    #expect(pool.exposure.resolved(for: .field) == 200)
  }

  @Test("what is handed out counts as used when it is more; without an entitlement there is nothing to exceed")
  func measured() {
    let over = licences { book, account in
      book.usage(account, "P", "2026-10", entitled: 100, assigned: 120, active: 60)
    }
    #expect(over.pools.first?.over == 20)
    #expect(over.pools.first?.exposure.resolved(for: .team) == .some(nil))
    let unknown = licences { book, account in book.usage(account, "P", "2026-10", active: 60) }
    #expect(unknown.pools.isEmpty)
    #expect(unknown.products.first?.utilization == nil)
  }

  @Test("figures.md Migration: quantity = ceil(q x ratio), price effect at flat spend, unmapped products are listed")
  func migration() throws {
    let map = Product.Migration(
      successor: "NEW", ratio: dec("1.25"), metricNote: nil, priceEffectPercent: 8, confidence: .medium, evidence: nil,
      reviewDay: day("2026-11-01"), endOfSale: nil, endOfLife: nil)
    let licences = licences { book, account in
      book.product("OLD", isLegacy: true, migration: map)
      book.product("LOST", isLegacy: true)
      book.product("NEW")
      let contract = book.contract("C", of: account, from: "2026-02-01", to: "2027-01-31")
      book.line(contract, "OLD", quantity: "101", price: "100")
      book.line(contract, "LOST", quantity: "5", price: "100")
      book.line(contract, "NEW", quantity: "5", price: "100")
    }
    let needs = try #require(licences.migrations.resolved(for: .field))
    #expect(needs.map(\.isUnmapped) == [true, false])
    let need = try #require(needs.last)
    #expect(need.newQuantity == 127)
    #expect(need.annual == 10_100)
    #expect(need.priceEffect == 808)
    #expect(need.flatUnitPrice.map { Money(rounding: $0, .usd) } == usd("79.53"))
    #expect(need.isReviewDue)
    #expect(need.successor != nil)
  }

  @Test("right-size keeps the highest count of the year, so nobody loses a licence")
  func rightSize() throws {
    var book = BookBuilder()
    let account = book.account("acme")
    let contract = book.contract("C", of: account, from: "2026-02-01", to: "2027-01-31")
    book.line(contract, quantity: "1000", price: "10")
    book.usage(account, "P", "2026-06", entitled: 1000, assigned: 700, active: 640)
    book.usage(account, "P", "2026-10", entitled: 1000, assigned: 650, active: 600)
    let insight = book.insight()
    let guarded = insight.accounts[0].licences.products[0].rightSize(in: insight.portfolio)
    let size = try #require(guarded.resolved(for: .field) ?? nil)
    #expect(size.quantity == 700)
    #expect(size.change == -3000)
  }
}
