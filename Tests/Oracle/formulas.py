"""The formulas of the figures, each as it is worded, over `date` and `Fraction`. No rounding but in the functions named for it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

ONE_DAY = timedelta(days=1)
NO_CENTS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split()
THREE_DIGITS = "BHD IQD JOD KWD LYD OMR TND".split()


# --- Numbers ---------------------------------------------------------------------------------------------------------


def half_even(value: Fraction, digits: int = 0) -> int:
    """`value` in units of 10^-digits, rounded half to even."""
    scaled = Fraction(value) * 10**digits
    low, rest = divmod(scaled.numerator, scaled.denominator)
    twice = 2 * rest
    if twice > scaled.denominator or (twice == scaled.denominator and low % 2 == 1):
        low += 1
    return low


def decimal_text(value: Fraction, digits: int = 4) -> str:
    units = half_even(value, digits)
    sign = "-" if units < 0 else ""
    whole, part = divmod(abs(units), 10**digits)
    return f"{sign}{whole}.{part:0{digits}d}"


def minor_digits(currency: str) -> int:
    return 0 if currency in NO_CENTS else 3 if currency in THREE_DIGITS else 2


def money_text(value: Fraction, currency: str) -> str:
    return str(half_even(value, minor_digits(currency)))


# --- Days ------------------------------------------------------------------------------------------------------------


def add_months(day: date, months: int) -> date:
    """Decision 2."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def is_working(day: date, holidays: set[date]) -> bool:
    return day.isoweekday() <= 5 and day not in holidays


def roll_back(day: date, holidays: set[date]) -> date:
    """Decision 4."""
    while not is_working(day, holidays):
        day -= ONE_DAY
    return day


def business_days_before(day: date, count: int, holidays: set[date]) -> date:
    while count > 0:
        day -= ONE_DAY
        if is_working(day, holidays):
            count -= 1
    return day


def notice(end: date, kind: str, count: int, holidays: set[date]) -> tuple[date, date | None, date]:
    """Raw day, the other reading if it differs, and the day after the roll. Kinds: days, months, business. Decision 3."""
    other = None
    if kind == "days":
        raw = end - timedelta(days=count)
    elif kind == "business":
        raw = business_days_before(end, count, holidays)
    else:
        from_end = add_months(end, -count)
        from_renewal = add_months(end + ONE_DAY, -count) - ONE_DAY
        raw = min(from_end, from_renewal)
        if from_end != from_renewal:
            other = max(from_end, from_renewal)
    return raw, other, roll_back(raw, holidays)


def auto_state(as_of: date, end: date, deadline: date | None, given: date | None) -> str:
    """Decision 5."""
    limit = deadline if deadline is not None else end
    if given is not None and given <= as_of and given <= limit:
        return "notice_given"
    if as_of > limit:
        return "rolled_over"
    if deadline is not None and as_of >= deadline - timedelta(days=30):
        return "notice_window"
    return "open"


def next_term_end(end: date, months: int) -> date:
    return add_months(end + ONE_DAY, months) - ONE_DAY


def milestone(anchor: date, days: int) -> date:
    return anchor - timedelta(days=days)


def milestone_anchor(renewal: date, deadline: date | None, automatic: bool, setting: str) -> date:
    """Decision 8."""
    if setting == "earliest" and automatic and deadline is not None:
        return min(deadline, renewal)
    return renewal


def length(start: date, end: date) -> tuple[int, int]:
    """Whole months and left-over days of an inclusive stretch. Decision 12."""
    after = end + ONE_DAY
    months = (after.year - start.year) * 12 + after.month - start.month
    while add_months(start, months) > after:
        months -= 1
    return months, (after - add_months(start, months)).days


# --- Fiscal quarters (decision 9), as an index: fiscal year x 4 + quarter - 1 ----------------------------------------------


def quarter_of(day: date, start_month: int) -> int:
    start_year = day.year if day.month >= start_month else day.year - 1
    year = start_year if start_month == 1 else start_year + 1
    return year * 4 + (day.month - start_month) % 12 // 3


def quarter_start(index: int, start_month: int) -> date:
    year = index // 4 if start_month == 1 else index // 4 - 1
    return add_months(date(year, start_month, 1), index % 4 * 3)


def quarter_name(index: int) -> str:
    return f"FY{index // 4 % 100:02d} Q{index % 4 + 1}"


# --- Money -----------------------------------------------------------------------------------------------------------


def years(start: date, end: date) -> Fraction:
    months, days = length(start, end)
    return Fraction(months, 12) + Fraction(days, 365)


def piece_value(annual: Fraction, start: date, end: date) -> Fraction:
    """Decision 12."""
    return annual * years(start, end)


def contract_year(start: date, end: date, k: int) -> tuple[date, date] | None:
    """Year k = 1, 2, … of a contract, cut at its end. Decision 13."""
    first = add_months(start, 12 * (k - 1))
    return (first, min(add_months(start, 12 * k) - ONE_DAY, end)) if first <= end else None


def uplift_schedule(price: Fraction, percent: Fraction, terms: int) -> list[Fraction]:
    return [price * (1 + percent / 100) ** n for n in range(terms)]


def uplifted(price: Fraction, percent: Fraction, term_years: int, basis: str) -> Fraction:
    rate = percent / 100
    if basis == "term":
        return price * (1 + rate)
    if basis == "year_simple":
        return price * (1 + rate * term_years)
    assert basis == "year_compound"
    return price * (1 + rate) ** term_years


def cagr_percent(first: Fraction, last: Fraction, span: int, digits: int) -> Fraction:
    """((last/first)^(1/span) - 1) x 100, to `digits` digits half to even, by an exact search on integers."""
    unit = Fraction(1, 10**digits * 100)
    low, high = -(10**digits) * 100, 10**digits * 100_000
    while high - low > 1:  # largest multiple of unit whose growth doesn't exceed the ratio
        middle = (low + high) // 2
        if (1 + middle * unit) ** span <= last / first:
            low = middle
        else:
            high = middle
    half = (1 + low * unit + unit / 2) ** span
    up = last / first > half or (last / first == half and low % 2 == 1)
    return Fraction(low + (1 if up else 0), 10**digits)


def cap_headroom(price: Fraction, cap_percent: Fraction, quoted: Fraction) -> Fraction:
    return price * (1 + cap_percent / 100) - quoted


def blended(parts: list[tuple[Fraction, Fraction, Fraction]]) -> tuple[Fraction, Fraction]:
    """(quantity, price, uplift %) -> price blended before and after each line's own uplift."""
    quantity = sum(q for q, _, _ in parts)
    before = sum(q * p for q, p, _ in parts) / quantity
    return before, sum(q * p * (1 + u / 100) for q, p, u in parts) / quantity


def co_term(price: Fraction, quantity: Fraction, start: date, end: date) -> Fraction:
    return price * quantity * ((end - start).days + 1) / 365


# --- Retention and forecast ------------------------------------------------------------------------------------------


def gross_retention(pairs: list[tuple[Fraction, Fraction]]) -> Fraction:
    """Pairs of base and now."""
    return sum((min(n, b) for b, n in pairs), Fraction(0)) / sum(b for b, _ in pairs)


def net_retention(pairs: list[tuple[Fraction, Fraction]]) -> Fraction:
    return sum((n for _, n in pairs), Fraction(0)) / sum(b for b, _ in pairs)


def logo_retention(pairs: list[tuple[Fraction, Fraction]]) -> Fraction:
    return Fraction(sum(1 for _, n in pairs if n > 0), len(pairs))


def renewal_rate(pairs: list[tuple[Fraction, Fraction]]) -> Fraction:
    """Pairs of ATR and won."""
    return sum((min(w, a) for a, w in pairs), Fraction(0)) / sum(a for a, _ in pairs)


def weighted(deals: list[tuple[Fraction, Fraction, Fraction]]) -> tuple[Fraction, Fraction]:
    """(ATR, amount, probability) -> capped and uncapped."""
    zero = Fraction(0)
    return sum((min(m, a) * p for a, m, p in deals), zero), sum((m * p for _, m, p in deals), zero)


def accuracy(forecast: Fraction, actual: Fraction) -> tuple[Fraction, Fraction]:
    """Accuracy of the total, and bias."""
    return 1 - abs(actual - forecast) / actual, (forecast - actual) / actual


def deal_accuracy(pairs: list[tuple[Fraction, Fraction]]) -> Fraction:
    """Pairs of forecast and actual."""
    return 1 - sum((abs(f - a) for f, a in pairs), Fraction(0)) / sum(a for _, a in pairs)


BRIDGE_SIGNS = {
    "new": 1, "pulled_in": 1, "amount_up": 1, "upgraded": 1, "downgraded": -1, "amount_down": -1, "pushed_out": -1,
    "lost": -1, "won": -1, "fx": 1,
}


def bridge(opening: Fraction, steps: dict[str, Fraction]) -> Fraction:
    return opening + sum(BRIDGE_SIGNS[name] * amount for name, amount in steps.items())


# --- Licences --------------------------------------------------------------------------------------------------------


def unused_value(entitled: Fraction, active: Fraction, rate: Fraction) -> Fraction:
    return max(Fraction(0), entitled - active) * rate


def true_up_year(pools: list[tuple[Fraction, Fraction, Fraction]]) -> Fraction:
    """(measured, entitled, rate) of each pool."""
    return sum((max(Fraction(0), m - e) * r for m, e, r in pools), Fraction(0))


def for_days(amount: Fraction, days: int) -> Fraction:
    return amount * days / 365


def counted(months: list[Fraction], how: str) -> Fraction:
    """One number of the months' measures, oldest first."""
    if how == "peak":
        return max(months)
    if how == "average":
        return sum(months) / Fraction(len(months))
    assert how == "latest"
    return months[-1]


def migrated(quantity: Fraction, ratio: Fraction) -> int:
    return ceil(quantity * ratio)


# --- Health ----------------------------------------------------------------------------------------------------------


def points(value: Fraction, green: Fraction, yellow: Fraction, lower: bool = False) -> Fraction:
    """Decision 40."""
    if green == yellow:
        beyond = value <= green if lower else value >= green
        return Fraction(100 if beyond else 0)
    raw = 50 + 50 * (value - yellow) / (green - yellow)
    return min(Fraction(100), max(Fraction(0), raw))


def step_points(value: Fraction, steps: list[tuple[Fraction, Fraction]]) -> Fraction:
    result = Fraction(0)
    for start, earned in sorted(steps):
        if start <= value:
            result = earned
    return result


def score(groups: list[tuple[Fraction, list[tuple[Fraction, Fraction | None]]]]) -> tuple[Fraction | None, Fraction]:
    """Groups of (weight, [(weight, points or None)]) -> score and coverage. A flat model is one group. Decisions 41, 42."""
    total = Fraction(0)
    present_weight = Fraction(0)
    covered = Fraction(0)
    all_weight = Fraction(0)
    for group_weight, measures in groups:
        if not measures:
            continue
        inner_all = sum(w for w, _ in measures)
        inner = sum((w for w, p in measures if p is not None), Fraction(0))
        all_weight += group_weight
        covered += group_weight * inner / inner_all
        if inner > 0:
            total += group_weight * sum(w * p for w, p in measures if p is not None) / inner
            present_weight += group_weight
    return (total / present_weight if present_weight > 0 else None), (covered / all_weight if all_weight else Fraction(0))


def band(value: Fraction | None, coverage: Fraction, green: Fraction, yellow: Fraction) -> str:
    """Decision 43."""
    if value is None or coverage < Fraction(1, 2):
        return "insufficient"
    return "green" if value >= green else "yellow" if value >= yellow else "red"


def direction(change: Fraction) -> str:
    return "up" if change >= 5 else "down" if change <= -5 else "flat"
