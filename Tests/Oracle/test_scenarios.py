"""Scenarios against the worked cases of the definitions, and the kept cases against the program that wrote them."""

from __future__ import annotations

import json
import unittest
from pathlib import Path

from scenario_cases import PRODUCTS, SETTINGS, cases
from scenarios import Scenario

KEPT = Path(__file__).parent.parent / "Fixtures" / "Scenarios" / "cases.json"


class Worked(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.figures = {case["name"]: Scenario(case, PRODUCTS, SETTINGS).figures() for case in cases(0)}

    def amounts(self, name):
        return [int(amount) / 100 for amount, _ in next(f for n, f in self.figures.items() if n.startswith(name))["years"]]

    def figure(self, name, key):
        return next(f for n, f in self.figures.items() if n.startswith(name))[key]

    def test_uplift(self):
        self.assertEqual(self.amounts("Uplift: 100,000"), [100000, 105000, 110250])
        self.assertEqual(self.figure("Uplift: 100,000", "tcv"), "31525000")
        self.assertEqual([self.figure(f"Uplift: 10% {basis}", "exit_arr") for basis in ("per term", "a year, simple", "a year, compounded")],
                         ["11000", "13000", "13310"])

    def test_cagr(self):
        self.assertEqual(self.figure("CAGR", "cagr"), "56722")

    def test_cap(self):
        self.assertEqual(self.figure("Cap headroom: 104,000", "headroom"), "100000")
        self.assertIn("over cap", self.figure("Cap headroom: over", "flags"))

    def test_blended(self):
        self.assertEqual(self.figure("Blended", "unit_prices"), [["named_user", "24400"]])

    def test_co_term(self):
        self.assertEqual(self.figure("Co-term: 50", "tcv"), "1671233")
        self.assertEqual(self.figure("Co-term: the same by months", "tcv"), "1666667")

    def test_ramp(self):
        self.assertEqual(self.amounts("Ramp"), [50, 100, 150])

    def test_migration(self):
        self.assertEqual(Scenario(next(case for case in cases(0) if case["name"].startswith("Migration")), PRODUCTS, SETTINGS).lines[0]["quantity"], 1501)


class Kept(unittest.TestCase):
    def test_the_kept_cases_are_those_of_this_program(self):
        head, *rows = KEPT.read_text(encoding="utf-8").splitlines()
        self.assertEqual(json.loads(head), {"settings": SETTINGS, "products": PRODUCTS})
        for case, row in zip(cases(), rows, strict=True):
            scenario = Scenario(case, PRODUCTS, SETTINGS)
            expected = {**case, "calculator": scenario.calculator(), "expect": scenario.figures()}
            self.assertEqual(json.loads(row), expected, "write the cases anew: scenarios.py > ../Fixtures/Scenarios/cases.json")


if __name__ == "__main__":
    unittest.main()
