"""Checks a built site folder in headless Chromium, from file://. See docs/browser-tests.md."""

import argparse
import sys
from pathlib import Path

import browser as chromium
import check_axe
import check_controls
import check_enablement
import check_focus
import check_layout
import check_links
import check_load
import check_markup
import check_noscript
import check_print
import check_scenarios
import check_weights
from pages import Site
from report import Report

CHECKS = {module.__name__.removeprefix("check_"): module.check for module in (
    check_links, check_weights, check_markup, check_load, check_axe, check_layout,
    check_noscript, check_focus, check_controls, check_enablement, check_scenarios, check_print)}


def main(arguments):
    parser = argparse.ArgumentParser(prog="Tests/Browser/run", description=__doc__)
    parser.add_argument("site", type=Path, help="folder of a built site")
    parser.add_argument("--quick", action="store_true", help="look at fewer pages of each kind")
    parser.add_argument("--only", action="append", choices=list(CHECKS), help="run this check alone (repeatable)")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the printed account pages there")
    options = parser.parse_args(arguments)
    if not options.site.is_dir():
        parser.error(f"no such folder: {options.site}")
    site, report = Site(options.site), Report()
    with chromium.launched() as browser:
        for name in options.only or CHECKS:
            CHECKS[name](site, browser, report, options)
    return report.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
