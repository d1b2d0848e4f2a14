import Core
import Insight
import Portfolio

/// A small generator of the same numbers for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// A random book: the same seed gives the same book, whatever the order in which its accounts are inserted.
struct RandomBook {
  let seed: UInt64
  let accounts: Int

  init(_ seed: UInt64, accounts: Int = 6) {
    self.seed = seed
    self.accounts = accounts
  }

  static let asOf = day("2026-11-23")

  func builder(order: [Int]? = nil) -> BookBuilder {
    var book = BookBuilder { settings in
      settings.rates[.eur] = dec("1.08")
      settings.fiscalYear = FiscalCalendar(startMonth: Int(seed % 12) + 1)
      settings.arrBasis = seed % 3 == 0 ? .average : .segment
    }
    for (index, sku) in ["A", "B", "C"].enumerated() {
      book.product(sku, meter: index < 2 ? "pool" : nil, count: Product.Count.allCases[index])
    }
    for index in order ?? Array(0..<accounts) { add(index, to: &book) }
    return book
  }

  private func add(_ index: Int, to book: inout BookBuilder) {
    var random = SeededGenerator(seed &* 1_000_003 &+ UInt64(index))
    let isCalled = Bool.random(using: &random)
    let account = book.account(
      "account-\(index)", owner: "owner-\(Int.random(in: 0..<3, using: &random))@example.com",
      segment: [nil, "Enterprise", "Mid"].randomElement(using: &random) ?? nil,
      parent: index > 0 && index % 3 == 0 ? "account-0" : nil,
      call: isCalled
        ? call(.bestCase, "\(Int.random(in: 0...900, using: &random))", swing: "50") : nil,
      touches: Bool.random(using: &random) ? [touch("2026-10-01")] : [])
    for number in 0..<Int.random(in: 0...3, using: &random) { addContract(number, account, index, &random, &book) }
    for month in 1...11 where Bool.random(using: &random) {
      for sku in ["A", "C"] {
        let used = Int.random(in: 0...150, using: &random)
        book.usage(
          account, sku, month < 10 ? "2026-0\(month)" : "2026-\(month)", entitled: 100, assigned: used + 5, active: used
        )
      }
    }
    for measure in ["open_p1", "sponsor", "nps", "value_realized"] where Bool.random(using: &random) {
      for _ in 0..<3 {
        let day = Self.asOf - Int.random(in: 0...200, using: &random)
        book.reading(account, measure, day.description, "\(Int.random(in: -10...40, using: &random))")
      }
    }
  }

  private func addContract(
    _ number: Int, _ account: Int, _ index: Int, _ random: inout SeededGenerator, _ book: inout BookBuilder
  ) {
    let id = "C-\(index)-\(number)"
    let start = day("2024-01-01") + Int.random(in: 0...900, using: &random)
    let months = [12, 12, 24, 36, 7].randomElement(using: &random) ?? 12
    let end = start.adding(months: months) - 1
    let contract = book.contract(
      id, of: account, from: start.description, to: end.description,
      status: [.active, .active, .renewed, .cancelled, .draft].randomElement(using: &random) ?? .active,
      currency: [.usd, .usd, .eur, .gbp].randomElement(using: &random) ?? .usd,
      renewal: RenewalTerms(
        isAutomatic: [true, false, nil].randomElement(using: &random) ?? nil, termMonths: 12,
        notice: [.calendarDays(60), .months(3), .businessDays(30)].randomElement(using: &random)),
      renews: number > 0 && Bool.random(using: &random) ? "C-\(index)-\(number - 1)" : nil,
      transferTo: number == 0 && index > 1 && Int.random(in: 0..<6, using: &random) == 0 ? "account-1" : nil)
    let middle = start.adding(months: months / 2)
    for sku in ["A", "B", "C"] where Bool.random(using: &random) {
      let price = "\(Int.random(in: 1...500, using: &random)).\(Int.random(in: 10...99, using: &random))"
      book.line(contract, sku, quantity: "100", price: price, to: (middle - 1).description)
      book.line(contract, sku, quantity: "110", price: price, from: middle.description)
    }
    book.line(contract, "S", price: "1000", isRecurring: false)
    guard Bool.random(using: &random) else { return }
    book.opportunity(
      "O-\(index)-\(number)", of: account, contract: Bool.random(using: &random) ? id : nil,
      close: (end - 10).description, amount: "\(Int.random(in: 0...90_000, using: &random))",
      category: [.commit, .bestCase, .pipeline, .omitted].randomElement(using: &random),
      outcome: [.open, .renewed, .churned].randomElement(using: &random) ?? .open,
      closedOn: (end - Int.random(in: -20...20, using: &random)).description)
  }
}
