#!/usr/bin/env python3
"""`compare.py SWIFT.csv ORACLE.csv`: joins by scope and figure, prints what differs or stands on one side only; exits 1 on any."""

from __future__ import annotations

import csv
import sys


def read(path: str) -> dict[tuple[str, str], str]:
    rows: dict[tuple[str, str], str] = {}
    with open(path, newline="", encoding="utf-8") as stream:
        reader = csv.DictReader(stream)
        if reader.fieldnames not in (["scope", "figure", "value"], ["scope", "figure", "value", "currency"]):
            raise SystemExit(f"{path}: the header is not scope,figure,value with or without currency")
        for row in reader:
            key = (row["scope"], row["figure"])
            if key in rows:
                raise SystemExit(f"{path}:{reader.line_num}: {key[0]} {key[1]} is there twice")
            rows[key] = f'{row["value"]} {row.get("currency") or ""}'.rstrip()
    return rows


def differences(swift: dict[tuple[str, str], str], oracle: dict[tuple[str, str], str]) -> list[str]:
    result = []
    for key in sorted(swift.keys() | oracle.keys()):
        name = f"{key[0]} {key[1]}"
        if key not in swift:
            result.append(f"only oracle: {name} = {oracle[key]}")
        elif key not in oracle:
            result.append(f"only swift:  {name} = {swift[key]}")
        elif swift[key] != oracle[key]:
            result.append(f"differs:     {name}: swift {swift[key]}, oracle {oracle[key]}")
    return result


def main() -> int:
    if len(sys.argv) != 3:
        print("usage: compare.py SWIFT.csv ORACLE.csv", file=sys.stderr)
        return 64
    swift, oracle = read(sys.argv[1]), read(sys.argv[2])
    if not oracle:
        print("the oracle's file holds no figures", file=sys.stderr)
        return 1
    found = differences(swift, oracle)
    for line in found:
        print(line)
    same = len(swift.keys() & oracle.keys())
    print(f"{same} figures on both sides, {len(found)} findings", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
