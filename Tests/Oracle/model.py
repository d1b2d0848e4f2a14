"""Reads `model.json`, in which every scalar is text as in the exports, into plain values."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

from formulas import add_months

PEOPLE = {"named_user", "concurrent", "requester", "unrestricted"}


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def number(text: str | None) -> Fraction | None:
    return Fraction(text) if text else None


@dataclass
class Line:
    contract: "Contract"
    sku: str
    quantity: Fraction
    annual: Fraction
    start: date
    end: date
    recurring: bool


@dataclass
class Contract:
    id: str
    account: str
    start: date
    end: date
    status: str
    currency: str
    auto_renew: bool
    term_months: int | None
    notice: tuple[str, int] | None
    notice_given: date | None
    cap: Fraction | None
    signed: date | None
    renews: str
    transfer_to: str
    lines: list[Line] = field(default_factory=list)

    @property
    def is_draft(self) -> bool:
        return self.status == "draft"

    @property
    def renewal(self) -> date:
        return self.end + timedelta(days=1)


@dataclass
class UsageRow:
    last_day: date
    entitled: Fraction | None
    assigned: Fraction | None
    active: Fraction | None

    @property
    def month(self) -> str:
        return self.last_day.isoformat()[:7]


@dataclass
class Opportunity:
    id: str
    account: str
    contract: str
    close: date
    amount: Fraction
    currency: str
    category: str | None
    outcome: str
    closed_on: date | None


@dataclass
class Product:
    sku: str
    meter: str
    list_price: Fraction | None
    currency: str
    count: str
    recurring: bool
    legacy: bool
    ratio: Fraction | None
    counts_people: bool
    limited: bool
    headroom: Fraction | None
    successor: str | None
    effect: Fraction | None
    end_of_sale: date | None
    end_of_life: date | None


class Model:
    """The facts, joined; nothing computed yet."""

    def __init__(self, raw: dict):
        self.raw = raw
        settings = raw["settings"]
        self.settings = settings
        self.currency: str = settings["currency"]
        self.start_month = int(settings["fiscal_year_start"])
        self.rates = {code: Fraction(rate) for code, rate in settings["exchange_rates"].items()}
        self.holidays = {date.fromisoformat(text) for text in settings["holidays"]}
        self.headroom = Fraction(settings.get("headroom_percent", "10"))
        self.slugs = sorted(account["slug"] for account in raw["accounts"])
        self.accounts = {account["slug"]: account for account in raw["accounts"]}
        self.slug_of_id = {account["id"] or account["slug"]: account["slug"] for account in raw["accounts"]}
        self.products = {entry["sku"]: self._product(entry) for entry in raw["products"]}
        self.sku_of_name = {entry["name"]: entry["sku"] for entry in raw["products"]}
        self.contracts = {entry["contract_id"]: self._contract(entry) for entry in raw["contracts"]}
        for entry in raw["lines"]:
            self._add_line(entry)
        self.usage: dict[str, dict[str, dict[str, UsageRow]]] = {slug: {} for slug in self.slugs}
        for entry in raw["usage"]:
            self._add_usage(entry)
        self.readings: dict[tuple[str, str], list[tuple[date, Fraction]]] = {}
        for entry in raw["health"]:
            key = (self.slug_of_id[entry["account_id"]], entry["measure"])
            self.readings.setdefault(key, []).append((date.fromisoformat(entry["date"]), Fraction(entry["value"])))
        self.opportunities = [self._opportunity(entry) for entry in raw["opportunities"]]

    @staticmethod
    def load(workspace: str) -> "Model":
        return Model(json.loads((Path(workspace) / "model.json").read_text(encoding="utf-8")))

    def rolled_up(self, amount: Fraction, currency: str) -> Fraction:
        return amount if currency == self.currency else amount * self.rates[currency]

    def _product(self, entry: dict) -> Product:
        successor = entry.get("successor")
        return Product(
            entry["sku"], entry.get("meter") or entry["sku"], number(entry.get("list_price")),
            entry.get("currency") or self.currency, entry.get("count") or "latest", entry.get("recurring", True),
            entry.get("status") == "legacy", Fraction(successor["ratio"]) if successor else None,
            entry.get("metric", "named_user") in PEOPLE, entry.get("metric") != "enterprise",
            number(entry.get("headroom_percent")), successor.get("sku") if successor else None,
            number(successor.get("price_effect_percent")) if successor else None, day(entry.get("end_of_sale")),
            day(entry.get("end_of_life")))

    def _contract(self, entry: dict) -> Contract:
        notice = None
        if entry["notice_days"]:
            kind = "business" if entry["notice_day_type"] == "business" else "days"
            notice = (kind, int(entry["notice_days"]))
        elif entry["notice_months"]:
            notice = ("months", int(entry["notice_months"]))
        months = entry["renewal_term_months"]
        return Contract(
            entry["contract_id"], self.slug_of_id[entry["account_id"]], date.fromisoformat(entry["start_date"]),
            date.fromisoformat(entry["end_date"]), entry["status"], entry["currency"], entry["auto_renew"] == "yes",
            int(months) if months else None, notice, day(entry["notice_given"]), number(entry["uplift_cap_percent"]),
            day(entry["signed_date"]), entry["renews_contract_id"], entry["transfer_to"])

    def _add_line(self, entry: dict) -> None:
        contract = self.contracts[entry["contract_id"]]
        quantity = Fraction(entry["quantity"])
        annual = number(entry["annual_amount"])  # decision 10
        contract.lines.append(
            Line(
                contract, entry["sku"], quantity, quantity * Fraction(entry["unit_price"]) if annual is None else annual,
                day(entry["start_date"]) or contract.start, day(entry["end_date"]) or contract.end,
                self.products[entry["sku"]].recurring))

    def _add_usage(self, entry: dict) -> None:
        first = date.fromisoformat(entry["month"] + "-01")
        row = UsageRow(
            add_months(first, 1) - timedelta(days=1), number(entry["entitled"]), number(entry["assigned"]),
            number(entry["active"]))
        skus = self.usage[self.slug_of_id[entry["account_id"]]]
        rows = skus.setdefault(self.sku_of_name[entry["product"]], {})
        assert entry["month"] not in rows, "the same month twice"
        rows[entry["month"]] = row

    def _opportunity(self, entry: dict) -> Opportunity:
        category = {"renewed": "closed_won", "churned": "closed_lost"}.get(entry["outcome"])  # decision 26
        return Opportunity(
            entry["opportunity_id"], self.slug_of_id[entry["account_id"]], entry["contract_id"],
            date.fromisoformat(entry["close_date"]), Fraction(entry["amount"]), entry["currency"],
            category or entry["category"] or None, entry["outcome"], day(entry["closed_on"]))
