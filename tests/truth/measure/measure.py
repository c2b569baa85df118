#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prints rows of the truth table: what the reference's routines of a group execute.

measure.py LIBRARY GROUP [FAMILY...]: LIBRARY is what build.sh made, GROUP a driver beside this file
(direct, iterative, drivers, internals); with families only the rows of these.
"""

import argparse
import importlib
import sys

import calling
import counting

HEADER = """\
# Floating-point operations that Reference BLAS/LAPACK 3.11.0 executes, one Fortran-interface call a row, as in
# flop-truth.tsv. Made by tests/truth/measure/measure.py; docs/testing.md says how. ilaenv_nb=1: with all block sizes 1.
routine\tparams\tmul\tadd\tdiv\tsqrt\ttotal"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("library", help="libcounted.so that build.sh made")
    parser.add_argument("group", choices=["direct", "iterative", "drivers", "internals"])
    parser.add_argument("family", nargs="*", help="print the rows of these families alone")
    options = parser.parse_args()
    caller = calling.Caller(counting.Library(options.library))
    wanted = set(options.family)
    print(HEADER)
    for row in importlib.import_module(options.group).rows(caller):
        family = caller.line(row.text.split("\t", 1)[0])[0].family
        if not wanted or family in wanted:
            print(row.text, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
