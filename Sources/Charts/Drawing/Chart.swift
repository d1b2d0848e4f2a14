/// A chart: numbers and labels in, accessible markup out. It knows nothing of accounts, files or formats of money.
///
/// Promises, which the tests hold for 0, 1, 2, 40 and 400 items: no text is left unescaped, no number is unprintable, every x
/// lies in 0...100 per cent, and no two labels that show at the same width overlap.
public protocol Chart: Sendable {
  /// SVG, or a list of rows with SVG in them. Needs `ChartDefinitions.markup` once in the page.
  var markup: [UInt8] { get }
  /// The same as text.
  var table: ChartTable { get }
}
