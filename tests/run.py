#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the cases that need real processes: each program bare, then under the preload library."""

import argparse
import shutil
import sys
import time
from pathlib import Path

sys.dont_write_bytecode = True

import harness  # noqa: E402  (after dont_write_bytecode, so that nothing is written beside the sources)
from cases import (  # noqa: E402,F401
    api, budget, live, nonfinite, numerics, processes, programs, real, stacks, survival, traffic, trees)

GROUPS = {"programs": (programs, processes, live, stacks, survival, api, nonfinite, traffic), "budget": (budget,),
          "real": (real, numerics, trees)}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("group", nargs="*", metavar="GROUP",
                        help=f"{', '.join(GROUPS)} (default: all)")
    parser.add_argument("--build", default="build", help="where the artifacts are (default: build)")
    parser.add_argument("--filter", default="", metavar="TEXT", help="only cases with TEXT in their name")
    parser.add_argument("--list", action="store_true", help="print the names of the cases")
    parser.add_argument("--times", action="store_true", help="print how long each case took")
    parser.add_argument("--all", action="store_true",
                        help="also the long cases: HPL at full size, all of the LAPACK testers")
    parsed = parser.parse_args()
    for group in parsed.group:
        if group not in GROUPS:
            parser.error(f"unknown group '{group}': expected {', '.join(GROUPS)}")
    return parsed


def missing(needs):
    return [need for need in needs if not (Path(need).exists() or shutil.which(need))]


def run_case(setting, name, function, needs):
    """None if the case holds, else why not."""
    absent = missing(needs)
    if absent:
        return f"needs {', '.join(absent)}: run scripts/deps"
    context = harness.Context(setting, name)
    shutil.rmtree(context.directory, ignore_errors=True)
    context.directory.mkdir(parents=True)
    try:
        function(context)
    except harness.Failure as failure:
        return f"{failure} (in {context.directory})"
    except Exception as error:  # a case must not end the others
        return f"{type(error).__name__}: {harness.one_line(str(error))} (in {context.directory})"
    finally:
        context.end_all()
    shutil.rmtree(context.directory, ignore_errors=True)
    return None


def main():
    options = arguments()
    modules = {m.__name__ for g in options.group or GROUPS for m in GROUPS[g]}
    chosen = [(name, function, needs) for name, function, needs in harness.CASES
              if function.__module__ in modules and options.filter in name
              and (options.all or not name.endswith("/all"))]
    if options.list:
        print("\n".join(name for name, _, _ in chosen))
        return 0
    if not chosen:
        print(f"no case has '{options.filter}' in its name", file=sys.stderr)
        return 2
    setting = harness.Setting(options.build)
    for path in (setting.library, setting.report, setting.programs):
        if not path.exists():
            print(f"{path} is missing: run make first", file=sys.stderr)
            return 2
    failed = 0
    for name, function, needs in chosen:
        start = time.monotonic()
        why = run_case(setting, name, function, needs)
        failed += why is not None
        took = f"  ({time.monotonic() - start:.1f} s)" if options.times else ""
        print(f"FAIL {name}: {why}" if why else f"ok {name}{took}", flush=True)
    print(f"{len(chosen) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
