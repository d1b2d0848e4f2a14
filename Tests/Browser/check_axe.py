"""axe-core finds no violation of WCAG 2.2 AA, nor of its own best practices, in either theme and on a phone."""

from importlib.resources import files

from browser import Visit

STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
VIEWS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
}
RUN = """(tags) => {
  for (const details of document.querySelectorAll("details")) details.open = true;
  return axe.run(document, { runOnly: tags, resultTypes: ["violations"] }).then(({ violations }) =>
    violations.map(({ id, help, tags, nodes }) =>
      ({ id, help, tags, count: nodes.length, where: nodes[0].target.join(" "), why: nodes[0].any.concat(nodes[0].all).map((c) => c.message)[0] ?? "" })));
}"""


def check(site, browser, report, options):
    axe = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    pages = site.sample(1 if options.quick else 2)
    for view, settings in list(VIEWS.items())[: 2 if options.quick else 3]:
        problems, advice = [], []
        with Visit(browser, site, bypass_csp=True, **settings) as visit:
            for name in pages:
                page = visit.open(name)
                page.evaluate(axe)
                for found in page.evaluate(RUN, STANDARD + ["best-practice"]):
                    line = f"{name}: {found['id']}: {found['help']} ({found['count']}, first {found['where']}) {found['why'][:160]}"
                    (advice if "best-practice" in found["tags"] else problems).append(line)
        report.check(f"axe: WCAG 2.2 AA, {view}", problems, f"{len(pages)} pages")
        report.check(f"axe: best practice, {view}", advice, f"{len(pages)} pages")
