"""Every page opens in silence: no console message, error, policy violation, missing file, or request outside the folder."""

from browser import Visit


def check(site, browser, report, options):
    pages = site.sample() if options.quick else site.pages
    with Visit(browser, site) as visit:
        for name in pages:
            visit.open(name)
        visit.page.wait_for_timeout(100)
        report.check("load: silent, and nothing asked for outside the folder", visit.noise, f"{len(pages)} pages")
