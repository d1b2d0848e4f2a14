#!/usr/bin/env python3
"""Reads a CSV file with Python's csv module and nothing more: python_csv.py FILE."""
import csv
import resource
import sys
import time

start = time.perf_counter()
rows = cells = 0
with open(sys.argv[1], newline="", encoding="utf-8") as file:
    for row in csv.reader(file):
        rows += 1
        cells += len(row)
print(f"python csv, rows only: {time.perf_counter() - start:.3f} s, {rows} rows, {cells} cells")

start = time.perf_counter()
with open(sys.argv[1], newline="", encoding="utf-8") as file:
    kept = list(csv.reader(file))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(f"python csv, rows kept: {time.perf_counter() - start:.3f} s, peak {peak} MB")
