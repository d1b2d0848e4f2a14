"""The worked cases of the definitions as scenarios, and random ones: facts alone, no figure is computed here."""

from __future__ import annotations

import random
from datetime import date, timedelta

from formulas import add_months

SETTINGS = {
    "discount_approvals": [{"up_to": "5", "approver": "Manager"}, {"up_to": "15", "approver": "Director"}, {"up_to": "40", "approver": "Deal desk"}],
    "offer_policy": {"longest_term_months": 36, "least_uplift": "-2"},
}

PRODUCTS = [
    {"sku": "A-USER", "metric": "named_user", "list_price": "300.00", "currency": "USD"},
    {"sku": "B-NODE", "metric": "node", "list_price": "31.25", "currency": "USD"},
    {"sku": "C-UNIT", "metric": "subscription_unit"},
    {"sku": "D-USER", "metric": "named_user", "list_price": "251", "currency": "EUR"},
    {"sku": "E-LEGACY", "metric": "node", "list_price": "22.00", "currency": "USD", "status": "legacy",
     "successor": {"sku": "C-UNIT", "ratio": "0.25", "price_effect_percent": "8"}},
    {"sku": "F-SERVICE", "list_price": "1800.00", "currency": "USD", "recurring": False},
    {"sku": "G-FLOW", "metric": "transaction", "list_price": "18.00", "currency": "USD"},
]


def case(name, lines, scenario, *, cap=None, plan=None, currency="USD", end="2027-01-31", others=()):
    return {
        "name": name, "currency": currency, "contract": {"id": "C-1", "start": "2024-02-01", "end": end, "cap": cap},
        "lines": [{"id": f"L-{index + 1}", "sku": sku, "quantity": quantity, "unit_price": price}
                  for index, (sku, quantity, price) in enumerate(lines)],
        "others": list(others), "plan": {**(plan or {}), "scenarios": [{"name": "It", **scenario}]},
    }


def worked():
    """Each with the section of the definitions that its name says."""
    one = [("A-USER", "1", "100000")]
    return [
        case("Uplift: 100,000 at 5% each further year", one, {"term_months": 36, "annual_uplift_percent": "5"}),
        case("Uplift: 10% per term", [("A-USER", "1", "100")], {"term_months": 36, "uplift_percent": "10"}),
        case("Uplift: 10% a year, simple", [("A-USER", "1", "100")], {"term_months": 36, "uplift_percent": "10", "uplift_basis": "year_simple"}),
        case("Uplift: 10% a year, compounded", [("A-USER", "1", "100")],
             {"term_months": 36, "uplift_percent": "10", "uplift_basis": "year_compound"}),
        case("Uplift: compounded and held at 4% a year", [("A-USER", "1", "100")],
             {"term_months": 36, "uplift_percent": "10", "uplift_basis": "year_compound", "annual_cap_percent": "4"}),
        case("CAGR: 500 to 590 in three years", [("A-USER", "1", "500")], {"term_months": 36, "lines": [{"sku": "A-USER", "price": "590"}]}),
        case("Cap headroom: 104,000 quoted on 100,000 with 5%", one, {"uplift_percent": "4"}, cap="5", plan={"walk_away_uplift": "2"}),
        case("Cap headroom: over the cap", one, {"uplift_percent": "6"}, cap="5", plan={"walk_away_amount": "107000"}),
        case("Blended price: 100 at 220 (+5%) and 50 at 250 (+8%)", [("A-USER", "100", "220"), ("D-USER", "50", "250")],
             {"lines": [{"sku": "A-USER", "uplift_percent": "5"}, {"sku": "D-USER", "uplift_percent": "8"}]}),
        case("Co-term: 50 at 1,000 for 122 days", [("A-USER", "1", "1")],
             {"start": "2026-08-01", "co_term": "C-2", "lines": [{"sku": "A-USER", "remove": True}, {"sku": "A-USER", "add": True, "quantity": "50", "price": "1000"}]},
             end="2026-07-31", others=[{"id": "C-2", "start": "2025-12-01", "end": "2026-11-30"}]),
        case("Co-term: the same by months", [("A-USER", "1", "1")],
             {"start": "2026-08-01", "end": "2026-11-30", "proration": "months",
              "lines": [{"sku": "A-USER", "remove": True}, {"sku": "A-USER", "add": True, "quantity": "50", "price": "1000"}]}, end="2026-07-31"),
        case("Migration: 6,001 nodes at a quarter, +8% at flat spend", [("E-LEGACY", "6001", "22")],
             {"lines": [{"sku": "E-LEGACY", "to": "C-UNIT"}]}),
        case("Ramp: 50, 100, 150", [("A-USER", "1", "50")], {"term_months": 36, "lines": [
            {"sku": "A-USER", "price": "50"}, {"sku": "A-USER", "add": True, "quantity": "1", "price": "50", "start": "2028-02-01"},
            {"sku": "A-USER", "add": True, "quantity": "1", "price": "50", "start": "2029-02-01"}]}),
        case("One-off services count in the total alone", one, {"lines": [{"sku": "F-SERVICE", "quantity": "10", "price": "1500"}]}),
        case("Discount: an uplift below zero is given away too", one, {"uplift_percent": "-3"}),
        case("Partial churn in the second year", [("A-USER", "100", "250")], {"term_months": 24, "lines": [
            {"sku": "A-USER", "quantity": "80"}, {"sku": "A-USER", "add": True, "quantity": "20", "price": "250", "term_months": 12}]}),
        case("Half even: a cent is split", [("A-USER", "1", "0.25"), ("B-NODE", "1", "0.125")], {"uplift_percent": "2"}),
    ]


class Chance:
    """Random scenarios; the same seed gives the same one."""

    def __init__(self, seed: int):
        self.random = random.Random(seed * 7919 + 5)

    def maybe(self, share: float) -> bool:
        return self.random.random() < share

    def decimal(self, low: int, high: int, digits: int) -> str:
        value = self.random.randint(low * 10**digits, high * 10**digits)
        sign, value = "-" if value < 0 else "", abs(value)
        return f"{sign}{value // 10**digits}" + (f".{value % 10**digits:0{digits}d}" if digits else "")

    def price(self, currency: str) -> str:
        return self.decimal(50, 60000, 0) if currency == "JPY" else self.decimal(1, 900, self.random.choice([0, 2, 2, 3]))

    def case(self, name: str) -> dict:
        chance = self.random
        currency = chance.choice(["USD", "USD", "USD", "EUR", "JPY", "KWD"])
        end = date(2026, 12, 1) + timedelta(chance.randint(0, 500))
        skus = chance.sample(["A-USER", "B-NODE", "C-UNIT", "D-USER", "E-LEGACY", "G-FLOW"], chance.randint(1, 4))
        lines = [(sku, chance.choice([str(chance.randint(1, 5000)), self.decimal(1, 400, 2)]), self.price(currency)) for sku in skus]
        plan = {}
        if self.maybe(0.7):
            plan["walk_away_uplift"] = self.decimal(-10, 4, 1)
        elif self.maybe(0.5):
            plan["walk_away_amount"] = self.decimal(1000, 900000, 2)
        others = [{"id": "C-2", "start": "2025-01-01", "end": (end + timedelta(chance.randint(40, 1200))).isoformat()}]
        return case(name, lines, self.scenario(currency, end, skus, others), cap=self.decimal(0, 9, 1) if self.maybe(0.7) else None,
                    plan=plan, currency=currency, end=end.isoformat(), others=others)

    def scenario(self, currency, end, skus, others) -> dict:
        chance, offer = self.random, {}
        start = end + timedelta(1)
        if self.maybe(0.2):
            start -= timedelta(chance.randint(1, 25))
            offer["start"] = start.isoformat()
        kind = chance.choice(["months"] * 5 + ["co_term", "end"])
        if kind == "months":
            offer["term_months"] = chance.choice([6, 12, 12, 18, 24, 30, 36, 36, 48, 60])
        elif kind == "co_term":
            offer["co_term"] = "C-2"
        else:
            offer["end"] = (start + timedelta(chance.randint(1, 1500))).isoformat()
        if self.maybe(0.2):
            offer["proration"] = chance.choice(["months", "days"])
        offer["uplift_percent"] = self.decimal(-8, 14, chance.choice([0, 1, 2]))
        if self.maybe(0.4):
            offer["uplift_basis"] = chance.choice(["term", "year_simple", "year_compound"])
        if self.maybe(0.4) and offer.get("uplift_basis", "term") == "term":
            offer["annual_uplift_percent"] = self.decimal(0, 8, 1)
        if self.maybe(0.5):
            offer["annual_cap_percent"] = self.decimal(0, 6, chance.choice([0, 1, 2]))
        if self.maybe(0.5):
            offer["discount_percent"] = self.decimal(0, chance.choice([6, 20, 60]), 1)
        lines = [edit for sku in skus if self.maybe(0.6) for edit in [self.edit(sku, currency, start, end)]]
        lines += [self.addition(currency, start) for _ in range(chance.choice([0, 0, 1, 2]))]
        if lines:
            offer["lines"] = lines
        return offer

    def edit(self, sku, currency, start, end) -> dict:
        chance, edit = self.random, {"sku": sku}
        if self.maybe(0.15):
            return {**edit, "remove": True}
        if sku == "E-LEGACY" and self.maybe(0.7):
            edit["to"] = "C-UNIT"
            if self.maybe(0.3):
                edit["ratio"] = self.decimal(1, 3, 2)
        if self.maybe(0.6):
            edit["quantity"] = str(chance.randint(0, 6000))
        if self.maybe(0.3):
            edit["price"] = self.price(currency)
        if self.maybe(0.2):
            edit["uplift_percent"] = self.decimal(-5, 12, 1)
        if self.maybe(0.2):
            edit["discount_percent"] = self.decimal(0, 25, 1)
        if self.maybe(0.15):
            edit["term_months"] = chance.randint(1, 14)
        return edit

    def addition(self, currency, start) -> dict:
        chance = self.random
        sku = chance.choice(["A-USER", "B-NODE", "G-FLOW", "F-SERVICE"])
        edit = {"sku": sku, "add": True, "quantity": str(chance.randint(1, 900))}
        if currency != "USD" or self.maybe(0.5):
            edit["price"] = self.price(currency)
        if self.maybe(0.3):
            edit["start"] = (start + timedelta(chance.randint(0, 20))).isoformat()
        elif self.maybe(0.2):
            edit["end"] = add_months(start, chance.randint(1, 5)).isoformat()
        return edit


def cases(count: int = 200) -> list[dict]:
    return worked() + [Chance(seed).case(f"random {seed}") for seed in range(count)]
