"""With scripts off every page still has its heading and its words, and shows no control that only scripts serve."""

from browser import Visit

ENOUGH_TEXT = 40
KEPT = 0.9  # of the words that the page has with scripts on
MEASURE = """() => {
  const shown = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const name = (e) => `${e.tagName.toLowerCase()}${e.className ? "." + e.className : ""} "${(e.textContent || e.placeholder || "").trim().slice(0, 40)}"`;
  const served = (e) => e.disabled || e.form?.hasAttribute("action") || e.hasAttribute("popovertarget") || e.hasAttribute("commandfor")
    || e.type === "checkbox" || e.type === "radio" || e.type === "reset" && e.form;
  const main = document.querySelector("main");
  // A tool that is a script's alone has no words to read without it.
  const words = (e) => e ? e.innerText.trim().replace(/\\s+/g, " ").length : 0;
  return {
    headings: [...document.querySelectorAll("h1")].filter((e) => shown(e) && e.innerText.trim()).length,
    text: words(main) - words(main?.querySelector(".calc")),
    dead: [
      ...[...document.querySelectorAll("button, input:not([type=hidden]), select, textarea")].filter((e) => shown(e) && !served(e)),
      ...[...document.querySelectorAll("a:not([href]), a[href='#'], [role=button], [role=tab], [role=switch], [tabindex='0']:not(.scroll)")].filter(
        (e) => shown(e) && !e.matches("a[href]:not([href='#']), button, input, summary, .scroll, .nav, .rail, pre") && (!e.matches("a") || e.getAttribute("href") === "#")),
    ].map(name),
  };
}"""


def check(site, browser, report, options):
    pages = site.sample() if options.quick else site.pages
    with Visit(browser, site) as visit:
        scripted = {name: visit.open(name).evaluate(MEASURE)["text"] for name in pages}
    headings, texts, controls = [], [], []
    with Visit(browser, site, java_script_enabled=False) as visit:
        for name in pages:
            found = visit.open(name).evaluate(MEASURE)
            if found["headings"] != 1:
                headings.append(f"{name}: shows {found['headings']} h1")
            if found["text"] < max(ENOUGH_TEXT, KEPT * scripted[name]):
                texts.append(f"{name}: main has {found['text']} characters without scripts, {scripted[name]} with them")
            controls += [f"{name}: {control} does nothing without scripts" for control in found["dead"]]
    report.check("no script: one h1 on every page", headings, f"{len(pages)} pages")
    report.check("no script: the page's words are there", texts, f"{len(pages)} pages")
    report.check("no script: no control that only scripts serve", controls, f"{len(pages)} pages")
