"""Opens every page of a site built from hostile input, the policy in force and then set aside, and fails on any sign of life.

A page that only the policy saves is a page whose escaping is broken: hence the second round.
"""

import sys
from pathlib import Path

from playwright.sync_api import Error

from browser import Visit, launched
from pages import Site
from report import Report

TYPED = ("pwned", "<img src=x onerror=window.__pwned=1>", "javascript:")
FIELDS = "input:not([type]), input[type=search], input[type=text]"
PROBE = """() => {
  const found = [];
  if ("__pwned" in window) found.push("window.__pwned is set");
  if (frames.length) found.push("has frames");
  for (const e of document.querySelectorAll("*")) {
    const say = (what) => found.push(`${what}: ${e.outerHTML.slice(0, 100)}`);
    for (const a of e.attributes) if (/^on/i.test(a.name)) say(`attribute ${a.name}`);
    if (e.matches("iframe, object, embed, base, applet, frame, foreignObject, script:not([src]), meta[http-equiv=refresh i]")) say("element");
    const href = e.getAttribute("href") ?? e.getAttribute("xlink:href") ?? e.getAttribute("formaction") ?? e.getAttribute("action");
    if (href !== null && /^(javascript|data|vbscript|blob):/i.test(href.replace(/[\\u0000-\\u0020]/g, "")) && !e.matches("image, link[rel=icon]")) say("address");
    if (e.matches("animate, set") && /href/i.test(e.getAttribute("attributeName") ?? "")) say("animated address");
  }
  return found;
}"""
PROVOKE = """() => {
  for (const e of document.querySelectorAll("details")) e.open = true;
  for (const e of document.querySelectorAll("body *")) for (const type of ["mouseover", "focus", "pointerenter", "toggle", "animationstart"]) e.dispatchEvent(new Event(type));
}"""


ROUNDS = {"under the policy": {}, "without the policy": {"bypass_csp": True}}


def check(site, browser, report, pages=None, rounds=ROUNDS):
    """Visits `pages`, all if not said, once in each of the rounds; types into those that stand for their kind."""
    pages, typed = pages or site.pages, set(site.sample())
    for name in rounds:
        problems = []
        with Visit(browser, site, stops=False, **ROUNDS[name]) as visit:
            watch(visit, problems)
            for page in pages:
                problems += provoke(visit, page, page in typed)
        report.check(f"hostile: nothing runs, moves or asks {name}", problems + visit.noise, f"{len(pages)} pages")


def watch(visit, problems):
    def dialog(dialog):
        problems.append(f"{visit.name}: dialog: {dialog.message}")
        dialog.dismiss()

    def navigated(frame):
        if frame.url not in ("about:blank", visit.site.url(visit.name)) and frame.url.partition("#")[0] != visit.site.url(visit.name):
            problems.append(f"{visit.name}: went to {frame.url}")

    visit.page.on("dialog", dialog)
    visit.page.on("framenavigated", navigated)
    visit.page.on("download", lambda download: problems.append(f"{visit.name}: downloads {download.url}"))
    visit.context.on("page", lambda page: problems.append(f"{visit.name}: opens a window {page.url}"))


def provoke(visit, name, types=True):
    try:
        visit.name, page = name, visit.page
        page.goto(visit.site.url(name), wait_until="load")
        page.evaluate(PROVOKE)
        if types:
            type_into_fields(page)
        page.wait_for_timeout(10)
        return [f"{name}: {problem}" for problem in page.evaluate(PROBE)]
    except Error as error:
        return [f"{name}: does not hold still: {error.message.splitlines()[0]}"]


def type_into_fields(page):
    for field in page.locator(FIELDS).all():
        if field.is_visible() and field.is_enabled():
            for text in TYPED:
                field.fill(text)
                page.wait_for_timeout(30)
            field.fill("")


def main(arguments):
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("usage: hostile.py SITE_DIR", file=sys.stderr)
        return 2
    report = Report()
    with launched() as browser:
        check(Site(arguments[0]), browser, report)
    return report.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
