"""Licence positions and true-up exposure."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import formulas as f
import trends
from book import ZERO, Book
from model import Line, UsageRow


class Licences(Book):
    """Usage against entitlement, by SKU and by meter."""

    def active_lines(self, slug: str, skus: set[str], day: date) -> list[Line]:
        return [
            line for line in self.lines
            if line.contract.account == slug and line.sku in skus and line.start <= day <= line.end]

    def finished(self, slug: str, sku: str, day: date) -> list[UsageRow]:
        """Rows that were known on `day`, oldest first. Decision 31."""
        rows = self.model.usage[slug].get(sku, {}).values()
        return sorted((row for row in rows if self.dated(row) is not None and self.dated(row) <= day), key=lambda row: row.last_day)

    def dated(self, row: UsageRow) -> date | None:
        """The day on which a row was true; none for a month that hasn't begun."""
        if row.last_day.replace(day=1) > self.as_of:
            return None
        return min(row.last_day, self.as_of)

    def year_of_rows(self, slug: str, sku: str) -> list[UsageRow]:
        """Rows of the 12 months that end with that of `as_of`."""
        oldest = f.add_months(self.as_of.replace(day=1), -11)
        return [row for row in self.finished(slug, sku, self.as_of) if row.last_day >= oldest]

    def entitled(self, slug: str, sku: str, row: UsageRow | None, day: date) -> Fraction | None:
        """Decision 32."""
        if row is not None and row.entitled is not None:
            return row.entitled
        lines = self.active_lines(slug, {sku}, day)
        return sum(line.quantity for line in lines) if lines else None

    def rate(self, slug: str, skus: set[str]) -> Fraction | None:
        """Decision 34."""
        lines = self.active_lines(slug, skus, self.as_of)
        quantity = sum((line.quantity for line in lines), ZERO)
        if quantity > 0:
            return sum(self.rolled_up(line.annual, line.contract) for line in lines) / quantity
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
        if product.legacy and lines:
            self.move(scope, sku, lines)
        rows = self.year_of_rows(slug, sku)
        if not rows:
            return
        row = rows[-1]
        assigned = self.counted_of(product.count, [each.assigned for each in rows])
        active = self.counted_of(product.count, [each.active for each in rows])
        entitled = self.entitled(slug, sku, row, self.as_of)
        self.put(scope, "month", row.month)
        if entitled is not None:
            self.put_ratio(scope, "entitled", entitled)
        for figure, part, whole in [("deployed", assigned, entitled), ("active", active, entitled), ("depth", active, assigned)]:
            if part is not None and whole:
                self.put_ratio(scope, figure, part / whole)
        rate = self.rate(slug, {sku})
        if active is not None and entitled is not None and rate is not None:
            self.put_money(scope, "unused_value", f.unused_value(entitled, active, rate))
        self.right_size(scope, sku, rows, entitled, rate)

    def right_size(self, scope: str, sku: str, rows: list[UsageRow], entitled: Fraction | None, rate: Fraction | None) -> None:
        """Decisions 46 and 47."""
        product = self.model.products[sku]
        measured = [(max(counts), row.month) for row in rows if (counts := self.counts(row))]
        if not measured:
            return
        peak, month = max(measured)
        self.put_ratio(scope, "peak", peak)
        self.put(scope, "peak_month", month)
        if not product.limited or entitled is None:
            return
        need = sum(value for value, _ in measured) / len(measured) if product.count == "average" else peak
        headroom = self.model.headroom if product.headroom is None else product.headroom
        quantity = f.migrated(need, 1 + headroom / 100)
        self.put(scope, "right_size", str(quantity))
        if rate is not None:
            self.put_money(scope, "right_size_change", (quantity - entitled) * rate)

    def move(self, scope: str, sku: str, lines: list[Line]) -> None:
        """Decisions 48 and 49."""
        product = self.model.products[sku]
        end = min(line.contract.end for line in lines)
        sale, life = product.end_of_sale, product.end_of_life
        day = life if life and life <= end else end if sale and sale <= end else sale or life
        if day:
            self.put(scope, "move_by", day.isoformat())
        annual = sum(self.rolled_up(line.annual, line.contract) for line in lines)
        if product.effect is not None:
            self.put_money(scope, "move_effect", annual * (1 + product.effect / 100))
        target = self.model.products.get(product.successor or "")
        if target is not None and target.list_price is not None:
            quantity = f.migrated(sum(line.quantity for line in lines), product.ratio)
            self.put_money(scope, "move_at_list", quantity * self.model.rolled_up(target.list_price, target.currency))

    @staticmethod
    def counts(row: UsageRow) -> list[Fraction]:
        return [count for count in (row.assigned, row.active) if count is not None]

    @staticmethod
    def counted_of(how: str, months: list[Fraction | None]) -> Fraction | None:
        """Decision 33: of the latest row alone, or of the months that have a value."""
        if how == "latest":
            return months[-1]
        known = [value for value in months if value is not None]
        return f.counted(known, how) if known else None

    def true_up(self, slug: str, meter: str) -> None:
        skus = {product.sku for product in self.model.products.values() if product.meter == meter and product.limited}
        latest = {sku: rows[-1] for sku in skus if (rows := self.year_of_rows(slug, sku))}
        if not latest:
            return
        months = self.measured_months(slug, skus)
        if not months:
            return
        first = min(skus, key=str.encode)
        measured = f.counted(months, self.model.products[first].count)
        allowed = [self.entitled(slug, sku, latest.get(sku), self.as_of) for sku in skus]
        if all(each is None for each in allowed):
            return
        entitled = sum((each for each in allowed if each is not None), ZERO)
        scope = f"meter:{slug}:{meter}"
        self.put_ratio(scope, "entitled", entitled)
        self.put_ratio(scope, "measured", measured)
        self.put_ratio(scope, "over", max(ZERO, measured - entitled))
        ends = [line.contract.end for line in self.active_lines(slug, skus, self.as_of)]
        self.outlook(scope, slug, set(latest), entitled, measured, min(ends, default=None))
        rate = self.rate(slug, skus)
        if rate is None:
            return
        exposure = f.true_up_year([(measured, entitled, rate)])
        self.put_money(scope, "true_up_year", exposure)
        if ends:
            self.put_money(scope, "true_up_term", f.for_days(exposure, (min(ends) - self.as_of).days))

    def outlook(self, scope: str, slug: str, skus: set[str], entitled: Fraction, measured: Fraction, end: date | None) -> None:
        """Decisions 50 to 53. Months are numbered by `trends.number`."""
        year = self.measured_months_by_name(slug, skus)
        points = [(trends.number(month), year[month]) for month in sorted(year)]
        if len(points) > 1:
            line = trends.Line(points)
            self.put_ratio(scope, "trend", line.slope)
            if len(points) > 2:
                self.put_ratio(scope, "trend_error", trends.root(line.variance))
            if line.rises:
                last, span = points[-1][0], points[-1][0] - points[0][0] + 1
                term = trends.number(end.isoformat()) if end else None
                if term is not None and last < term <= last + span:
                    self.put_ratio(scope, "at_term_end", line.at(Fraction(term)))
                if measured <= entitled:
                    self.run_out(scope, line, entitled, last, span)
        found = trends.season(self.history(slug, skus))
        if found:
            self.put(scope, "season", found[0])
            self.put_ratio(scope, "season_lift", found[1])

    def run_out(self, scope: str, line: "trends.Line", entitled: Fraction, last: int, span: int) -> None:
        if last < trends.number(self.as_of.isoformat()) - 2:
            return
        place = line.where(entitled)
        if not 0 <= place <= last + span:
            return
        day = trends.first_day_above(place)
        if day <= self.as_of:
            return
        self.put(scope, "runs_out", day.isoformat())
        months = range(last + 1, last + span + 1)
        earliest = [m for m in months if line.at(m) > entitled or line.margin2(m) > (line.at(m) - entitled) ** 2]
        latest = [m for m in months if line.at(m) > entitled and line.margin2(m) < (line.at(m) - entitled) ** 2]
        self.put(scope, "runs_out_earliest", trends.name(earliest[0]) if earliest else day.isoformat()[:7])
        if latest:
            self.put(scope, "runs_out_latest", trends.name(latest[0]))

    def history(self, slug: str, skus: set[str]) -> dict[int, Fraction]:
        """Measures by month of all months that have begun."""
        sums: dict[int, Fraction] = {}
        for sku in skus:
            for row in self.finished(slug, sku, self.as_of):
                if counts := self.counts(row):
                    month = trends.number(row.month)
                    sums[month] = sums.get(month, ZERO) + max(counts)
        return sums

    def measured_months(self, slug: str, skus: set[str]) -> list[Fraction]:
        """The measures of the 12 months that have one, oldest first. Decision 35."""
        sums = self.measured_months_by_name(slug, skus)
        return [sums[month] for month in sorted(sums)]

    def measured_months_by_name(self, slug: str, skus: set[str]) -> dict[str, Fraction]:
        sums: dict[str, Fraction] = {}
        for sku in skus:
            for row in self.year_of_rows(slug, sku):
                if counts := self.counts(row):
                    sums[row.month] = sums.get(row.month, ZERO) + max(counts)
        return sums
