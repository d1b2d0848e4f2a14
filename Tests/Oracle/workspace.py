"""Writes a model as a workspace's `content/`, in the clean forms: YAML of maps, lists and quoted text; CSV with plain headers."""

from __future__ import annotations

import csv
from pathlib import Path

CONTRACT_COLUMNS = [
    "contract_id", "account_id", "start_date", "end_date", "status", "currency", "auto_renew", "renewal_term_months",
    "notice_days", "notice_months", "notice_day_type", "notice_given", "uplift_cap_percent", "signed_date",
    "renews_contract_id", "transfer_to"]
LINE_COLUMNS = [
    "line_id", "contract_id", "product", "sku", "quantity", "unit_price", "start_date", "end_date", "annual_amount"]
USAGE_COLUMNS = ["account_id", "product", "month", "entitled", "assigned", "active"]
HEALTH_COLUMNS = ["account_id", "date", "measure", "value", "note"]
OPPORTUNITY_COLUMNS = [
    "opportunity_id", "account_id", "contract_id", "close_date", "amount", "currency", "category", "stage", "outcome",
    "closed_on"]


class Number(str):
    """Text that is written without quotes."""


def scalar(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Number):
        return str(value)
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


def yaml(value: object, indent: int = 0) -> list[str]:
    """Block style; empty text, lists and maps are left out by the caller."""
    pad = "  " * indent
    lines: list[str] = []
    if isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, dict) or isinstance(item, list) and item and isinstance(item[0], dict):
                lines += [f"{pad}{key}:", *yaml(item, indent + 1)]
            elif isinstance(item, list):
                lines.append(f"{pad}{key}: {flow(item)}")
            else:
                lines.append(f"{pad}{key}: {scalar(item)}")
        return lines
    assert isinstance(value, list)
    for item in value:
        inner = yaml(item, indent + 1)
        lines += [f"{pad}- {inner[0].lstrip()}", *inner[1:]]
    return lines


def flow(items: list) -> str:
    return "[" + ", ".join(flow(item) if isinstance(item, list) else scalar(item) for item in items) + "]"


def full(value: object) -> object:
    """Without empty parts."""
    if isinstance(value, dict):
        return {key: full(item) for key, item in value.items() if item not in ("", {}, [], None)}
    if isinstance(value, list):
        return [full(item) for item in value]
    return value


def write_table(path: Path, columns: list[str], rows: list[dict]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n", extrasaction="raise")
        writer.writeheader()
        writer.writerows(rows)


def write_text(path: Path, lines: list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_settings(settings: dict, path: Path) -> None:
    tree = dict(settings)
    tree["fiscal_year_start"] = Number(settings["fiscal_year_start"])
    tree["milestones"] = [
        {"key": entry["key"], "days": Number(entry["days"]), "title": entry["key"].capitalize()}
        for entry in settings["milestones"]]
    tree["forecast"] = {"weights": tree.pop("forecast_weights")}
    write_text(path, yaml(full(tree)))


def write_account(account: dict, path: Path) -> None:
    matter = full({
        "name": account["name"], "id": account["id"], "owner": "ana@example.com", "parent": account["parent"],
        "health_override": account.get("health_override", {})})
    write_text(path, ["---", *yaml(matter), "---", "## Summary", "", f"The book of {account['name']}."])


def write(model: dict, out: Path) -> None:
    content = out / "content"
    write_settings(model["settings"], content / "portfolio.yaml")
    write_text(content / "products.yaml", yaml(full({"products": model["products"]})))
    for account in model["accounts"]:
        write_account(account, content / "accounts" / f"{account['slug']}.md")
    write_table(content / "contracts" / "contracts.csv", CONTRACT_COLUMNS, model["contracts"])
    write_table(content / "contracts" / "lines.csv", LINE_COLUMNS, model["lines"])
    write_table(content / "usage" / "usage.csv", USAGE_COLUMNS, model["usage"])
    write_table(content / "health" / "health.csv", HEALTH_COLUMNS, model["health"])
    write_table(content / "opportunities" / "opportunities.csv", OPPORTUNITY_COLUMNS, model["opportunities"])
