"""Health scores."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import formulas as f
from licences import Licences


class Health(Licences):
    """Measures, score, coverage, band and trend of accounts."""

    def health(self, slug: str) -> None:
        scope = f"account:{slug}"
        settings = self.model.settings["health"]
        earned = self.points(slug, self.as_of)
        for key, value in earned.items():
            if value is not None:
                self.put_ratio(scope, f"points:{key}", value)
        score, coverage = self.score(earned)
        self.put_ratio(scope, "health_coverage", coverage)
        green, yellow = Fraction(settings["bands"]["green"]), Fraction(settings["bands"]["yellow"])
        self.put(scope, "health_band", f.band(score, coverage, green, yellow))
        if score is not None:
            self.put_ratio(scope, "health_score", score)
            before, _ = self.score(self.points(slug, self.as_of - timedelta(days=30)))
            if before is not None:
                self.put_ratio(scope, "health_trend", score - before)
                self.put(scope, "health_trend_direction", f.direction(score - before))
        if override := self.model.accounts[slug].get("health_override"):
            expires = override.get("expires")
            in_force = not expires or self.as_of <= date.fromisoformat(expires)
            self.put(scope, "health_override", override["band"] if in_force else "expired")

    def points(self, slug: str, cut_off: date) -> dict[str, Fraction | None]:
        result: dict[str, Fraction | None] = {}
        for key, rule in self.model.settings["health"]["measures"].items():
            found = self.reading(slug, rule["source"], cut_off)
            if found is None or (cut_off - found[0]).days > int(rule["stale_after_days"]):
                result[key] = None
            elif "bands" in rule:
                result[key] = f.step_points(found[1], [(Fraction(a), Fraction(b)) for a, b in rule["bands"]])
            else:
                lower = rule.get("direction") == "lower"
                result[key] = f.points(found[1], Fraction(rule["green"]), Fraction(rule["yellow"]), lower)
        return result

    def reading(self, slug: str, source: str, cut_off: date) -> tuple[date, Fraction] | None:
        kind, name = source.split(".", 1)
        if kind == "usage":
            return self.usage_ratio(slug, name, cut_off)
        best = None
        for day, value in self.model.readings.get((slug, name), []):
            if day <= cut_off and (best is None or day >= best[0]):
                best = (day, value)
        return best

    def usage_ratio(self, slug: str, name: str, cut_off: date) -> tuple[date, Fraction] | None:
        """Decision 39."""
        people: dict[date, list[tuple[Fraction, Fraction]]] = {}
        others: dict[date, list[tuple[Fraction, Fraction]]] = {}
        for sku in self.model.usage[slug]:
            for row in self.finished(slug, sku, cut_off):
                entitled = self.entitled(slug, sku, row, cut_off)
                part = row.assigned if name == "deployed_ratio" else row.active
                whole = row.assigned if name == "depth_ratio" else entitled
                if part is not None and whole is not None and whole > 0:
                    by_month = people if self.model.products[sku].counts_people else others
                    by_month.setdefault(self.dated(row), []).append((part, whole))
        if people:
            last = max(people)
            return last, sum(part for part, _ in people[last]) / sum(whole for _, whole in people[last])
        if others:
            last = max(others)
            return last, sum(part / whole for part, whole in others[last]) / len(others[last])
        return None

    def score(self, earned: dict[str, Fraction | None]) -> tuple[Fraction | None, Fraction]:
        settings = self.model.settings["health"]
        measures = settings["measures"]
        if not settings.get("groups"):
            return f.score([(Fraction(1), [(Fraction(rule["weight"]), earned[key]) for key, rule in measures.items()])])
        groups = []
        for name, weight in settings["groups"].items():
            inside = [(Fraction(r["weight"]), earned[key]) for key, r in measures.items() if r.get("group") == name]
            groups.append((Fraction(weight), inside))
        for key, rule in measures.items():
            if not rule.get("group"):
                groups.append((Fraction(rule["weight"]), [(Fraction(rule["weight"]), earned[key])]))
        return f.score(groups)
