"""Serves a workspace with `perennial serve` and watches what an open page does when notes are saved.

Usage: serve.py PERENNIAL [--keep FOLDER]. Exit 1 when something does not hold.
"""

import argparse
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from browser import launched
from report import Report

NOTE = "content/accounts/tall.md"
PAGE = "accounts/tall.html"
ATTACK = "<img src=x onerror=window.__pwned=1>"


def note(paragraph, head="name: Tall Tower\nid: T1"):
    filler = "\n\n".join(f"Paragraph {number} of many that make the page long." for number in range(120))
    return f"---\n{head}\n---\n## Summary\n\n{paragraph}\n\n{filler}\n"


@contextmanager
def served(program, folder):
    """Runs `serve` on a new workspace; gives its address, ends it as Ctrl-C does."""
    subprocess.run([program, "init", folder], check=True, stdout=subprocess.DEVNULL)
    Path(folder, NOTE).write_text(note("First words."))
    process = subprocess.Popen([program, "serve", "--workspace", folder, "--port", "0", "--as-of", "2026-11-23"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        for line in process.stdout:
            if found := re.search(r"http://\S+/", line):
                yield found.group(), process
                break
        else:
            raise SystemExit("serve ended before it served")
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)


class Page:
    """A page that counts how often it was loaded, and hears what it should not say."""

    def __init__(self, browser, address):
        self.context = browser.new_context(viewport={"width": 1100, "height": 800})
        self.context.set_default_timeout(15000)
        self.page = self.context.new_page()
        self.noise = []
        self.page.on("console", lambda message: self.noise.append(f"console {message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.noise.append(f"page error: {error}"))
        self.page.goto(address + PAGE, wait_until="load")

    def wait(self, text):
        self.page.wait_for_function("text => document.body.innerText.includes(text)", arg=text)

    def scroll(self):
        return self.page.evaluate("Math.round(scrollY)")


def check(program, report, keep):
    folder = tempfile.mkdtemp(prefix="perennial-serve-")
    try:
        with served(program, folder) as (address, process), launched(loopback=True) as browser:
            saved = Path(folder, NOTE)
            problems = follow(Page(browser, address), saved, keep)
            for name, found in problems.items():
                report.check(f"serve: {name}", found, "")
        report.check("serve: Ctrl-C ends it at once with exit code 0", [] if process.returncode == 0 else [f"exit code {process.returncode}"], "")
    finally:
        shutil.rmtree(folder)


def follow(view, saved, keep):
    page, problems = view.page, {}
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    page.evaluate("scrollTo({top: 1500, behavior: 'instant'})")
    page.wait_for_timeout(100)
    opened = page.evaluate("document.querySelectorAll('details[open]').length")
    before = view.scroll()
    start = time.monotonic()
    saved.write_text(note("Second words."))
    view.wait("Second words.")
    took = round((time.monotonic() - start) * 1000)
    page.wait_for_load_state("load")
    page.wait_for_timeout(150)
    now, still = view.scroll(), page.evaluate("document.querySelectorAll('details[open]').length")
    problems[f"a saved note is on the open page ({took} ms from save to new words)"] = []
    problems["the page stays where it was scrolled to"] = [] if abs(now - before) <= 2 and before > 1000 else [f"was at {before}, is at {now}"]
    problems["open disclosures stay open"] = [] if opened == still else [f"{opened} were open, {still} are"]

    saved.write_text(note("Third words.", head=f'name: "Tall Tower"\nid: T1\nhealth_override: {{band: "{ATTACK}"}}'))
    panel = page.locator("perennial-problems section")
    panel.wait_for()
    text = panel.inner_text()
    if keep:
        page.screenshot(path=str(keep / "overlay.png"))
        page.emulate_media(color_scheme="dark")
        page.set_viewport_size({"width": 390, "height": 800})
        page.screenshot(path=str(keep / "overlay-dark-390.png"))
        page.set_viewport_size({"width": 1100, "height": 800})
        page.emulate_media(color_scheme="light")
    problems["an error is shown with file and line over the last good page"] = [
        what for what, holds in (
            (f"no place in: {text[:300]}", f"{NOTE}:4:" in text), (f"not as text: {text[:300]}", ATTACK in text),
            ("the last good page is gone", "Second words." in page.inner_text("body")),
            ("the error ran", not page.evaluate("'__pwned' in window"))) if not holds]
    page.keyboard.press("Escape")
    problems["Escape hides it"] = ["it is still there"] if panel.count() else []

    saved.write_text(note("Fourth words."))
    view.wait("Fourth words.")
    page.wait_for_load_state("load")
    problems["a mended note brings the new page without the error"] = ["the error is still there"] if panel.count() else []
    problems["the page says nothing on the console"] = view.noise
    return problems


def main(arguments):
    parser = argparse.ArgumentParser(prog="Tests/Browser/serve.py", description=__doc__)
    parser.add_argument("program", help="the perennial to test")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep pictures of the overlay there")
    options = parser.parse_args(arguments)
    report = Report()
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
    check(options.program, report, options.keep)
    return report.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
