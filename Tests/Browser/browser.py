"""Headless Chromium that opens a site from file:// and lets nothing out of its folder."""

import os
import shutil
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
ARGUMENTS = ["--font-render-hinting=none", "--disable-lcd-text"]
NOWHERE = "--host-resolver-rules=MAP * ~NOTFOUND"
REPORT_VIOLATIONS = """addEventListener("securitypolicyviolation", (e) =>
  console.error("policy violated: " + e.effectiveDirective + " " + e.blockedURI))"""


def executable():
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None) or (MAC if os.path.exists(MAC) else None)
    if not found:
        raise SystemExit("no Chromium found: run scripts/install-browser, or name one in CHROMIUM")
    return found


@contextmanager
def launched(loopback=False):
    """Chromium without any network; with `loopback`, it reaches 127.0.0.1."""
    resolver = f"{NOWHERE}, EXCLUDE 127.0.0.1" if loopback else NOWHERE
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=[*ARGUMENTS, resolver])
        try:
            yield browser
        finally:
            browser.close()


class Visit:
    """A browser context of its own. `noise` holds what a silent page would not have done.

    `stops` aborts requests outside the folder; without it they are only heard, at a fraction of the time.
    """

    def __init__(self, browser, site, stops=True, **options):
        options = {"viewport": {"width": 1280, "height": 800}, "locale": "en-GB", "timezone_id": "UTC", "reduced_motion": "reduce", **options}
        self.site = site
        self.noise = []
        self.context = browser.new_context(**options)
        self.context.set_default_timeout(15000)
        self.context.add_init_script(REPORT_VIOLATIONS)
        if stops:
            self.context.route("**/*", self.decide)
        else:
            self.context.on("request", self.listen)
        self.context.on("requestfailed", self.failed)
        self.context.on("console", lambda message: self.hear(f"console {message.type}: {message.text}"))
        self.context.on("weberror", lambda error: self.hear(f"page error: {error.error}"))
        self.page = self.context.new_page()
        self.name = ""

    def hear(self, what):
        self.noise.append(f"{self.name}: {what}")

    def failed(self, request):
        # A picture that is still on its way when the next page is opened was called off, not missing; links are checked apart.
        if "ERR_ABORTED" not in (request.failure or ""):
            self.hear(f"request failed: {request.url}")

    def inside(self, url):
        parts = urlsplit(url)
        path = os.path.normpath(unquote(parts.path))
        return parts.scheme == "data" or (
            parts.scheme == "file" and not parts.netloc and path.startswith(f"{self.site.folder}{os.sep}"))

    def decide(self, route):
        if self.inside(route.request.url):
            route.continue_()
        else:
            self.hear(f"request outside the folder: {route.request.url}")
            route.abort()

    def listen(self, request):
        if not self.inside(request.url) and request.url != "about:blank":
            self.hear(f"request outside the folder: {request.url}")

    def open(self, name, fragment=""):
        self.name = name
        self.page.goto("about:blank")  # else a new fragment would not load the page anew
        self.page.goto(self.site.url(name) + fragment, wait_until="load")
        return self.page

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()
