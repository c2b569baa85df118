#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prints what flopscope costs: tables of figures, each beside what it is compared with, both measured in
turn in this run. Measures, and judges nothing: machines and their load differ. docs/benchmarks.md says
how to read them."""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from measure import PARTS, Bench
from parts import calls, instructions, length, live, nested, programs, reports, stacks, start, threads  # noqa: F401


def machine():
    """One line on where the figures are from."""
    cpu = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    blas = subprocess.run(["readlink", "-f", "/etc/alternatives/libblas.so.3-x86_64-linux-gnu"], text=True,
                          stdout=subprocess.PIPE, check=False).stdout.strip()
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    return (f"{cpu[1] if cpu else 'unknown CPU'}, {os.cpu_count()} cores, load {load}; "
            f"BLAS {blas or 'unknown'}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="*", help=f"which of {', '.join(PARTS)} (default: all)")
    parser.add_argument("--build", default="build", help="where the artifacts are (default: build)")
    parser.add_argument("--quick", action="store_true", help="shorter runs, and no programs of others")
    parser.add_argument("--scratch", help="a directory for logs, with 3 GB free (default: the system's)")
    arguments = parser.parse_args()
    for name in arguments.part:
        if name not in PARTS:
            parser.error(f"'{name}': expected one of {', '.join(PARTS)}")
    chosen = arguments.part or [name for name in PARTS if not (arguments.quick and name == "programs")]
    print(machine() + "\n")
    for name in chosen:
        with tempfile.TemporaryDirectory(dir=arguments.scratch) as directory:
            print(f"{name}: {' '.join(PARTS[name].__doc__.split())}")
            PARTS[name](Bench(arguments.build, directory, arguments.quick))
    return 0


if __name__ == "__main__":
    sys.exit(main())
