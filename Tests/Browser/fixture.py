"""A small site that passes every check; the tests break it one thing at a time."""

from pathlib import Path

POLICY = """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'">"""

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
{policy}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="{root}style.css">
<script src="{root}site.js" defer></script>
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header class="mast"><a href="{root}index.html">Home</a> <a href="{root}accounts.html">Accounts</a></header>
<main id="main">
<h1>{title}</h1>
{body}
</main>
<footer>As of 23 Nov 2026</footer>
</body>
</html>
"""

STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #111; }
@media (prefers-color-scheme: dark) { :root { --paper: #111; --ink: #eee; } }
:root[data-theme=light] { --paper: #fff; --ink: #111; }
:root[data-theme=dark] { --paper: #111; --ink: #eee; }
:root { background: var(--paper); }
body { margin: 16px; color: var(--ink); font: 16px/1.5 sans-serif; }
a { color: inherit; display: inline-block; min-height: 24px; min-width: 24px; }
button, input { font: inherit; min-height: 28px; }
:focus-visible { outline: 2px solid; outline-offset: 2px; }
.scroll { overflow-x: auto; max-width: 100%; }
.scroll table { min-width: 700px; }
svg { display: block; }
text { font-size: 11.5px; fill: currentColor; }
@media print { tr { break-inside: avoid; } .mast, .skip { display: none; } }
"""

SCRIPT = """
const root = document.documentElement;
const make = (tag, values) => Object.assign(document.createElement(tag), values);
const bar = document.querySelector(".mast");
let chosen;
try { chosen = localStorage.getItem("theme"); } catch { chosen = null; }
root.dataset.theme = chosen ?? "light";
const theme = make("button", { type: "button", className: "theme", textContent: "Theme" });
theme.onclick = () => localStorage.setItem("theme", root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark");
const search = make("div", { role: "search" });
search.setAttribute("role", "search");
const field = make("input", { type: "search", ariaLabel: "Search" });
const hits = make("div", {});
search.append(field, hits);
bar.append(theme, search);
addEventListener("keydown", (e) => { if (e.key === "/" && e.target !== field) { e.preventDefault(); field.focus(); } });
const base = document.querySelector("link[rel=stylesheet]").getAttribute("href").replace("style.css", "");
field.oninput = () => hits.replaceChildren(...(field.value ? [make("a", { href: base + "accounts/acorn-bank.html", textContent: "Acorn Bank found" })] : []));
field.onkeydown = (e) => { if (e.key === "Enter" && hits.firstChild) hits.firstChild.click(); };
for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0];
  const input = make("input", { type: "search" });
  const label = make("label", { className: "filter", textContent: "Filter " });
  label.append(input);
  (table.closest(".scroll") ?? table).before(label);
  input.oninput = () => { for (const row of body.rows) row.hidden = !row.textContent.includes(input.value); };
  [...table.tHead.rows[0].cells].forEach((cell, i) => {
    const button = make("button", { type: "button", className: "sort", textContent: cell.textContent });
    cell.replaceChildren(button);
    button.onclick = () => {
      const down = cell.ariaSort === "ascending";
      for (const other of cell.parentElement.cells) other.removeAttribute("aria-sort");
      cell.ariaSort = down ? "descending" : "ascending";
      const rows = [...body.rows].sort((a, b) => a.cells[i].textContent.localeCompare(b.cells[i].textContent));
      body.append(...(down ? rows.reverse() : rows));
    };
  });
}
"""

TABLE = """<div class="scroll" tabindex="0" role="region" aria-label="All accounts"><table class="sortable"><caption>All accounts</caption>
<thead><tr><th scope="col">Account</th><th scope="col">Owner</th></tr></thead>
<tbody><tr><td><a href="accounts/acorn-bank.html">Acorn Bank</a></td><td>Zoe</td></tr><tr><td>Birch Mills</td><td>Ann</td></tr></tbody></table></div>"""

CHART = """<svg width="100%" height="60" role="img" aria-label="Two labels"><text x="10" y="20">First label</text><text x="10" y="45">Second label</text></svg>"""

ROWS = "".join(f"<tr><td>Measure {n}</td><td>{'several words of a long reason ' * 6}</td></tr>" for n in range(12))

ACCOUNT = f"""<p>Acorn Bank would renew, because its people use what they bought. <a href="#rows">Rows</a></p>
<details><summary>Source</summary><p>usage.csv, line 3</p></details>
<table id="rows"><caption>Measures</caption><thead><tr><th scope="col">Measure</th><th scope="col">Why</th></tr></thead><tbody>{ROWS}</tbody></table>"""


def page(title, body, root=""):
    return PAGE.format(policy=POLICY, title=title, body=body, root=root)


def files():
    return {
        "index.html": page("Portfolio", f"<p>One account needs attention before Friday: Acorn Bank.</p>\n{CHART}"),
        "accounts.html": page("Accounts", f"<p>Two accounts, both with an owner and a date.</p>\n{TABLE}"),
        "accounts/acorn-bank.html": page("Acorn Bank", ACCOUNT, root="../"),
        "style.css": STYLE,
        "site.js": SCRIPT,
    }


GUIDE = """<div data-page="guides/kick-off"><h2 id="rule">The rule</h2><p>Every give has a get.</p>
<ul class="check" data-checklist="list"><li><input type="checkbox" id="a"><label for="a">Read the contract</label></li><li><input type="checkbox" id="b"><label for="b">Call</label></li></ul>
<dl class="talk"><dt class="you">You</dt><dd>Would you renew?</dd></dl>
<div class="questions" data-quiz="quiz">
<fieldset class="quiz-choice" data-kind="single" data-right="2"><legend>Which?</legend><ol class="options"><li><label><input type="radio" name="q1" value="1"> This</label></li><li><label><input type="radio" name="q1" value="2"> That</label></li></ol>
<details class="answer"><summary>Answer</summary><div><p>That. <a href="#rule">Where it says so</a></p></div></details></fieldset>
<fieldset class="quiz-choice" data-kind="multiple" data-right="1 2"><legend>Which of them?</legend><ol class="options"><li><label><input type="checkbox" name="q2" value="1"> This</label></li><li><label><input type="checkbox" name="q2" value="2"> That</label></li></ol>
<details class="answer"><summary>Answer</summary><div><p>Both. <a href="#rule">Where it says so</a></p></div></details></fieldset>
<details class="quiz" data-kind="short"><summary>Why?</summary><div><p>Because. <a href="#rule">Where it says so</a></p></div></details></div>
<p data-step="first/kick-off"></p></div>"""

PATH = """<ol class="path-steps"><li><div><h2><a href="../guides/kick-off.html">Kick-off</a></h2><p data-step="first/kick-off">5 minutes</p></div></li></ol>"""


def enablement():
    """A guide and a learning path, with the script that the program ships."""
    script = '<script src="../enablement.js" defer></script>\n</head>'
    return {
        "guides/kick-off.html": page("Kick-off", GUIDE, root="../").replace("</head>", script),
        "paths/first.html": page("First days", PATH, root="../").replace("</head>", script),
        "enablement.js": (Path(__file__).parents[2] / "templates/assets/enablement.js").read_text(encoding="utf-8"),
    }
