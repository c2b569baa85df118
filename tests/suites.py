#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs all test suites one after the other and counts what passed over all of them."""

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent

# How a suite says what passed and failed; the first form that it uses is taken.
TOTAL = re.compile(r"^(?:.*: )?(\d+) passed, (\d+) failed$", re.MULTILINE)
LIBCHECK = re.compile(r"Checks: (\d+), Failures: (\d+), Errors: (\d+)")
LINES = re.compile(r"^(ok|FAIL):? ", re.MULTILINE)
COUNT = re.compile(r"^\S+: (\d+) (?:commands passed|inputs replayed)$", re.MULTILINE)


def suites(build, quick):
    """[(name, command)]"""
    unit = sorted(path for path in (build / "tests" / "unit").glob("test_*") if not path.suffix)
    found = [(f"unit/{path.name}", [path]) for path in unit]
    found.append(("truth", [build / "tests" / "truth", *sorted((HERE / "truth").glob("*.tsv"))]))
    # A folder's run.sh takes the build directory; the fuzzer's, which builds its own, takes seconds.
    found += [(script.parent.name, [script, build] if script.parent.name != "fuzz" else [script])
              for script in sorted(HERE.glob("*/run.sh"))]
    found.append(("programs", [sys.executable, HERE / "run.py", "--build", build, "programs", "budget"]))
    if not quick:
        found.append(("real", [sys.executable, HERE / "run.py", "--build", build, "real"]))
    return found


def run(command):
    """Shows what the command prints; returns its exit code and output."""
    output = []
    with subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, errors="backslashreplace") as process:
        for line in process.stdout:
            print(line, end="", flush=True)
            output.append(line)
    return process.returncode, "".join(output)


def count(code, output):
    """(passed, failed). A suite that ends badly has a failure, whatever it prints."""
    if totals := TOTAL.findall(output):
        passed, failed = map(int, totals[-1])
    elif checks := LIBCHECK.findall(output):
        failed = sum(int(f) + int(e) for _, f, e in checks)
        passed = sum(int(n) for n, _, _ in checks) - failed
    elif lines := LINES.findall(output):
        passed, failed = lines.count("ok"), lines.count("FAIL")
    elif counts := COUNT.findall(output):
        passed, failed = sum(map(int, counts)), 0
    else:
        passed, failed = int(code == 0), 0
    return passed, max(failed, 1) if code else failed


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", default="build", help="where the artifacts are (default: build)")
    parser.add_argument("--quick", action="store_true", help="leave out the programs of others")
    options = parser.parse_args()
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    results = []
    for name, command in suites(Path(options.build).resolve(), options.quick):
        print(f"== {name}", flush=True)
        try:
            results.append((name, *count(*run(command))))
        except OSError as error:
            print(f"FAIL {name}: {error}")
            results.append((name, 0, 1))
    print("== all")
    for name, passed, failed in results:
        print(f"{name:24} {passed:6} passed {failed:6} failed")
    passed, failed = (sum(column) for column in list(zip(*results))[1:])
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
