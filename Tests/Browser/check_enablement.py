"""Checklists remember, quizzes score and paths count, by keyboard alone; without storage and without scripts they still read."""

from browser import Visit

NO_STORAGE = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } })"


def check(site, browser, report, options):
    guides = [name for name in site.pages if name.startswith("guides/")]
    paths = [name for name in site.pages if name.startswith("paths/")]
    if not guides:
        return
    problems, seen = {"checklist": [], "quiz": [], "path": []}, {"checklist": 0, "quiz": 0, "path": 0}
    with Visit(browser, site) as visit:
        for name in guides:
            page = visit.open(name)
            for topic, probe in (("checklist", checklist), ("quiz", quiz)):
                count, found = probe(page)
                seen[topic] += count
                problems[topic] += [f"{name}: {problem}" for problem in found]
        for name in paths:
            count, found = path(visit, name)
            seen["path"] += count
            problems["path"] += [f"{name}: {problem}" for problem in found]
        problems["checklist"] += visit.noise
    with Visit(browser, site) as visit:
        visit.context.add_init_script(NO_STORAGE)
        for name in guides:
            page = visit.open(name)
            for line in page.locator(".check + .after output").all():
                if "Not kept" not in line.inner_text():
                    problems["checklist"].append(f"{name}: does not say that nothing is kept: {line.inner_text()!r}")
        problems["checklist"] += visit.noise
    for topic, found in problems.items():
        report.check(f"enablement: {topic} works by keyboard", found, f"{seen[topic]} tried")


def press(page, locator, key="Space"):
    locator.focus()
    page.keyboard.press(key)


def checklist(page):
    lists = page.locator(".check[data-checklist]").count()
    problems = []
    for number in range(lists):
        list_ = page.locator(".check[data-checklist]").nth(number)
        line = page.locator(".check[data-checklist] + .after").nth(number)
        press(page, list_.locator("input").first)
        if not line.inner_text().startswith("1 of "):
            problems.append(f"list {number + 1} says {line.inner_text()!r} after one tick")
        page.reload()
        if not list_.locator("input").first.is_checked():
            problems.append(f"list {number + 1} forgets its tick")
        press(page, line.locator("button"), "Enter")
        page.reload()
        if list_.locator("input:checked").count():
            problems.append(f"list {number + 1} is not cleared")
    return lists, problems


def quiz(page):
    quizzes = page.locator(".questions").all()
    problems = []
    for quiz_ in quizzes:
        choices, shorts = quiz_.locator("fieldset").all(), quiz_.locator("[data-kind=short]").all()
        total = len(choices) + len(shorts)
        for choice in choices:
            for value in choice.get_attribute("data-right").split():
                press(page, choice.locator(f"input[value='{value}']"))
        score = quiz_.locator(".after button").first
        press(page, score, "Enter")
        line = quiz_.locator(".after output")
        if not line.inner_text().startswith(f"{len(choices)} of {total} right"):
            problems.append(f"right choices score {line.inner_text()!r}")
        for short in shorts:
            press(page, short.locator(".own input"))
        if not line.inner_text().startswith(f"{total} of {total} right"):
            problems.append(f"everything right scores {line.inner_text()!r}")
        press(page, quiz_.locator(".after button").last, "Enter")
        if quiz_.locator("input:checked").count() or quiz_.locator("details[open]").count():
            problems.append("starting again leaves answers")
        press(page, score, "Enter")
        if not line.inner_text().startswith(f"0 of {total} right"):
            problems.append(f"nothing chosen scores {line.inner_text()!r}")
    return len(quizzes), problems


def path(visit, name):
    page = visit.open(name)
    steps = page.locator(".path-steps > li").count()
    press(page, page.locator("[data-step] input").first)
    problems = []
    if page.locator("progress").evaluate("(e) => e.value") != 1:
        problems.append("progress does not count the step")
    guide = page.locator(".path-steps a").first.get_attribute("href").removeprefix("../")
    key = page.locator("[data-step]").first.get_attribute("data-step")
    page = visit.open(guide)
    if not page.locator(f"[data-step='{key}'] input").is_checked():
        problems.append(f"{guide} does not know that it was done")
    page = visit.open(name)
    if not page.locator("output").inner_text().startswith(f"1 of {steps} done"):
        problems.append(f"says {page.locator('output').inner_text()!r}")
    press(page, page.locator("[data-step] input").first)
    return steps, problems
