"""What all figures rest on: the rows of the result, and annual amounts by day and by quarter."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import formulas as f
from model import Contract, Line, Model

ZERO = Fraction(0)
BACK, AHEAD = 4, 7  # quarters with ATR and forecast
RETENTION_BACK = 6


class Book:
    """One model on one day."""

    def __init__(self, model: Model, as_of: date):
        self.model = model
        self.as_of = as_of
        self.rows: dict[tuple[str, str], str] = {}
        self.contracts = sorted(model.contracts.values(), key=lambda c: c.id)
        self.counting = [c for c in self.contracts if not c.is_draft]  # decision 11
        self.lines = [line for c in self.counting for line in c.lines if line.recurring]
        self.average = model.settings["arr_basis"] == "average"
        now = f.quarter_of(as_of, model.start_month)
        self.window = range(now - BACK, now + AHEAD + 1)
        self.retention_window = range(now - RETENTION_BACK, now + 1)

    def put(self, scope: str, figure: str, text: str) -> None:
        assert (scope, figure) not in self.rows, (scope, figure)
        self.rows[scope, figure] = text

    def put_money(self, scope: str, figure: str, amount: Fraction, currency: str | None = None) -> None:
        self.put(scope, figure, f.money_text(amount, currency or self.model.currency))

    def put_ratio(self, scope: str, figure: str, value: Fraction) -> None:
        self.put(scope, figure, f.decimal_text(value))

    @staticmethod
    def follower(line: Line, step: int) -> Line | None:
        """The line that continues `line` (step 1), or that it continues (step -1). Decision 14."""
        for other in line.contract.lines:
            if other is line or not other.recurring or other.sku != line.sku:
                continue
            first, second = (line, other) if step == 1 else (other, line)
            if second.start == first.end + f.ONE_DAY:
                return other
        return None

    def annual_for_arr(self, line: Line) -> Fraction:
        if not self.average:
            return line.annual
        chain = [line]
        while (before := self.follower(chain[0], -1)) is not None:
            chain.insert(0, before)
        while (after := self.follower(chain[-1], 1)) is not None:
            chain.append(after)
        if len(chain) == 1:
            return line.annual
        value = sum(f.piece_value(each.annual, each.start, each.end) for each in chain)
        return value / f.years(chain[0].start, chain[-1].end)

    def rolled_up(self, amount: Fraction, contract: Contract) -> Fraction:
        return self.model.rolled_up(amount, contract.currency)

    def arr_of_contract(self, c: Contract, day: date) -> Fraction:
        """In its own currency. Decision 15."""
        active = [line for line in c.lines if line.recurring and line.start <= day <= line.end]
        return sum((self.annual_for_arr(line) for line in active), ZERO)

    def arr(self, slug: str, day: date) -> Fraction:
        mine = [c for c in self.counting if c.account == slug]
        return sum((self.rolled_up(self.arr_of_contract(c, day), c) for c in mine), ZERO)

    def atr_of_contract(self, c: Contract) -> Fraction:
        """In its own currency. Decision 16."""
        last = [line for line in c.lines if line.recurring and line.end == c.end and self.follower(line, 1) is None]
        return sum((line.annual for line in last), ZERO)

    def atr(self, quarter: int, slug: str | None = None) -> Fraction:
        total = ZERO
        for line in self.lines:
            if slug is not None and line.contract.account != slug:
                continue
            if self.quarter_of(line.end) == quarter and self.follower(line, 1) is None:
                total += self.rolled_up(line.annual, line.contract)
        return total

    def quarter_of(self, day: date) -> int:
        return f.quarter_of(day, self.model.start_month)
