"""Retention, renewal rates and forecast, by fiscal quarter."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import formulas as f
from book import ZERO, Book
from model import Contract, Model, Opportunity

CATEGORIES = ["commit", "best_case", "pipeline", "omitted", "closed_won", "closed_lost"]


class Forecast(Book):
    """What was kept, what was renewed, and what is expected."""

    def __init__(self, model: Model, as_of: date):
        super().__init__(model, as_of)
        self.deals: dict[str, list[Opportunity]] = {}  # by contract, in the order in which they share its ATR
        self.deals_without_contract: list[Opportunity] = []
        self._assign_opportunities()

    def quarter_days(self, quarter: int) -> tuple[date, date]:
        """First day, and first day of the next."""
        month = self.model.start_month
        return f.quarter_start(quarter, month), f.quarter_start(quarter + 1, month)

    def transfer_account(self, c: Contract, now_day: date) -> str | None:
        """Where the value of a moved contract is on `now_day`. Decision 20."""
        if not c.transfer_to:
            return None
        model = self.model
        met = {c.id}
        at = c
        while at.transfer_to and (at is c or at.end < now_day):
            if at.transfer_to not in model.contracts:
                return at.transfer_to if at.transfer_to in model.accounts else model.slug_of_id.get(at.transfer_to)
            if at.transfer_to in met:
                break
            met.add(at.transfer_to)
            at = model.contracts[at.transfer_to]
        return at.account

    def retention(self, quarter: int) -> None:
        base_day, next_day = self.quarter_days(quarter)
        if base_day > self.as_of:
            return
        now_day = min(next_day, self.as_of)
        base = {slug: self.arr(slug, base_day) for slug in self.model.slugs}
        for c in self.counting:
            target = self.transfer_account(c, now_day)
            if target is not None and base_day <= c.end < now_day:
                moved = self.rolled_up(self.arr_of_contract(c, base_day), c)
                base[c.account] -= moved
                base[target] += moved
        pairs = [(amount, self.arr(slug, now_day)) for slug, amount in base.items() if amount > 0]
        if not pairs:
            return
        scope = f"quarter:{f.quarter_name(quarter)}"
        self.put_money(scope, "base", sum(b for b, _ in pairs))
        self.put_money(scope, "kept", sum(min(n, b) for b, n in pairs))
        self.put_money(scope, "now", sum(n for _, n in pairs))
        self.put(scope, "cohort", str(len(pairs)))
        self.put(scope, "logos_kept", str(sum(1 for _, n in pairs if n > 0)))
        self.put_ratio(scope, "grr", f.gross_retention(pairs))
        self.put_ratio(scope, "nrr", f.net_retention(pairs))
        self.put_ratio(scope, "logo", f.logo_retention(pairs))

    def ending(self, c: Contract) -> tuple[str | None, Fraction | None, date | None]:
        """Category, amount rolled up and closing day of the renewal of a contract. Decision 23."""
        deals = self.deals.get(c.id, [])
        won = [deal for deal in deals if deal.outcome == "renewed"]
        if won:
            days = [deal.closed_on for deal in won]
            return "closed_won", sum(self.amount(deal) for deal in won), None if None in days else max(days)
        successors = [other for other in self.counting if other.renews == c.id]
        if successors:
            value = sum((self.rolled_up(self.arr_of_contract(s, s.start), s) for s in successors), ZERO)
            days = [s.signed for s in successors]
            return "closed_won", value, None if None in days else max(days)
        unfinished = [deal for deal in deals if deal.outcome == "open"]
        if deals and not unfinished:
            return "closed_lost", self.amount(deals[-1]), deals[-1].closed_on
        if c.status == "renewed":
            return "closed_won", self.rolled_up(self.atr_of_contract(c), c), None
        if unfinished:
            return unfinished[0].category, self.amount(unfinished[0]), None
        if c.status == "cancelled" or c.status == "expired" and c.end < self.as_of:
            return "closed_lost", None, None
        return None, None, None

    def won(self, c: Contract) -> tuple[Fraction, date | None]:
        category, amount, day = self.ending(c)
        return (amount or ZERO, day) if category == "closed_won" else (ZERO, None)

    def renewals(self, quarter: int) -> None:
        due: list[tuple[Fraction, Fraction, bool]] = []  # ATR, won, on time
        for c in self.counting:
            atr = self.rolled_up(self.atr_of_contract(c), c)
            if c.transfer_to or self.quarter_of(c.end) != quarter or c.end >= self.as_of or atr <= 0:
                continue
            won, closed = self.won(c)
            due.append((atr, won, closed is not None and closed <= c.end))
        if not due:
            return
        scope = f"quarter:{f.quarter_name(quarter)}"
        due_atr = sum(atr for atr, _, _ in due)
        on_time = [atr for atr, _, in_time in due if in_time]
        self.put(scope, "due", str(len(due)))
        self.put(scope, "on_time", str(len(on_time)))
        self.put_money(scope, "due_atr", due_atr)
        self.put_money(scope, "won_atr", sum(min(won, atr) for atr, won, _ in due))
        self.put_money(scope, "on_time_due_atr", sum(on_time, ZERO))
        self.put_ratio(scope, "renewal_rate", f.renewal_rate([(atr, won) for atr, won, _ in due]))
        self.put_ratio(scope, "on_time_count", Fraction(len(on_time), len(due)))
        self.put_ratio(scope, "on_time_atr", sum(on_time, ZERO) / due_atr)

    def _assign_opportunities(self) -> None:
        """Decision 25, 28."""
        for deal in sorted(self.model.opportunities, key=lambda d: (d.close, d.id)):
            named = self.model.contracts.get(deal.contract)
            if named is None or named.is_draft:
                mine = [c for c in self.counting if c.account == deal.account and self.atr_of_contract(c) != 0]
                named = min(mine, key=lambda c: (abs((c.renewal - deal.close).days), c.end, c.start, c.id), default=None)
            if named is None:
                self.deals_without_contract.append(deal)
            else:
                self.deals.setdefault(named.id, []).append(deal)

    def currency_of(self, deal: Opportunity) -> str:
        if deal.currency:
            return deal.currency
        for contract_id, deals in self.deals.items():
            if deal in deals:
                return self.model.contracts[contract_id].currency
        return self.model.currency

    def amount(self, deal: Opportunity) -> Fraction:
        return self.model.rolled_up(deal.amount, self.currency_of(deal))

    def forecast(self, quarter: int) -> None:
        entries: list[tuple[str | None, Fraction, Fraction]] = []  # category, amount, capped amount
        for c in self.counting:
            atr = self.rolled_up(self.atr_of_contract(c), c)
            if self.quarter_of(c.end) == quarter and (atr or self.deals.get(c.id)):
                category, amount, _ = self.ending(c)
                entries.append((category, amount or ZERO, min(amount or ZERO, atr)))
        for deal in self.deals_without_contract:
            if self.quarter_of(deal.close) == quarter:
                entries.append((deal.category, self.amount(deal), ZERO))
        atr = self.atr(quarter)
        if not atr and not entries:
            return
        scope = f"quarter:{f.quarter_name(quarter)}"
        self.put_money(scope, "atr", atr)
        for category in CATEGORIES:
            self.put_money(scope, category, sum((amount for name, amount, _ in entries if name == category), ZERO))
        self.put_money(scope, "weighted_capped", sum((capped * self.odds(name) for name, _, capped in entries), ZERO))
        self.put_money(scope, "weighted_uncapped", sum((amount * self.odds(name) for name, amount, _ in entries), ZERO))
        if atr:
            self.put_ratio(scope, "worst", sum((cap for name, _, cap in entries if name == "closed_won"), ZERO) / atr)

    def odds(self, category: str | None) -> Fraction:
        closed = {"closed_won": Fraction(1), "closed_lost": ZERO, None: ZERO}
        return closed[category] if category in closed else Fraction(self.model.settings["forecast_weights"][category])
