"""Trends and seasons of measured months, as a textbook words them. Months are numbered `year * 12 + month - 1`."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from math import floor, isqrt

# Two-sided 95% points of Student's t by degrees of freedom, as tables print them.
STUDENT = {
    1: "12.706", 2: "4.303", 3: "3.182", 4: "2.776", 5: "2.571", 6: "2.447", 7: "2.365", 8: "2.306", 9: "2.262", 10: "2.228"}
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def number(text: str) -> int:
    """Of `YYYY-MM`, or of a day."""
    return int(text[:4]) * 12 + int(text[5:7]) - 1


def name(month: int) -> str:
    return f"{month // 12:04}-{month % 12 + 1:02}"


def last_day(month: int) -> date:
    following = month + 1
    return date(following // 12, following % 12 + 1, 1) - timedelta(days=1)


def root(square: Fraction) -> Fraction:
    """Rounded down to thousandths."""
    return Fraction(isqrt(floor(square * 1_000_000)), 1000)


class Line:
    """Ordinary least squares."""

    def __init__(self, points: list[tuple[int, Fraction]]):
        self.n = n = len(points)
        self.x_mean = Fraction(sum(x for x, _ in points), n)
        self.y_mean = sum(y for _, y in points) / n
        self.sxx = sum((x - self.x_mean) ** 2 for x, _ in points)
        sxy = sum((x - self.x_mean) * (y - self.y_mean) for x, y in points)
        self.slope = sxy / self.sxx
        residuals = [y - self.at(x) for x, y in points]
        self.variance = sum(r * r for r in residuals) / (n - 2) if n > 2 else Fraction(0)

    def at(self, x) -> Fraction:
        return self.y_mean + self.slope * (x - self.x_mean)

    def where(self, level: Fraction) -> Fraction:
        return self.x_mean + (level - self.y_mean) / self.slope

    @property
    def t(self) -> Fraction:
        return Fraction(STUDENT[self.n - 2])

    @property
    def rises(self) -> bool:
        """At least six months, and a slope above `t` times its standard error."""
        if self.n < 6 or self.slope <= 0:
            return False
        return self.slope**2 > self.t**2 * self.variance / self.sxx or self.variance == 0

    def margin2(self, x: int) -> Fraction:
        """The square of half the width of the 95% prediction band."""
        return self.t**2 * self.variance * (1 + Fraction(1, self.n) + (x - self.x_mean) ** 2 / self.sxx)


def first_day_above(place: Fraction) -> date:
    """A whole place is the end of that month."""
    month = floor(place)
    start, end = last_day(month), last_day(month + 1)
    return start + timedelta(days=floor((place - month) * (end - start).days) + 1)


def season(months: dict[int, Fraction]) -> tuple[str, Fraction] | None:
    """The calendar month that is the highest against the line in each of the last two or three whole years, by a tenth at least."""
    if not months:
        return None
    last = max(months)
    run = 0
    while last - run in months:
        run += 1
    years = min(run // 12, 3)
    if years < 2:
        return None
    first = last - 12 * years + 1
    line = Line([(m, months[m]) for m in range(first, last + 1)])
    if any(line.at(m) <= 0 for m in range(first, last + 1)):
        return None
    lifts, names = [], set()
    for year in range(years):
        span = range(first + 12 * year, first + 12 * (year + 1))
        best = max(span, key=lambda m: (months[m] / line.at(m), -m))
        lifts.append(months[best] / line.at(best) - 1)
        names.add(best % 12)
    if len(names) != 1 or min(lifts) < Fraction(1, 10):
        return None
    return MONTHS[names.pop()], sum(lifts) / years

