"""Writes workspaces in which every field holds hostile input: the cases of cases.tsv, one by one."""

import json
import re
import struct
import zlib
from pathlib import Path

HERE = Path(__file__).parent
ESCAPE = re.compile(rb"\\(?:x([0-9A-Fa-f]{2})|u\{([0-9A-Fa-f]+)\}|(.))")
PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"\\": b"\\"}
AS_OF = "2026-11-23"
# Categories that are put into front matter as they stand, not as a quoted scalar.
RAW = {"front-matter", "unicode", "template", "parser", "script"}


class Case:
    """A payload, as bytes and as the text nearest to them."""

    def __init__(self, number, category, data):
        self.number, self.category, self.data = number, category, data
        self.text = data.decode("utf-8", "replace")

    @property
    def is_text(self):
        """Whether a file may hold it: what was lost before it came here and NUL are refused."""
        return "\ufffd" not in self.text and "\0" not in self.text

    @property
    def is_name(self):
        """Whether it can be what something is called: there is more to it than controls and spaces."""
        return self.is_text and any(ord(character) > 0x20 and not 0x7F <= ord(character) <= 0xA0 for character in self.text)

    def __repr__(self):
        return f"{self.category} {self.number}: {self.text[:60]!r}"


def unescaped(match):
    byte, character, other = match.groups()
    if byte:
        return bytes([int(byte, 16)])
    return chr(int(character, 16)).encode() if character else PLAIN[other]


def cases():
    found = []
    for line in (HERE / "cases.tsv").read_bytes().split(b"\n"):
        if line and not line.startswith(b"# "):
            category, payload, *count = line.split(b"\t")
            data = ESCAPE.sub(unescaped, payload) * int(count[0] if count else 1)
            found.append(Case(len(found), category.decode(), data))
    return found


def quoted(text):
    """A double-quoted scalar: anything YAML would not take as it stands is escaped."""
    def escape(character):
        code = ord(character)
        if character in '"\\':
            return "\\" + character
        if code < 0x20 or 0x7F <= code <= 0x9F or code in (0x2028, 0x2029, 0xFEFF) or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
            return f"\\U{code:08X}"
        return character
    return '"' + "".join(map(escape, text)) + '"'


def yaml(value, depth=0):
    """A value as block YAML."""
    pad = "  " * depth
    if isinstance(value, dict):
        return "".join(f"\n{pad}{quoted(str(key)) if hostile(key) else key}: {yaml(item, depth + 1)}" for key, item in value.items())
    if isinstance(value, list):
        return "".join(f"\n{pad}- {yaml(item, depth + 1).lstrip()}" for item in value)
    return quoted(value) if isinstance(value, str) else str(value).lower()


def hostile(key):
    return not re.fullmatch(r"[a-z_0-9]+", key)


def head(fields, as_json=False):
    text = json.dumps(fields) + "\n" if as_json else yaml(fields).lstrip("\n") + "\n"
    return f"---\n{text}---\n" if not as_json else text


def csv(rows):
    return "".join(",".join('"' + str(cell).replace('"', '""') + '"' for cell in row) + "\r\n" for row in rows)


def png(width=2, height=2):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + b"\x80" * 3 * width for _ in range(height))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def account(case):
    """Every field of an account's front matter that takes free text."""
    text = case.text
    return {
        "name": text, "id": f"A{case.number}", "owner": text, "segment": text, "industry": text, "region": text,
        "team": [{"name": text, "role": text, "email": text}, {"name": "Sal Seller", "role": "Account Executive", "email": text}],
        "stakeholders": [{"name": text, "title": text, "role": text, "stance": "champion", "influence": "high", "last_contact": "2026-11-01"}],
        "risks": [{
            "id": text, "title": text, "severity": "high", "likelihood": "high", "status": "open", "owner": text, "mitigation": text,
            "escalated_to": text, "ask": text, "exit_criteria": text, "opened": "2026-10-01", "due": "2026-11-20", "next_date": "2026-11-25"}],
        "health_override": {"band": "red", "reason": text, "by": text, "expires": "2026-12-31"},
        "forecast": {"category": "commit", "amount": "1000", "currency": "USD", "reason": text, "by": text, "date": "2026-11-16"},
        "sentiment": {"band": "red", "reason": text, "by": text, "date": "2026-11-16"},
        "negotiation": {
            "strategy": text, "our_batna": text, "their_batna": text,
            "gives": [{"item": text, "value": "10"}], "gets": [{"item": text, "value": "10"}],
            "scenarios": [{"name": text, "term_months": 12, "uplift_percent": "5"}]},
        "mood": text, "a list": [text, text], **({text: "a key of its own"} if 0 < len(text) < 200 else {}),
    }


def note(text):
    """A payload in every place of a note; it may be refused, and then its account is in quarantine."""
    line = text.replace("\r", " ").replace("\n", " ")
    target = line.replace(" ", "%20")
    return f"""## Summary

{text}

Before {line} after. `{line}` *{line}* **{line}** ~~{line}~~ "{line}"

### {line}

[{line}](https://x.example/ "{line}") [x](https://x.example/{target}) <https://x.example/{target}>

- {line}
- [ ] {line} @{line} due 2026-12-01

1. {line}

| {line} | b |
|---|---|
| {line} | {line} |

> [!NOTE] {line}
> {line}

Term
: {line}

Word[^1]

[^1]: {line}

```{line}
{text}
```

## Next steps

- [ ] {line} due 2026-12-01

## Log

### 2026-11-10 Call with {line}
{text}
"""


def plain_note(number):
    return f"## Summary\n\nAn account of which all but this is hostile.\n\n## Log\n\n### 2026-11-0{number % 9 + 1} Call\nx\n"


def guide(case):
    text = case.text
    return head({
        "title": text, "summary": text, "kind": "talk track", "roles": [text, "CSM"], "stage": ["T-90"], "owner": text,
        "reviewed": "2026-11-01", "clearance": "customer", "note": text, "products": [text], "unknown": text}) + "Body of a guide.\n"


def play(number, texts):
    """A play of four cases; few apply, for every account shows those that do."""
    title, summary, owner, role = (texts * 4)[:4]
    trigger = "days_left < 400" if number % 20 == 0 else "days_left < -400"
    return head({"title": title, "summary": summary, "trigger": trigger, "owner": owner, "roles": [role], "clearance": "customer"}) + "1. Do it.\n"


def settings(case):
    text = case.text
    return yaml({
        "title": text, "organization": text, "owner_default": text,
        "milestones": [{"key": "kickoff", "days": 180, "title": text}, {"key": "terms", "days": 60, "title": f"2 {text}"}],
        "discount_approvals": [{"up_to": 5, "approver": text}, {"up_to": 100, "approver": text}]}).lstrip("\n") + "\n"


def put(folder, path, data):
    place = Path(folder, path)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data.encode("utf-8", "surrogateescape") if isinstance(data, str) else data)


def write_book(folder, chosen):
    """The main book: an account with hostile fields and rows for each case, one with a hostile note, one with broken values."""
    put(folder, "content/portfolio.yaml", "title: Hostile\norganization: Example Corp\n")
    contracts, lines, usage, readings, deals = [], [], [], [], []
    products = []
    for case in chosen:
        number, text = case.number, case.text
        put(folder, f"content/accounts/field-{number}.md", head(account(case), as_json=number % 3 == 2) + plain_note(number))
        put(folder, f"content/accounts/note-{number}.md", head({"name": f"Note {number}", "id": f"N {text}"}) + note(text))
        if case.category in RAW:
            put(folder, f"content/accounts/raw-{number}.md", b"---\nname: Raw\nmood: x" + case.data + b"\n---\n## Summary\n\n" + case.data + b"\n")
        put(folder, f"content/accounts/broken-{number}.md", head({
            "name": text, "health_override": {"band": text}, "stakeholders": [{"name": text, "stance": text, "last_contact": text}],
            "risks": [{"id": text, "title": text, "severity": text}]}))
        put(folder, f"content/guides/guide-{number}.md", guide(case))
        if not case.is_text:
            continue
        contract = f"{text} {number}"
        contracts.append((contract, f"A{number}", "2026-02-01", "2027-01-31", "active", "USD", "yes", 60, text, text, text))
        lines.append((f"L {text}", contract, f"{text} {number}", f"{text} {number}", text, 10, "5.00"))
        products.append({"sku": f"{text} {number}", "name": f"{text} {number}", "family": text, "list_price": "5.00", "currency": "USD"})
        usage.append((f"A{number}", f"{text} {number}", "2026-10", 100, 90, 30))
        readings.append((f"A{number}", "2026-11-01", "nps", 5, text))
        deals.append((f"O{number} {text}", f"A{number}", contract, "2026-12-20", "1000", "USD", "commit", text))
    for number in range(0, len(chosen), 4):
        put(folder, f"content/plays/play-{number}.md", play(number, [case.text for case in chosen[number:number + 4]]))
    put(folder, "content/contracts/contracts.csv", csv([("contract_id", "account_id", "start_date", "end_date", "status", "currency", "auto_renew", "notice_days", "payment_terms", "billing_frequency", "owner"), *contracts]))
    put(folder, "content/contracts/lines.csv", csv([("line_id", "contract_id", "product", "sku", "license_metric", "quantity", "unit_price"), *lines]))
    put(folder, "content/usage/usage.csv", csv([("account_id", "product", "month", "entitled", "assigned", "active"), *usage]))
    put(folder, "content/health/health.csv", csv([("account_id", "date", "measure", "value", "note"), *readings]))
    put(folder, "content/opportunities/open.csv", csv([("opportunity_id", "account_id", "contract_id", "close_date", "amount", "currency", "category", "stage"), *deals]))
    put(folder, "content/products.yaml", yaml({"products": products}).lstrip("\n") + "\n")
    write_paths(folder, [case for case in chosen if case.is_text])


def write_paths(folder, chosen):
    """Paths of eight cases each."""
    paths = []
    for start in range(0, len(chosen), 8):
        eight = chosen[start:start + 8]
        texts = ([case.text for case in eight] * 8)[:8]
        paths.append({
            "key": f"path-{start}", "title": texts[0], "summary": texts[1], "roles": texts[2:4], "owner": texts[4],
            "steps": [{"guide": f"guide-{case.number}", "minutes": 5, "task": case.text} for case in eight]})
    put(folder, "content/guides/paths.yaml", yaml({"paths": paths}).lstrip("\n") + "\n")


def write_small_book(folder, case):
    """One account, and settings that hold the case where a book has only one value."""
    put(folder, "content/portfolio.yaml", settings(case))
    put(folder, "content/accounts/one.md", "---\nname: One\nid: A1\n---\n## Summary\n\nOne.\n")
    put(folder, "content/guides/first.md", "---\ntitle: First\nsummary: One.\nreviewed: 2026-11-01\n---\nOne.\n")
    put(folder, "content/contracts/contracts.csv", "contract_id,account_id,start_date,end_date,currency\nC1,A1,2026-02-01,2027-01-31,USD\n")


def file_name(case, ending):
    """The case as a file's name; None where no disk would take it."""
    name = case.data.replace(b"/", b"_").replace(b"\0", b"") + ending
    return name if len(name) <= 255 and name not in (ending, b"." + ending) else None


def write_names(folder, chosen):
    """Files named after the cases, as attachments that a note shows, and as notes, guides and plays."""
    put(folder, "content/portfolio.yaml", "title: Names\n")
    shown, seen = [], set()
    for case in chosen:
        name = file_name(case, b".png")
        if name and name.decode("utf-8", "replace").lower() not in seen:
            seen.add(name.decode("utf-8", "replace").lower())
            (Path(folder, "content/assets")).mkdir(parents=True, exist_ok=True)
            try:
                Path(folder, "content/assets").joinpath(name.decode("utf-8", "surrogateescape")).write_bytes(png())
            except OSError:
                continue
            shown.append("".join(chr(byte) if chr(byte).isalnum() and byte < 128 else f"%{byte:02X}" for byte in name))
    put(folder, "content/accounts/pictures.md", "---\nname: Pictures\n---\n## Summary\n\n" + "\n\n".join(f"![x](../assets/{path})" for path in shown) + "\n")
    return len(shown)


def write_slugs(folder, chosen):
    put(folder, "content/portfolio.yaml", "title: Slugs\n")
    count = 0
    for case in chosen:
        name = file_name(case, b".md")
        if name and not name.startswith(b"."):
            for place in ("accounts", "guides", "plays"):
                Path(folder, "content", place).mkdir(parents=True, exist_ok=True)
                Path(folder, "content", place).joinpath(name.decode("utf-8", "surrogateescape")).write_bytes(b"---\nname: x\ntitle: x\n---\nx\n")
            count += 1
    return count
