"""Account pages print on at most four sheets of A4 or Letter, they and guides with no table row cut between two sheets."""

import re
from pathlib import Path

import pypdfium2

from browser import Visit
from pages import spread

SHEETS = 4
PAPERS = ("A4", "Letter")
CELLS = """() => {
  const rows = [...document.querySelectorAll("main tr")].filter((e) => e.checkVisibility());
  return {
    breakable: rows.filter((e) => getComputedStyle(e).breakInside !== "avoid").length,
    cells: rows.flatMap((row) => [...row.cells].map((cell) => cell.innerText.trim())).filter((text) => /\\s/.test(text)),
  };
}"""


def check(site, browser, report, options):
    accounts = spread(site.accounts, 3 if options.quick else 40)
    guides = spread(site.kinds.get("guides/", []), 2 if options.quick else 6)
    with Visit(browser, site) as visit:
        printed = {name: printouts(visit.open(name)) for name in accounts + guides}
    cut = []
    for name, (found, papers) in printed.items():
        if found["breakable"]:
            cut.append(f"{name}: {found['breakable']} rows lack break-inside: avoid")
        for paper, data in papers.items():
            cut += [f"{name} on {paper}: row cut at {text[:60]!r}" for text in cut_cells(sheets(data), found["cells"])]
            save(options.keep, name, paper, data)
    for paper in PAPERS:
        counts = {name: len(sheets(printed[name][1][paper])) for name in accounts}
        report.check(f"print: an account page is at most {SHEETS} sheets of {paper}",
                     [f"{name}: {count} sheets" for name, count in counts.items() if count > SHEETS], tally(counts.values()))
    report.check("print: no table row is cut", cut, f"{len(accounts)} account pages, {len(guides)} guides, {len(PAPERS)} papers")


def printouts(page):
    """The page's table cells, and its PDF on each paper."""
    papers = {paper: page.pdf(format=paper, print_background=True) for paper in PAPERS}
    page.emulate_media(media="print")
    found = page.evaluate(CELLS)
    page.emulate_media(media="null")
    return found, papers


def sheets(data):
    """The text of each sheet, without spaces."""
    document = pypdfium2.PdfDocument(data)
    texts = [squeeze(sheet.get_textpage().get_text_bounded()) for sheet in document]
    document.close()
    return texts


def squeeze(text):
    return re.sub(r"[\s\u00ad\ufffe]+", "", text)


def cut_cells(texts, cells):
    """Cells of which one sheet ends the beginning and the next starts the rest, and that stand whole on none."""
    return [cell for cell in dict.fromkeys(cells) if not any(squeeze(cell) in text for text in texts) and is_split(texts, cell)]


def is_split(texts, cell):
    words = cell.split()
    for count in range(1, len(words)):
        first, rest = squeeze("".join(words[:count])), squeeze("".join(words[count:]))
        if min(len(first), len(rest)) > 2 and any(first in here and rest in there for here, there in zip(texts, texts[1:])):
            return True
    return False


def tally(counts):
    counts = list(counts)
    return ", ".join(f"{counts.count(number)} × {number}" for number in sorted(set(counts))) or "no account pages"


def save(folder, name, paper, data):
    if folder:
        file = Path(folder) / f"{name.removesuffix('.html')}-{paper}.pdf"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
