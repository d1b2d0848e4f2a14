import Core
import Testing

@Suite("Figures as text")
struct FigureFormatTests {
  private func dec(_ text: String) -> Rational { Rational(decimal: text) ?? 0 }

  @Test(
    "short money",
    arguments: [
      ("2618400", "$2.62M"), ("118200", "$118.2K"), ("558000", "$558K"), ("99200", "$99.2K"), ("950", "$950"),
      ("0", "$0"), ("999.4", "$999"), ("999.6", "$1K"), ("999949", "$999.9K"), ("999960", "$1.00M"),
      ("-96400", "−$96.4K"), ("1500000000", "$1.50B"), ("999996000", "$1.00B"), ("-0.4", "$0"),
    ])
  func short(amount: String, text: String) {
    #expect(FigureFormat.short(dec(amount), .usd) == text)
  }

  @Test("exact money keeps minor units, groups thousands and has a real minus")
  func exact() throws {
    #expect(FigureFormat.exact(Money(minor: 123_450, .usd)) == "$1,234.50")
    #expect(FigureFormat.exact(Money(minor: -123_456_789, .eur)) == "−€1,234,567.89")
    let yen = try #require(Currency("JPY"))
    let franc = try #require(Currency("CHF"))
    #expect(FigureFormat.exact(Money(minor: 1234, yen)) == "¥1,234")
    #expect(FigureFormat.exact(Money(minor: 5, franc)) == "CHF\u{A0}0.05")
    #expect(FigureFormat.bare(Money(minor: 41_280_000, .usd)) == "412,800")
    #expect(FigureFormat.bare(Money(minor: 140_647, .usd)) == "1,406.47")
    #expect(FigureFormat.bare(Money(minor: -7, .usd)) == "−0.07")
  }

  @Test("percentages, signs and quantities")
  func numbers() {
    #expect(FigureFormat.percent(dec("0.9360")) == "93.6%")
    #expect(FigureFormat.percent(dec("1.0775")) == "107.8%")
    #expect(FigureFormat.signedPercent(dec("0.0769")) == "+7.7%")
    #expect(FigureFormat.signed(dec("-10"), digits: 1) == "−10.0")
    #expect(FigureFormat.signed(dec("0.01"), digits: 1) == "0.0")
    #expect(FigureFormat.signed(dec("-0.01"), digits: 1) == "0.0")
    #expect(FigureFormat.trimmed(dec("1200.000"), digits: 3) == "1,200")
    #expect(FigureFormat.trimmed(dec("0.5004"), digits: 3) == "0.5")
    #expect(FigureFormat.trimmed(dec("-1234.25"), digits: 3) == "−1,234.25")
  }

  @Test("days in words")
  func days() {
    #expect(FigureFormat.days(1) == "1 day")
    #expect(FigureFormat.days(-3) == "−3 days")
    #expect([69, 0, -1].map(FigureFormat.remaining) == ["69 days left", "today", "1 day late"])
    #expect(FigureFormat.counted(1200, "user", "users") == "1,200 users")
  }
}

@Suite("Guarded values")
struct RestrictedTests {
  @Test("a value is out only for the audiences that may see it, and a sum inherits the highest clearance")
  func clearance() {
    let parts = [Restricted(1, for: .customer), Restricted(2, for: .team), Restricted(3, for: .field)]
    let sum = Restricted.all(parts).map { $0.reduce(0, +) }
    #expect(Audience.allCases.map { sum.resolved(for: $0) } == [nil, nil, 6])
    #expect(parts[0].zip(parts[2]).clearance == .field)
    #expect(parts[0].flatMap { _ in parts[1] }.clearance == .team)
    #expect(parts[1].raised(to: .customer).clearance == .team)
  }

  @Test("the least guarded match is found without letting any value out")
  func leastGuarded() {
    let parts = [Restricted("a", for: .team), Restricted("ab", for: .field), Restricted("abc", for: .field)]
    let match = Restricted.leastGuarded(of: parts) { $0.hasPrefix("a") }
    #expect(match?.clearance == .field)
    #expect(match?.resolved(for: .field) == "ab")
    #expect(Restricted.leastGuarded(of: parts) { $0 == "x" } == nil)
  }

  @Test("elements stay guarded as their list was")
  func elements() {
    let elements: [Restricted<Int>] = Restricted([1, 2], for: .team).elements()
    #expect(elements.map(\.clearance) == [.team, .team])
    #expect(elements.compactMap { $0.resolved(for: .field) }.isEmpty)
  }

  @Test("nothing prints, debug-prints or dumps it")
  func printing() {
    let secret = Restricted("canary-42", for: .team)
    var dumped = ""
    dump(secret, to: &dumped)
    for text in ["\(secret)", String(reflecting: secret), dumped, "\(Optional(secret) as Any)", "\([secret])"] {
      #expect(!text.contains("canary-42"))
    }
  }
}
