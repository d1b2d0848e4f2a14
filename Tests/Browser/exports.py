"""What `perennial export` and `publish` write, read by strict parsers of others: icalendar, jsonschema, csv, zipfile.

Usage: exports.py PERENNIAL. Exit 1 when something does not hold.
"""

import argparse
import csv
import io
import json
import re
import sys
import zipfile
from datetime import date, timedelta

from icalendar import Calendar
from jsonschema import Draft202012Validator, FormatChecker

from report import Report
from workspace import AS_OF, ROOT, sample

AUDIENCES = ("customer", "field", "team")
OWNERS = sorted({line[7:].strip() for note in (ROOT / "content/accounts").glob("*.md") for line in note.read_text().splitlines() if line.startswith("owner: ")})
HOSTILE = """---
name: "=HYPERLINK(1)"
id: H1
owner: "@ana"
risks:
  - {id: "+R1", title: "-2+3", severity: high, likelihood: high, status: open, owner: "\\tx", opened: 2026-08-01}
---
## Summary
"""
# RFC 5545, 3.6.1 and 3.6.6: what stands exactly once.
ONCE = {"VCALENDAR": ("PRODID", "VERSION"), "VEVENT": ("UID", "DTSTAMP", "DTSTART", "SUMMARY"), "VALARM": ("ACTION", "TRIGGER", "DESCRIPTION")}


def lines(data):
    """The content lines, unfolded; and what RFC 5545, 3.1 forbids about how they were written."""
    problems = [f"line {number} has {len(line)} octets" for number, line in enumerate(data.split(b"\r\n"), 1) if len(line) > 75]
    if not data.endswith(b"\r\n"):
        problems.append("the last line does not end with CRLF")
    if b"\r" in data.replace(b"\r\n", b"") or b"\n" in data.replace(b"\r\n", b""):
        problems.append("a bare CR or LF")
    for number, line in enumerate(data.split(b"\r\n"), 1):
        try:
            line.decode()
        except UnicodeDecodeError:
            problems.append(f"line {number} is cut within a character")
    text = data.replace(b"\r\n ", b"").decode()
    if any(ord(char) < 32 and char not in "\r\n\t" or ord(char) == 127 for char in text):
        problems.append("a control character")
    return text.split("\r\n")[:-1], problems


def calendar(data):
    """Events by identifier; and what a strict reader has against the file."""
    content, problems = lines(data)
    parsed = Calendar.from_ical(data)
    for part in parsed.walk():
        problems += [f"{part.name}: {error}" for error in part.errors]
        problems += [f"{part.name}: {name} stands {count} times" for name in ONCE.get(part.name, ())
                     if (count := len(part[name]) if isinstance(part.get(name), list) else int(name in part)) != 1]
    events = {}
    for event in parsed.walk("VEVENT"):
        start, end = event.decoded("DTSTART"), event.decoded("DTEND")
        if type(start) is not date or end - start != timedelta(days=1):
            problems.append(f"{event['UID']} is no whole day")
        alarms = [alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")]
        if len(alarms) != 1 or alarms[0] >= timedelta(0):
            problems.append(f"{event['UID']} reminds {alarms}")
        if str(event["UID"]) in events:
            problems.append(f"{event['UID']} is there twice")
        events[str(event["UID"])] = event
    if len(events) != content.count("BEGIN:VEVENT"):
        problems.append(f"{content.count('BEGIN:VEVENT')} written, {len(events)} read")
    return events, problems


def calendars(space, report):
    def export(*options, day=AS_OF):
        return calendar(space.run("export", "ics", "--as-of", day, *options))

    everything, problems = export()
    report.check("ics: a strict reader has nothing against it", problems, f"{len(everything)} events")
    kinds = {str(event["CATEGORIES"].to_ical().decode()) for event in everything.values()}
    missing = {"RENEWAL", "NOTICE", "MILESTONE", "TOUCH", "TASK"} - kinds
    report.check("ics: renewals, notices, milestones, touchpoints and tasks are in it", sorted(missing))
    later, problems = export(day="2026-11-24")
    gone = [uid for uid, event in everything.items() if uid not in later and event.decoded("DTSTART") >= date(2026, 11, 24) and event["CATEGORIES"].to_ical() != b"TOUCH"]
    problems += [f"{everything[uid]['SUMMARY']} has another identifier a day later" for uid in gone]
    problems += [f"{uid} went backwards" for uid in later.keys() & everything.keys() if later[uid]["SEQUENCE"] <= everything[uid]["SEQUENCE"]]
    report.check("ics: imported again a day later, events move and none doubles", problems, f"{len(later.keys() & everything.keys())} kept")
    accounts = [account["slug"] for account in json.loads(space.run("export", "json", "--as-of", AS_OF))["accounts"]][:3]
    each, problems = {}, []
    for slug in accounts:
        each[slug], more = export("--account", slug)
        problems += more + ([] if each[slug] and each[slug].keys() < everything.keys() else [f"{slug} has {len(each[slug])} events, or others"])
    problems += [] if len({uid for events in each.values() for uid in events}) == sum(map(len, each.values())) else ["accounts share events"]
    report.check("ics: an account's calendar is a part of it, and no other's", problems, ", ".join(accounts))
    owners = [[*export("--owner", owner)] for owner in OWNERS]
    problems = [problem for _, found in owners for problem in found]
    problems += [] if sorted(uid for events, _ in owners for uid in events) == sorted(everything) else ["they aren't"]
    report.check("ics: the managers' calendars together are the whole one", problems, ", ".join(OWNERS))
    customer, problems = export("--account", accounts[0], "--audience", "customer")
    hidden = {b"TOUCH", b"MILESTONE"} & {event["CATEGORIES"].to_ical() for event in customer.values()}
    report.check("ics: a customer's calendar holds no touchpoint and no milestone", problems + sorted(map(str, hidden)))
    space.run("export", "ics", "--audience", "customer", expect=64)


def figures(space, report):
    schema = json.loads(space.run("export", "schema"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    for audience in AUDIENCES:
        data = json.loads(space.run("export", "json", "--audience", audience, "--as-of", AS_OF))
        problems = [f"{error.json_path}: {error.message[:120]}" for error in validator.iter_errors(data)]
        count = sum(len(account["figures"]) for account in data["accounts"])
        report.check(f"json: the {audience} export fits its schema", problems, f"{count} figures")
    data["accounts"][0]["figures"][0].pop("value")
    report.check("json: a figure without a value does not fit", [] if list(validator.iter_errors(data)) else ["it does"])


def tables(space, report):
    def dangerous(data):
        rows = list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))
        return rows, [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not number(cell)]

    for name, options in (("all figures", ()), ("the accounts page", ("--page", "accounts")), ("the risks page", ("--page", "risks"))):
        rows, cells = dangerous(space.run("export", "csv", "--as-of", AS_OF, *options))
        # The table of figures names accounts by their files, and has none of an account without contracts.
        seen = not options or any(cell.startswith("'=HYPERLINK") for row in rows for cell in row)
        report.check(f"csv: no cell of {name} is a formula", cells + ([] if seen else ["the hostile account is not in it"]), f"{len(rows)} rows")


def number(cell):
    """A negative number, and nothing behind it."""
    return re.fullmatch(r"-(\d+|\d{1,3}(,\d{3})+)(\.\d+)?", cell)


def published(space, report):
    space.run("publish", "copy", expect=64)
    space.run("publish", "one.zip", "--audience", "field", "--as-of", AS_OF)
    space.run("publish", "two.zip", "--audience", "field", "--as-of", AS_OF)
    one, two = ((space.folder / name).read_bytes() for name in ("one.zip", "two.zip"))
    report.check("publish: the same copy is the same zip", [] if one == two else ["they differ"], f"{len(one)} bytes")
    archive = zipfile.ZipFile(io.BytesIO(one))
    broken = archive.testzip()
    names = archive.namelist()
    outside = [name for name in names if name != "start.html" and not name.startswith("site/")]
    report.check("publish: a zip that others read", ([broken] if broken else []) + outside, f"{len(names)} files")
    space.run("publish", "copy", "--audience", "field", "--as-of", AS_OF)
    told = space.told("verify", "one.zip", "--as-of", AS_OF) + space.told("verify", "copy/start.html", "--as-of", AS_OF)
    report.check("publish: verify compares every file", [] if told.count("files beside it are as published") == 2 and told.count("current:") == 2 else [told])
    told = space.told("verify", "copy/site/week.html", "--as-of", AS_OF)
    wanted = ("field copy as of 2026-11-23", "unaltered", "recorded: shares.csv", "current:")
    report.check("publish: each page tells which copy it is of", [line for line in wanted if line not in told])
    page = space.folder / "copy/site/week.html"
    page.write_text(page.read_text() + "<!-- -->")
    told = space.told("verify", "copy/start.html", "--as-of", AS_OF, expect=1)
    report.check("publish: verify finds an altered file", [] if "ALTERED: the files beside it" in told else [told])


def main(arguments):
    parser = argparse.ArgumentParser(prog="Tests/Browser/exports.py", description=__doc__)
    parser.add_argument("program", help="the perennial to test")
    options = parser.parse_args(arguments)
    report = Report()
    with sample(options.program) as space:
        calendars(space, report)
        figures(space, report)
        (space.folder / "content/accounts/hostile.md").write_text(HOSTILE)
        tables(space, report)
        published(space, report)
    return report.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
