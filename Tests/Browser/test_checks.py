"""Each check passes on a sound site and fails, by name, on a site with the one fault that it is there to find."""

import io
import tempfile
import unittest
from argparse import Namespace
from pathlib import Path

import browser as chromium
import fixture
import hostile
from main import CHECKS
from pages import Site
from report import Report

MAIN = "<h1>Portfolio</h1>"

# (check, the line that must fail, {file: [(text, replacement)]}); a file with plain text instead of a list is added.
FAULTS = [
    ("links", "every reference", {"index.html": [(MAIN, MAIN + '<a href="gone.html">gone</a>')]}),
    ("links", "every reference", {"index.html": [(MAIN, MAIN + '<a href="Accounts.html">wrong case</a>')]}),
    ("links", "every reference", {"index.html": [(MAIN, MAIN + '<a href="https://example.com/">out</a>')]}),
    ("links", "every reference", {"index.html": [(MAIN, MAIN + '<a href="//example.com/">out</a>')]}),
    ("links", "every reference", {"index.html": [(MAIN, MAIN + '<a href="/etc/hosts">absolute</a>')]}),
    ("links", "every reference", {"index.html": [(MAIN, MAIN + '<a href="../index.html">above</a>')]}),
    ("links", "every reference", {"index.html": [(MAIN, MAIN + '<a href="accounts/">folder</a>')]}),
    ("links", "every reference", {"index.html": [(MAIN, MAIN + '<img alt="" src="data:text/html,x">')]}),
    ("links", "every reference", {"style.css": [("svg {", "svg { background: url(gone.png);")]}),
    ("links", "every anchor", {"index.html": [(MAIN, MAIN + '<a href="accounts.html#gone">gone</a>')]}),
    ("links", "every anchor", {"index.html": [(MAIN, MAIN + '<svg><use href="#gone"/></svg>')]}),
    ("links", "every page is reached", {"orphan.html": fixture.page("Orphan", "<p>Nobody links here.</p>")}),
    ("links", "forbids all", {"index.html": [(fixture.POLICY, "")]}),
    ("links", "forbids all", {"index.html": [("style-src 'self'", "style-src 'unsafe-inline'")]}),
    ("load", "silent", {"site.js": [("const root", 'console.log("hello"); const root')]}),
    ("load", "silent", {"site.js": [("const root", "undefinedName(); const root")]}),
    ("load", "silent", {"index.html": [(MAIN, '<h1 style="color: red">Portfolio</h1>')]}),
    ("load", "silent", {"index.html": [(MAIN, MAIN + "<script>1</script>")]}),
    ("load", "silent", {"index.html": [(fixture.POLICY, ""), (MAIN, MAIN + '<img alt="" src="https://example.com/x.png">')]}),
    ("load", "silent", {"index.html": [(fixture.POLICY, ""), (MAIN, MAIN + '<img alt="" src="file:///etc/hosts">')]}),
    ("load", "silent", {"site.js": [("const root", 'document.head.append(Object.assign(document.createElement("script"), { src: "gone.js" })); const root')]}),
    ("axe", "WCAG 2.2 AA, light", {"style.css": [("--ink: #111", "--ink: #bbb")]}),
    ("axe", "WCAG 2.2 AA, dark", {"style.css": [("--ink: #eee", "--ink: #333")], "site.js": [("root.dataset.theme =", "root.dataset.old =")]}),
    ("axe", "WCAG 2.2 AA, phone", {"index.html": [(MAIN, MAIN + '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">')]}),
    ("axe", "best practice, light", {"index.html": [(MAIN, "<h1>Portfolio</h1><h4>Skipped a level</h4>")]}),
    ("markup", "no error", {"index.html": [(MAIN, MAIN + "<p><div>in a paragraph</div></p>")]}),
    ("markup", "no warning", {"index.html": [(MAIN, MAIN + "<section><p>without a heading</p></section>")]}),
    ("layout", "scrolls sideways", {"style.css": [("svg {", "p { min-width: 400px; } svg {")]}),
    ("layout", "scrolls sideways", {"style.css": [("svg {", "main { overflow-x: auto; } p { min-width: 400px; } svg {")]}),
    ("layout", "is cut", {"index.html": [('<text x="10" y="20">', '<text x="95%" y="20">')]}),
    ("layout", "is cut", {"style.css": [("@media print {", "@media print { text { font-size: 40px; }")]}),
    ("layout", "overlap", {"index.html": [('x="10" y="45"', 'x="30" y="22"')]}),
    ("noscript", "one h1", {"index.html": [(MAIN, "<h2>Portfolio</h2>")]}),
    ("noscript", "words", {"index.html": [("One account needs", "<span hidden>One"), ("Bank.</p>", "</span></p>")]}),
    ("noscript", "words", {"site.js": [("const bar", 'document.querySelector("h1").after("A great many words written by a script alone, ".repeat(9)); const bar')]}),
    ("noscript", "no control", {"index.html": [(MAIN, MAIN + '<button type="button">Sort</button>')]}),
    ("noscript", "no control", {"index.html": [(MAIN, MAIN + '<label>Search <input type="search"></label>')]}),
    ("noscript", "no control", {"index.html": [(MAIN, MAIN + '<a href="#">More</a>')]}),
    ("focus", "skip link", {"index.html": [('<a class="skip" href="#main">Skip to content</a>', "")]}),
    ("focus", "skip link", {"accounts.html": [('href="#main"', 'href="#gone"')]}),
    ("focus", "visibly focused", {"style.css": [(":focus-visible { outline: 2px solid;", ":focus { outline: none;")]}),
    ("focus", "visibly focused", {"style.css": [("svg {", ".skip { position: absolute; left: -999px; } svg {")]}),
    ("focus", "visibly focused", {"style.css": [("svg {", "main { position: fixed; inset: 0; background: white; } svg {")]}),
    ("focus", "page's order", {"index.html": [(MAIN, MAIN + '<a tabindex="3" href="index.html">me first</a>')]}),
    ("focus", "page's order", {"site.js": [("const bar", 'addEventListener("keydown", (e) => { if (e.key === "Tab" && document.activeElement === theme) e.preventDefault(); }); const bar')]}),
    ("controls", "sort", {"site.js": [('cell.ariaSort = down', 'cell.dataset.sorted = down')]}),
    ("controls", "sort", {"site.js": [('button.onclick', 'button.onmousedown')]}),
    ("controls", "sort", {"site.js": [('className: "sort"', 'className: "other"')]}),
    ("controls", "filter", {"site.js": [("row.hidden = !row", "row.hidden = row")]}),
    ("controls", "disclosure", {"site.js": [("const bar", 'document.addEventListener("keydown", (e) => { if (e.key === "Enter" && e.target.matches("summary")) e.preventDefault(); }); const bar')]}),
    ("controls", "theme", {"site.js": [("theme.onclick", "theme.onmousedown")]}),
    ("controls", "theme", {"site.js": [('localStorage.setItem("theme", ', "(")]}),
    ("controls", "search", {"site.js": [('e.key === "/"', 'e.key === "?"')]}),
    ("controls", "search", {"site.js": [("field.oninput", "field.onmousedown")]}),
    ("controls", "search", {"site.js": [("accounts/acorn-bank", "accounts/gone")]}),
    ("enablement", "checklist works", {"enablement.js": [('s.setItem("perennial:" + id, +on)', "0")]}),
    ("enablement", "checklist works", {"enablement.js": [("boxes.forEach((box) => set(box, false))", "0")]}),
    ("enablement", "quiz works", {"enablement.js": [("count += good;", "")]}),
    ("enablement", "quiz works", {"enablement.js": [('for (const box of all("input", quiz)) box.checked = false;', "")]}),
    ("enablement", "path works", {"enablement.js": [("bar.value = boxes.filter((box) => box.checked).length", "bar.value = 0")]}),
    ("enablement", "copy works", {"enablement.js": [("getSelection().selectAllChildren(text)", "0")]}),
    ("enablement", "storage is refused", {"enablement.js": [("catch { kept = false; }", "catch { }")]}),
    ("enablement", "storage is refused", {"enablement.js": [("try { return act(localStorage); } catch { kept = false; }", "return act(localStorage);")]}),
    ("enablement", "without scripts", {"guides/kick-off.html": [('Because. <a href="#rule">Where it says so</a>', "Because.")]}),
    ("enablement", "without scripts", {"paths/first.html": [("5 minutes", "")]}),
    ("print", "sheets of A4", {"style.css": [("@media print {", "@media print { details { height: 460cm; }")]}),
    ("print", "sheets of Letter", {"style.css": [("@media print {", "@media print { details { height: 460cm; }")]}),
    ("print", "row is cut", {"style.css": [("tr { break-inside: avoid; }", "td { orphans: 1; widows: 1; width: 9em; }")]}),
    ("weights", "an account page", {"accounts/acorn-bank.html": [("<h1>", "<!--" + "x" * 60_000 + "--><h1>")]}),
    ("weights", "any page", {"index.html": [(MAIN, "<!--" + "x" * 500_000 + "-->" + MAIN)]}),
    ("weights", "a search shard", {"search/a.js": "/*" + "x" * 50_000 + "*/"}),
    ("weights", "all styles", {"style.css": [("svg {", "/*" + "x" * 40_000 + "*/ svg {")]}),
    ("weights", "all scripts", {"site.js": [("const root", "/*" + "x" * 30_000 + "*/ const root")]}),
]

EACH_PAGE = {"axe", "layout", "noscript", "hostile"}
RUN = {**CHECKS, "hostile": lambda site, browser, report, _: hostile.check(site, browser, report)}

HOSTILE = [
    '<img src="gone.png" alt="" onerror="window.__pwned=1">',
    "<script>window.__pwned=1</script>",
    '<script src="data:text/javascript,window.__pwned=1"></script>',
    '<a href="java&#9;script:alert(1)">press</a>',
    '<meta http-equiv="refresh" content="0;url=accounts.html">',
    '<iframe srcdoc="x"></iframe>',
    '<p onmouseover="alert(1)">over me</p>',
    '<img alt="" src="https://example.com/x.png">',
    '<details open ontoggle="alert(1)"><summary>x</summary></details>',
    '<svg><a xlink:href="javascript:alert(1)"><text y="9">x</text></a></svg>',
]


def setUpModule():
    global engine, launching
    launching = chromium.launched()
    engine = launching.__enter__()
    unittest.addModuleCleanup(launching.__exit__, None, None, None)


def failures(name, changes):
    """What the check finds; slow checks that look at each page by itself get the changed pages alone."""
    with tempfile.TemporaryDirectory() as folder:
        files = {**fixture.files(), **(fixture.enablement() if name == "enablement" else {})}
        for path, change in changes.items():
            files[path] = change if isinstance(change, str) else replaced(files[path], change)
        for path, text in files.items():
            if name in EACH_PAGE and changes and path.endswith(".html") and path not in {*changes, "index.html"}:
                continue
            file = Path(folder) / path
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        report = Report(io.StringIO())
        RUN[name](Site(folder), engine, report, Namespace(quick=False, keep=None))
        return report


def replaced(text, changes):
    for old, new in changes:
        assert old in text, f"the fixture has no {old!r}"
        text = text.replace(old, new)
    return text


class Checks(unittest.TestCase):
    def test_a_sound_site_passes(self):
        for name in RUN:
            with self.subTest(name):
                report = failures(name, {})
                self.assertEqual(report.failures, {})
                self.assertGreater(report.passed, 0)

    def test_a_fault_is_found_by_its_check(self):
        for name, line, changes in FAULTS:
            with self.subTest(name, line=line, changes=str(changes)[:160]):
                failed = failures(name, changes).failures
                self.assertTrue([found for found in failed if line in found], f"failed: {failed}")

    def test_hostile_input_is_noticed(self):
        for text in HOSTILE:
            with self.subTest(text):
                failed = failures("hostile", {"index.html": [(MAIN, MAIN + text)]}).failures
                self.assertTrue([found for found in failed if "without" in found], f"failed: {failed}")

    def test_the_closing_line_counts_checks(self):
        report = Report(io.StringIO())
        report.check("one", [])
        report.check("two", ["a problem"])
        self.assertEqual(report.close(), 1)
        self.assertTrue(report.out.getvalue().endswith("\n1 passed, 1 failed\n"))


if __name__ == "__main__":
    unittest.main()
