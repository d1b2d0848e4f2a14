/// The marks and hatches that all charts of a page refer to; once in the page, before the first chart.
public enum ChartDefinitions {
  /// Band marks `m-g m-y m-r m-n` (circle, diamond, triangle, ring) and hatches `h-y` (yellow), `h-p` (pipeline), `h-w` (a
  /// term after its notice deadline). Colours come from the stylesheet's classes.
  public static var markup: [UInt8] {
    var svg = SVG()
    svg.raw(
      """
      <svg class="defs" aria-hidden="true" focusable="false"><defs>\
      <circle id="m-g" r="5"/><path id="m-y" d="M0-6 6 0 0 6-6 0Z"/>\
      <path id="m-r" d="M0-5.6 6.2 5H-6.2Z"/><circle id="m-n" r="4.8"/>\
      <pattern id="h-y" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
      <rect width="5" height="5" class="w-y"/><path d="M1 0V5" class="h-y"/></pattern>\
      <pattern id="h-p" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">\
      <rect width="5" height="5" class="f-paper"/><rect width="1.6" height="5" class="f-commit"/></pattern>\
      <pattern id="h-w" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
      <rect width="5" height="5" class="f-paper"/><rect width="2" height="5" class="f-grey"/></pattern>\
      </defs></svg>
      """)
    return svg.bytes
  }
}
