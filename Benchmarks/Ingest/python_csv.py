#!/usr/bin/env python3
"""Reads a file of contract lines with Python's csv module: rows only, rows kept, and typed rows kept: python_csv.py FILE."""
import csv
import datetime
import decimal
import resource
import sys
import time



class Line:
    __slots__ = ("id", "contract", "product", "quantity", "unit", "list", "discount", "start", "end", "annual")

    def __init__(self, row):
        number, day = decimal.Decimal, datetime.date.fromisoformat
        self.id, self.contract, self.product = row[0], row[1], row[3]
        self.quantity, self.unit, self.list = number(row[5]), number(row[6]), number(row[7])
        self.discount, self.annual = number(row[8]), number(row[11])
        self.start, self.end = day(row[9]), day(row[10])


def rows():
    with open(sys.argv[1], newline="", encoding="utf-8") as file:
        yield from csv.reader(file)


def typed():
    reader = rows()
    next(reader)
    return [Line(row) for row in reader]


def measure(name, body):
    wall, cpu = time.perf_counter(), time.process_time()
    kept = body()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{name}: {time.perf_counter() - wall:.2f} s, CPU {time.process_time() - cpu:.2f} s, peak {peak} MB")
    del kept


measure("python csv, rows only", lambda: sum(len(row) for row in rows()))
measure("python csv, rows kept", lambda: list(rows()))
measure("python csv, typed lines kept", typed)
