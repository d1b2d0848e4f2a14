#!/usr/bin/env python3
"""Generates and computes many books (`--seeds 0:500`): nothing may raise and the invariants must hold. Prints what the books cover."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from datetime import date
from fractions import Fraction

from generate import Book
from model import Model
from oracle import Oracle


def broken(rows: dict[tuple[str, str], str]) -> list[str]:
    """Invariants, on the printed values."""
    found = []
    for (scope, figure), text in rows.items():
        value = lambda other: Fraction(rows[scope, other])
        if figure == "grr" and not 0 <= Fraction(text) <= min(1, value("nrr")):
            found.append(f"{scope} grr {text}, nrr {rows[scope, 'nrr']}")
        if figure in ("health_coverage", "renewal_rate", "on_time_count", "on_time_atr", "logo", "worst") and not 0 <= Fraction(text) <= 1:
            found.append(f"{scope} {figure} {text}")
        if figure == "health_score" and not 0 <= Fraction(text) <= 100:
            found.append(f"{scope} {figure} {text}")
        if figure == "weighted_capped" and not 0 <= Fraction(text) <= min(value("weighted_uncapped"), value("atr")):
            found.append(f"{scope} weighted_capped {text}")
        if figure == "notice_deadline" and not text <= rows[scope, "notice_raw"] <= rows.get((scope, "notice_other"), "9"):
            found.append(f"{scope} {figure} {text}")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", default="0:100", help="FIRST:END")
    first, end = map(int, parser.parse_args().seeds.split(":"))
    covered: Counter[str] = Counter()
    failures = 0
    for seed in range(first, end):
        model = Book(seed).build()
        listed = Oracle(Model(model), date.fromisoformat(model["as_of"])).compute()
        rows = {(scope, figure): value for scope, figure, value in listed}
        for finding in broken(rows):
            print(f"seed {seed}: {finding}")
            failures += 1
        for (scope, figure), value in rows.items():
            name = f"{scope.split(':')[0]}.{figure.split(':')[0].rstrip('0123456789')}"
            covered[name + (f"={value}" if value.isalpha() or "_" in value else "")] += 1
    for name, count in sorted(covered.items()):
        print(f"{count:8} {name}")
    print(f"{end - first} seeds, {sum(covered.values())} figures, {failures} broken invariants")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
