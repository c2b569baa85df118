#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Kills a program under the preload library at random moments, many times, and looks at what is left.
Not part of make check, which does it a few times."""

import argparse
import random
import shutil
import sys
from pathlib import Path

sys.dont_write_bytecode = True

import harness  # noqa: E402
from cases import survival  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1000, help="default: 1000")
    parser.add_argument("--seed", type=int, default=0, help="of the random moments (default: 0)")
    parser.add_argument("--build", default="build", help="where the artifacts are (default: build)")
    options = parser.parse_args()
    context = harness.Context(harness.Setting(options.build), "survival")
    shutil.rmtree(context.directory, ignore_errors=True)
    chance = random.Random(options.seed)
    calls = without_log = 0
    for run in range(options.runs):
        try:
            ended = survival.kill_at_random(context, chance)
        except harness.Failure as failure:
            print(f"FAIL run {run + 1}: {failure} (in {context.directory}/{run + 1})")
            return 1
        calls += ended
        without_log += ended == 0
        shutil.rmtree(Path(context.directory) / str(run + 1))
    print(f"ok survival: {options.runs} runs killed, {calls:,} operations ended and all are in the logs; "
          f"{without_log} were killed before their first operation ended")
    return 0


if __name__ == "__main__":
    sys.exit(main())
