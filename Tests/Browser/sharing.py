"""Opens shared files from file:// in Chromium: mail, drive, zip and protected ones; they navigate, print, unlock and load nothing.

Usage: sharing.py PERENNIAL [--keep FOLDER]. Exit 1 when something does not hold.
"""

import argparse
import io
import sys
import zipfile
from pathlib import Path

import pypdfium2

import lockbox
from browser import Visit, launched
from report import Report
from workspace import AS_OF, sample

PAGES = ("larkspur-robotics", "risks", "guides/champion-left")
SECRET = "Larkspur"
# Mail's promise: nothing in it can run, frame or fetch.
ACTIVE = ("<script", "<iframe", "<object", "<embed", "<link rel=\"stylesheet", "javascript:", "http-equiv=\"refresh")


def share(space, name, *options, pages=PAGES):
    space.run("share", *pages, "--as-of", AS_OF, "-o", name, *options)
    return (space.folder / name).read_bytes()


def headings(page):
    return page.evaluate("[...document.querySelectorAll('h1')].filter((e) => e.checkVisibility()).map((e) => e.innerText.trim())")


def walk(page, count):
    """Goes through the file by its own navigation: one sheet at a time, each with a heading of its own."""
    seen, problems = [], []
    for index in range(count):
        page.locator(".nav a:visible").nth(index).click()
        shown = headings(page)
        problems += [] if len(shown) == 1 else [f"sheet {index + 1} shows {len(shown)} headings: {shown}"]
        seen += shown
    page.go_back()
    problems += [] if headings(page) == seen[-2:-1] else [f"Back leads to {headings(page)}"]
    return seen, problems + ([] if len(set(seen)) == count else [f"headings repeat: {seen}"])


def paper(page, wanted):
    document = pypdfium2.PdfDocument(page.pdf(format="A4"))
    text = " ".join(" ".join(sheet.get_textpage().get_text_bounded() for sheet in document).split())
    document.close()
    return [f"not printed: {words}" for words in [*wanted, "copy as of 23 Nov 2026"] if words not in text]


def plain(space, browser, report):
    mail = share(space, "mail.html").decode()
    report.check("mail: nothing that could run or fetch", [word for word in ACTIVE if word in mail.lower()], f"{len(mail)} bytes")
    share(space, "drive.html", "--for", "drive")
    packed = zipfile.ZipFile(io.BytesIO(share(space, "copy.zip", "--for", "zip")))
    (space.folder / "unpacked").mkdir()
    packed.extractall(space.folder / "unpacked")
    names = ["mail.html", "drive.html", f"unpacked/{packed.namelist()[0]}"]
    for name in names:
        with Visit(browser, space) as visit:
            page = visit.open(name)
            seen, problems = walk(page, len(PAGES))
            report.check(f"{name}: its pages lead to each other", problems, ", ".join(seen))
            report.check(f"{name}: every page prints", paper(page, seen))
            report.check(f"{name}: silent, loads nothing", visit.noise)
    drive(space, browser, report)
    same = share(space, "again.html") == mail.encode() and share(space, "again.zip", "--for", "zip") == (space.folder / "copy.zip").read_bytes()
    report.check("the same pages are the same bytes", [] if same else ["they differ"])


def drive(space, browser, report):
    with Visit(browser, space) as visit:
        page = visit.open("drive.html", "#p2")
        button = page.locator("button.sort:visible").first
        button.click()
        state = button.evaluate("(e) => e.closest('th').getAttribute('aria-sort')")
        report.check("drive.html: tables sort", [] if state in ("ascending", "descending") else [f"aria-sort is {state}"])
        visit.context.clock.set_fixed_time("2027-02-01T12:00:00Z")
        page = visit.open("drive.html")
        stamp = page.locator(".stamp:visible").inner_text()
        report.check("drive.html: past its day it says so", [] if "40 days past its date" in stamp else [stamp])


def published(space, browser, report):
    space.run("publish", "published", "--audience", "field", "--as-of", AS_OF)
    with Visit(browser, space) as visit:
        page = visit.open("published/start.html")
        page.locator("a").first.click()
        page.locator(".nav a").nth(1).click()
        stamp = page.locator(".stamp").inner_text()
        report.check("published: the start page leads to stamped pages", [] if "Build" in stamp and "past" not in stamp else [stamp])
        visit.context.clock.set_fixed_time("2027-02-01T12:00:00Z")
        page = visit.open("published/site/week.html")
        stamp = page.locator(".stamp").inner_text()
        report.check("published: past its day each page says so", [] if stamp.startswith("This copy is 40 days past") else [stamp])
        report.check("published: silent, loads nothing from outside", visit.noise)


def keys(space):
    for name in ("raj", "mia"):
        space.run("passphrase", name)
    modes = [oct((space.folder / name).stat().st_mode & 0o777) for name in ("raj", "mia")]
    return [(space.folder / name).read_text().strip() for name in ("raj", "mia")], [mode for mode in modes if mode != "0o600"]


def unlock(page, passphrase):
    """Types, presses Enter, waits for the copy or a message."""
    page.locator("#passphrase").fill(passphrase)
    page.keyboard.press("Enter")
    page.locator(".stamp, #said.bad").first.wait_for(state="attached")
    said = page.locator("#said")
    return said.inner_text() if said.count() else ""


def protected(space, browser, report, keep):
    words, modes = keys(space)
    report.check("passphrases are files of their owner's alone", modes)
    options = ("--for", "drive", "--passphrase-file", "raj", "--passphrase-file", "mia", "--expires", "2026-12-15")
    text = share(space, "locked.html", *options).decode()
    outside = [word for word in (SECRET, "larkspur", "Field", AS_OF, "23 Nov", *words) if word in text]
    report.check("protected: nothing of the content outside", outside, f"{len(text)} bytes")
    other = share(space, "other.html", *options, pages=("week",))
    report.check("protected: another content has the same size", [] if len(other) == len(text) else [f"{len(other)} and {len(text)} bytes"])
    with Visit(browser, space) as visit:
        page = visit.open("locked.html")
        if keep:
            pictures(page, keep)
        report.check("protected: the title tells nothing", [] if page.title() == "Protected copy" else [page.title()])
        said = unlock(page, words[0][::-1])
        focus = page.evaluate("document.activeElement.id")
        report.check("protected: a wrong passphrase is told, and can be typed anew",
                     [] if "does not open" in said and focus == "passphrase" else [f"{said!r}, focus on {focus!r}"])
        if keep:
            page.screenshot(path=str(keep / "wrong.png"))
        for index, word in enumerate(words):
            page = visit.open("locked.html")
            said = unlock(page, f" {word} ")
            report.check(f"protected: passphrase {index + 1} of {len(words)} opens it", [said] if said else [])
        seen, problems = walk(page, len(PAGES))
        report.check("protected: its pages lead to each other", problems, ", ".join(seen))
        report.check("protected: every page prints", paper(page, seen))
        report.check("protected: tables sort", sorts(page))
        report.check("protected: silent, loads nothing", visit.noise)
        if keep:
            page.screenshot(path=str(keep / "opened.png"))
    states(space, browser, report, keep)
    return text, words


def sorts(page):
    page.locator(".nav a:visible").nth(1).click()
    button = page.locator("button.sort:visible").first
    button.click()
    state = button.evaluate("(e) => e.closest('th').getAttribute('aria-sort')")
    return [] if state in ("ascending", "descending") else [f"aria-sort is {state}"]


def states(space, browser, report, keep):
    with Visit(browser, space, java_script_enabled=False) as visit:
        page = visit.open("locked.html")
        told = page.locator("#unable").is_visible() and not page.locator("#unlock").is_visible()
        report.check("protected: without scripts it says what to do", [] if told else [page.inner_text("body")])
    with Visit(browser, space) as visit:
        visit.context.clock.set_fixed_time("2026-12-16T12:00:00Z")
        text = visit.open("locked.html").locator("#expires").inner_text()
        honest = text.startswith("Past its date.") and "can't lock a file" in text
        report.check("protected: past its day it says so, and that a day locks nothing", [] if honest else [text])


def pictures(page, keep):
    for width, scheme in ((1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        page.screenshot(path=str(keep / f"locked-{scheme}-{width}.png"))
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(color_scheme="light")


def agreement(space, browser, report, text, words):
    """Both ways: another implementation opens what perennial locked, perennial and Chromium open what it locked."""
    inside = [lockbox.opened(text, word) for word in words]
    report.check("cryptography: opens what perennial locked", [] if inside[0] and inside[0] == inside[1] and SECRET.encode() in inside[0] else ["it doesn't"])
    report.check("cryptography: another passphrase opens nothing", [] if lockbox.opened(text, words[0] + "x") is None else ["it does"])
    word = "locked by another hand"
    head, content = lockbox.locked(inside[0], [word], bytes(range(32)), [bytes(range(32, 64))], [bytes(range(12)), bytes(range(12, 24))])
    (space.folder / "python.html").write_text(lockbox.replaced(text, head, content))
    (space.folder / "word").write_text(word)
    told = space.told("verify", "python.html", "--passphrase-file", "word", "--as-of", AS_OF)
    wanted = ("field copy as of 2026-11-23", "1 passphrase opens it", "unaltered: the seal fits every byte")
    report.check("cryptography: perennial opens what it locked", [line for line in wanted if line not in told])
    with Visit(browser, space) as visit:
        said = unlock(visit.open("python.html"), word)
        report.check("cryptography: Chromium opens what it locked", [said] if said else [])


def verification(space, report, text):
    def missing(wanted, *arguments, expect=0):
        told = space.told("verify", *arguments, "--as-of", AS_OF, expect=expect)
        return [f"not told: {line!r} in {told!r}" for line in wanted if line not in told]

    pages = "pages: accounts/larkspur-robotics.html risks.html"
    known = ("unaltered: the seal fits every byte", "recorded:", pages, "field copy as of 2026-11-23", "current: the workspace gives the same pages")
    for name in ("mail.html", "copy.zip", "locked.html"):
        report.check(f"verify: {name} of this workspace", missing(known, name))
    report.check("verify: a protected copy, with its passphrase", missing((*known, "2 passphrases open it", "data "), "locked.html", "--passphrase-file", "mia"))
    report.check("verify: a protected copy elsewhere tells whether it is whole",
                 missing(("unaltered", "its passphrase tells", "until 2026-12-15"), "locked.html", "--workspace", "unpacked"))
    report.check("verify: another's passphrase is told", missing(("the passphrase in word does not open locked.html",), "locked.html", "--passphrase-file", "word", expect=1))
    (space.folder / "altered.html").write_text(text.replace("Protected copy</h1>", "Protected c0py</h1>"))
    report.check("verify: an altered protected copy", missing(("ALTERED", "the copy it was made from"), "altered.html", expect=1))
    note = space.folder / "content/accounts/larkspur-robotics.md"
    note.write_text(note.read_text() + "\n::: field\nOne more thing.\n:::\n")
    report.check("verify: superseded, told without the passphrase too", missing(("superseded",), "mail.html") + missing(("superseded",), "locked.html"))


def main(arguments):
    parser = argparse.ArgumentParser(prog="Tests/Browser/sharing.py", description=__doc__)
    parser.add_argument("program", help="the perennial to test")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep pictures there")
    options = parser.parse_args(arguments)
    report = Report()
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
    with sample(options.program) as space, launched() as browser:
        plain(space, browser, report)
        published(space, browser, report)
        text, words = protected(space, browser, report, options.keep)
        agreement(space, browser, report, text, words)
        verification(space, report, text)
    return report.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
