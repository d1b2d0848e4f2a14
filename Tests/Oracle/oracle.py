#!/usr/bin/env python3
"""Computes the figures of a generated workspace: `oracle.py WORKSPACE [--as-of DAY]`. README.md numbers the decisions."""

from __future__ import annotations

import argparse
import csv
import sys
from datetime import date

import formulas as f
from book import ZERO
from forecast import Forecast
from health import Health
from model import Contract, Model


class Oracle(Forecast, Health):
    """All figures of one model on one day, as rows of text."""

    def compute(self) -> list[tuple[str, str, str]]:
        for contract in self.contracts:
            self.contract_days(contract)
            self.contract_money(contract)
        for slug in self.model.slugs:
            self.account_money(slug)
            self.licences(slug)
            self.health(slug)
        for quarter in self.retention_window:
            self.retention(quarter)
            self.renewals(quarter)
        for quarter in self.window:
            self.forecast(quarter)
        self.book()
        rows = [(scope, figure, text) for (scope, figure), text in self.rows.items()]
        return sorted(rows, key=lambda row: (row[0].encode(), row[1].encode()))

    def contract_days(self, c: Contract) -> None:
        scope = f"contract:{c.id}"
        self.put(scope, "renewal_date", c.renewal.isoformat())
        self.put(scope, "days_left", str((c.end - self.as_of).days))
        deadline = None
        if c.notice:
            raw, other, deadline = f.notice(c.end, c.notice[0], c.notice[1], self.model.holidays)
            self.put(scope, "notice_raw", raw.isoformat())
            if other:
                self.put(scope, "notice_other", other.isoformat())
            self.put(scope, "notice_deadline", deadline.isoformat())
        if c.auto_renew and c.status == "active":
            self.put(scope, "auto_state", f.auto_state(self.as_of, c.end, deadline, c.notice_given))
        if c.auto_renew and c.status == "active" and c.term_months is not None:
            self.put(scope, "next_term_end", f.next_term_end(c.end, c.term_months).isoformat())
        anchor = f.milestone_anchor(c.renewal, deadline, c.auto_renew, self.model.settings["milestone_anchor"])
        for entry in self.model.settings["milestones"] if c.end >= self.as_of and not c.is_draft else []:
            self.put(scope, f"milestone:{entry['key']}", f.milestone(anchor, int(entry["days"])).isoformat())

    def contract_money(self, c: Contract) -> None:
        if c.is_draft:
            return
        scope = f"contract:{c.id}"
        recurring = [line for line in c.lines if line.recurring]
        once = sum((line.annual for line in c.lines if not line.recurring), ZERO)
        total = sum((f.piece_value(line.annual, line.start, line.end) for line in recurring), once)
        self.put_money(scope, "tcv", total, c.currency)
        k = 1
        while (year := f.contract_year(c.start, c.end, k)) is not None:
            value = ZERO
            for line in recurring:
                start, end = max(line.start, year[0]), min(line.end, year[1])
                if start <= end:
                    value += f.piece_value(line.annual, start, end)
            self.put_money(scope, f"acv_{k}", value, c.currency)
            k += 1
        atr = self.atr_of_contract(c)
        self.put_money(scope, "atr", atr, c.currency)
        if c.cap is not None:
            self.put_money(scope, "cap_price", atr * (1 + c.cap / 100), c.currency)

    def account_money(self, slug: str) -> None:
        scope = f"account:{slug}"
        self.put_money(scope, "arr", self.arr(slug, self.as_of))
        for quarter in self.window:
            if atr := self.atr(quarter, slug):
                self.put_money(scope, f"atr:{f.quarter_name(quarter)}", atr)

    def book(self) -> None:
        amounts = [self.arr(slug, self.as_of) for slug in self.model.slugs]
        self.put_money("book", "arr", sum(amounts, ZERO))
        self.put("book", "accounts", str(len(amounts)))
        self.put("book", "accounts_with_arr", str(sum(1 for amount in amounts if amount > 0)))


def write_csv(rows: list[tuple[str, str, str]], stream) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["scope", "figure", "value"])
    writer.writerows(rows)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workspace")
    parser.add_argument("--as-of", type=date.fromisoformat)
    options = parser.parse_args()
    model = Model.load(options.workspace)
    as_of = options.as_of or date.fromisoformat(model.raw["as_of"])
    write_csv(Oracle(model, as_of).compute(), sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
