#!/usr/bin/env python3
"""What a scenario of a negotiation comes to, as worded in README.md (decisions 50 to 62), over `date` and `Fraction`.

`scenarios.py > ../Fixtures/Scenarios/cases.json` writes the worked cases and 200 random ones with the figures expected of them, for
`swift test --filter ScenarioCaseTests` and for the calculator in a browser (`Tests/Browser/check_scenarios.py`).
"""

from __future__ import annotations

import json
import sys
from datetime import date
from decimal import Decimal, getcontext
from fractions import Fraction
from math import ceil

import formulas
from formulas import ONE_DAY, add_months, half_even

getcontext().prec = 60


def number(text) -> Fraction | None:
    return None if text is None else Fraction(str(text))


def plain(value: Fraction | None) -> str | None:
    """Decimal text if it ends within 12 digits, else a fraction."""
    if value is None:
        return None
    for digits in range(13):
        if (value * 10**digits).denominator == 1:
            return formulas.decimal_text(value, digits) if digits else str(value.numerator)
    return f"{value.numerator}/{value.denominator}"


def percent(value: Fraction) -> Fraction:
    return 1 + value / 100


def whole_term(first: date, last: date) -> tuple[int, int]:
    """Decision 12: whole months and left-over days from first to last, both inclusive."""
    after, months = last + ONE_DAY, 0
    while add_months(first, months + 1) <= after:
        months += 1
    return months, (after - add_months(first, months)).days


class Scenario:
    """One scenario on one contract."""

    def __init__(self, case: dict, products: list, settings: dict):
        self.case, self.settings = case, settings
        self.products = {product["sku"]: product for product in products}
        self.plan = case["plan"]
        self.offer = self.plan["scenarios"][0]
        self.start, self.end = self.span()
        self.u = number(self.offer.get("uplift_percent")) or Fraction(0)
        self.basis = self.offer.get("uplift_basis", "term")
        self.g = number(self.offer.get("annual_uplift_percent"))
        self.k = number(self.offer.get("annual_cap_percent"))
        self.d = number(self.offer.get("discount_percent"))
        self.today = sum((number(line["quantity"]) * number(line["unit_price"]) for line in case["lines"]), Fraction(0))
        self.lines = self.resolved()
        months, days = whole_term(self.start, self.end)
        self.months = months + (days > 0)
        self.count = max(1, ceil(Fraction(self.months, 12)))

    # --- 50, 51: days

    def span(self) -> tuple[date, date]:
        renewal = date.fromisoformat(self.case["contract"]["end"]) + ONE_DAY
        start = date.fromisoformat(self.offer["start"]) if "start" in self.offer else renewal
        if "end" in self.offer:
            return start, date.fromisoformat(self.offer["end"])
        if "co_term" in self.offer:
            other = next(other for other in self.case["others"] if other["id"] == self.offer["co_term"])
            return start, date.fromisoformat(other["end"])
        return start, add_months(start, self.offer.get("term_months", 12)) - ONE_DAY

    def counting(self) -> str:
        return self.offer.get("proration") or ("days" if {"end", "co_term"} & set(self.offer) else "months")

    def year(self, k: int) -> tuple[date, date]:
        return add_months(self.start, 12 * (k - 1)), min(add_months(self.start, 12 * k) - ONE_DAY, self.end)

    def part(self, first: date, last: date) -> Fraction:
        months, days = whole_term(first, last)
        if (months, days) == (12, 0):
            return Fraction(1)
        if self.counting() == "days":
            return Fraction((last - first).days + 1, 365)
        return Fraction(months, 12) + Fraction(days, 365)

    # --- 52 to 54: lines

    def list_price(self, sku: str) -> Fraction | None:
        product = self.products.get(sku, {})
        return number(product.get("list_price")) if product.get("currency", "USD") == self.case["currency"] else None

    def resolved(self) -> list[dict]:
        kept = {}
        for line in self.case["lines"]:
            price = number(line["unit_price"])
            kept[line["id"]] = self.line(line["sku"], number(line["quantity"]), today=price, base=price)
        added = []
        for edit in self.offer.get("lines", []):
            old = None if edit.get("add") else next(
                (line for line in self.case["lines"] if line["id"] == edit.get("line") or ("line" not in edit and line["sku"] == edit["sku"])), None)
            if old is None:
                sku = edit["sku"]
                added.append(self.edited(self.line(sku, number(edit["quantity"]), base=self.list_price(sku)), edit))
            elif edit.get("remove"):
                del kept[old["id"]]
            else:
                line = kept[old["id"]]
                if "to" in edit:
                    line = self.migrated(old, edit)
                if "quantity" in edit:
                    line["quantity"] = number(edit["quantity"])
                kept[old["id"]] = self.edited(line, edit)
        lines = [line for line in kept.values() if line["quantity"] > 0] + added
        return [line for line in lines if line["start"] <= line["end"]]

    def line(self, sku, quantity, today=None, base=None) -> dict:
        product = self.products[sku]
        return {"sku": sku, "metric": product.get("metric"), "quantity": quantity, "today": today, "base": base, "price": None,
                "list": self.list_price(sku), "uplift": None, "discount": None, "once": product.get("recurring", True) is False,
                "start": self.start, "end": self.end}

    def migrated(self, old: dict, edit: dict) -> dict:
        successor = self.products[old["sku"]].get("successor", {})
        known = successor if successor.get("sku") == edit["to"] else {}
        ratio = number(edit.get("ratio", known.get("ratio", "1")))
        annual = number(old["quantity"]) * number(old["unit_price"])
        count = Fraction(ceil(number(old["quantity"]) * ratio))
        today = annual / count
        return self.line(edit["to"], count, today=today, base=today * percent(number(known.get("price_effect_percent", "0"))))

    def edited(self, line: dict, edit: dict) -> dict:
        for key, name in (("price", "price"), ("uplift", "uplift_percent"), ("discount", "discount_percent")):
            if name in edit:
                line[key] = number(edit[name])
        start = date.fromisoformat(edit["start"]) if "start" in edit else self.start
        end = add_months(start, edit["term_months"]) - ONE_DAY if "term_months" in edit else (
            date.fromisoformat(edit["end"]) if "end" in edit else self.end)
        line["start"], line["end"] = max(start, self.start), min(end, self.end)
        return line

    # --- 55 to 57: prices

    def first_price(self, line: dict) -> Fraction:
        written, new = line["price"] is not None, line["today"] is None
        uplift = line["uplift"] if line["uplift"] is not None else (Fraction(0) if written or new else self.u)
        discount = line["discount"] if line["discount"] is not None else (Fraction(0) if written else self.d or Fraction(0))
        return (line["price"] if written else line["base"]) * percent(uplift) * percent(-discount)

    def level(self, uplift: Fraction, k: int) -> Fraction:
        """The price of year k over today's, of an uplift by this basis, before the yearly cap."""
        if self.basis == "term":
            if self.g is not None and self.k is not None:
                yearly = min(self.g, self.k)
            else:
                yearly = self.g if self.g is not None else self.k if self.k is not None else Fraction(0)
            return percent(uplift) * percent(yearly) ** (k - 1)
        return 1 + uplift / 100 * k if self.basis == "year_simple" else percent(uplift) ** k

    def price(self, line: dict, k: int) -> Fraction:
        uplift = line["uplift"] if line["uplift"] is not None else self.u
        risen = self.level(uplift, 1)
        if risen == 0:
            return self.first_price(line)
        for year in range(2, k + 1):
            wanted = self.level(uplift, year)
            capped = self.basis != "term" and self.k is not None
            risen = min(wanted, risen * percent(self.k)) if capped else wanted
        return self.first_price(line) * risen / self.level(uplift, 1)

    def reference(self, line: dict) -> Fraction:
        if line["today"] is None:
            return next((value for value in (line["list"], line["base"], line["price"]) if value is not None), Fraction(0))
        return line["base"] * percent(max(line["uplift"] if line["uplift"] is not None else self.u, Fraction(0)))

    # --- 58 to 62: figures

    def recurring(self) -> list[dict]:
        return [line for line in self.lines if not line["once"]]

    def amounts(self) -> list[tuple[Fraction, Fraction]]:
        rows = []
        for k in range(1, self.count + 1):
            first, last = self.year(k)
            amount, annual = Fraction(0), Fraction(0)
            for line in self.lines:
                if line["once"]:
                    if first <= line["start"] <= last:
                        amount += line["quantity"] * self.first_price(line)
                    continue
                begins, ends = max(first, line["start"]), min(last, line["end"])
                if begins > ends:
                    continue
                yearly = line["quantity"] * self.price(line, k)
                amount += yearly * self.part(begins, ends)
                if line["start"] <= last <= line["end"]:
                    annual += yearly
            rows.append((amount, annual))
        return rows

    def total_of(self, lines, price) -> Fraction:
        return sum((line["quantity"] * price(line) for line in lines), Fraction(0))

    def figures(self) -> dict:
        digits = formulas.minor_digits(self.case["currency"])
        rows, lines = self.amounts(), self.recurring()
        arr = self.total_of([line for line in lines if line["start"] == self.start], self.first_price)
        like = [line for line in lines if line["today"] is not None]
        then, now = self.total_of(like, self.first_price), self.total_of(like, lambda line: line["today"])
        before, offered = self.total_of(lines, self.reference), self.total_of(lines, self.first_price)
        listed = [line for line in lines if line["list"]]
        at_list = self.total_of(listed, lambda line: line["list"])
        cap, walk = number(self.case["contract"].get("cap")), number(self.plan.get("walk_away_uplift"))
        floor = number(self.plan.get("walk_away_amount")) or (None if walk is None else self.today * percent(walk))
        given = max(before - offered, Fraction(0)) / before if before else None
        headroom = None if cap is None else now * percent(cap) - then
        level = next((level for level in self.settings["discount_approvals"] if given and given * 100 <= number(level["up_to"])), None)
        uplift = then / now - 1 if now else None

        def money(value):
            return None if value is None else str(half_even(value, digits))

        def share(value):
            return None if value is None else str(half_even(value, 6))

        policy = self.settings["offer_policy"]
        flags = [word for word, holds in (
            ("over cap", headroom is not None and headroom < 0), ("below walk-away", floor is not None and arr < floor),
            ("below floor", uplift is not None and uplift * 100 < number(policy["least_uplift"])),
            ("term beyond policy", self.months > policy["longest_term_months"]),
            ("beyond every approval", bool(given) and level is None)) if holds]
        return {
            "years": [[money(amount), money(annual)] for amount, annual in rows],
            "arr": money(arr), "exit_arr": money(rows[-1][1]), "tcv": money(sum(amount for amount, _ in rows)),
            "change": money(arr - self.today), "margin": money(None if floor is None else arr - floor), "headroom": money(headroom),
            "uplift": share(uplift), "discount": share(given),
            "list_discount": share(1 - self.total_of(listed, self.first_price) / at_list if at_list else None),
            "cagr": self.growth(rows[-1][1]), "unit_prices": self.unit_prices(lines, money),
            "approver": level["approver"] if level else None, "flags": flags,
        }

    def growth(self, last: Fraction) -> str | None:
        """(last / today)^(1 / years) - 1, by the decimal module's own power."""
        if self.today <= 0 or last <= 0:
            return None
        if not Fraction(1, 1000) < last / self.today < 1000:
            return None
        ratio = Decimal(last.numerator) / Decimal(last.denominator) * Decimal(self.today.denominator) / Decimal(self.today.numerator)
        return str(half_even(Fraction(ratio ** (Decimal(1) / self.count)) - 1, 6))

    def unit_prices(self, lines, money) -> list:
        order = list(dict.fromkeys(line["metric"] for line in lines))
        rows = []
        for metric in order:
            mine = [line for line in lines if line["metric"] == metric]
            quantity = sum(line["quantity"] for line in mine)
            if quantity:
                rows.append([metric, money(self.total_of(mine, self.first_price) / quantity)])
        return rows

    # --- What the calculator of the page starts from: the keys of the front matter, lines as they are resolved

    def calculator(self) -> dict:
        def known(values):
            return {key: value for key, value in values.items() if value is not None}

        def line(row):
            edit = {"quantity": plain(row["quantity"]), "price": plain(row["price"]), "uplift_percent": plain(row["uplift"]),
                    "discount_percent": plain(row["discount"]), "start": None if row["start"] == self.start else row["start"].isoformat(),
                    "end": None if row["end"] == self.end else row["end"].isoformat()}
            return known({"today": plain(row["today"]), "base": plain(row["base"]), "list": plain(row["list"]), "once": row["once"] or None,
                          "edit": known(edit)})

        walk = number(self.plan.get("walk_away_uplift"))
        floor = number(self.plan.get("walk_away_amount")) or (None if walk is None else self.today * percent(walk))
        months = None if {"end", "co_term"} & set(self.offer) else str(self.offer.get("term_months", 12))
        return {
            "base": known({"digits": formulas.minor_digits(self.case["currency"]), "today": plain(self.today),
                           "cap": plain(number(self.case["contract"].get("cap"))), "floor": plain(floor),
                           "levels": [[level["up_to"], level["approver"]] for level in self.settings["discount_approvals"]],
                           "least": self.settings["offer_policy"]["least_uplift"], "longest": self.settings["offer_policy"]["longest_term_months"]}),
            "offer": {"terms": known({"start": self.start.isoformat(), "term_months": months, "end": self.end.isoformat(),
                                      "proration": self.offer.get("proration"), "uplift_percent": plain(self.u), "uplift_basis": self.basis,
                                      "annual_uplift_percent": plain(self.g), "annual_cap_percent": plain(self.k), "discount_percent": plain(self.d)}),
                      "lines": [line(row) for row in self.lines]},
        }


def main() -> int:
    from scenario_cases import PRODUCTS, SETTINGS, cases

    filled = []
    for case in cases():
        scenario = Scenario(case, PRODUCTS, SETTINGS)
        filled.append({**case, "calculator": scenario.calculator(), "expect": scenario.figures()})
    json.dump({"settings": SETTINGS, "products": PRODUCTS}, sys.stdout)
    # A case a line, so that a change shows as the lines of the cases it touches.
    sys.stdout.write("\n" + "".join(json.dumps(case, separators=(",", ":")) + "\n" for case in filled))
    return 0


if __name__ == "__main__":
    sys.exit(main())
