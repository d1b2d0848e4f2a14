#!/usr/bin/env python3
"""`batch.py --seeds 0:12 --out DIR`: for each seed a workspace `DIR/SEED/` with the oracle's figures beside it in `figures.csv`."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

import workspace
from generate import Book
from model import Model
from oracle import Oracle, write_csv


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", default="0:12", help="FIRST:END")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    first, end = map(int, options.seeds.split(":"))
    for seed in range(first, end):
        model = Book(seed).build()
        folder = options.out / str(seed)
        workspace.write(model, folder)
        (folder / "as_of").write_text(model["as_of"], encoding="utf-8")
        with (folder / "figures.csv").open("w", newline="", encoding="utf-8") as stream:
            write_csv(Oracle(Model(model), date.fromisoformat(model["as_of"])).compute(), stream)
    return 0


if __name__ == "__main__":
    sys.exit(main())
