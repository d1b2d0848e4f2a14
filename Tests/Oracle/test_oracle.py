"""The oracle against the worked cases of the definitions: formulas one by one, then the same cases as whole books."""

from __future__ import annotations

import unittest
from datetime import date, timedelta
from fractions import Fraction as F

import compare
import formulas as f
from model import Model
from oracle import Oracle

D = date.fromisoformat


class Numbers(unittest.TestCase):
    def test_half_goes_to_the_even_neighbour(self):
        for value, expected in [("0.5", 0), ("1.5", 2), ("2.5", 2), ("-0.5", 0), ("-1.5", -2), ("-2.5", -2), ("2.51", 3), ("-2.51", -3)]:
            self.assertEqual(f.half_even(F(value)), expected, value)

    def test_text_has_four_digits_and_no_negative_zero(self):
        for value, expected in [("0.85", "0.8500"), ("-3.21", "-3.2100"), ("-0.00001", "0.0000"), ("63.07692", "63.0769"), ("0.00005", "0.0000"), ("0.00015", "0.0002")]:
            self.assertEqual(f.decimal_text(F(value)), expected)

    def test_minor_units_follow_the_currency(self):
        self.assertEqual(f.money_text(F("1234.505"), "USD"), "123450")
        self.assertEqual(f.money_text(F("1234.5"), "JPY"), "1234")
        self.assertEqual(f.money_text(F("1.2345"), "KWD"), "1234")


class Days(unittest.TestCase):
    NOTICE = [  # end, 60 days raw and rolled, 90 days, 3 months raw, other, rolled, 60 business days
        ("2026-12-31", "2026-11-01", "2026-10-30", "2026-10-02", "2026-09-30", None, "2026-09-30", "2026-10-08"),
        ("2027-01-31", "2026-12-02", "2026-12-02", "2026-11-02", "2026-10-31", None, "2026-10-30", "2026-11-09"),
        ("2027-05-31", "2027-04-01", "2027-04-01", "2027-03-02", "2027-02-28", None, "2027-02-26", "2027-03-08"),
        ("2027-02-28", "2026-12-30", "2026-12-30", "2026-11-30", "2026-11-28", "2026-11-30", "2026-11-27", "2026-12-07"),
        ("2028-02-29", "2027-12-31", "2027-12-31", "2027-12-01", "2027-11-29", "2027-11-30", "2027-11-29", "2027-12-07"),
    ]

    def test_notice_table(self):
        for end, d60, rolled60, d90, m3, other, rolled3, business in self.NOTICE:
            with self.subTest(end=end):
                self.assertEqual(f.notice(D(end), "days", 60, set()), (D(d60), None, D(rolled60)))
                self.assertEqual(f.notice(D(end), "days", 90, set())[0], D(d90))
                self.assertEqual(f.notice(D(end), "months", 3, set()), (D(m3), D(other) if other else None, D(rolled3)))
                self.assertEqual(f.notice(D(end), "business", 60, set())[0], D(business))

    def test_either_reading_of_months_can_be_the_earlier(self):
        self.assertEqual(f.notice(D("2027-03-30"), "months", 1, set())[:2], (D("2027-02-27"), D("2027-02-28")))

    def test_holidays_roll_back_and_are_no_business_days(self):
        self.assertEqual(f.notice(D("2026-12-31"), "days", 60, {D("2026-10-30")})[2], D("2026-10-29"))
        self.assertEqual(f.notice(D("2026-12-31"), "business", 60, {D("2026-12-25")})[0], D("2026-10-07"))

    def test_milestones(self):
        expected = {180: "2026-08-05", 120: "2026-10-04", 90: "2026-11-03", 60: "2026-12-03", 30: "2027-01-02"}
        for days, day in expected.items():
            self.assertEqual(f.milestone(D("2027-02-01"), days), D(day))

    def test_milestone_anchor_is_the_deadline_of_auto_renewing_contracts_only(self):
        renewal, deadline = D("2027-02-01"), D("2026-12-02")
        self.assertEqual(f.milestone_anchor(renewal, deadline, True, "earliest"), deadline)
        self.assertEqual(f.milestone_anchor(renewal, deadline, False, "earliest"), renewal)
        self.assertEqual(f.milestone_anchor(renewal, deadline, True, "renewal"), renewal)
        self.assertEqual(f.milestone_anchor(renewal, None, True, "earliest"), renewal)

    def test_auto_renewal_states(self):
        end, deadline = D("2027-01-31"), D("2026-12-02")
        cases = [
            ("2026-11-01", None, "open"), ("2026-11-02", None, "notice_window"), ("2026-12-02", None, "notice_window"),
            ("2026-12-03", None, "rolled_over"), ("2027-03-01", "2026-12-02", "notice_given"),
            ("2027-03-01", "2026-12-03", "rolled_over"), ("2026-11-20", "2026-11-21", "notice_window")]
        for as_of, given, expected in cases:
            self.assertEqual(f.auto_state(D(as_of), end, deadline, D(given) if given else None), expected, as_of)
        self.assertEqual(f.auto_state(end, end, None, None), "open")
        self.assertEqual(f.auto_state(end + f.ONE_DAY, end, None, None), "rolled_over")

    def test_next_term(self):
        self.assertEqual(f.next_term_end(D("2027-01-31"), 12), D("2028-01-31"))
        self.assertEqual(f.next_term_end(D("2027-02-28"), 12), D("2028-02-29"))
        self.assertEqual(f.next_term_end(D("2027-01-30"), 1), D("2027-02-27"))

    def test_length_and_its_inverse(self):
        self.assertEqual(f.length(D("2027-01-01"), D("2027-12-31")), (12, 0))
        self.assertEqual(f.length(D("2028-02-29"), D("2029-02-27")), (12, 0))
        self.assertEqual(f.length(D("2028-02-29"), D("2029-02-28")), (12, 1))
        self.assertEqual(f.length(D("2026-08-01"), D("2026-11-30")), (4, 0))
        self.assertEqual(f.length(D("2026-08-05"), D("2026-08-05")), (0, 1))
        start = D("2027-12-31")
        for span in range(800):
            end = start + timedelta(days=span)
            months, days = f.length(start, end)
            self.assertEqual(f.add_months(start, months) + timedelta(days=days), end + f.ONE_DAY)
            self.assertLessEqual(days, 30)

    def test_fiscal_quarters(self):
        self.assertEqual(f.quarter_name(f.quarter_of(D("2026-11-23"), 2)), "FY27 Q4")
        self.assertEqual(f.quarter_name(f.quarter_of(D("2026-01-31"), 2)), "FY26 Q4")
        self.assertEqual(f.quarter_name(f.quarter_of(D("2026-11-23"), 1)), "FY26 Q4")
        self.assertEqual(f.quarter_start(f.quarter_of(D("2026-01-31"), 2), 2), D("2025-11-01"))
        for month in range(1, 13):
            for offset in range(0, 800, 7):
                day = D("2026-01-01") + timedelta(days=offset)
                index = f.quarter_of(day, month)
                self.assertTrue(f.quarter_start(index, month) <= day < f.quarter_start(index + 1, month))


class Money(unittest.TestCase):
    def test_uplift(self):
        years = f.uplift_schedule(F(100_000), F(5), 3)
        self.assertEqual(years, [100_000, 105_000, 110_250])
        self.assertEqual(sum(years), 315_250)
        for basis, expected in [("term", "110"), ("year_simple", "130"), ("year_compound", "133.1")]:
            self.assertEqual(f.uplifted(F(100), F(10), 3, basis), F(expected))

    def test_cagr(self):
        self.assertEqual(f.cagr_percent(F(500), F(590), 3, 2), F("5.67"))
        self.assertEqual(f.cagr_percent(F(100), F("133.1"), 3, 2), F(10))
        self.assertEqual(f.cagr_percent(F(200), F(50), 2, 2), F(-50))

    def test_blended_price(self):
        self.assertEqual(f.blended([(F(100), F(220), F(5)), (F(50), F(250), F(8))]), (F(230), F(244)))

    def test_co_term(self):
        self.assertEqual(f.half_even(f.co_term(F(1000), F(50), D("2026-08-01"), D("2026-11-30")), 2), 1_671_233)

    def test_cap_headroom(self):
        self.assertEqual(f.cap_headroom(F(100_000), F(5), F(103_000)), 2_000)
        self.assertLess(f.cap_headroom(F(100_000), F(5), F(106_000)), 0)


COHORT = [(F(400), F(440)), (F(300), F(300)), (F(200), F(150)), (F(100), F(0))]
DEALS = [(500, 500, "0.9"), (300, 340, "0.6"), (200, 150, "0.5"), (120, 120, "0.1")]


class RetentionAndForecast(unittest.TestCase):
    def test_retention(self):
        self.assertEqual(f.gross_retention(COHORT), F("0.85"))
        self.assertEqual(f.net_retention(COHORT), F("0.89"))
        self.assertEqual(f.logo_retention(COHORT), F("0.75"))
        self.assertEqual(f.renewal_rate([(F(100), F(130)), (F(100), F(70))]), F("0.85"))

    def test_weighted(self):
        capped, uncapped = f.weighted([(F(a), F(m), F(p)) for a, m, p in DEALS])
        self.assertEqual((capped, uncapped), (717, 741))
        self.assertEqual(f.half_even(capped / 1120 * 100, 1), 640)

    def test_accuracy(self):
        exact, bias = f.accuracy(F("4.2"), F("3.9"))
        self.assertEqual((f.half_even(exact * 100, 1), f.half_even(bias * 100, 1)), (923, 77))
        deals = [(F(500), F(500)), (F(300), F(200)), (F(200), F(300))]
        self.assertEqual(f.deal_accuracy(deals), F("0.8"))
        self.assertEqual(f.accuracy(F(1000), F(1000))[0], 1)

    def test_bridge(self):
        steps = {"new": 150, "pushed_out": 200, "amount_down": 80, "amount_up": 60, "lost": 100, "won": 300}
        self.assertEqual(f.bridge(F(2400), {name: F(amount) for name, amount in steps.items()}), 1930)


class LicencesAndHealth(unittest.TestCase):
    def test_true_up(self):
        year = f.true_up_year([(F(1130), F(1000), F(900)), (F(10), F(20), F(5))])
        self.assertEqual(year, 117_000)
        self.assertEqual(f.half_even(f.for_days(year, 122), 2), 3_910_685)
        self.assertEqual(f.unused_value(F(1000), F(610), F(900)), 351_000)

    def test_counts(self):
        months = [F(5), F(9), F(4)]
        self.assertEqual([f.counted(months, how) for how in ("peak", "latest", "average")], [9, 4, 6])

    def test_migration_rounds_up(self):
        self.assertEqual([f.migrated(F(100), F("0.33")), f.migrated(F(100), F("1.15")), f.migrated(F(3), F("1.1"))], [33, 115, 4])

    def test_points(self):
        for value, expected in [("0.9", 100), ("0.8", 100), ("0.7", 75), ("0.6", 50), ("0.5", 25), ("0.4", 0), ("0.1", 0)]:
            self.assertEqual(f.points(F(value), F("0.8"), F("0.6")), expected, value)
        for value, expected in [("0", 100), ("1", 75), ("2", 50), ("3", 25), ("4", 0), ("9", 0)]:
            self.assertEqual(f.points(F(value), F(0), F(2), lower=True), expected, value)
        steps = [(F(0), F(50)), (F(1), F(100)), (F(3), F(75)), (F(5), F(25))]
        self.assertEqual([f.step_points(F(v), steps) for v in (-1, 0, 1, 2, 3, 4, 5, 50)], [0, 50, 100, 100, 75, 75, 25, 25])

    def test_missing_measures_refill(self):
        flat = [(F(w), None if p is None else F(p)) for w, p in [(30, 80), (25, None), (15, 60), (20, 40), (10, None)]]
        score, coverage = f.score([(F(1), flat)])
        self.assertEqual((f.half_even(score, 1), coverage), (631, F("0.65")))
        grouped = [
            (F(50), [(F(60), F(80)), (F(40), None)]), (F(25), [(F(1), F(50))]), (F(10), [(F(1), None)]),
            (F(15), [(F(1), F(90)), (F(1), F(30))])]
        score, coverage = f.score(grouped)
        self.assertEqual((f.half_even(score, 1), coverage), (683, F("0.7")))
        self.assertEqual(f.score([(F(1), [(F(1), None)])]), (None, 0))

    def test_bands_and_direction(self):
        half = F(1, 2)
        for value, coverage, expected in [
            (75, half, "green"), (F("74.99"), half, "yellow"), (50, half, "yellow"), (F("49.99"), half, "red"),
            (90, F("0.4999"), "insufficient"), (None, F(1), "insufficient")]:
            self.assertEqual(f.band(value, coverage, F(75), F(50)), expected)
        self.assertEqual([f.direction(F(x)) for x in ("5", "4.99", "-4.99", "-5")], ["up", "flat", "flat", "down"])


# --- Whole books ---------------------------------------------------------------------------------------------------------


def make_book(**changes) -> dict:
    settings = {
        "fiscal_year_start": "2", "currency": "USD", "exchange_rates": {"EUR": "1.08"}, "arr_basis": "segment",
        "milestone_anchor": "earliest", "holidays": [], "milestones": [{"key": "kickoff", "days": "180"}],
        "health": {
            "measures": {
                "adoption": {"weight": "30", "source": "usage.active_ratio", "green": "0.8", "yellow": "0.6", "stale_after_days": "45"},
                "sponsor": {"weight": "20", "source": "measure.sponsor", "green": "4", "yellow": "3", "stale_after_days": "90"}},
            "groups": {}, "bands": {"green": "75", "yellow": "50"}},
        "forecast_weights": {"commit": "0.9", "best_case": "0.6", "pipeline": "0.5", "omitted": "0.1"}}
    settings |= changes.pop("settings", {})
    book = {
        "settings": settings, "products": [{"sku": "A", "name": "Ay"}, {"sku": "S", "name": "Service", "recurring": False}],
        "accounts": [], "contracts": [], "lines": [], "usage": [], "health": [], "opportunities": []}
    return book | changes


def add_account(book: dict, slug: str) -> None:
    book["accounts"].append({"slug": slug, "id": ""})


def add_contract(book: dict, account: str, key: str, start: str, end: str, annual: object = None, **more) -> None:
    entry = dict.fromkeys(
        ["renewal_term_months", "notice_days", "notice_months", "notice_day_type", "notice_given", "uplift_cap_percent",
         "signed_date", "renews_contract_id", "transfer_to"], "")
    entry |= {
        "contract_id": key, "account_id": account, "start_date": start, "end_date": end, "status": "active", "currency": "USD",
        "auto_renew": "no"} | more
    book["contracts"].append(entry)
    if annual is not None:
        add_line(book, key, "A", annual)


def add_line(book: dict, contract: str, sku: str, annual: object, start: str = "", end: str = "", quantity: str = "1") -> None:
    book["lines"].append({
        "contract_id": contract, "sku": sku, "quantity": quantity, "unit_price": "0", "annual_amount": str(annual),
        "start_date": start, "end_date": end})


def add_deal(book: dict, key: str, account: str, contract: str, close: str, amount: object, **more) -> None:
    book["opportunities"].append({
        "opportunity_id": key, "account_id": account, "contract_id": contract, "close_date": close, "amount": str(amount),
        "currency": "USD", "category": "", "outcome": "open", "closed_on": ""} | more)


def figures(book: dict, as_of: str) -> dict[tuple[str, str], str]:
    return {(scope, figure): value for scope, figure, value in Oracle(Model(book), D(as_of)).compute()}


class Books(unittest.TestCase):
    def check(self, rows: dict, scope: str, **expected: str) -> None:
        for figure, value in expected.items():
            self.assertEqual(rows.get((scope, figure)), value, f"{scope} {figure}")

    def test_cohort_of_four(self):
        book = make_book()
        for name, base, now in [("a", 400, 440), ("b", 300, 300), ("c", 200, 150), ("d", 100, 0)]:
            add_account(book, name)
            add_contract(book, name, name + "1", "2025-11-01", "2026-10-31", base)
            if now:
                add_contract(book, name, name + "2", "2026-11-01", "2027-10-31", now, renews_contract_id=name + "1")
        rows = figures(book, "2026-11-23")
        # The terms end on the last day of FY27 Q3: the loss belongs to that quarter.
        self.check(rows, "quarter:FY27 Q3", base="100000", now="89000", kept="85000", grr="0.8500", nrr="0.8900", logo="0.7500", cohort="4", logos_kept="3")
        self.check(rows, "quarter:FY27 Q4", grr="1.0000", nrr="1.0000")
        self.assertNotIn(("quarter:FY28 Q1", "grr"), rows)
        self.check(rows, "book", arr="89000", accounts="4", accounts_with_arr="3")

    def test_transfer_is_netted(self):
        book = make_book()
        for name in "ab":
            add_account(book, name)
        add_contract(book, "a", "A1", "2025-11-01", "2026-07-31", 100, status="cancelled", transfer_to="b")
        add_contract(book, "b", "B1", "2025-11-01", "2027-10-31", 400)
        add_contract(book, "b", "B2", "2026-08-01", "2027-10-31", 100)
        rows = figures(book, "2026-08-01")
        self.check(rows, "quarter:FY27 Q2", base="50000", now="50000", grr="1.0000", nrr="1.0000", cohort="1")
        self.assertNotIn(("quarter:FY27 Q2", "due"), rows)
        book["contracts"][0]["transfer_to"] = ""
        self.check(figures(book, "2026-08-01"), "quarter:FY27 Q2", grr="0.8000", nrr="1.0000", cohort="2", due="1", renewal_rate="0.0000")
        book["contracts"][2]["renews_contract_id"] = "A1"
        self.check(figures(book, "2026-08-01"), "quarter:FY27 Q2", grr="0.8000", cohort="2", due="1", renewal_rate="1.0000")

    def test_ten_due(self):
        book = make_book()
        add_account(book, "a")
        amounts = [F(1_500_000, 7).__round__()] * 6
        amounts.append(1_500_000 - sum(amounts))
        amounts += [200_000, 200_000, 100_000]
        for index, amount in enumerate(amounts):
            key = f"C{index}"
            add_contract(book, "a", key, "2025-09-01", "2026-08-31", amount)
            closed = "2026-08-31" if index < 7 else "2026-09-02"
            outcome = "churned" if index == 9 else "renewed"
            add_deal(book, f"O{index}", "a", key, "2026-08-31", amount, outcome=outcome, closed_on=closed)
        rows = figures(book, "2026-11-23")
        self.check(rows, "quarter:FY27 Q3", due="10", on_time="7", on_time_count="0.7000", on_time_atr="0.7500", due_atr="200000000", won_atr="190000000", renewal_rate="0.9500")

    def test_weighted_and_worst(self):
        book = make_book()
        add_account(book, "a")
        for index, (atr, amount, category) in enumerate([(500, 500, "commit"), (300, 340, "best_case"), (200, 150, "pipeline"), (120, 120, "omitted")]):
            add_contract(book, "a", f"C{index}", "2026-02-01", "2027-01-31", atr)
            add_deal(book, f"O{index}", "a", f"C{index}", "2027-02-15", amount, category=category)
        rows = figures(book, "2026-11-23")
        self.check(rows, "quarter:FY27 Q4", weighted_capped="71700", weighted_uncapped="74100", atr="112000", best_case="34000", worst="0.0000", closed_won="0")
        self.assertNotIn(("quarter:FY28 Q1", "atr"), rows)  # the close date plays no part

    def test_a_renewal_ends_once(self):
        book = make_book()
        add_account(book, "a")
        add_contract(book, "a", "C1", "2026-02-01", "2027-01-31", 100)
        add_deal(book, "O0", "a", "C1", "2026-10-01", 90, outcome="churned", closed_on="2026-10-01")
        self.check(figures(book, "2026-11-23"), "quarter:FY27 Q4", worst="0.0000", closed_lost="9000", commit="0")
        add_deal(book, "O1", "a", "C1", "2026-12-01", 60, category="commit")
        self.check(figures(book, "2026-11-23"), "quarter:FY27 Q4", commit="6000", closed_lost="0", weighted_capped="5400")
        add_deal(book, "O2", "a", "", "2026-12-01", 80, outcome="renewed", closed_on="2026-11-20")
        add_deal(book, "O3", "a", "C1", "2026-12-05", 30, outcome="renewed", closed_on="2026-11-21")
        rows = figures(book, "2026-11-23")
        self.check(rows, "quarter:FY27 Q4", worst="1.0000", weighted_capped="10000", weighted_uncapped="11000", commit="0")

    def test_ramp(self):
        book = make_book()
        add_account(book, "a")
        add_contract(book, "a", "C1", "2025-02-01", "2028-01-31", notice_days="60", uplift_cap_percent="5")
        for year, amount in [(2025, 50), (2026, 100), (2027, 150)]:
            add_line(book, "C1", "A", amount, f"{year}-02-01", f"{year + 1}-01-31")
        add_line(book, "C1", "S", 25)
        rows = figures(book, "2026-11-23")
        self.check(rows, "contract:C1", tcv="32500", acv_1="5000", acv_2="10000", acv_3="15000", atr="15000", cap_price="15750")
        self.check(rows, "contract:C1", days_left="434", renewal_date="2028-02-01", notice_raw="2027-12-02")
        self.assertNotIn(("contract:C1", "acv_4"), rows)
        self.check(rows, "account:a", arr="10000")
        self.assertEqual([figure for scope, figure in rows if scope == "account:a" and figure.startswith("atr")], ["atr:FY28 Q4"])
        book["settings"]["arr_basis"] = "average"
        for as_of in ["2025-02-01", "2025-11-23", "2026-11-23", "2028-01-31"]:
            self.check(figures(book, as_of), "account:a", arr="10000")
        self.check(figures(book, "2028-02-01"), "account:a", arr="0")

    def test_annual_amount_is_quantity_times_price_if_not_given(self):
        book = make_book()
        add_account(book, "a")
        add_contract(book, "a", "C1", "2026-02-01", "2027-01-31", "")
        book["lines"][0] |= {"quantity": "2.5", "unit_price": "10.01"}
        self.check(figures(book, "2026-11-23"), "contract:C1", atr="2502")

    def test_uplifted_years_make_the_tcv(self):
        book = make_book()
        add_account(book, "a")
        add_contract(book, "a", "C1", "2026-01-01", "2028-12-31")
        for n, amount in enumerate(f.uplift_schedule(F(100_000), F(5), 3)):
            add_line(book, "C1", "A", amount, f"{2026 + n}-01-01", f"{2026 + n}-12-31")
        self.check(figures(book, "2026-11-23"), "contract:C1", tcv="31525000", acv_2="10500000", acv_3="11025000")

    def test_draft_and_currency(self):
        book = make_book()
        add_account(book, "a")
        add_contract(book, "a", "C1", "2026-02-01", "2027-01-31", "100.01", currency="EUR")
        add_contract(book, "a", "C2", "2026-02-01", "2027-01-31", 900, status="draft")
        rows = figures(book, "2026-11-23")
        self.check(rows, "account:a", arr="10801")
        self.check(rows, "contract:C1", tcv="10001")
        self.assertNotIn(("contract:C2", "tcv"), rows)

    def test_true_up_for_the_days_left(self):
        book = make_book(products=[
            {"sku": "A", "name": "Ay", "meter": "m", "count": "peak"}, {"sku": "B", "name": "Bee", "meter": "m", "status": "legacy", "successor": {"ratio": "1.15"}}])
        add_account(book, "a")
        add_contract(book, "a", "C1", "2026-04-01", "2027-03-31")
        add_line(book, "C1", "A", 540_000, quantity="600")
        add_line(book, "C1", "B", 360_000, quantity="400")
        usage = [("Ay", "2026-09", "600", "800", "300"), ("Ay", "2026-10", "600", "500", "310"), ("Bee", "2026-09", "", "330", "200"), ("Bee", "2026-10", "", "320", "300"),
                 ("Ay", "2026-12", "600", "9999", "1"), ("Ay", "2025-11", "600", "9999", "1")]
        for product, month, entitled, assigned, active in usage:
            book["usage"].append({"account_id": "a", "product": product, "month": month, "entitled": entitled, "assigned": assigned, "active": active})
        rows = figures(book, "2026-11-29")
        self.check(rows, "meter:a:m", entitled="1000.0000", measured="1130.0000", over="130.0000", true_up_year="11700000", true_up_term="3910685")
        self.check(rows, "usage:a:A", month="2026-10", deployed="1.3333", active="0.5167", depth="0.3875", unused_value="26100000")
        self.check(rows, "usage:a:B", entitled="400.0000", active="0.7500", migrated_quantity="460")
        # adoption = (310 + 300) / (600 + 400)
        self.check(rows, "account:a", **{"points:adoption": "52.5000"})

    def test_licence_position(self):
        book = make_book()
        add_account(book, "a")
        add_contract(book, "a", "C1", "2026-04-01", "2027-03-31")
        add_line(book, "C1", "A", 900_000, quantity="1000")
        book["usage"].append({"account_id": "a", "product": "Ay", "month": "2026-10", "entitled": "1000", "assigned": "820", "active": "610"})
        self.check(figures(book, "2026-11-23"), "usage:a:A", deployed="0.8200", active="0.6100", depth="0.7439", unused_value="35100000")

    def usage_of(self, book, months, entitled, last="2026-10"):
        for age, active in enumerate(reversed(months)):
            month = f.add_months(date.fromisoformat(last + "-01"), -age).isoformat()[:7]
            book["usage"].append({"account_id": "a", "product": "Ay", "month": month, "entitled": entitled, "assigned": "", "active": str(active)})

    def test_entitlement_runs_out(self):
        book = make_book()
        add_account(book, "a")
        add_contract(book, "a", "C1", "2026-04-01", "2027-06-30")
        add_line(book, "C1", "A", 10_000, quantity="1000")
        self.usage_of(book, [680 + 20 * n for n in range(12)], "1000")
        rows = figures(book, "2026-11-23")
        # 900 at the end of October, +20 a month: 1,000 at the end of March, so above it from 1 April.
        self.check(
            rows, "meter:a:A", trend="20.0000", trend_error="0.0000", runs_out="2027-04-01", runs_out_earliest="2027-04",
            runs_out_latest="2027-04", at_term_end="1060.0000")
        self.check(rows, "usage:a:A", peak="900.0000", peak_month="2026-10", right_size="990", right_size_change="-10000")

    def test_season_and_no_season(self):
        for years, season in [(2, "Dec"), (1, None)]:
            book = make_book()
            add_account(book, "a")
            months = [500 + 10 * n for n in range(12 * years)]
            for n in range(1, 12 * years, 12):
                months[n] = months[n] * 13 // 10
            self.usage_of(book, months, "2000")
            self.assertEqual(figures(book, "2026-11-23").get(("meter:a:A", "season")), season)

    def test_move_by(self):
        for sale, life, expected in [
                ("2025-12-31", "2026-12-31", "2026-12-31"), ("2025-12-31", "2027-12-31", "2027-01-31"),
                ("2027-06-30", "", "2027-06-30"), ("", "2028-06-30", "2028-06-30"), ("", "", None)]:
            book = make_book(products=[{"sku": "A", "name": "Ay", "status": "legacy", "end_of_sale": sale, "end_of_life": life}])
            add_account(book, "a")
            add_contract(book, "a", "C1", "2026-02-01", "2027-01-31")
            add_line(book, "C1", "A", 10_100, quantity="101")
            self.assertEqual(figures(book, "2026-11-23").get(("usage:a:A", "move_by")), expected)

    def test_data_of_the_cut_off_day_counts(self):
        book = make_book()
        add_account(book, "a")
        for month, active in [("2026-10", "70"), ("2026-11", "80")]:
            book["usage"].append({
                "account_id": "a", "product": "Ay", "month": month, "entitled": "100", "assigned": "", "active": active})
        book["health"].append({"account_id": "a", "date": "2026-11-30", "measure": "sponsor", "value": "3"})
        self.check(figures(book, "2026-10-31"), "account:a", **{"points:adoption": "75.0000", "points:sponsor": None})
        self.check(figures(book, "2026-11-29"), "account:a", **{"points:adoption": "100.0000", "points:sponsor": None})
        self.check(figures(book, "2026-11-30"), "account:a", **{"points:adoption": "100.0000", "points:sponsor": "50.0000"})

    def test_health_of_a_book(self):
        book = make_book()
        add_account(book, "a")
        book["accounts"][0]["health_override"] = {"band": "red", "expires": "2026-11-22"}
        for day, value in [("2026-07-25", "2"), ("2026-11-01", "4"), ("2026-11-24", "1")]:
            book["health"].append({"account_id": "a", "date": day, "measure": "sponsor", "value": value})
        rows = figures(book, "2026-11-23")
        self.check(rows, "account:a", health_score="100.0000", health_coverage="0.4000", health_band="insufficient", health_override="expired")
        # 30 days earlier the reading of July is 91 days old: stale, so there is no score and no trend.
        self.assertNotIn(("account:a", "health_trend"), rows)
        rows = figures(book, "2026-11-22")
        self.check(rows, "account:a", health_trend="100.0000", health_trend_direction="up", health_override="red")

    def test_order_of_input_changes_nothing(self):
        import generate

        for seed in range(5):
            book = generate.Book(seed).build()
            rows = figures(book, book["as_of"])
            turned = book | {name: book[name][::-1] for name in ["accounts", "contracts", "lines", "usage", "health", "opportunities", "products"]}
            self.assertEqual(rows, figures(turned, book["as_of"]))


class Comparison(unittest.TestCase):
    def test_every_kind_of_difference_is_found(self):
        a, b = {("x", "f"): "1", ("x", "g"): "2", ("y", "f"): "3"}, {("x", "f"): "1", ("x", "g"): "3", ("z", "f"): "3"}
        self.assertEqual([line.split(":")[0] for line in compare.differences(a, b)], ["differs", "only swift", "only oracle"])
        self.assertEqual(compare.differences(a, a), [])


if __name__ == "__main__":
    unittest.main()
