"""By Tab alone: the skip link comes first and works, and every stop is on screen, uncovered and visibly focused."""

from browser import Visit

STOPS = 150
# Looks taken before anything has focus, to see afterwards what focus changed.
REMEMBER = """() => {
  globalThis.looks = (e) => { const s = getComputedStyle(e); return [s.boxShadow, s.borderColor, s.backgroundColor, s.textDecoration, s.borderWidth].join("|"); };
  globalThis.before = new Map([...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")].map((e) => [e, looks(e)]));
  return [...document.querySelectorAll("[tabindex]")].filter((e) => e.tabIndex > 0).map((e) => e.outerHTML.slice(0, 80));
}"""
INSPECT = """() => {
  // Of a box that is larger than the window, the part in the window is looked at.
  const shown = (from, to, limit, share) => { const a = Math.max(from, 0), b = Math.min(to, limit - 1); return a + (b - a) * share; };
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  const s = getComputedStyle(e);
  const outlined = s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 1 && !/^rgba\\(.*, 0\\)$|transparent/.test(s.outlineColor);
  const box = [...e.getClientRects()].find((r) => r.width > 0 && r.height > 0);
  const onScreen = !!box && box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight;
  const points = !box ? [] : [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]].map(([x, y]) => [shown(box.left, box.right, innerWidth, x), shown(box.top, box.bottom, innerHeight, y)]);
  const uncovered = points.some(([x, y]) => { const hit = document.elementFromPoint(x, y); return hit && (e.contains(hit) || hit.contains(e)); });
  const again = e.seen === true;
  e.seen = true;
  return { again, onScreen, uncovered, visible: outlined || before.get(e) !== looks(e), tag: e.tagName,
    name: `${e.tagName.toLowerCase()} "${(e.innerText || e.getAttribute("aria-label") || "").trim().slice(0, 40)}"`,
    href: e.getAttribute("href") ?? "" };
}"""
# Focus stands in or behind main; a page that has nothing to focus there can't show it.
PAST_HEADER = """() => {
  const main = document.querySelector("main"), e = document.activeElement;
  const behind = (e) => main.contains(e) || main.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING;
  return e !== document.body && !!behind(e) || ![...before.keys()].some(behind);
}"""


def check(site, browser, report, options):
    pages = site.sample(1 if options.quick else 2)
    skips, stops, order, count = [], [], [], 0
    with Visit(browser, site) as visit:
        for name in pages:
            page = visit.open(name)
            order += [f"{name}: positive tabindex: {element}" for element in page.evaluate(REMEMBER)]
            found = walk(page)
            count += len(found)
            stops += [f"{name}: {stop['name']} {trouble(stop)}" for stop in found if trouble(stop)]
            order += [f"{name}: focus comes back to {stop['name']} before the end" for stop in found if stop["again"]]
            skips += [f"{name}: {problem}" for problem in skip_problems(visit, name, found)]
    report.check("keyboard: the skip link is first and leads into main", skips, f"{len(pages)} pages")
    report.check("keyboard: every stop is visible and visibly focused", stops, f"{count} stops")
    report.check("keyboard: stops follow the page's order, without a trap", order, f"{count} stops")


def walk(page):
    found = []
    while len(found) < STOPS:
        page.keyboard.press("Tab")
        stop = page.evaluate(INSPECT)
        if stop is None:
            break
        found.append(stop)
        if stop["again"]:
            # Headless, focus goes from the last stop to the first at once: that is the end, anything else a trap.
            if stop["name"] == found[0]["name"]:
                found.pop()
            break
    return found


def trouble(stop):
    if not stop["onScreen"]:
        return "is not on screen when focused"
    if not stop["uncovered"]:
        return "is covered when focused"
    return "" if stop["visible"] else "shows no focus"


def skip_problems(visit, name, found):
    if not found:
        return ["Tab reaches nothing"]
    if not found[0]["href"].startswith("#"):
        return [f"Tab reaches {found[0]['name']} first, not a skip link"]
    page = visit.open(name)
    page.evaluate(REMEMBER)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    return [] if page.evaluate(PAST_HEADER) else ["after the skip link Tab is still before main"]
