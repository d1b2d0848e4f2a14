import Testing

@testable import Core

@Suite("Packed fractions")
struct PackedRationalTests {
  @Test(
    "come out as they went in, however long",
    arguments: [
      Rational.zero, .one, Rational(-7, over: 3), Rational(Int128(Int64.max), over: Int128(Int64.max) - 1),
      Rational(Int128(Int64.min)), Rational(Int128(Int64.max) + 1), Rational(1, over: Int128(Int64.max) + 1),
      Rational(Int128.max), Rational(-Int128.max, over: Int128.max - 1),
    ])
  func roundTrip(_ value: Rational) {
    #expect(PackedRational(value).value == value)
    #expect(PackedRational(value).value == value)
  }

  @Test("none is none, and takes no more room") func none() {
    #expect(PackedRational(nil).value == nil)
    #expect(MemoryLayout<PackedRational>.stride == 12)
  }
}
