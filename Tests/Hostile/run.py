"""Puts the hostile cases of cases.tsv into every field of a workspace and looks at what comes out, in a real browser.

Usage: Tests/Browser/python Tests/Hostile/run.py PERENNIAL [--every N] [--first N] [--only PART] [--keep FOLDER]. Exit 1 when something does not hold.
"""

import argparse
import base64
import csv
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from types import SimpleNamespace

import book

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Browser"))
import check_markup
import hostile
from browser import Visit, launched
from pages import Site
from report import Report

# What must not reach a terminal or a log: controls, and the characters that turn the direction of text around.
UNPRINTABLE = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
CALENDAR_NAMES = {
    "BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "METHOD", "X-WR-CALNAME", "UID", "DTSTAMP", "SEQUENCE", "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE",
    "SUMMARY", "DESCRIPTION", "CATEGORIES", "TRANSP", "ACTION", "TRIGGER"}
NUMBER = re.compile(r"-[0-9.,]+(%| [A-Z]{3})?")


class Program:
    def __init__(self, path, report):
        self.path, self.report, self.spoken = path, report, []

    def run(self, command, folder, *options):
        words = [self.path, command, *options, "--workspace", folder]
        if command not in ("clean",):
            words += ["--as-of", book.AS_OF]
        result = subprocess.run(list(map(str, words)), capture_output=True, timeout=600)
        if command in ("build", "check", "plays"):
            text = (result.stdout if "json" not in options else b"") + result.stderr
            self.spoken += [repr(line[:120]) for line in text.decode("utf-8", "replace").split("\n") if UNPRINTABLE.search(line)]
        return result

    def problems(self, folder, *options):
        result = self.run("check", folder, "--diagnostics", "json", *options)
        return result, [json.loads(line) for line in result.stderr.decode().split("\n") if line]


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()}


def check_book(program, folder, chosen, browser, report, every=1):
    """All fields of all kinds of files, as three audiences see them."""
    place, site = folder / "book", folder / "site"
    book.write_book(place, chosen)
    _, problems = program.problems(place)
    refused = {problem["file"] for problem in problems if problem["severity"] == "error" and problem["file"].startswith(("content/guides/guide-", "content/plays/play-"))}
    report.check("a guide or play that can't be read is told with its file", [] if len(refused) * 4 < len(chosen) else sorted(refused), f"{len(refused)} refused")
    for path in refused:
        (place / path).unlink()
    write_paths_again(place, chosen, refused)
    other = sorted({f"{problem['file']}: {problem['message'][:100]}" for problem in problems if problem["severity"] == "error"
                    and not problem["file"].startswith("content/accounts/") and problem["file"] not in refused})
    report.check("rows, products and paths take every case that is text", other, f"{sum(case.is_text for case in chosen)} cases")
    before = tree(place)
    for audience in ("team", "field", "customer"):
        result = program.run("build", place, "--quarantine", "--audience", audience, "--output", site / audience)
        report.check(f"the {audience} copy is built", [] if result.returncode == 2 else [f"exit code {result.returncode}", result.stderr.decode()[-500:]], "")
    report.check("the workspace is as it was", [] if tree(place) == before else ["it was changed"], "")
    for audience in ("team", "field", "customer"):
        copy = Site(site / audience)
        if audience == "team":
            # What the policy stops in the second round, it would have stopped in the first.
            accounts = [page for page in copy.pages if page.startswith("accounts/")]
            others = [page for page in copy.pages if page not in accounts]
            hostile.check(copy, browser, report, pages=accounts + others[::every], rounds=("without the policy",))
            hostile.check(copy, browser, report, pages=copy.pages[::10], rounds=("under the policy",))
            check_errors(copy, browser, report)
        else:
            # Each case was on a page of the team's; of these copies, every seventh page stands for the rest.
            hostile.check(copy, browser, report, pages=copy.pages[::7], rounds=("without the policy",))
            check_errors(copy, browser, report, pages=copy.pages[::7])
    check_exports(program, place, report)
    check_shared(program, place, folder, browser, report)


def write_paths_again(place, chosen, refused):
    """A path may only name guides that are there."""
    there = [case for case in chosen if f"content/guides/guide-{case.number}.md" not in refused and case.is_text]
    book.write_paths(place, there)


def check_exports(program, place, report):
    """Nothing of the input stands in a calendar, a table or a feed as anything but text."""
    quarantined = [path for path in (place / "content/accounts").glob("*.md") if not path.name.startswith("field-")]
    for path in quarantined:
        path.unlink()
    _, problems = program.problems(place)
    # A case that is nothing but controls or spaces can't be a name; its rows stay, under an account that has one.
    for file in {problem["file"] for problem in problems if problem["severity"] == "error" and problem["file"].startswith("content/accounts/")}:
        number = Path(file).stem.removeprefix("field-")
        book.put(place, file, f"---\nname: Plain {number}\nid: A{number}\n---\n" + book.plain_note(int(number)))
    report.check("the calendar holds no line that input wrote", calendar_problems(program.run("export", place, "ics")), "")
    for page in (None, "risks", "accounts", "licenses"):
        result = program.run("export", place, "csv", *(["--page", page] if page else []))
        report.check(f"no cell of the CSV {'of ' + page if page else 'of figures'} is a formula", cell_problems(result), "")
    result = program.run("export", place, "json")
    report.check("the JSON of figures is JSON", json_problems(result), f"{len(result.stdout)} bytes")
    result = program.run("digest", place)
    report.check("the digest holds no tag and no formula of Markdown's", [] if result.returncode == 0 and not re.search(rb"(?<!\\)<[a-z!/]", result.stdout, re.I) else [result.stdout[:300], result.stderr[-300:]], "")


def calendar_problems(result):
    if result.returncode != 0:
        return [f"exit code {result.returncode}: {result.stderr.decode()[-300:]}"]
    raw = result.stdout.split(b"\r\n")
    problems = [f"line of {len(line)} bytes" for line in raw if len(line) > 75]
    problems += [f"control character: {line!r}" for line in raw if re.search(rb"[\0-\x08\x0a-\x1f\x7f]", line)]
    lines = result.stdout.replace(b"\r\n ", b"").decode().split("\r\n")
    problems += [f"unknown line: {line[:80]}" for line in lines[:-1] if line.partition(":")[0] not in CALENDAR_NAMES]
    begun, ended = sum(line == "BEGIN:VEVENT" for line in lines), sum(line == "END:VEVENT" for line in lines)
    return problems + ([] if begun == ended > 0 else [f"{begun} events begin, {ended} end"])


def cell_problems(result):
    if result.returncode != 0:
        return [f"exit code {result.returncode}: {result.stderr.decode()[-300:]}"]
    rows = list(csv.reader(io.StringIO(result.stdout.decode(), newline="")))
    widths = {len(row) for row in rows if row}
    problems = [f"formula: {cell[:80]!r}" for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r") and not NUMBER.fullmatch(cell)]
    return problems + ([] if len(rows) > 1 else ["no rows"]) + ([f"rows of {sorted(widths)} cells"] if len(widths) > 1 and len(rows) > 40000 else [])


def json_problems(result):
    try:
        json.loads(result.stdout)
        return [] if result.returncode == 0 else [f"exit code {result.returncode}"]
    except ValueError as error:
        return [str(error)]


def check_shared(program, place, folder, browser, report):
    """Pages in one file, for mail and for a drive. The Nu checker takes the pages of a file, of which styles show one, for one page."""
    accounts = sorted(f"accounts/{path.stem}.html" for path in (place / "content/accounts").glob("field-*.md"))[:12]
    mailed, refused, found = folder / "shared-mail", [], []
    mailed.mkdir()
    # One file each: all of them in one is more than mail takes when every case is in the book.
    for name, pages in {"accounts": accounts, "week": ["week"], "risks": ["risks"], "quality": ["data-quality"]}.items():
        result = program.run("share", place, *pages, "--audience", "team", "--for", "mail", "-o", mailed / f"{name}.html")
        if b"the limit by mail" in result.stderr:
            refused.append(name)
        elif result.returncode != 0:
            found.append(f"{name}: {result.stderr.decode()[-400:]}")
    report.check("pages are shared for mail", found + (refused if "accounts" in refused else []), f"{4 - len(refused)} files, {len(refused)} too large")
    hostile.check(Site(mailed), browser, report)
    file = folder / "drive.html"
    result = program.run("share", place, "week", "risks", "data-quality", *accounts, "--audience", "team", "--for", "drive", "-o", file)
    report.check("pages are shared for a drive", [] if result.returncode == 0 else [result.stderr.decode()[-400:]], "")
    if file.exists():
        report.check("a drive's file holds no script but those that its policy names", foreign_scripts(file.read_text()), "")


def foreign_scripts(page):
    scripts = re.findall(r"<script\b[^>]*>(.*?)</script", page, re.S | re.I)
    known = set(re.findall(r"'sha256-([^']+)'", page[: page.index("</head>")]))
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    return [script[:80] for script, digest in zip(scripts, hashes) if digest not in known] + ([] if scripts else ["no script at all"])


def check_settings(program, folder, chosen, browser, report):
    """What a book has only once: a small book for each case, without the policy, which is the harder test."""
    problems, pages = [], []
    # One context for all: a new one for each book would take longer than the visits.
    with Visit(browser, Site(folder), stops=False, bypass_csp=True) as visit:
        found = []
        hostile.watch(visit, found)
        for case in chosen:
            place = folder / f"small/{case.number}"
            book.write_small_book(place, case)
            result = program.run("build", place, "--quiet")
            if result.returncode != 0:
                if case.is_name:
                    problems.append(f"{case}: exit code {result.returncode}: {result.stderr.decode()[-200:]}")
                continue
            visit.site = site = Site(place / "output")
            some = [page for page in ("index.html", "accounts/one.html") if page in site.pages]
            pages += [f"{case.number}/output/{page}" for page in some]
            for page in some:
                found += hostile.provoke(visit, page, types=case.number % 20 == 0)
            problems += [f"{case}: {what}" for what in found + visit.noise]
            found.clear(), visit.noise.clear()
            if "guides.atom" in site.files:
                try:
                    ElementTree.fromstring((site.folder / "guides.atom").read_bytes())
                except ElementTree.ParseError as error:
                    problems.append(f"{case}: guides.atom: {error}")
    report.check("settings: nothing runs, moves or asks without the policy", problems, f"{len(chosen)} books, {len(pages)} pages")
    check_errors(Site(folder / "small"), browser, report, pages)


def check_names(program, folder, chosen, browser, report):
    """Files that are named after the cases: pictures are shown, notes are refused, nothing is read or written elsewhere."""
    place, output = folder / "names", folder / "names-site"
    count = book.write_names(place, chosen)
    result = program.run("build", place, "--quarantine", "--output", output)
    report.check("pictures of any name are published", [] if result.returncode in (0, 2) else [result.stderr.decode()[-600:]], f"{count} names")
    site = Site(output)
    pictures = [name for name in site.files if name.endswith(".png") and name.startswith("assets/")]
    report.check("each of them stands in the site", [] if len(pictures) >= count * 9 // 10 else [f"{len(pictures)} of {count}"], f"{len(pictures)} pictures")
    hostile.check(site, browser, report)
    check_errors(site, browser, report)
    place = folder / "slugs"
    count = book.write_slugs(place, chosen)
    before = tree(folder)
    result, problems = program.problems(place)
    named = {problem["file"] for problem in problems if problem["code"].endswith((".slug", ".duplicate-slug", ".name"))}
    report.check("notes of such names are refused with their file", [] if result.returncode == 1 and len(named) > count else [f"exit code {result.returncode}, {len(named)} of {count} told"], f"{len(named)} refused")
    program.run("build", place)
    report.check("nothing was written", [] if tree(folder) == before else ["something was"], "")


def check_pictures(program, folder, chosen, browser, report):
    """SVG files: refused, or harmless when a browser opens them as pages of their own."""
    place = folder / "pictures"
    for case in chosen:
        book.put(place, f"content/assets/{case.number}.svg", case.data)
    book.put(place, "content/portfolio.yaml", "title: Pictures\n")
    _, problems = program.problems(place)
    refused = {problem["file"] for problem in problems if problem["code"] == "asset.active"}
    for path in refused:
        (place / path).unlink()
    book.put(place, "content/accounts/all.md", "---\nname: All\n---\n## Summary\n\n" + "\n\n".join(
        f"![x](../assets/{case.number}.svg)" for case in chosen if f"content/assets/{case.number}.svg" not in refused) + "\n")
    result = program.run("build", place, "--quarantine")
    report.check("pictures that don't act are published", [] if result.returncode in (0, 2) else [result.stderr.decode()[-600:]], f"{len(refused)} of {len(chosen)} refused")
    site, found = Site(place / "output"), []
    with Visit(browser, site, stops=False, bypass_csp=True) as visit:
        hostile.watch(visit, found)
        for name in sorted(site.files):
            if name.endswith(".svg"):
                try:
                    page = visit.open(name)
                    page.wait_for_timeout(30)
                    found += [f"{name} runs"] if page.evaluate("'__pwned' in window") else []
                except hostile.Error as error:
                    found.append(f"{name}: {error.message.splitlines()[0]}")
    noise = [line for line in visit.noise if "request failed" in line or "outside" in line]
    report.check("and do nothing when opened by themselves", found + noise, f"{len(chosen) - len(refused)} pictures")
    hostile.check(site, browser, report, pages=["accounts/all.html"])


def check_errors(site, browser, report, pages=None):
    """What the Nu checker only advises against, such as a guide without headings, is the writer's affair."""
    errors = SimpleNamespace(check=lambda name, found, scope="": report.check(name, found, scope) if "no error" in name else None)
    check_markup.check(site, browser, errors, None, pages)


PARTS = {"book": check_book, "settings": check_settings, "names": check_names, "pictures": check_pictures}


def main(arguments):
    parser = argparse.ArgumentParser(prog="Tests/Hostile/run.py", description=__doc__)
    parser.add_argument("program", type=Path, help="the perennial to test")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take only every Nth case")
    parser.add_argument("--first", type=int, default=0, metavar="N", help="begin with case N")
    parser.add_argument("--visit-every", type=int, default=1, metavar="N", help="of the main book's pages that are no accounts, open only every Nth")
    parser.add_argument("--only", action="append", choices=list(PARTS), help="run this part alone (repeatable)")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave workspaces and sites there")
    options = parser.parse_args(arguments)
    report, everything = Report(), book.cases()
    folder = options.keep or Path(tempfile.mkdtemp(prefix="perennial-hostile-"))
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    program = Program(options.program.resolve(), report)
    try:
        with launched() as browser:
            for name, part in PARTS.items():
                if not options.only or name in options.only:
                    chosen = [case for case in everything if (case.category == "picture") == (name == "pictures")][options.first::options.every]
                    print(f"== {name}: {len(chosen)} cases", flush=True)
                    part(program, folder, chosen, browser, report, *([options.visit_every] if name == "book" else []))
        report.check("nothing that turns a terminal's text around is printed", program.spoken, "")
    finally:
        if not options.keep:
            shutil.rmtree(folder)
    return report.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
