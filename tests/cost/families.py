#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Prices a call of every routine that flopscope-cost lists, through plans: with all arguments given,
and once without any. usage: families.py FLOPSCOPE_COST"""

import json
import re
import subprocess
import sys

TOOL = sys.argv[1]

# Their order is nl + nr + 1, and so at least 1.
NEVER_EMPTY = {"lasd6"}


def run(*words, text=None):
    return subprocess.run([TOOL, *words], input=text, capture_output=True, text=True, check=False, timeout=60)


def letters(routines):
    """{(routine, option): a letter that it takes}, from what the tool says about one that it does not."""
    plan, order = "", []
    for routine, family in routines:
        for option in (p["name"] for p in family["parameters"] if p["option"]):
            plan += f"{routine} {option}=?\n"
            order.append((routine, option))
    answers = run("plan", "-", text=plan).stderr.splitlines()
    found = {}
    for key, line in zip(order, answers, strict=True):
        said = re.search(rf": {key[1]}=\?: expected one of the letters (\S) ", line + " ")
        if not said:
            raise AssertionError(f"{key}: {line}")
        found[key] = said[1]
    return found


def calls(routines, size):
    """A plan with a call of each routine, all its arguments given."""
    known = letters(routines)
    return "".join(
        routine + "".join(f" {p['name']}={known[routine, p['name']] if p['option'] else size}"
                          for p in family["parameters"]) + "\n" for routine, family in routines)


def check_sizes(priced):
    """Nothing costs work at size 0 unless it has no dimension, and more at 200 than at 100."""
    cost = {}
    for size in (0, 100, 200, 2**40):
        done = run("plan", "-", "--json", "--fma=2", text=calls(priced, size))
        assert done.returncode == 0, done.stderr
        cost[size] = [int(o["total_flops"]) for o in json.loads(done.stdout)["operations"]]
        assert len(cost[size]) == len(priced)
    for index, (routine, family) in enumerate(priced):
        row = [cost[size][index] for size in (0, 100, 200, 2**40)]
        dimensions = any(p["priced"] and not p["option"] for p in family["parameters"])
        if dimensions and family["family"] not in NEVER_EMPTY:
            assert row[0] == 0, f"{routine}: costs {row[0]} at size 0"
        assert row == sorted(row), f"{routine}: {row}"
    return len(priced)


def check_missing(priced):
    """Without arguments, exactly those that have no default and a price are asked for."""
    defaults = {"ilo", "ihi", "il", "iu", "mv", "uplo", "diag", "fact", "equed", "range", "sort", "sense", "norm",
                "howmny", "balanc", "normin", "direct", "storev", "pivot", "type", "order", "eigsrc", "initv",
                "way", "ident"}
    asked = 0
    for routine, family in priced:
        wanted = [p["name"] for p in family["parameters"]
                  if p["priced"] and p["name"] not in defaults and not p["name"].startswith("tran")]
        ranged = {p["name"] for p in family["parameters"]} & {"n", "range"}
        wanted += [] if len(ranged) == 2 else [
            p["name"] for p in family["parameters"] if p["priced"] and p["name"] in ("il", "iu")]
        done = run(routine)
        assert done.returncode == (2 if wanted else 0), f"{routine}: {done.stderr}"
        if wanted:
            asked += 1
            missing = re.search(r"missing (.*); it takes", done.stderr)
            assert missing and set(missing[1].split(", ")) == set(wanted), f"{routine}: {done.stderr}"
    return asked


def main():
    families = json.loads(run("--list", "--json").stdout)
    priced = [(family["routines"][0], family) for family in families if family["class"] != "nested"]
    for what, check in (("are priced", check_sizes), ("ask for what they need", check_missing)):
        try:
            print(f"ok {check(priced)} families {what}")
        except AssertionError as error:
            print(f"FAIL families: {error}")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
