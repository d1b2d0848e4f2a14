"""Counts and prints the checks: one line each, the problems of a failed one indented below it."""

import sys
import time

SHOWN = 12


class Report:
    def __init__(self, out=None):
        self.out = out or sys.stdout
        self.passed = 0
        self.failures = {}
        self.since = time.monotonic()

    def check(self, name, problems, scope=""):
        """Passes when `problems` is empty. `scope` says how much was looked at, so that nothing passes for want of pages."""
        now = time.monotonic()
        note = f" ({', '.join(filter(None, [scope, f'{now - self.since:.1f} s']))})"
        self.since = now
        if not problems:
            self.passed += 1
            print(f"ok    {name}{note}", file=self.out, flush=True)
            return
        self.failures[name] = list(problems)
        print(f"FAIL  {name}{note}", file=self.out)
        for problem in self.failures[name][:SHOWN]:
            print(f"      {problem}", file=self.out)
        if len(problems) > SHOWN:
            print(f"      … and {len(problems) - SHOWN} more", file=self.out)
        self.out.flush()

    def close(self):
        print(f"{self.passed} passed, {len(self.failures)} failed", file=self.out, flush=True)
        return 1 if self.failures else 0
