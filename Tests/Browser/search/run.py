#!/usr/bin/env python3
"""Search in a real browser, from file://, over 10,000 invented accounts.

Builds the index with the project's own code, lays it beside the project's own script, style and templates, and walks through
it by keyboard: prefix, typo, diacritics, groups, excerpts. Checks that nothing is loaded from elsewhere and nothing is said on
the console, and the sizes; prints the times. Needs swiftc, Playwright for Python and a Chromium (CHROMIUM, or on the path).
"""
import argparse
import html
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
FLAGS = ["-O", "-wmo", "-swift-version", "6"] + [
    word for feature in ["ExistentialAny", "InternalImportsByDefault", "MemberImportVisibility"] for word in ["-enable-upcoming-feature", feature]]


def build(folder):
    """The generator, from the two rooms it needs and nothing else."""
    for room in ["Core", "Search"]:
        sources = sorted(map(str, (ROOT / "Sources" / room).glob("*.swift")))
        subprocess.run(["swiftc", *FLAGS, "-parse-as-library", "-emit-module", "-emit-library", "-static", "-module-name", room,
                        "-I", folder, "-o", f"{folder}/lib{room}.a", *sources], check=True, cwd=folder)
    program = f"{folder}/material"
    subprocess.run(["swiftc", "-O", "-swift-version", "6", "-I", folder, "-L", folder, "-lSearch", "-lCore", "-lswiftSynchronization",
                    "-o", program,
                    str(HERE / "material" / "main.swift")], check=True, cwd=folder)
    return program


def render(template, context):
    """As much of Mustache as search.mustache uses."""
    def section(match):
        sign, name, inner = match.groups()
        value = context.get(name.removesuffix(".any"))
        if sign == "^":
            return "" if value else render(inner, context)
        if isinstance(value, list) and not name.endswith(".any"):
            return "".join(render(inner, {**context, **item}) for item in value)
        return render(inner, context) if value else ""
    text = re.sub(r"\{\{([#^])([\w.]+)\}\}(.*?)\{\{/\2\}\}", section, template, flags=re.S)
    return re.sub(r"\{\{(\w+)\}\}", lambda match: html.escape(str(context.get(match[1]) or "")), text)


def pages(site):
    """Pages with the masthead and policy of base.mustache and the body of search.mustache."""
    base = (ROOT / "templates/base.mustache").read_text()
    policy = re.search(r'<meta http-equiv="Content-Security-Policy".*?>', base)[0]
    form = re.search(r'<form class="search".*?</form>', base)[0]
    body = re.search(r"\{\{\$main\}\}(.*)\{\{/main\}\}", (ROOT / "templates/search.mustache").read_text(), re.S)[1]

    def write(path, main):
        root = "../" * path.count("/")
        text = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{policy}<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Search</title><link rel="icon" href="{root}assets/icon.svg"><link rel="stylesheet" href="{root}assets/style.css"><script src="{root}assets/site.js" defer></script></head>
<body><header class="mast"><div class="wrap"><div class="mast-top"><a class="brand" href="{root}index.html">Perennial</a><span class="mast-date">As of Mon 23 Nov 2026</span>{form.replace("{{frame.root}}", root)}</div></div></header>
<div class="wrap"><main id="main">{main}</main></div></body></html>"""
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text)

    shutil.copytree(ROOT / "templates/assets", site / "assets")
    listing = {}
    for row in (site / "listing.tsv").read_text().split("\n"):
        page, kind, total, letter, title, href, subtitle = row.split("\t")
        letters = listing.setdefault(int(page), {}).setdefault((kind, total), {})
        letters.setdefault(letter, []).append({"title": title, "href": href, "subtitle": subtitle})
    numbers = [{"href": f"search-{n + 1}.html" if n else "search.html", "label": str(n + 1)} for n in listing]
    for number, kinds in listing.items():
        context = {"subtitle": "Everything, by kind", "pages": [{**entry, "current": n == number} for n, entry in enumerate(numbers)]}
        context["kinds"] = [
            {"id": kind.split()[0].lower(), "heading": kind, "note": f"{total} in all",
             "letters": [{"letter": letter, "entries": entries} for letter, entries in letters.items()]}
            for (kind, total), letters in kinds.items()]
        write(numbers[number]["href"], render(body, context))
    main = '<div class="title"><h1>Portfolio</h1></div><p>First screen.</p>'
    write("index.html", main)
    write("accounts/larkspur-robotics.html", main.replace("Portfolio", "Larkspur Robotics"))
    return len(numbers)


class Proof:
    """Counts what held and what did not."""
    def __init__(self):
        self.passed, self.failed = 0, 0

    def check(self, holds, what):
        self.passed, self.failed = self.passed + bool(holds), self.failed + (not holds)
        print(("ok    " if holds else "FAIL  ") + what)


OBSERVE = """() => {
  window.firstShown = () => new Promise((resolve) => {
    const list = document.getElementById("search-list");
    const watch = new MutationObserver(() => { watch.disconnect(); resolve(performance.now()); });
    watch.observe(list, { childList: true });
  });
  window.typeAndTime = async (text) => {
    const box = document.querySelector("form.search input");
    box.focus();
    const shown = firstShown();
    box.value = text;
    const from = performance.now();
    box.dispatchEvent(new Event("input", { bubbles: true }));
    return (await shown) - from;
  };
}"""

def until(page, expression):
    """Waits for a condition. Asked from outside: the page's policy forbids what Playwright's own polling does."""
    deadline = time.monotonic() + 20
    while not page.evaluate(expression):
        if time.monotonic() > deadline:
            raise TimeoutError(expression)
        time.sleep(0.02)


def awake(page):
    until(page, "!!window.perennialSearch")


def answered(page, query):
    until(page, f"document.querySelector('p[role=status]')?.dataset.query === {json.dumps(query)}")


def type_query(page, text):
    page.locator("#site-search").fill(text)
    answered(page, text)


def results(page, scope="#search-list"):
    return page.evaluate("""(scope) => [...document.querySelectorAll(scope + ' a.hit:not(.all)')].map((a) => ({
      title: a.querySelector('b').textContent, marks: [...a.querySelectorAll('mark')].map((m) => m.textContent),
      excerpt: a.querySelector('.excerpt')?.textContent ?? '', href: a.getAttribute('href') }))""", scope)


def walk(proof, browser, site):
    said, asked = [], []
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script("""window.violations = []; document.addEventListener('securitypolicyviolation', (e) => violations.push(e.violatedDirective + ' ' + e.blockedURI));""")

    def shards():
        return [re.search(r"/search/(\w+)\.js", url)[1] for url in asked if "/search/" in url]

    page.goto(f"file://{site}/index.html")
    proof.check(not shards() and not any("search.js" in url for url in asked), "a page that nobody searches loads no part of search")
    page.keyboard.press("/")
    awake(page)
    proof.check(page.evaluate("document.activeElement.id") == "site-search", "the / key leads to the box")
    proof.check(page.locator("#site-search").input_value() == "", "and types nothing into it")

    vectors = json.loads((HERE / "words.json").read_text())
    page.evaluate("async () => { await perennialSearch.find('a'); }")
    wrong = page.evaluate("""(vectors) => vectors.flatMap(({ text, index, query }) => {
      const whole = perennialSearch.words(text, true).map(([word]) => word), asked = perennialSearch.words(text).map(([word]) => word);
      const isRight = JSON.stringify(whole) === JSON.stringify(index) && (!query || JSON.stringify(asked) === JSON.stringify(query));
      return isRight ? [] : [text + ': ' + JSON.stringify(whole) + ' ' + JSON.stringify(asked)];
    })""", vectors)
    proof.check(not wrong, f"the browser folds all {len(vectors)} shared texts as the index does {wrong or ''}")
    spans = page.evaluate("perennialSearch.words(\"x O'Neill Łódź\", true).map(([, start, end]) => \"x O'Neill Łódź\".slice(start, end))")
    proof.check(spans == ["x", "O", "Neill", "O'Neill", "Łódź"], "words know where in the text they stand")

    page.goto(f"file://{site}/index.html")
    asked.clear()
    page.locator("#site-search").focus()
    awake(page)
    type_query(page, "larksp")
    until(page, "!!document.querySelector('#search-list .excerpt')")
    loaded = shards()
    found = results(page)
    proof.check(found and found[0]["title"] == "Larkspur Robotics" and found[0]["marks"][:1] == ["Larkspur"], "a prefix finds the account, marked")
    proof.check(len(set(loaded)) == len(loaded), "no shard is loaded twice")
    proof.check(not any(name[0] == "v" for name in loaded) and len(loaded) < 20, f"a query that finds loads {len(loaded)} shards, the words of none else: {' '.join(loaded)}")
    status = page.locator("form.search [role=status]").text_content()
    proof.check(re.search(r"\d+ accounts?", status or ""), f"the count is announced: {status}")
    proof.check(page.locator("#site-search").get_attribute("aria-expanded") == "true", "the box says that its list is open")

    cases = [
        ("larkspor", "Larkspur Robotics", "a typo (one letter replaced)"),
        ("larkpsur", "Larkspur Robotics", "a typo (neighbours swapped)"),
        ("parkspur", "Larkspur Robotics", "a typo in the first letter"),
        ("larksur robotcs", "Larkspur Robotics", "two words, both mistyped"),
        ("quokalyne", "Larkspur Robotics", "two typos in a long word of the text"),
        ("lodz", "Łódź Meble", "no diacritics typed"),
        ("ŁÓDŹ", "Łódź Meble", "capitals with diacritics"),
        ("zurich korn", "Zürich Körner AG", "a word and a prefix"),
        ("Zu\u0308rich", "Zürich Körner AG", "a decomposed letter"),
        ("at&t", "AT&T <Test> \"Quote\"", "a compound by its parts"),
        ("att", "AT&T <Test> \"Quote\"", "a compound in one word"),
        ("ミライ", "株式会社ミライ", "a script without spaces"),
        ("東京", "株式会社ミライ", "two characters in the text"),
        ("moira", "Moira Quill", "a person before the account she belongs to"),
        ("silence fine", "Handling a price objection", "a heading"),
        ("nrr", "Net revenue retention", "a glossary term by its text"),
    ]
    for query, title, what in cases:
        type_query(page, query)
        found = results(page)
        proof.check(found and title in [hit["title"] for hit in found[:5]], f"{query!r} finds {title!r}: {what}" + ("" if found and found[0]["title"] == title else f"  (first: {found[:1]})"))
    type_query(page, "moira")
    heads = page.locator("#search-list .kind").all_text_contents()
    proof.check(heads == ["People 1", "Accounts 1"], f"results stand by kind, the best kind first: {heads}")
    type_query(page, "quokkaline")
    page.wait_for_selector("#search-list .excerpt")
    found = results(page)
    proof.check("quokkaline dashboard is why they stay" in found[0]["excerpt"] and found[0]["marks"] == ["quokkaline"], "an excerpt shows the word where it stands, marked")
    type_query(page, "xqzvwkj")
    proof.check("Nothing found" in page.locator(".panel .none").text_content() and page.locator("#site-search").get_attribute("aria-expanded") == "false", "what is nowhere is said to be nowhere")
    type_query(page, "renewal")
    proof.check(page.locator("#search-list .all").count() == 1, "more results than the panel holds lead to the search page")

    type_query(page, "moira")
    page.keyboard.press("ArrowDown")
    first = page.locator("#site-search").get_attribute("aria-activedescendant")
    page.keyboard.press("ArrowDown")
    second = page.locator("#site-search").get_attribute("aria-activedescendant")
    proof.check((first, second) == ("search-0", "search-1") and page.locator("#search-1").get_attribute("aria-selected") == "true", "arrows walk the results")
    page.keyboard.press("ArrowDown")
    proof.check(page.locator("#site-search").get_attribute("aria-activedescendant") is None, "and past the last back to the box")
    page.keyboard.press("Escape")
    proof.check(page.locator(".panel").is_hidden() and page.locator("#site-search").input_value() == "moira", "Escape closes the list and keeps the query")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/larkspur-robotics.html")
    proof.check(True, "Enter opens the result, from a folder below too")
    page.keyboard.press("/")
    awake(page)
    type_query(page, "larkspur")
    proof.check(results(page)[0]["href"] == "../accounts/larkspur-robotics.html", "links lead from a folder below to the root")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=larkspur")
    answered(page, "larkspur")
    found = results(page, "#found")
    proof.check(found[0]["title"] == "Larkspur Robotics" and page.locator("#everything").is_hidden(), "Enter without a result leads to the search page with the query")
    type_query(page, "renewal")
    before = page.locator("#found a.hit").count()
    page.locator(".more-hits").first.focus()
    page.keyboard.press("Enter")
    until(page, f"document.querySelectorAll('#found a.hit').length > {before} && document.activeElement.className === 'hit'")
    proof.check("#q=renewal" in page.url, "more results on demand; the query stands in the address, focus on the first new one")
    type_query(page, "")
    proof.check(page.locator("#everything").is_visible() and page.locator("#found").is_hidden(), "an empty box brings the list of everything back")

    outside = [url for url in asked if not url.startswith(f"file://{site}/")]
    proof.check(not outside, f"nothing is asked for outside the folder {outside or ''}")
    proof.check(not said, f"nothing is said on the console {said or ''}")
    proof.check(not page.evaluate("violations"), "the policy is not violated")
    context.close()


def accessible(proof, browser, site):
    """axe-core on the open panel and the search page, where the package that carries it is installed."""
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        return print("skip  axe-core is not installed (axe-playwright-python)")
    for theme in ["light", "dark"]:
        context = browser.new_context(color_scheme=theme, bypass_csp=True)
        page = context.new_page()
        page.goto(f"file://{site}/index.html")
        page.locator("#site-search").focus()
        awake(page)
        type_query(page, "renewal")
        page.keyboard.press("ArrowDown")
        for place in ["panel", "page"]:
            if place == "page":
                page.goto(f"file://{site}/search.html#q=renewal")
                answered(page, "renewal")
                until(page, "!!document.querySelector('#found .excerpt')")
            report = Axe().run(page, context="#found, .sum, form.search" if place == "page" else "form.search").response
            proof.check(not report["violations"], f"axe-core, {place}, {theme}: {[(v['id'], [n['html'][:120] for n in v['nodes']][:2]) for v in report['violations']]}")
        context.close()


def shots(browser, site, folder):
    for name, width, theme in [("wide", 1280, "light"), ("phone", 360, "light"), ("dark", 1280, "dark")]:
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=theme)
        page = context.new_page()
        page.goto(f"file://{site}/index.html")
        page.locator("#site-search").focus()
        awake(page)
        type_query(page, "larks pric" if name != "dark" else "marst")
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(300)
        page.screenshot(path=f"{folder}/panel-{name}.png")
        page.goto(f"file://{site}/search.html#q=renewal")
        answered(page, "renewal")
        page.wait_for_timeout(300)
        page.screenshot(path=f"{folder}/page-{name}.png")
        context.close()


def plain(proof, browser, site, count):
    """Without script: everything is listed, in pages of a size that opens."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 700})
    page = context.new_page()
    page.goto(f"file://{site}/search.html?q=x")
    proof.check(page.locator("#everything a").count() > 2_000 and page.locator("#everything").is_visible(), "without script the search page lists everything")
    largest = max((site / name).stat().st_size for name in os.listdir(site) if name.startswith("search") and name.endswith(".html"))
    proof.check(largest <= 500_000, f"{count} pages of the list, the largest {largest:,} bytes")
    context.close()


def measure(browser, site):
    """Time from a key to the first result, with the shards in, and cold from the disk."""
    queries = ["m", "ma", "mar", "larkspur", "renewal", "the", "anna ferr", "corton bank", "larkspor", "robotcs mareton", "jurgen", "quokalyne"]
    cold, warm = {}, {}
    for query in queries:
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"file://{site}/index.html")
        page.locator("#site-search").focus()
        awake(page)
        page.evaluate(OBSERVE)
        cold[query] = page.evaluate("typeAndTime", query)
        answered(page, query)
        page.wait_for_timeout(100)
        warm[query] = [page.evaluate("typeAndTime", query) for _ in range(9)]
        context.close()
    print("query              cold, all from disk   shards in: median, worst (ms)")
    for query in queries:
        print(f"{query:18} {cold[query]:12.1f} {statistics.median(warm[query]):18.1f} {max(warm[query]):8.1f}")
    worst = max(statistics.median(times) for times in warm.values())
    return worst


def sizes(proof, site):
    files = sorted((site / "search").iterdir())
    by_tier = {}
    for file in files:
        by_tier.setdefault(re.match(r"[a-z]+", file.stem)[0], []).append(file.stat().st_size)
    for tier, bytes_ in by_tier.items():
        print(f"      {tier:6} {len(bytes_):5} files {sum(bytes_):11,} bytes, largest {max(bytes_):7,}")
    largest = max(size for group in by_tier.values() for size in group)
    proof.check(largest <= 50_000, f"the largest shard is {largest:,} bytes")


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--accounts", type=int, default=10_000)
    options.add_argument("--keep", type=pathlib.Path, help="keep the site in this folder")
    options.add_argument("--program", type=pathlib.Path, help="the generator, built before into this file; built if it is not there")
    options.add_argument("--screenshots", type=pathlib.Path)
    arguments = options.parse_args()
    from playwright.sync_api import sync_playwright
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    proof = Proof()
    with tempfile.TemporaryDirectory() as folder:
        site = (arguments.keep or pathlib.Path(folder) / "site").resolve()
        shutil.rmtree(site, ignore_errors=True)
        site.mkdir(parents=True)
        program = arguments.program or pathlib.Path(build(folder))
        if not program.exists():
            shutil.copy(build(folder), program)
        subprocess.run([program, str(site), str(arguments.accounts)], check=True)
        count = pages(site)
        sizes(proof, site)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            print(f"      Chromium {browser.version}")
            walk(proof, browser, site)
            plain(proof, browser, site, count)
            accessible(proof, browser, site)
            worst = measure(browser, site)
            # A measurement, not a test: a busy machine says nothing about the search.
            print(f"with the shards in, the slowest query's first result takes {worst:.1f} ms (median of 9; the goal is 50)")
            if arguments.screenshots:
                arguments.screenshots.mkdir(parents=True, exist_ok=True)
                shots(browser, site, arguments.screenshots)
            browser.close()
    print(f"{proof.passed} passed, {proof.failed} failed")
    sys.exit(1 if proof.failed else 0)


if __name__ == "__main__":
    main()
