import Core
import Testing

@testable import Charts

@Suite struct LayoutTests {
  @Test(arguments: [
    (0.0, 1260.0, 4, [0.0, 500, 1000, 1500]), (0, 4525, 4, [0, 2000, 4000, 6000]), (0, 420, 4, [0, 200, 400, 600]),
    (0, 0, 4, [0, 1]), (0, 7, 8, [0, 1, 2, 3, 4, 5, 6, 7]), (-5, 12, 5, [-5, 0, 5, 10, 15]), (3, 3, 4, [3, 4, 5, 6]),
  ])
  func ticksAreRoundAndFew(low: Double, high: Double, count: Int, expected: [Double]) {
    #expect(Scale(low, high, ticks: count, least: 1, from: 0, to: 100).ticks == expected)
  }

  @Test func ticksHoldTheDataWhateverItIs() {
    var numbers = ChartSamples.Numbers(7)
    for _ in 0..<2000 {
      let low = Double(numbers.next(2_000_000) - 1_000_000) / Double(1 + numbers.next(1000))
      let high = low + Double(numbers.next(1_000_000)) / Double(1 + numbers.next(100_000))
      let scale = Scale(low, high, ticks: 6, from: 0, to: 100)
      #expect((2...6).contains(scale.ticks.count))
      #expect(scale.low <= low && scale.high >= high - 1e-9 * abs(high))
    }
    for hostile in [Double.nan, .infinity, -.infinity, 1e300, 1e-300, -0.0] {
      let scale = Scale(0, hostile, ticks: 5, from: 0, to: 100)
      #expect(scale.ticks.allSatisfy(\.isFinite) && (0...100).contains(scale.position(hostile)))
    }
  }

  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (1.005, "1"), (1.5, "1.5"), (33.333, "33.33"), (-0.004, "0"), (100, "100"),
    (-12.3, "-12.3"),
    (.nan, "0"), (.infinity, "0"), (1e300, "1000000000000000"), (0.07, "0.07"),
  ])
  func numbersArePrintedWithoutALocale(value: Double, expected: String) {
    var writer = ByteWriter(capacity: 16)
    DecimalText.append(value, to: &writer)
    var bytes: [UInt8] = []
    writer.add(to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
  }

  @Test func axesSayTheirUnitOnce() {
    let money = Scale(0, 1_120_000, ticks: 5, from: 0, to: 100)
    #expect(
      money.ticks.map { AxisFormat.money(sign: "$").text($0, on: money) } == ["0", "$0.3M", "$0.6M", "$0.9M", "$1.2M"])
    let small = Scale(0, 900, ticks: 4, from: 0, to: 100)
    #expect(small.ticks.map { AxisFormat.money(sign: "€").text($0, on: small) } == ["0", "€300", "€600", "€900"])
    let share = Scale(0.81, 1.04, ticks: 4, from: 0, to: 100)
    #expect(share.ticks.map { AxisFormat.percent.text($0, on: share) } == ["80%", "90%", "100%", "110%"])
  }

  @Test func daysReachToTheirEvening() {
    let scale = TimeScale(from: ChartSamples.day("2026-11-01"), through: ChartSamples.day("2028-10-31"))
    #expect(abs(scale.percent(ChartSamples.today) - 3.01) < 0.005)
    #expect(abs(scale.percent(after: ChartSamples.day("2026-11-30")) - 4.10) < 0.005)
    #expect(scale.percent(ChartSamples.day("2020-01-01")) == 0)
    #expect(scale.percent(after: ChartSamples.day("2028-10-31")) == 100)
    let instant = TimeScale(from: Day(number: .max), through: Day(number: .max))
    #expect(instant.percent(Day(number: .max)) == 0)
  }

  @Test func labelsThatDoNotFitOnPhonesShowFromWiderWindowsOn() {
    var layout = LabelLayout(.page)
    func place(_ text: String, _ x: Double) -> LabelLayout.Reach? {
      layout.place(ChartLabel(text, "t-q", at: .init(x: x, y: 10)))?.reach
    }
    #expect(place("Proposal", 10) == .phone)
    #expect(place("Terms agreed", 20) == .tablet)
    #expect(place("Value review", 14) == nil)
    #expect(place("Signature at the right edge", 95) == nil)
  }

  @Test func labelsOfLinesMoveApartAsLittleAsTheyCan() {
    #expect(VerticalSpread.positions([30, 40, 60], gap: 14, in: 10...118) == [28, 42, 60])
    #expect(VerticalSpread.positions([60, 30, 30], gap: 14, in: 10...118) == [60, 23, 37])
    #expect(VerticalSpread.positions([10, 10, 10], gap: 14, in: 10...118) == [10, 24, 38])
    #expect(VerticalSpread.positions([118, 117], gap: 14, in: 10...118) == [118, 104])
    #expect(VerticalSpread.positions([], gap: 14, in: 10...118) == [])
  }

  @Test func monthsAreNamedInEvenSteps() {
    let positions = (0..<12).map { 36 + 196 * Double($0) / 11 }
    let months = Array(ChartSamples.months.prefix(12))
    let indexes = PeriodTicks.indexes(of: months, positions: positions, spansYears: false)
    #expect(indexes.map { months[$0].short } == ["Nov", "Jan", "Apr", "Jul", "Oct"])
  }

  @Test func overSeveralYearsTheirBeginningsAreNamed() {
    for count in [8, 13, 40, 400] {
      let quarters = Array(ChartSamples.quarters.prefix(count))
      let positions = quarters.indices.map { 36 + 190 * Double($0) / Double(count - 1) }
      let indexes = PeriodTicks.indexes(of: quarters, positions: positions, spansYears: true)
      #expect(indexes.last == count - 1 && (2...4).contains(indexes.count))
      #expect(indexes.dropFirst().dropLast().allSatisfy { quarters[$0].startsYear })
      #expect(zip(indexes, indexes.dropFirst()).allSatisfy { positions[$1] - positions[$0] >= TextWidth.of("FY25 Q1") })
    }
  }
}
