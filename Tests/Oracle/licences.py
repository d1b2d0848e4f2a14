"""Licence positions and true-up exposure."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import formulas as f
from book import ZERO, Book
from model import Line, UsageRow


class Licences(Book):
    """Usage against entitlement, by SKU and by meter."""

    def active_lines(self, slug: str, skus: set[str], day: date) -> list[Line]:
        return [
            line for line in self.lines
            if line.contract.account == slug and line.sku in skus and line.start <= day <= line.end]

    def finished(self, slug: str, sku: str, day: date) -> list[UsageRow]:
        """Rows that count on `day`, oldest first. Decision 31."""
        rows = self.model.usage[slug].get(sku, {}).values()
        return sorted((row for row in rows if row.last_day <= day), key=lambda row: row.last_day)

    def entitled(self, slug: str, sku: str, row: UsageRow | None, day: date) -> Fraction:
        """Decision 32."""
        if row is not None and row.entitled is not None:
            return row.entitled
        return sum((line.quantity for line in self.active_lines(slug, {sku}, day)), ZERO)

    def rate(self, slug: str, skus: set[str]) -> Fraction | None:
        """Decision 34."""
        lines = self.active_lines(slug, skus, self.as_of)
        quantity = sum((line.quantity for line in lines), ZERO)
        if quantity > 0:
            return sum(self.rolled_up(line.annual, line.contract) for line in lines) / quantity
        for sku in sorted(skus, key=str.encode):
            product = self.model.products[sku]
            if product.list_price is not None:
                return self.model.rolled_up(product.list_price, product.currency)
        return None

    def licences(self, slug: str) -> None:
        for sku in self.model.products:
            self.position(slug, sku)
        for meter in {product.meter for product in self.model.products.values()}:
            self.true_up(slug, meter)

    def position(self, slug: str, sku: str) -> None:
        scope = f"usage:{slug}:{sku}"
        product = self.model.products[sku]
        lines = self.active_lines(slug, {sku}, self.as_of)
        if product.legacy and product.ratio is not None and lines:
            quantity = sum(line.quantity for line in lines)
            self.put(scope, "migrated_quantity", str(f.migrated(quantity, product.ratio)))
        rows = self.finished(slug, sku, self.as_of)
        if not rows:
            return
        row = rows[-1]
        entitled = self.entitled(slug, sku, row, self.as_of)
        self.put(scope, "month", row.month)
        self.put_ratio(scope, "entitled", entitled)
        for figure, part, whole in [
            ("deployed", row.assigned, entitled), ("active", row.active, entitled), ("depth", row.active, row.assigned)]:
            if part is not None and whole:
                self.put_ratio(scope, figure, part / whole)
        rate = self.rate(slug, {sku})
        if row.active is not None and rate is not None:
            self.put_money(scope, "unused_value", f.unused_value(entitled, row.active, rate))

    def true_up(self, slug: str, meter: str) -> None:
        skus = {product.sku for product in self.model.products.values() if product.meter == meter}
        latest = {sku: rows[-1] for sku in skus if (rows := self.finished(slug, sku, self.as_of))}
        if not latest:
            return
        months = self.measured_months(slug, skus)
        if not months:
            return
        first = min(skus, key=str.encode)
        measured = f.counted(months, self.model.products[first].count)
        entitled = sum((self.entitled(slug, sku, latest.get(sku), self.as_of) for sku in skus), ZERO)
        scope = f"meter:{slug}:{meter}"
        self.put_ratio(scope, "entitled", entitled)
        self.put_ratio(scope, "measured", measured)
        self.put_ratio(scope, "over", max(ZERO, measured - entitled))
        rate = self.rate(slug, skus)
        if rate is None:
            return
        exposure = f.true_up_year([(measured, entitled, rate)])
        self.put_money(scope, "true_up_year", exposure)
        ends = [line.contract.end for line in self.active_lines(slug, skus, self.as_of)]
        if ends:
            self.put_money(scope, "true_up_term", f.for_days(exposure, (min(ends) - self.as_of).days))

    def measured_months(self, slug: str, skus: set[str]) -> list[Fraction]:
        """The measures of the last 12 finished months that have one, oldest first. Decision 35."""
        this_month = (self.as_of + f.ONE_DAY).replace(day=1)  # the first day that isn't over
        oldest = f.add_months(this_month, -12)
        sums: dict[str, Fraction] = {}
        for sku in skus:
            for row in self.finished(slug, sku, self.as_of):
                counts = [count for count in (row.assigned, row.active) if count is not None]
                if counts and row.last_day >= oldest:
                    sums[row.month] = sums.get(row.month, ZERO) + max(counts)
        return [sums[month] for month in sorted(sums)]
