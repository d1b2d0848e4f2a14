"""From a small phone to a wide screen nothing scrolls sideways but boxes made for it, and chart texts neither meet nor are cut."""

from browser import Visit

WIDTHS = (360, 390, 768, 1280, 1920)
PAPER = 698  # A4 less its margins
# Boxes that may scroll: wide tables, and the strips that the navigation becomes on a phone.
SCROLLERS = ".scroll, .nav, .rail, pre"
OPEN_DETAILS = "for (const details of document.querySelectorAll('details')) details.open = true"
MEASURE = """(scrollers) => {
  const name = (e) => {
    const own = e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + (e.className.baseVal ?? e.className).toString().trim().replace(/^(?=.)|\\s+/g, ".");
    return (e.parentElement?.id ? "#" + e.parentElement.id + " > " : "") + own.slice(0, 60);
  };
  const shown = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const wide = [], cut = [], meeting = [];
  const root = document.scrollingElement;
  const inScroller = (e) => e.parentElement?.closest(scrollers) || e.matches(scrollers);
  const clips = (style) => style.overflowX !== "visible";
  const boxed = (e) => { for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) if (clips(getComputedStyle(p))) return true; return false; };
  if (root.scrollWidth > innerWidth) wide.push(`page is ${root.scrollWidth} px wide`);
  for (const e of document.body.querySelectorAll("*")) {
    if (e.closest("svg") && !e.matches("svg")) continue;
    if (inScroller(e)) continue;
    const style = getComputedStyle(e);
    if (/auto|scroll/.test(style.overflowX) && e.clientWidth && e.scrollWidth > e.clientWidth + 1 && !e.matches("input, textarea")) wide.push(name(e) + " scrolls by itself");
    const box = e.getBoundingClientRect();
    if (box.right > innerWidth + 1 && box.width > 1 && box.left < innerWidth + 5000 && shown(e) && !boxed(e)) wide.push(`${name(e)} ends at ${Math.round(box.right)} px`);
  }
  for (const svg of document.querySelectorAll("svg")) {
    if (svg.parentElement.closest("svg") || !shown(svg)) continue;
    const texts = [...svg.querySelectorAll("text")].filter((e) => e.textContent.trim() && shown(e))
      .map((e) => ({ text: e.textContent.trim(), box: e.getBoundingClientRect() })).filter((t) => t.box.width > 0);
    const area = svg.getBoundingClientRect();
    const frame = getComputedStyle(svg).overflow === "visible" ? { left: 0, right: document.documentElement.clientWidth, top: -1e9, bottom: 1e9 } : area;
    const free = svg.closest(scrollers);
    texts.forEach(({ text, box }, i) => {
      // A text's box is a line high, glyphs fill about two thirds of it.
      const slack = box.height * 0.2;
      if (!(free && frame !== area) && (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top + slack < frame.top || box.bottom - slack > frame.bottom))
        cut.push(`"${text}" in ${name(svg)}`);
      for (const other of texts.slice(i + 1)) {
        const over = (a, b, start, end) => Math.min(a[end], b[end]) - Math.max(a[start], b[start]);
        if (over(box, other.box, "left", "right") > 1 && over(box, other.box, "top", "bottom") > slack * 2) meeting.push(`"${text}" and "${other.text}" in ${name(svg)}`);
      }
    });
  }
  return { wide: wide.slice(0, 4), cut: cut.slice(0, 6), meeting: meeting.slice(0, 6) };
}"""


def check(site, browser, report, options):
    pages = site.sample() if options.quick else site.pages
    found = {"wide": [], "cut": [], "meeting": []}
    with Visit(browser, site) as visit:
        for name in pages:
            page = visit.open(name)
            page.evaluate(OPEN_DETAILS)
            for width in WIDTHS:
                measure(page, width, f"{name} at {width} px", found)
            page.emulate_media(media="print")
            measure(page, PAPER, f"{name} on paper", found)
            page.emulate_media(media="null")
    scope = f"{len(pages)} pages, {len(WIDTHS)} widths and paper"
    report.check("layout: nothing scrolls sideways outside its box", found["wide"], scope)
    report.check("layout: no chart text is cut", found["cut"], scope)
    report.check("layout: no chart texts overlap", found["meeting"], scope)


def measure(page, width, where, found):
    page.set_viewport_size({"width": width, "height": 800})
    for topic, lines in page.evaluate(MEASURE, SCROLLERS).items():
        found[topic] += [f"{where}: {line}" for line in lines]
