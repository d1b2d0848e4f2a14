import Core
import Testing

@Suite("Exact fractions")
struct RationalTests {
  @Test(
    "decimal text is read exactly and written shortest",
    arguments: [
      ("0.1", "0.1"), ("-12.50", "-12.5"), ("+3", "3"), ("1234567890123456.78", "1234567890123456.78"), (".5", "0.5"),
      ("7.", "7"),
    ])
  func decimal(text: String, shown: String) {
    #expect(Rational(decimal: text)?.description == shown)
  }

  @Test("what is no decimal is none", arguments: ["", "-", ".", "1e3", "1,5", "1.2.3", " 1", "０"])
  func invalid(text: String) {
    #expect(Rational(decimal: text) == nil)
  }

  @Test(
    "a coefficient and its digits are the fraction in lowest terms",
    arguments: [
      (25850, 2), (-1, 3), (0, 5), (7, 0), (Int64.max, 18), (Int64.min, 18), (125, 3), (1 << 40, 18), (10, -1),
    ] as [(Int64, Int)])
  func digits(coefficient: Int64, digits: Int) {
    let power = (0..<max(digits, 0)).reduce(Int128(1)) { power, _ in power * 10 }
    #expect(Rational(coefficient, digits: digits) == Rational(Int128(coefficient), over: power))
  }

  @Test("a sum that fits is exact, also where its parts don't fit on the way")
  func wideSums() {
    let (a, b, x): (Int128, Int128, Int128) = (1_099_511_627_689, 1_099_511_627_691, (1 << 61) - 1)
    let left = Rational(1, over: a) + Rational(1, over: x)
    let right = Rational(1, over: b) - Rational(1, over: x)
    #expect(left + right == Rational(1, over: a) + Rational(1, over: b))
    #expect(left - -right == Rational(1, over: a) + Rational(1, over: b))
    #expect(-left - right == -(Rational(1, over: a) + Rational(1, over: b)))
  }

  @Test("fractions are compared exactly at any size")
  func wideOrder() {
    let whole = Int128.max
    let (less, more) = (Rational(whole - 2, over: whole - 1), Rational(whole - 1, over: whole))
    #expect(less < more && !(more < less) && !(more < more))
    #expect(-more < -less && -more < less && !(less < -more))
  }

  @Test("sums of fractions are exact")
  func exact() {
    let tenths = (1...10).reduce(Rational.zero) { sum, _ in sum + Rational(1, over: 10) }
    #expect(tenths == 1)
    #expect(Rational(1, over: 3) + Rational(1, over: 6) == Rational(1, over: 2))
    #expect(Rational(2, over: 3) * Rational(9, over: 4) == Rational(3, over: 2))
    #expect(Rational(1, over: 3).divided(by: Rational(2, over: 3)) == Rational(1, over: 2))
    #expect(Rational(1).divided(by: .zero) == nil)
    #expect(Rational(-4, over: -6) == Rational(2, over: 3))
  }

  @Test(
    "rounding is half to even",
    arguments: [
      ("2.345", 2, 234), ("2.355", 2, 236), ("2.3451", 2, 235), ("-2.345", 2, -234), ("-2.355", 2, -236), ("0.5", 0, 0),
      ("1.5", 0, 2), ("-0.5", 0, 0), ("2.5", 0, 2),
    ] as [(String, Int, Int64)])
  func rounding(text: String, digits: Int, value: Int64) {
    #expect(Rational(decimal: text)?.rounded(digits: digits) == value)
  }

  @Test("rounding up is to the whole number at or above")
  func up() {
    #expect(["2.1", "2", "-2.9", "0.0001"].map { Rational(decimal: $0)?.roundedUp } == [3, 2, -2, 1])
  }

  @Test("fractions beyond 128 bits stay near instead of trapping")
  func huge() {
    var value = Rational(1, over: 3)
    for _ in 0..<40 { value = value * Rational(10_000_019, over: 10_000_079) + Rational(1, over: 10_000_103) }
    #expect(value > .zero && value < 1)
    #expect(Rational(Int128.max) + Rational(Int128.max) > .zero)
    #expect(Rational(Int128.max) * Rational(-2) < .zero)
    #expect(Rational(3).raised(to: 1000) > .zero)
  }

  @Test("addition and order agree with a slow reference")
  func reference() {
    for a in -6...6 {
      for b in 1...7 {
        for c in -6...6 {
          for d in [1, 2, 9] {
            let (x, y) = (Rational(Int128(a), over: Int128(b)), Rational(Int128(c), over: Int128(d)))
            #expect((x + y) == Rational(Int128(a * d + c * b), over: Int128(b * d)))
            #expect((x - y) == Rational(Int128(a * d - c * b), over: Int128(b * d)))
            #expect((x * y) == Rational(Int128(a * c), over: Int128(b * d)))
            #expect((x < y) == (a * d < c * b))
          }
        }
      }
    }
  }

  @Test("money rounds once, in its own minor units, and adds only to its own kind")
  func money() throws {
    let yen = try #require(Currency("jpy"))
    let dinar = try #require(Currency("KWD"))
    #expect(Money(rounding: Rational(5, over: 2), yen).minor == 2)
    #expect(Money(rounding: Rational(decimal: "1.2345") ?? 0, dinar).description == "1.234 KWD")
    #expect(Money(minor: 1, .usd).adding(Money(minor: 1, .eur)) == nil)
    #expect(Money(minor: .max, .usd).adding(Money(minor: 1, .usd)) == nil)
    #expect(Money(minor: 10_000, .eur).converted(to: .usd, rate: Rational(27, over: 25)).minor == 10_800)
    for code in ["US", "USDX", "U1D", "ÜSD"] { #expect(Currency(code) == nil) }
  }
}
