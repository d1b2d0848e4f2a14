"""Without a browser: links resolve, stay inside, reach every page; every page carries the strict policy."""

from pages import css_references

FOLLOWED = {("a", "href"), ("area", "href"), ("form", "action"), ("link", "href")}
STRICT = ("default-src 'none'", "base-uri 'none'", "form-action ")
LOOSE = ("unsafe-", "*", "http", "blob:", "filesystem:", "wasm")


def check(site, _browser, report, _options):
    problems, broken_anchors, linked = references(site)
    report.check("links: every reference is relative, inside and resolves", problems, f"{len(site.pages)} pages")
    report.check("links: every anchor exists", broken_anchors)
    report.check("links: every page is reached from index.html", unreached(site, linked))
    report.check("policy: every page forbids all but its own files", policies(site), f"{len(site.pages)} pages")


def references(site):
    problems, broken_anchors, linked = [], [], {}
    for name in sorted(site.files):
        for tag, attribute, reference in references_of(site, name):
            file, anchor, problem = site.target(name, tag, attribute, reference)
            if problem:
                problems.append(f'{name}: {tag} {attribute}="{reference[:120]}" {problem}')
            elif file and not site.anchor_exists(file, anchor):
                broken_anchors.append(f'{name}: {tag} {attribute}="{reference[:120]}" has no such anchor in {file}')
            elif file and (tag, attribute) in FOLLOWED:
                linked.setdefault(name, set()).add(file)
    return unique(problems), unique(broken_anchors), linked


def references_of(site, name):
    if name.endswith((".html", ".svg")):
        return site.document(name).references
    if name.endswith(".css"):
        return [("css", "url", reference) for reference in css_references(site.text(name))]
    return []


def unreached(site, linked):
    if "index.html" not in site.files:
        return ["there is no index.html"]
    reached, waiting = {"index.html"}, ["index.html"]
    while waiting:
        for name in linked.get(waiting.pop(), ()):
            if name not in reached:
                reached.add(name)
                waiting.append(name)
    return [f"{name}: no links lead here" for name in site.pages if name not in reached]


def policies(site):
    problems = []
    for name in site.pages:
        document = site.document(name)
        if document.policy is None:
            problems.append(f"{name}: has no Content-Security-Policy")
        elif document.loads_before_policy:
            problems.append(f"{name}: loads a script or style before the policy")
        elif any(part not in document.policy for part in STRICT) or any(word in document.policy for word in LOOSE):
            problems.append(f"{name}: the policy is loose: {document.policy}")
    return problems


def unique(lines):
    return list(dict.fromkeys(lines))
