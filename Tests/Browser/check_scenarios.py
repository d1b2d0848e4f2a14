"""The calculator of a negotiation computes what the oracle computed, case by case, and what the page's own table says; it works by keyboard."""

import json
from pathlib import Path

from browser import Visit

CASES = Path(__file__).parent.parent / "Fixtures" / "Scenarios" / "cases.json"
MONEY, SHARES = ("arr", "exit_arr", "tcv", "change", "margin", "headroom"), ("uplift", "discount", "cagr")
COMPUTE = """({ base, offer }) => {
  const { figures, round } = window.perennialScenario, found = figures(base, offer);
  const write = (value, digits) => value ? String(round(value, digits)) : null, all = { approver: found.approver ?? null };
  for (const key of %s) all[key] = write(found[key], base.digits);
  for (const key of %s) all[key] = write(found[key], 6);
  all.years = found.years.map((year) => year.map((value) => write(value, base.digits)));
  all.flags = found.flags ? found.flags.split(", ") : [];
  return all;
}""" % (json.dumps(MONEY), json.dumps(SHARES))
TABLE = """() => Object.fromEntries([...document.querySelector("#scenarios table").tBodies[0].rows].map((row) =>
  [row.cells[0].textContent, [...row.cells].slice(1).map((cell) => cell.textContent.trim())]))"""
SHOWN = """() => Object.fromEntries([...document.querySelectorAll(".calc dd")].map((cell) => [cell.dataset.f, cell.textContent]))"""
ROWS = {"tcv": "Total, TCV", "arr": "ARR, first day", "exit_arr": "ARR, last day"}


def check(site, browser, report, options):
    pages = [name for name in site.pages if name.endswith("-negotiation.html")]
    if not pages:
        return
    cases = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()[1:]]
    with Visit(browser, site) as visit:
        page = visit.open(pages[0])
        wrong = []
        for case in cases:
            found, expected = page.evaluate(COMPUTE, case["calculator"]), case["expect"]
            wrong += [f"{case['name']}: {key} is {found[key]}, the oracle says {expected[key]}" for key in found if found[key] != expected[key]]
        report.check("scenarios: the calculator agrees with the oracle", wrong, f"{len(cases)} cases")
        problems = [f"{name}: {problem}" for name in pages if visit.open(name).locator(".calc").count() for problem in by_keyboard(page)]
        report.check("scenarios: the calculator starts from the page's figures and works by keyboard", problems + visit.noise, f"{len(pages)} pages")


def by_keyboard(page):
    table, problems = page.evaluate(TABLE), []
    count = page.locator(".calc select").first.locator("option").count()
    for number in range(count):
        if number:
            page.locator(".calc select").first.focus()
            page.keyboard.press("ArrowDown")
        shown = page.evaluate(SHOWN)
        for key, row in ROWS.items():
            if amount(shown[key]) != amount(table[row][number]):
                problems.append(f"scenario {number + 1}: {row} is {shown[key]}, the table says {table[row][number]}")
    uplift = page.locator(".calc [name=uplift_percent]")
    uplift.focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("123")
    if page.evaluate(SHOWN)["tcv"] == shown["tcv"]:
        problems.append("an uplift of 123% changes nothing")
    if 'uplift_percent: "123"' not in page.locator(".calc pre").inner_text():
        problems.append("the front matter does not say the uplift that was typed")
    copy = page.locator(".calc pre + .after button")
    copy.focus()
    page.keyboard.press("Enter")
    if not page.locator(".calc pre + .after output").inner_text().startswith(("Copied", "Selected")):
        problems.append("the button says nothing of copying")
    return problems


def amount(text):
    return float(text.replace(",", "").replace("−", "-").replace("+", "") or 0) if text != "–" else None
