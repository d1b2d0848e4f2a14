import Core
import Testing

@testable import Charts

/// What every chart promises, at 0, 1, 2, 40 and 400 items.
@Suite struct ChartPromiseTests {
  static let counts = [0, 1, 2, 3, 40, 400]

  /// Window ranges of the stylesheet: the plot widths in each, and the classes hidden in it.
  private static func ranges(of name: String) -> [(widths: [Double], hidden: Set<String>)] {
    switch name {
    case "usage", "ratios": [([326], [])]
    case "portfolio": [([326, 500], ["w", "w2"]), ([297, 600], ["w2"]), ([745, 944, 1600], [])]
    case "score": [([280], ["w", "w2"]), ([340, 500], ["w2"]), ([340, 700], [])]
    case "territory": [([326, 500], ["w", "w2"]), ([590, 700], ["w2"]), ([590, 900], [])]
    case "stack": [([326, 500], ["w", "w2"]), ([409, 700], ["w2"]), ([857, 1100], [])]
    case "bridge": [([326, 500], ["w", "w2"]), ([313, 600], ["w2"]), ([761, 1100], [])]
    default: [([326, 590], ["w", "w2"]), ([590, 860], ["w2"]), ([860, 1600], [])]
    }
  }

  @Test(arguments: counts)
  func noTwoLabelsThatShowTogetherOverlap(count: Int) {
    for (name, chart) in ChartSamples.all(count) {
      for range in Self.ranges(of: name) {
        for drawing in Drawing.drawings(in: chart.markup, onLaptop: range.hidden.isEmpty) {
          for width in range.widths { #expect(drawing.overlaps(at: width, hiding: range.hidden) == [], "\(name)") }
        }
      }
    }
  }

  @Test(arguments: counts)
  func everyNumberIsPrintableAndEveryPercentageIsInside(count: Int) {
    for (name, chart) in ChartSamples.all(count) {
      for drawing in Drawing.drawings(in: chart.markup) {
        #expect(drawing.percents.allSatisfy { (0...100).contains($0) }, "\(name)")
        for number in drawing.numbers where number != "100%" {
          #expect(number.utf8.allSatisfy { (45...57).contains($0) || $0 == 0x25 }, "\(name): \(number)")
        }
      }
    }
  }

  @Test(arguments: counts)
  func markupIsWellFormedAndEscaped(count: Int) {
    for (name, chart) in ChartSamples.all(count) {
      #expect(Self.isBalanced(chart.markup), "\(name)")
      let table = chart.table
      #expect(Self.isBalanced(table.markup), "\(name)")
      #expect(table.rows.allSatisfy { $0.count == table.columns.count }, "\(name)")
    }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity, -1e300, 1e300, -5, 0, 1e-300])
  func hostileNumbersAndTextsAreDrawnHarmlessly(number: Double) {
    for (name, chart) in ChartSamples.hostile(number) {
      #expect(Self.isBalanced(chart.markup), "\(name)")
      #expect(Self.isBalanced(chart.table.markup), "\(name)")
      #expect(!chart.markup.contains("<script>".utf8), "\(name)")
      for drawing in Drawing.drawings(in: chart.markup) {
        #expect(drawing.percents.allSatisfy { (0...100).contains($0) }, "\(name)")
        #expect(drawing.numbers.allSatisfy { $0.utf8.allSatisfy { (45...57).contains($0) || $0 == 0x25 } }, "\(name)")
      }
    }
  }

  @Test func aContractWithALongNameIsStillNamed() {
    let name = String(repeating: "Framework agreement ", count: 20)
    let day = ChartSamples.today
    let chart = ContractGantt(
      id: "tl", title: "", finding: "", terms: [.init(name, from: day, through: day, endLabel: "")],
      over: TimeScale(from: day, through: day + 100), today: day, todayLabel: "Today")
    #expect(Drawing.drawings(in: chart.markup)[0].texts.contains { $0.content == "Framework agreement Fram\u{2026}" })
  }

  @Test func theSameInputGivesTheSameBytes() {
    for (a, b) in zip(ChartSamples.all(40), ChartSamples.all(40)) { #expect(a.chart.markup == b.chart.markup) }
  }

  /// Whether all elements are closed in order, attributes are quoted, and no bare ampersand or angle is left.
  private static func isBalanced(_ bytes: [UInt8]) -> Bool {
    var open: [ArraySlice<UInt8>] = []
    var rest = bytes[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      guard isText(rest[..<start]), let end = rest[start...].firstIndex(of: UInt8(ascii: ">")) else { return false }
      let tag = rest[(start + 1)..<end]
      guard isTag(tag) else { return false }
      let name = tag.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "/") }
      if tag.first == UInt8(ascii: "/") {
        guard open.popLast() == tag.dropFirst() else { return false }
      } else if tag.last != UInt8(ascii: "/") {
        open.append(name)
      }
      rest = rest[(end + 1)...]
    }
    return open.isEmpty && isText(rest)
  }

  private static func isTag(_ tag: ArraySlice<UInt8>) -> Bool {
    let numbers = tag.split(separator: UInt8(ascii: "\""))
    return tag.count { $0 == UInt8(ascii: "\"") } % 2 == 0 && !tag.contains(UInt8(ascii: "<"))
      && !numbers.contains {
        $0.elementsEqual("nan".utf8) || $0.elementsEqual("inf".utf8) || $0.elementsEqual("nan%".utf8)
      }
  }

  /// Text has no angle, and each ampersand begins a reference.
  private static func isText(_ text: ArraySlice<UInt8>) -> Bool {
    !text.contains(UInt8(ascii: ">"))
      && text.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false).dropFirst()
        .allSatisfy { $0.prefix(7).contains(UInt8(ascii: ";")) }
  }
}

extension [UInt8] {
  func contains(_ text: String.UTF8View) -> Bool {
    String(decoding: self, as: UTF8.self).utf8.firstRange(of: text) != nil
  }
}
