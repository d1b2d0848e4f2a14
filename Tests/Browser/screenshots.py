"""Full-page pictures of one page of each kind: light and dark at 1280 px, a phone at 390 px, and every printed A4 sheet."""

import sys
from pathlib import Path

import pypdfium2

from browser import Visit, launched
from pages import Site

VIEWS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
}
PRINT_SCALE = 96 / 72


def shoot(site, browser, folder):
    names = site.sample(1)
    for view, options in VIEWS.items():
        with Visit(browser, site, **options) as visit:
            for name in names:
                visit.open(name).screenshot(path=folder / f"{label(name)}-{view}.png", full_page=True, animations="disabled", caret="hide")
    with Visit(browser, site) as visit:
        for name in names:
            sheets(visit.open(name).pdf(format="A4", print_background=True), folder / label(name))
    return len(names)


def sheets(data, stem):
    document = pypdfium2.PdfDocument(data)
    for number, sheet in enumerate(document, 1):
        sheet.render(scale=PRINT_SCALE).to_pil().save(f"{stem}-print-{number}.png", optimize=False)
    document.close()


def label(name):
    """The page's kind, not its name: file names stay when accounts come and go."""
    kind = Site.kind(name)
    return "one-of-" + kind[:-1] if kind.endswith("/") else kind


def main(arguments):
    if len(arguments) != 2 or not Path(arguments[0]).is_dir():
        print("usage: scripts/screenshots SITE_DIR OUT_DIR", file=sys.stderr)
        return 2
    folder = Path(arguments[1])
    folder.mkdir(parents=True, exist_ok=True)
    with launched() as browser:
        count = shoot(Site(arguments[0]), browser, folder)
    print(f"{count} page kinds in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
