"""What scripts add is worked by keyboard: sorting, filtering, disclosures, theme, search. Absent controls pass, inert ones do not."""

import time
import unicodedata

from browser import Visit

DISCLOSURES = 12
PATIENCE = 5  # seconds, for shards to load and results to show
SORTED = """(table) => ({
  sorts: [...table.tHead.rows[0].cells].map((c) => c.getAttribute("aria-sort")).filter((s) => s && s !== "none"),
  rows: [...table.tBodies[0].rows].map((r) => r.textContent),
})"""
VISIBLE_ROWS = "(table) => [...table.tBodies[0].rows].filter((r) => r.checkVisibility()).length"
FILTER_OF = """(table) => (table.closest(".scroll") ?? table).parentElement.querySelector("label.filter input, input.filter")"""
FIRST_WORD = r"(table) => table.tBodies[0].rows[0].textContent.match(/\p{L}{3,}/u)?.[0]"
THEME = """() => document.documentElement.dataset.theme + " " + getComputedStyle(document.documentElement).backgroundColor"""
SEARCH_FIELD = "[role=search] input[type=search], input[type=search].search, dialog input[type=search]"
HITS = """() => [...document.querySelectorAll("a[href]")].filter((e) => e.checkVisibility({ visibilityProperty: true })).map((e) => e.innerText + " " + e.href)"""


def check(site, browser, report, options):
    pages = site.sample(1 if options.quick else 2)
    found = {"sort": [], "filter": [], "disclosure": [], "theme": [], "search": [], "order": []}
    seen = dict.fromkeys(found, 0)
    with Visit(browser, site) as visit:
        for name in pages:
            page = visit.open(name)
            for topic, probe in (("disclosure", disclosures), ("theme", theme), ("sort", sort), ("filter", filters)):
                count, problems = probe(page)
                seen[topic] += count
                found[topic] += [f"{name}: {problem}" for problem in problems]
        for name in pages if not options.quick else pages[:3]:
            count, problems = search(visit, name)
            seen["search"] += count
            found["search"] += [f"{name}: {problem}" for problem in problems]
        seen["order"], found["order"] = order(visit)
        found["search"] += visit.noise
    for topic, problems in found.items():
        report.check(f"controls: {topic} works by keyboard", problems, f"{seen[topic]} tried")


def disclosures(page):
    summaries = page.locator("summary:visible").all()[:DISCLOSURES]
    problems = []
    for summary in summaries:
        states = [is_open(summary)]
        for key in ("Enter", "Space"):
            summary.focus()
            page.keyboard.press(key)
            states.append(is_open(summary))
        if states[0] == states[1] or states[0] != states[2]:
            problems.append(f"{summary.inner_text()[:40]!r} was {states[0]}, {states[1]} after Enter, {states[2]} after Space")
    return len(summaries), problems


def is_open(summary):
    return summary.evaluate("(e) => e.parentElement.open")


def theme(page):
    button = page.locator("button.theme:visible").first
    if not button.count():
        return 0, []
    before = page.evaluate(THEME).split(" ", 1)
    once = press(page, button, "Enter")
    page.reload()
    kept = page.evaluate(THEME).split(" ", 1)
    twice = press(page, button, "Space")
    problems = []
    if once[0] == twice[0] or once[0] not in ("light", "dark"):
        problems.append(f"data-theme is {once[0]}, then {twice[0]}")
    if before[1] == once[1] or once[1] == twice[1]:
        problems.append("the background stays as it was")
    if kept != once:
        problems.append("the choice is forgotten when the page opens again")
    return 1, problems


def press(page, button, key):
    button.focus()
    page.keyboard.press(key)
    return page.evaluate(THEME).split(" ", 1)


def sort(page):
    tables = page.locator("table.sortable").all()
    problems = []
    for table in tables:
        buttons = table.locator("thead th button.sort").all()
        if not buttons:
            problems.append("a sortable table has no button.sort")
        rows = sorted(table.evaluate(SORTED)["rows"])
        for button in buttons:
            problems += sort_problems(page, table, button, rows)
    return len(tables), problems


def sort_problems(page, table, button, rows):
    label, results = button.inner_text()[:30], []
    for key in ("Enter", "Space"):
        button.focus()
        page.keyboard.press(key)
        results.append(table.evaluate(SORTED))
    problems = []
    if any(len(result["sorts"]) != 1 for result in results) or results[0]["sorts"] == results[1]["sorts"]:
        problems.append(f"sorting by {label!r} says {results[0]['sorts']}, then {results[1]['sorts']}")
    if button.evaluate("(e) => !e.closest('th').getAttribute('aria-sort')"):
        problems.append(f"sorting by {label!r} marks another column")
    if any(sorted(result["rows"]) != rows for result in results):
        problems.append(f"sorting by {label!r} changes the rows")
    if not button.evaluate("(e) => e === document.activeElement"):
        problems.append(f"sorting by {label!r} loses the focus")
    return problems


def filters(page):
    tried, problems = 0, []
    for table in page.locator("table.sortable").all():
        field = table.evaluate_handle(FILTER_OF).as_element()
        word = field and table.evaluate(FIRST_WORD)
        if not word:
            continue
        tried += 1
        total = table.evaluate(VISIBLE_ROWS)
        field.focus()
        page.keyboard.type(word)
        some = table.evaluate(VISIBLE_ROWS)
        page.keyboard.type("zzqx")
        none = table.evaluate(VISIBLE_ROWS)
        for _ in range(len(word) + 4):
            page.keyboard.press("Backspace")
        again = table.evaluate(VISIBLE_ROWS)
        if not 1 <= some <= total or none != 0 or again != total:
            problems.append(f"of {total} rows {word!r} leaves {some}, {word + 'zzqx'!r} {none}, an emptied field {again}")
    return tried, problems


def search(visit, name):
    page = visit.open(name)
    others = [account for account in visit.site.accounts if account != name]
    if not page.locator(SEARCH_FIELD).count() or not others:
        return 0, []
    page.keyboard.press("/")
    if not page.evaluate("(selector) => !!document.activeElement?.matches(selector)", SEARCH_FIELD):
        return 1, ["/ does not lead to the search field"]
    start, known = page.url, set(page.evaluate(HITS))
    # The beginning of the account's name as its file has it: a prefix, without accents.
    wanted = others[0].rpartition("/")[2].removesuffix(".html").partition("-")[0][:5]
    page.keyboard.type(wanted)
    if not until(page, lambda: any(wanted in plain(hit) for hit in page.evaluate(HITS) if hit not in known)):
        return 1, [f"typing {wanted!r} shows no result with it"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    if not until(page, lambda: page.url != start):
        return 1, ["arrow down and Enter open no result"]
    page.wait_for_load_state()
    return 1, [] if page.locator("h1").count() else [f"the result leads to {page.url}, which is no page"]


def order(visit):
    """From a sorted table into an account: the next account is the table's next row, and by name without a table behind."""
    page = visit.open("accounts.html")
    page.locator("table.sortable thead button.sort").nth(1).press("Enter")
    rows = page.evaluate("() => [...document.querySelectorAll('table.sortable tbody tr')].map((r) => r.querySelector('a').href)")
    if len(rows) < 3:
        return 0, []
    page.locator("table.sortable tbody tr").nth(1).locator("a").first.press("Enter")
    page.wait_for_url(rows[1])
    problems = [f"{rel} from {rows[1]} is {found}, not the table's {rows[at]}" for rel, at in (("prev", 0), ("next", 2))
                if (found := page.locator(f".pn [rel={rel}]").evaluate("(e) => e.href")) != rows[at]]
    return 2, problems


def until(page, holds):
    """Waits for what holds, not for a time: a busy machine is slow, not wrong."""
    end = time.monotonic() + PATIENCE
    while not (held := holds()) and time.monotonic() < end:
        page.wait_for_timeout(30)
    return held


def plain(text):
    return "".join(letter for letter in unicodedata.normalize("NFKD", text).lower() if not unicodedata.combining(letter))
