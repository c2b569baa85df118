#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prints what a call and a program's start cost, bare and under the preload library. Measures, and
judges nothing: machines and their load differ."""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

STARTS = 300
TRIES = 3

MODES = {
    "bare": {},
    "log off": {"FLOPSCOPE_LOG": "none"},
    "log on": {},
    "with budget": {"FLOPSCOPE_BUDGET": "1e15"},
    "with stacks": {"FLOPSCOPE_BUDGET": "1e15", "FLOPSCOPE_STACKS": "16"},
}


def environment(library, mode):
    result = dict(os.environ, OPENBLAS_NUM_THREADS="1", FLOPSCOPE_QUIET="1", **MODES[mode])
    if mode != "bare":
        result["LD_PRELOAD"] = str(library)
    return result


def output_of(command, env, directory):
    return subprocess.run(list(map(str, command)), env=env, cwd=directory, text=True, check=True,
                          stdout=subprocess.PIPE).stdout


def measure(program, library, mode, directory):
    """{name: nanoseconds}, the best of a few runs."""
    best = {}
    for _ in range(TRIES):
        for line in output_of([program], environment(library, mode), directory).splitlines():
            name, time_ns = line.split()
            best[name] = min(float(time_ns), best.get(name, 1e9))
        for log in Path(directory).glob("*.fslog"):
            log.unlink()
    return best


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", default="build", help="where the artifacts are (default: build)")
    build = Path(parser.parse_args().build).resolve()
    library = build / "libflopscope.so"
    with tempfile.TemporaryDirectory() as directory:
        results = {mode: measure(build / "tests" / "calls", library, mode, directory) for mode in MODES}
        starts = {mode: float(output_of([build / "tests" / "startup", STARTS, "true"],
                                        environment(library, mode), directory))
                  for mode in ("bare", "log on")}
    print(f"{'ns a call':16}" + "".join(f"{mode:>14}" for mode in MODES) + f"{'added by all':>14}")
    for name, bare in results["bare"].items():
        times = [results[mode][name] for mode in MODES]
        print(f"{name:16}" + "".join(f"{time:14.1f}" for time in times) + f"{times[-1] - bare:14.1f}")
    bare, preloaded = starts.values()
    print(f"start of `true`: {bare:.0f} us bare, {preloaded:.0f} us preloaded, {preloaded - bare:.0f} us added")
    return 0


if __name__ == "__main__":
    sys.exit(main())
