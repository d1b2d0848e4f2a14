import Core

extension ContractGantt {
  /// A term and the y it begins at.
  struct Row {
    let term: Term
    let top: Double
    /// Where the bar begins, below the milestones.
    let barTop: Double
  }

  /// What is on the scale, from top to bottom.
  func rows() -> (rows: [Row], bottom: Double) {
    var top = 22.0
    var rows: [Row] = []
    for term in terms {
      let milestones = term.milestones.contains { scale.contains($0.day) } ? 66.0 : 0
      rows.append(Row(term: term, top: top, barTop: top + milestones + 22))
      top += milestones + (noticeIsDrawn(term) ? 66 : 52)
    }
    return (rows, max(top, 40))
  }

  private func noticeIsDrawn(_ term: Term) -> Bool { term.notice.map { scale.contains($0) } ?? false }

  func appendMonths(to svg: inout SVG, bottom: Double) {
    let months = scale.months()
    var layout = LabelLayout(.page, overhang: 8)
    // Every quarter before every month, so that a narrow drawing keeps an even rhythm.
    var named: Set<Int> = []
    for step in [60, 12, 6, 3, 1] {
      let indexes = stride(from: 0, to: months.count, by: step).filter { !named.contains($0) }
      let labels = indexes.map { index in
        let name = ChartPeriod.month(of: months[index]).name(isFirst: index == 0)
        return ChartLabel(name, "t-q", at: .init(x: scale.percent(months[index]), dx: 4, y: bottom + 15))
      }
      guard let placed = layout.placeAll(labels) else { break }
      named.formUnion(indexes)
      for label in placed { svg.label(label) }
    }
    for index in months.indices where months.count <= 24 || named.contains(index) {
      svg.line("grid", x: .percent(scale.percent(months[index])), from: 22, to: bottom)
    }
    svg.line("axis", y: bottom, from: .percent(0), to: .percent(100))
  }

  func appendToday(to svg: inout SVG, bottom: Double) {
    guard scale.contains(today) else { return }
    let x = scale.percent(today)
    svg.line("today", x: .percent(x), from: 18, to: bottom)
    var layout = LabelLayout(.page)
    let spots = [ChartLabel.Anchor.middle, .start, .end].map { ChartLabel.Spot(x: x, y: 11, anchor: $0) }
    svg.label(layout.place(ChartLabel([.init(text: todayLabel, style: "t-a")], at: spots, mattersOnPhones: true)))
  }

  func append(_ row: Row, to svg: inout SVG) {
    if row.barTop > row.top + 22 { appendMilestones(of: row, to: &svg) }
    appendBar(of: row, to: &svg)
    appendLabels(of: row, to: &svg)
  }

  private func appendBar(of row: Row, to svg: inout SVG) {
    let term = row.term
    let (start, end) = (scale.percent(term.start), scale.percent(after: term.end))
    let firm = min(max(term.notice.map { scale.percent($0) } ?? end, start), end)
    appendBar("class=\"f-grey\"", start, firm, row.barTop, to: &svg)
    appendBar("fill=\"url(#h-w)\" class=\"s-q\"", firm, end, row.barTop, to: &svg)
    if let through = term.rollsThrough {
      let rolled = scale.percent(after: through)
      if rolled > end {
        svg.rect(
          "class=\"f-none\"", x: .percent(end), width: .percent(rolled - end), y: row.barTop + 0.5, height: 15)
      }
    }
    for day in term.anniversaries where scale.contains(day) {
      svg.mark("m-n", "anni", x: .percent(scale.percent(day)), y: row.barTop + 8)
    }
    if scale.contains(term.end + 1) {
      svg.line("axis-b", x: .percent(end), from: row.barTop - 6, to: row.barTop + 22)
    }
  }

  private func appendBar(_ style: StaticString, _ start: Double, _ end: Double, _ top: Double, to svg: inout SVG) {
    guard end > start else { return }
    svg.rect(style, x: .percent(start), width: .percent(end - start), y: top, height: 16)
  }

  /// Name and end above the bar, the notice below, the roll in it. What matters is placed first; details keep off today's line.
  private func appendLabels(of row: Row, to svg: inout SVG) {
    let term = row.term
    let y = row.barTop - 7
    let end = scale.percent(after: term.end)
    var layout = LabelLayout(.page)
    let name = layout.place(ChartLabel(term.name, "t-b", at: .init(x: 0, y: y)))
    svg.label(name ?? layout.place(ChartLabel(term.name.shortened(to: 24), "t-b", at: .init(x: 0, y: y))))
    let ends = [ChartLabel.Anchor.start, .end].map { ChartLabel.Spot(x: end, y: y - 3, anchor: $0) }
    svg.label(
      layout.place(ChartLabel([.init(text: term.endLabel, style: "t-b")], at: ends, mattersOnPhones: true)))
    if let notice = term.notice, noticeIsDrawn(term) { appendNotice(notice, of: row, to: &svg, &layout) }
    if scale.contains(today) { layout.avoidLine(x: scale.percent(today), from: row.top, to: row.barTop + 40) }
    let detail = ChartLabel.Spot(x: 0, dx: TextWidth.of(term.name) + 10, y: y)
    if !term.detail.isEmpty { svg.label(layout.place(ChartLabel(term.detail, "t-q", at: detail))) }
    if let through = term.rollsThrough, scale.percent(after: through) > end, !term.rollLabel.isEmpty {
      svg.label(layout.place(ChartLabel(term.rollLabel, "t-q", at: .init(x: end, dx: 8, y: row.barTop + 12))))
    }
  }

  private func appendNotice(_ notice: Day, of row: Row, to svg: inout SVG, _ layout: inout LabelLayout) {
    let x = scale.percent(notice)
    svg.raw("<line class=\"s-r\" stroke-width=\"2\"")
    svg.attribute("x1", .percent(x))
    svg.attribute("x2", .percent(x))
    svg.attribute("y1", row.barTop - 6)
    svg.attribute("y2", row.barTop + 22)
    svg.raw("/>")
    let spots = [(-1.0, ChartLabel.Anchor.start), (1, .end)].map { dx, anchor in
      ChartLabel.Spot(x: x, dx: dx, y: row.barTop + 34, anchor: anchor)
    }
    let line = ChartLabel.Line(text: row.term.noticeLabel, style: "t-r")
    svg.label(layout.place(ChartLabel([line], at: spots, mattersOnPhones: true)))
  }

  private func appendMilestones(of row: Row, to svg: inout SVG) {
    let shown = row.term.milestones.filter { scale.contains($0.day) }
    let y = row.top + 22
    let xs = shown.map { scale.percent($0.day) }
    let reach = (xs + [scale.percent(after: row.term.end)]).max() ?? 0
    svg.line("axis", y: y, from: .percent(xs.min() ?? 0), to: .percent(reach))
    for (milestone, x) in zip(shown, xs) { append(milestone, x, y, to: &svg) }
    var layout = LabelLayout(.page, overhang: 5)
    if scale.contains(today) { layout.avoidLine(x: scale.percent(today), from: row.top, to: row.barTop) }
    var placed = [LabelLayout.Placed?](repeating: nil, count: shown.count)
    for index in shown.indices.sorted(by: { matters(shown[$0], $0, before: shown[$1], $1) }) {
      placed[index] = layout.place(label(of: shown[index], xs[index], y))
    }
    for label in placed { svg.label(label) }
  }

  private func append(_ milestone: Milestone, _ x: Double, _ y: Double, to svg: inout SVG) {
    switch milestone.state {
    case .done: svg.mark("m-g", "f-ink ring", x: .percent(x), y: y)
    case .late: svg.mark("m-r", "f-r ring", x: .percent(x), y: y)
    case .toCome: svg.mark("m-g", "f-paper s-i", x: .percent(x), y: y)
    }
  }

  /// Late before to come before done, and then what is nearest to today.
  private func matters(_ a: Milestone, _ i: Int, before b: Milestone, _ j: Int) -> Bool {
    func rank(_ milestone: Milestone, _ index: Int) -> (Int, Int, Int) {
      let states: [Milestone.State] = [.late, .toCome, .done]
      return (states.firstIndex(of: milestone.state) ?? 0, abs(milestone.day - today), index)
    }
    return rank(a, i) < rank(b, j)
  }

  private func label(of milestone: Milestone, _ x: Double, _ y: Double) -> ChartLabel {
    let isLate = milestone.state == .late
    return ChartLabel(
      [.init(text: milestone.name, style: isLate ? "t-r" : "t-b"), .init(text: milestone.note, style: "t-q")],
      at: [0, -8, 8].map { .init(x: x, dx: $0, y: y + 20, anchor: .middle) } + [
        .init(x: x, dx: -5, y: y + 20), .init(x: x, dx: 5, y: y + 20, anchor: .end),
      ], mattersOnPhones: isLate)
  }
}
