#!/usr/bin/env python3
"""Writes a random valid workspace: `generate.py --seed N --out DIR`. The same seed gives the same bytes."""

from __future__ import annotations

import argparse
import json
import random
import sys
from datetime import date, timedelta
from pathlib import Path

import workspace
from formulas import add_months, minor_digits

RATES = {"USD": "1", "EUR": "1.08", "GBP": "1.27", "JPY": "0.0067", "KWD": "3.2541"}
EDGE_DAYS = [
    "2026-11-23", "2026-11-30", "2026-12-31", "2027-01-31", "2027-02-28", "2028-02-29", "2028-03-01", "2027-05-31", "2024-02-29"]
WORDS = ["Alder", "Birch", "Cedar", "Dogwood", "Elder", "Fir", "Gorse", "Hazel", "Iris", "Juniper", "Kelp", "Larch", "Maple"]


def catalogue(rng: random.Random, as_of: date) -> list[dict]:
    """Products with shared meters, one-off services and legacy SKUs with and without a successor."""
    count = lambda: rng.choice(["peak", "latest", "average", ""])
    price = lambda low, high: f"{rng.randint(low, high)}.{rng.choice(['00', '50', '25', '99'])}"
    entry = lambda sku, name, **more: {"sku": sku, "name": name, "currency": "USD", **more}
    some = lambda *values: rng.choice(["", *values])
    to_desk = {"sku": "DSK", "ratio": rng.choice(["1", "0.33", "1.15", "0.5"]), "price_effect_percent": some("11", "-2.5")}
    to_units = {"sku": "OPS", "ratio": rng.choice(["0.25", "1.1", "0.008"]), "price_effect_percent": some("8", "0")}
    day = lambda low, high: (as_of + timedelta(days=rng.randint(low, high))).isoformat()
    return [
        entry("DSK", "Desk", metric="named_user", meter="desk_users", list_price=price(200, 400), count=count()),
        entry("DSK-OLD", "Desk Classic", metric="named_user", meter="desk_users", list_price=price(150, 300), count=count(),
              status="legacy", successor=to_desk, end_of_sale=some(day(-300, 300)), end_of_life=some(day(300, 700))),
        entry("AST", "Assets", metric="node", meter="nodes", list_price=price(15, 40), count=count()),
        entry("AST-DSC", "Discovery", metric="node", meter="nodes", count=count()),
        entry("POR", "Portal", metric="requester", list_price=price(5, 15), count=count(), headroom_percent=some("7.5")),
        entry("OPS", "Operations", metric="subscription_unit", meter="units", list_price=some("95.50"), count=count(),
              headroom_percent=some("0", "25")),
        entry("ALL", "Agreement", metric="enterprise"),
        entry("FLO-OLD", "Automation", metric="transaction", list_price=price(10, 30), count=count(), status="legacy",
              successor=to_units, end_of_sale=some(day(-300, 300))),
        entry("KSK", "Kiosk", metric="node", status="legacy"),
        entry("SRV-IMP", "Implementation", recurring=False),
        entry("SRV-TRN", "Training Days", recurring=False, list_price="1800.00"),
    ]


def health_model(rng: random.Random) -> dict:
    pool = {
        "adoption": {"source": "usage.active_ratio", "green": "0.80", "yellow": "0.60"},
        "rollout": {"source": "usage.deployed_ratio", "green": "0.9", "yellow": "0.75"},
        "depth": {"source": "usage.depth_ratio", "green": "0.85", "yellow": "0.55"},
        "support": {"source": "measure.open_p1", "green": "0", "yellow": "2", "direction": "lower"},
        "sponsor": {"source": "measure.sponsor", "green": "4", "yellow": "3"},
        "sentiment": {"source": "measure.nps", "green": "30", "yellow": "0"},
        "value": {"source": "measure.value_realized", "green": "0.75", "yellow": "0.5"},
        "tickets": {"source": "measure.tickets", "bands": [["0", "50"], ["1", "100"], ["3", "75"], ["5", "25"]]},
    }
    keys = rng.sample(list(pool), rng.randint(2, len(pool)))
    groups = {}
    if rng.random() < 0.4:
        groups = {name: str(rng.choice([10, 15, 25, 33, 50])) for name in ["product", "people", "outcomes"]}
    measures = {}
    for key in keys:
        rule = {"weight": str(rng.choice([5, 10, 15, 20, 25, 30, "12.5"])), **pool[key]}
        rule["stale_after_days"] = str(rng.choice([30, 35, 45, 60, 90, 180]))
        if groups and rng.random() < 0.85:
            rule["group"] = rng.choice(list(groups))
        measures[key] = rule
    return {"measures": measures, "groups": groups, "bands": rng.choice([{"green": "75", "yellow": "50"}, {"green": "80", "yellow": "62.5"}])}


def settings(rng: random.Random, as_of: date) -> dict:
    currency = rng.choices(["USD", "EUR", "JPY"], [7, 2, 1])[0]
    rates = {code: rate for code, rate in RATES.items() if code != currency}
    if currency == "EUR":
        rates = {"USD": "0.925", "GBP": "1.176", "JPY": "0.0062", "KWD": "3.01"}
    if currency == "JPY":
        rates = {"USD": "149.25", "EUR": "161.3", "GBP": "189.5", "KWD": "485.7"}
    milestones = [("kickoff", 180), ("value", 120), ("proposal", 90), ("terms", 60), ("signature", 30)]
    if rng.random() < 0.3:
        milestones = [("early", 270), ("paper", 45), ("last", 0)]
    holidays = sorted({(as_of + timedelta(days=rng.randint(-200, 500))).isoformat() for _ in range(rng.choice([0, 6, 40]))})
    return {
        "title": "Random book", "fiscal_year_start": str(rng.choice([1, 1, 2, 4, 7, 10, 12, rng.randint(1, 12)])),
        "currency": currency, "exchange_rates": rates, "headroom_percent": rng.choice(["10", "0", "12.5"]), "arr_basis": "average" if rng.random() < 0.25 else "segment",
        "milestone_anchor": rng.choice(["earliest", "renewal"]), "holidays": holidays,
        "milestones": [{"key": key, "days": str(days)} for key, days in milestones], "health": health_model(rng),
        "forecast_weights": rng.choice([
            {"commit": "0.95", "best_case": "0.60", "pipeline": "0.25", "omitted": "0"},
            {"commit": "0.875", "best_case": "0.5", "pipeline": "0.333", "omitted": "0.05"}]),
    }


class Book:
    """Collects the rows of one random book."""

    def __init__(self, seed: int):
        self.rng = rng = random.Random(seed)
        if rng.random() < 0.5:
            self.as_of = date.fromisoformat(rng.choice(EDGE_DAYS))
        else:
            self.as_of = date(2024, 1, 1) + timedelta(days=rng.randint(0, 1800))
        self.settings = settings(rng, self.as_of)
        self.products = catalogue(rng, self.as_of)
        self.recurring = [entry for entry in self.products if entry.get("recurring", True)]
        self.once = [entry for entry in self.products if not entry.get("recurring", True)]
        self.accounts: list[dict] = []
        self.contracts: list[dict] = []
        self.lines: list[dict] = []
        self.usage: list[dict] = []
        self.health: list[dict] = []
        self.opportunities: list[dict] = []

    def build(self) -> dict:
        for index in range(self.rng.randint(1, 12)):
            self.account(index)
        self.transfers()
        return {
            "as_of": self.as_of.isoformat(), "settings": self.settings, "products": self.products, "accounts": self.accounts,
            "contracts": self.contracts, "lines": self.lines, "usage": self.usage, "health": self.health,
            "opportunities": self.opportunities}

    def chance(self, odds: float) -> bool:
        return self.rng.random() < odds

    def near(self, low: int, high: int) -> date:
        return self.as_of + timedelta(days=self.rng.randint(low, high))

    def account(self, index: int) -> None:
        name = f"{WORDS[index]} {self.rng.choice(['Works', 'Bank', 'Health', 'Lines'])}"
        slug = name.lower().replace(" ", "-")
        account = {
            "slug": slug, "name": name, "id": f"A-{100 + index}" if self.chance(0.8) else "",
            "parent": self.rng.choice(self.accounts)["slug"] if self.accounts and self.chance(0.2) else ""}
        if self.chance(0.25):
            account["health_override"] = {
                "band": self.rng.choice(["red", "yellow", "green"]), "reason": "Said so", "by": "ana@example.com",
                "expires": (self.as_of + timedelta(days=self.rng.choice([-40, -1, 0, 1, 60]))).isoformat()}
        self.accounts.append(account)
        key = account["id"] or slug
        skus: set[str] = set()
        for _ in range(self.rng.choice([0, 1, 1, 1, 2, 2, 3])):
            skus |= self.chain(key, self.rng.choice(["USD", "USD", "USD", "EUR", "GBP", "JPY", "KWD"]))
        self.usage_of(key, skus)
        self.readings_of(key)
        if self.chance(0.1):
            self.opportunity(key, None, self.near(-100, 300), "USD")

    # --- Contracts -----------------------------------------------------------------------------------------------

    def end_day(self) -> date:
        """Often a month's end, a leap day, or a day on the edge of as_of."""
        if self.chance(0.15):
            return self.as_of + timedelta(days=self.rng.choice([-1, 0, 1, 29, 30, 31, 60, 61, 90, 119, 120]))
        day = self.near(20, 150) if self.chance(0.25) else self.near(-500, 800)
        if self.chance(0.1):
            leap_days = [date(year, 2, 29) for year in (2024, 2028, 2032)]
            return min(leap_days, key=lambda leap: abs((leap - self.as_of).days))
        return add_months(day.replace(day=1), 1) - timedelta(days=1) if self.chance(0.6) else day

    def start_for(self, end: date) -> date:
        months = self.rng.choice([12, 12, 12, 24, 36, 36, 18, 7, 1])
        start = add_months(end + timedelta(days=1), -months)
        return start + timedelta(days=self.rng.randint(0, 20)) if self.chance(0.15) else start

    def chain(self, account: str, currency: str) -> set[str]:
        """A contract and the ones that came before it."""
        skus: set[str] = set()
        end, following = self.end_day(), None
        for age in range(self.rng.choice([1, 1, 2, 2, 3, 4])):
            start = self.start_for(end)
            entry = self.contract(account, currency, start, end, following)
            if following is not None and self.chance(0.85):
                following["renews_contract_id"] = entry["contract_id"]
            skus |= self.lines_of(entry, start, end)
            self.opportunities_of(entry, end, currency, following is not None)
            following = entry
            end = start - timedelta(days=1 if self.chance(0.75) else self.rng.randint(-20, 60))
        return skus

    def contract(self, account: str, currency: str, start: date, end: date, following: dict | None) -> dict:
        rng = self.rng
        if following is not None:
            status = rng.choices(["renewed", "expired", "active", "cancelled"], [8, 1, 1, 1])[0]
        elif end < self.as_of:
            status = rng.choice(["expired", "cancelled", "active", "active", "renewed"])
        else:
            status = rng.choices(["active", "cancelled", "renewed", "draft"], [10, 1, 1, 1])[0]
        notice = rng.choice(["none", "days", "days", "months", "months", "business"])
        auto = rng.choice(["yes", "yes", "no"])
        signed = start - timedelta(days=rng.randint(-40, 60))
        entry = {
            "contract_id": f"C-{1000 + len(self.contracts)}", "account_id": account, "start_date": start.isoformat(),
            "end_date": end.isoformat(), "status": status, "currency": currency, "auto_renew": auto,
            "renewal_term_months": str(rng.choice([12, 12, 24, 1, 6])) if auto == "yes" and self.chance(0.9) else "",
            "notice_days": str(rng.choice([30, 60, 90, 45, 120, 1])) if notice in ("days", "business") else "",
            "notice_months": str(rng.choice([1, 2, 3, 3, 6])) if notice == "months" else "",
            "notice_day_type": "business" if notice == "business" else rng.choice(["calendar", ""]),
            "notice_given": "", "uplift_cap_percent": rng.choice(["", "3", "5", "7", "2.75"]),
            "signed_date": signed.isoformat() if self.chance(0.85) else "", "renews_contract_id": "", "transfer_to": ""}
        if auto == "yes" and self.chance(0.2):
            entry["notice_given"] = min(end, self.near(-120, 10)).isoformat()
        self.contracts.append(entry)
        return entry

    def lines_of(self, entry: dict, start: date, end: date) -> set[str]:
        chosen = self.rng.sample(self.recurring, self.rng.randint(1, 3))
        for product in chosen:
            if (end - start).days > 400 and self.chance(0.4):
                self.ramp(entry, product, start, end)
            elif (end - start).days > 60 and self.chance(0.15):
                shorter = timedelta(days=self.rng.randint(1, 50))
                late = self.chance(0.5)
                self.line(entry, product, start + shorter if late else start, end if late else end - shorter)
            else:
                own_days = self.chance(0.85)
                self.line(entry, product, start if own_days else None, end if own_days else None)
        if self.chance(0.3):
            self.line(entry, self.rng.choice(self.once), start, min(end, start + timedelta(days=89)))
        return {product["sku"] for product in chosen}

    def ramp(self, entry: dict, product: dict, start: date, end: date) -> None:
        first, k = start, 1
        while first <= end:
            last = min(add_months(start, 12 * k) - timedelta(days=1), end)
            self.line(entry, product, first, last)
            first, k = last + timedelta(days=1), k + 1

    def line(self, entry: dict, product: dict, start: date | None, end: date | None) -> None:
        rng = self.rng
        whole = rng.choice([rng.randint(1, 30), rng.randint(50, 2000)])
        quantity = f"{whole}.{rng.choice(['5', '125'])}" if self.chance(0.1) else str(whole)
        digits = minor_digits(entry["currency"])
        price = str(rng.randint(1, 900)) + ("." + str(rng.randint(0, 10**digits - 1)).zfill(digits) if digits else "")
        annual = ""
        if self.chance(0.3):
            annual = str(rng.randint(100, 400_000)) + ("." + str(rng.randint(0, 10**digits - 1)).zfill(digits) if digits else "")
        self.lines.append({
            "line_id": f"L-{len(self.lines) + 1}", "contract_id": entry["contract_id"], "product": product["name"],
            "sku": product["sku"], "quantity": quantity, "unit_price": price, "annual_amount": annual,
            "start_date": start.isoformat() if start else "", "end_date": end.isoformat() if end else ""})

    def transfers(self) -> None:
        """Some ended contracts went to another contract or account."""
        ended = [c for c in self.contracts if c["end_date"] < self.as_of.isoformat() and c["status"] != "draft"]
        for entry in ended:
            if not self.chance(0.08):
                continue
            other = self.rng.choice(self.accounts)
            targets = [c["contract_id"] for c in self.contracts if c is not entry and c["status"] != "draft"]
            choices = [other["slug"], other["id"] or other["slug"]]
            if targets:
                choices.append(self.rng.choice(targets))
            entry["transfer_to"] = self.rng.choice(choices)

    # --- The rest ------------------------------------------------------------------------------------------------

    def opportunities_of(self, entry: dict, end: date, currency: str, has_successor: bool) -> None:
        if entry["status"] == "draft" or self.chance(0.25):
            return
        for _ in range(2 if self.chance(0.12) else 1):
            close = end - timedelta(days=self.rng.choice([0, -1, 1, 15, 30, 60, -20]))
            self.opportunity(entry["account_id"], entry, close, currency, has_successor)

    def opportunity(self, account: str, entry: dict | None, close: date, currency: str, won: bool = False) -> None:
        rng = self.rng
        outcome, closed = "open", ""
        if close <= self.as_of and self.chance(0.85):
            outcome = "renewed" if won or self.chance(0.7) else "churned"
            day = min(self.as_of, close + timedelta(days=rng.choice([0, 0, 0, 5, -5])))
            closed = day.isoformat() if self.chance(0.9) else ""
        category = {"renewed": "closed_won", "churned": "closed_lost"}.get(outcome) or rng.choice(
            ["commit", "best_case", "pipeline", "omitted", "commit", ""])
        digits = minor_digits(currency)
        amount = str(rng.choice([rng.randint(0, 5000), rng.randint(5000, 600_000)]))
        self.opportunities.append({
            "opportunity_id": f"O-{len(self.opportunities) + 1}", "account_id": account,
            "contract_id": entry["contract_id"] if entry and self.chance(0.85) else "", "close_date": close.isoformat(),
            "amount": amount + ("." + str(rng.randint(0, 10**digits - 1)).zfill(digits) if digits else ""),
            "currency": currency, "category": category, "stage": "Negotiation", "outcome": outcome, "closed_on": closed})
        last = self.opportunities[-1]
        if last["contract_id"] and self.chance(0.1):
            last["currency"] = ""

    def usage_of(self, account: str, skus: set[str]) -> None:
        rng = self.rng
        names = {entry["sku"]: entry["name"] for entry in self.products}
        if self.chance(0.15):
            skus = skus | {"AST"}
        for sku in sorted(skus):
            if self.chance(0.15):
                continue
            if self.chance(0.5):
                self.steady_usage(account, names[sku])
                continue
            entitled = rng.choice([0, 100, rng.randint(10, 3000), rng.randint(10, 3000)])
            first, last = -rng.randint(2, 18), rng.choice([0, 0, 0, 1, -1, -2, -4])
            for offset in range(first, last + 1):
                if self.chance(0.1):
                    continue
                month = add_months(self.as_of.replace(day=1), offset)
                low = rng.choice([0, entitled * 2 // 3])
                assigned = rng.randint(low, max(1, entitled * 5 // 4))
                active = rng.randint(assigned * rng.choice([0, 1, 1]) // 2, assigned)
                active += rng.randint(0, 40) if self.chance(0.15) else 0
                self.usage.append({
                    "account_id": account, "product": names[sku], "month": month.isoformat()[:7],
                    "entitled": str(entitled) if self.chance(0.85) else "",
                    "assigned": str(assigned) if self.chance(0.85) else "",
                    "active": (str(active) + (".5" if self.chance(0.05) else "")) if self.chance(0.9) else ""})

    def steady_usage(self, account: str, product: str) -> None:
        """Months that grow, or swing with the year, so that there are trends and seasons to find."""
        rng = self.rng
        count, base, step = rng.choice([7, 12, 13, 24, 27, 36, 44]), rng.randint(50, 3000), rng.choice([-5, 0, 4, 10, 25, 60])
        noise, swing, peak = rng.choice([0, 3, 40, 400]), rng.choice([0, 0, 30, 60]), rng.randint(1, 12)
        last = add_months(self.as_of.replace(day=1), rng.choice([0, -1, -1, -1, -2, -3]))
        entitled = base + step * count + rng.choice([-50, 1, 15, 90, 7 * abs(step)])
        for age in reversed(range(count)):
            month = add_months(last, -age)
            measured = max(0, base + step * (count - age) + rng.randint(-noise, noise))
            if month.month == peak:
                measured = measured * (100 + swing) // 100
            self.usage.append({
                "account_id": account, "product": product, "month": month.isoformat()[:7], "entitled": str(max(0, entitled)),
                "assigned": str(measured) if self.chance(0.99) else "", "active": str(measured * 4 // 5)})

    def readings_of(self, account: str) -> None:
        rng = self.rng
        values = {
            "open_p1": lambda: str(rng.randint(0, 6)), "sponsor": lambda: str(rng.choice([1, 2, 3, 4, 5, "3.5", "4.25"])),
            "nps": lambda: str(rng.randint(-60, 80)), "value_realized": lambda: f"0.{rng.randint(0, 99):02d}",
            "tickets": lambda: str(rng.randint(0, 7))}
        for measure, value in values.items():
            if self.chance(0.2):
                continue
            days = {self.near(-260, 20) for _ in range(rng.randint(1, 6))}
            if self.chance(0.2):
                days.add(self.as_of - timedelta(days=rng.choice([30, 29, 31, 45, 60, 90])))
            for day in sorted(days):
                self.health.append({
                    "account_id": account, "date": day.isoformat(), "measure": measure, "value": value(), "note": ""})


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    model = Book(options.seed).build()
    workspace.write(model, options.out)
    text = json.dumps(model, indent=1, ensure_ascii=False)
    (options.out / "model.json").write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
