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
      #expect(Self.isBalanced(chart.table.markup), "\(name)")
      #expect(chart.table.rows.allSatisfy { $0.count == chart.table.columns.count }, "\(name)")
    }
  }

  @Test func theSameInputGivesTheSameBytes() {
    for (a, b) in zip(ChartSamples.all(40), ChartSamples.all(40)) { #expect(a.chart.markup == b.chart.markup) }
  }

  /// Whether all elements are closed in order, attributes are quoted, and no bare ampersand or angle is left.
  private static func isBalanced(_ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    guard !text.lowercased().contains("nan"), !text.contains("inf\"") else { return false }
    var open: [Substring] = []
    for piece in text.split(separator: "<", omittingEmptySubsequences: true) {
      let parts = piece.split(separator: ">", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let tag = parts.first, !parts[1].contains(">") else { return false }
      guard tag.count(where: { $0 == "\"" }) % 2 == 0,
        parts[1].split(separator: "&").dropFirst().allSatisfy({ $0.contains(";") })
      else { return false }
      let name = tag.prefix { $0 != " " && $0 != "/" }
      if tag.hasPrefix("/") {
        guard open.popLast() == tag.dropFirst() else { return false }
      } else if !tag.hasSuffix("/") {
        open.append(name)
      }
    }
    return open.isEmpty
  }
}
