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

  @Test(
    "right-size covers the peak of the year with the stated headroom; the mean where the contract counts the mean",
    arguments: [
      (Product.Count.latest, "0", "700", "-3000"), (.peak, "10", "770", "-2300"), (.latest, "50", "1050", "500"),
      (.average, "0", "675", "-3250"), (.average, "12.5", "760", "-2400"),
    ])
  func rightSize(count: Product.Count, headroom: String, quantity: String, change: String) throws {
    var book = BookBuilder { $0.headroomPercent = dec(headroom) }
    let account = book.account("acme")
    book.product("P", count: count)
    let contract = book.contract("C", of: account, from: "2026-02-01", to: "2027-01-31")
    book.line(contract, quantity: "1000", price: "10")
    book.usage(account, "P", "2026-06", entitled: 1000, assigned: 700, active: 640)
    book.usage(account, "P", "2026-10", entitled: 1000, assigned: 650, active: 600)
    let guarded = book.insight().accounts[0].licences.products[0].rightSize
    let size = try #require(guarded.resolved(for: .field) ?? nil)
    #expect(Rational(size.quantity) == dec(quantity))
    #expect(size.change == dec(change))
    #expect(guarded.resolved(for: .customer) == nil)
  }

  @Test("the peak is the highest month whatever rule counts, of equal ones the latest")
  func peak() throws {
    let product = try #require(
      licences { book, account in
        book.usage(account, "P", "2026-07", assigned: 90, active: 120)
        book.usage(account, "P", "2026-08", assigned: 120, active: 80)
        book.usage(account, "P", "2026-10", assigned: 100, active: 70)
      }.products.first)
    #expect(product.peak?.value == 120)
    #expect(product.peak?.month.display == "Aug 2026")
    #expect(product.measured == 100)
  }

  @Test("an enterprise licence has nothing to exceed and no right size")
  func enterprise() throws {
    let licences = licences { book, account in
      book.product("ELA", metric: .enterprise)
      let contract = book.contract("C", of: account, from: "2026-02-01", to: "2027-01-31")
      book.line(contract, "ELA", quantity: "1", price: "450000")
      book.usage(account, "ELA", "2026-10", entitled: 1, active: 812)
    }
    #expect(licences.pools.isEmpty)
    #expect(licences.overdeployed.isEmpty)
    let product = try #require(licences.products.first)
    #expect(product.rightSize.resolved(for: .team) == .some(nil))
  }
}
