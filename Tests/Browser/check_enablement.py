"""Checklists remember, quizzes score, paths count and blocks are copied, by keyboard alone. Where storage is refused they still work
and say that nothing is kept; without scripts everything is there to read."""

from browser import Visit
from pages import spread

NO_STORAGE = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } })"


def check(site, browser, report, options):
    guides = [name for name in site.pages if name.startswith("guides/")]
    paths = [name for name in site.pages if name.startswith("paths/")]
    if not guides:
        return
    words = spread([name for name in site.pages if name.startswith("words/")], 2)
    problems, seen = {"checklist": [], "quiz": [], "path": [], "copy": []}, {"checklist": 0, "quiz": 0, "path": 0, "copy": 0}
    with Visit(browser, site) as visit:
        for name in guides:
            page = visit.open(name)
            for topic, probe in (("checklist", checklist), ("quiz", quiz), ("copy", copy)):
                count, found = probe(page)
                seen[topic] += count
                problems[topic] += [f"{name}: {problem}" for problem in found]
        for name in paths:
            count, found = path(visit, name)
            seen["path"] += count
            problems["path"] += [f"{name}: {problem}" for problem in found]
        for name in words:
            count, found = copy(visit.open(name))
            seen["copy"] += count
            problems["copy"] += [f"{name}: {problem}" for problem in found]
        problems["checklist"] += visit.noise
    for topic, found in problems.items():
        report.check(f"enablement: {topic} works by keyboard", found, f"{seen[topic]} tried")
    with Visit(browser, site) as visit:
        visit.context.add_init_script(NO_STORAGE)
        refused = [f"{name}: {problem}" for name in guides + paths for problem in without_storage(visit.open(name))] + visit.noise
    report.check("enablement: works where storage is refused, and says so", refused, f"{len(guides + paths)} pages")
    with Visit(browser, site, java_script_enabled=False) as visit:
        unread = [f"{name}: {problem}" for name in guides + paths + words for problem in without_script(visit.open(name))]
    report.check("enablement: reads without scripts", unread, f"{len(guides + paths + words)} pages")


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


def copy(page):
    """A block is copied whole, or at least selected for the keys to copy."""
    buttons, problems = page.get_by_role("button", name="Copy", exact=True).all(), []
    for number, button in enumerate(buttons):
        press(page, button, "Enter")
        line = button.locator("xpath=..").locator("output").inner_text()
        block = button.evaluate("(e) => e.closest('.after').previousElementSibling.innerText.trim()")
        selected = page.evaluate("getSelection().toString().trim()")
        if not line.startswith(("Copied", "Selected")):
            problems.append(f"block {number + 1} says {line!r}")
        if squeeze(selected) != squeeze(block):
            problems.append(f"block {number + 1} selects {selected[:40]!r}")
    return len(buttons), problems


def squeeze(text):
    return "".join(text.split())


def without_storage(page):
    """Ticks, scores and steps work for as long as the page is open."""
    problems = []
    for box in page.locator(".check[data-checklist] input, [data-step] input").all():
        press(page, box)
        if not box.is_checked():
            problems.append("a box is not ticked")
    for line in page.locator(".check + .after output, .path-steps ~ .after output, .after:has(progress) output").all():
        count, of = (line.inner_text().split(" done. ")[0].split(" of ") + ["", ""])[:2]
        if count != of:
            problems.append(f"counts {line.inner_text()!r} when everything is ticked")
        if "Not kept" not in line.inner_text():
            problems.append(f"does not say that nothing is kept: {line.inner_text()!r}")
    for quiz_ in page.locator(".questions").all():
        if not quiz_.locator(".after button").count():
            problems.append("a quiz has no button to score it")
            continue
        press(page, quiz_.locator(".after button").first, "Enter")
        if " right" not in quiz_.locator(".after output").inner_text():
            problems.append("a quiz gives no score")
    return problems


def without_script(page):
    """Boxes tick, answers open by keyboard and lead to the paragraph that proves them, steps are links with their minutes."""
    problems = []
    for box in page.locator(".check input").all()[:1]:
        press(page, box)
        if not box.is_checked():
            problems.append("a box is not ticked")
    for number, answer in enumerate(page.locator(".questions details").all()):
        press(page, answer.locator("summary"), "Enter")
        text = answer.locator("> :not(summary)").first
        if not (text.is_visible() and text.inner_text().strip()):
            problems.append(f"answer {number + 1} does not open")
        if not answer.locator("a[href*='#']").count():
            problems.append(f"answer {number + 1} leads to no paragraph")
    for step in page.locator(".path-steps > li").all():
        if not step.locator("a").count() or "minute" not in step.inner_text():
            problems.append(f"a step lacks its guide or its minutes: {step.inner_text()[:40]!r}")
    if page.locator(".after, progress").count():
        problems.append("something that scripts make is there without them")
    return problems


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
