#!/usr/bin/env python3
"""Writes a large workspace: generate.py DIR [LINES] [NOTES]. The same arguments give the same bytes."""
import os
import random
import sys

folder = sys.argv[1]
line_count = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
note_count = int(sys.argv[3]) if len(sys.argv) > 3 else 10_000
random.seed(7)
content = os.path.join(folder, "content")
for name in ["accounts", "contracts"]:
    os.makedirs(os.path.join(content, name), exist_ok=True)

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


def salesforce_id(number):
    body = "0018c00000" + "".join(LETTERS[number // 62**p % 62] for p in range(4, -1, -1))
    bits = [sum(1 << i for i, c in enumerate(body[g : g + 5]) if c.isupper()) for g in (0, 5, 10)]
    return body + "".join(SUFFIX[b] for b in bits)


ids = [salesforce_id(number) for number in range(note_count)]
for number, account in enumerate(ids):
    with open(os.path.join(content, "accounts", f"account-{number:05}.md"), "w") as file:
        file.write(
            f"""---
name: Account {number}
id: "{account}"
owner: owner{number % 40}@example.com
team: [{{name: Raj Patel, role: Account Executive, email: raj@example.com}}]
segment: Enterprise
industry: Manufacturing
region: West
stakeholders:
  - {{name: Dana Lee, title: CIO, role: economic buyer, stance: champion, influence: high, last_contact: 2026-09-02}}
risks:
  - {{id: R1, title: Sponsor leaving, severity: high, likelihood: medium, status: open, owner: Mia Chen, due: 2026-12-01}}
forecast: {{category: commit, amount: "{1000 + number}", currency: USD, by: ana@example.com, date: 2026-11-16}}
---
## Summary
Some words about account {number}.

## Next steps
- [ ] Send renewal quote @ana due 2026-12-01

## Log
### 2026-11-10 Call with CIO
Budget is flat.
"""
        )

contract_count = max(line_count // 10, 1)
with open(os.path.join(content, "contracts", "contracts.csv"), "w") as file:
    file.write("contract_id,account_id,start_date,end_date,status,currency,auto_renew,notice_days,signed_date\n")
    for number in range(contract_count):
        year = 2023 + number % 3
        file.write(
            f"C-{100000 + number},{ids[number * 7919 % note_count]},{year}-02-01,{year + 3}-01-31,active,USD,yes,60,{year}-01-15\n"
        )

products = [(f"Conductor Product {n}", f"CND-{n:03}") for n in range(40)]
with open(os.path.join(content, "contracts", "lines.csv"), "w") as file:
    file.write(
        "line_id,contract_id,product,sku,license_metric,quantity,unit_price,list_price,discount_percent,start_date,end_date,annual_amount\n"
    )
    for number in range(line_count):
        contract = number // 10
        year = 2023 + contract % 3
        name, sku = products[random.randrange(40)]
        quantity = random.randrange(10, 5000)
        price = random.randrange(1000, 40000)
        annual = quantity * price
        file.write(
            f"L-{100000 + contract}-{number % 10},C-{100000 + contract},{name},{sku},named_user,{quantity},"
            f"{price // 100}.{price % 100:02},{price // 90}.{price % 100:02},{random.randrange(0, 2000) / 100:.2f},"
            f"{year}-02-01,{year + 3}-01-31,{annual // 100}.{annual % 100:02}\n"
        )
