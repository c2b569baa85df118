#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Compares what Debian's BLAS and LAPACK libraries export with what libflopscope.so exports, and that
with the table.

    exports.py LIBFLOPSCOPE [ABSENT-LIST...]

An entry point of BLAS or LAPACK is a name cblas_*, LAPACKE_* or lower case with a trailing underscore;
a library's kernels and own interface (dgemm_kernel_HASWELL, bli_gemm) are not. Each is exported by
libflopscope.so or matched by not-wrapped.txt. ABSENT-LISTs are what prototypes.py left: names that are
declared without being exported count for the list too.
"""

import glob
import os
import re
import subprocess
import sys

import common
from tables import entries

ENTRY_POINT = re.compile(r"(?!bli_)(cblas_\w+|LAPACKE_\w+|[a-z][a-z0-9_]*_)$")
LIBRARIES = ["openblas-pthread/libopenblas.so.0", "openblas-pthread/liblapack.so.3", "openblas-pthread/libblas.so.3",
             "openblas64-pthread/libopenblas64.so.0", "openblas64-pthread/liblapack64.so.3", "blas/libblas.so.3",
             "lapack/liblapack.so.3", "liblapacke.so.3", "libblis.so.4", "blis-pthread/libblis.so.4"]


def exported_names(path):
    """Names of the functions that a shared library exports."""
    output = subprocess.run(["nm", "-D", "--defined-only", path], check=True, capture_output=True, text=True).stdout
    return {fields[2].split("@")[0] for fields in map(str.split, output.splitlines())
            if len(fields) == 3 and fields[1] in "TWi"}


def check_against_table(ours):
    """Our exports are the table's entry points, flopscope_* and the interposed names of libc."""
    lines = common.read_table()
    wanted = {row[0] for row in entries.collect(lines, {}).rows}
    exported = {name for name in ours if not name.startswith("flopscope_")} - set(entries.LIBC_NAMES)
    for name in sorted(wanted - exported):
        print(f"{name}: in the table, not exported by libflopscope.so")
    for name in sorted(exported - wanted):
        print(f"{name}: exported by libflopscope.so, not in the table")
    return wanted == exported


def main(library, absent_lists):
    ours = exported_names(library)
    correct = check_against_table(ours)
    directories = sorted(glob.glob("/usr/lib/*-linux-gnu"))
    paths = [p for p in (os.path.join(d, name) for d in directories for name in LIBRARIES) if os.path.exists(p)]
    theirs, total = {}, 0
    for path in paths:
        names = {name for name in exported_names(path) if ENTRY_POINT.match(name)}
        total += len(names)
        for name in names - ours:
            theirs.setdefault(name, path)
    for path in absent_lists:
        with open(path, encoding="utf-8") as handle:
            for name in handle.read().split():
                theirs.setdefault(name, path)
    missing, stale = common.split(sorted(theirs), common.read_not_wrapped())
    for name in missing:
        print(f"{name}: exported by {theirs[name]}, neither wrapped nor in not-wrapped.txt")
    for pattern in stale:
        print(f"not-wrapped.txt: '{pattern}' matches nothing")
    if not correct or missing or stale or len(paths) < 5:
        raise SystemExit(f"exports differ ({len(paths)} libraries looked at)")
    print(f"ok: {len(ours)} exports are the table's; {total} names of {len(paths)} libraries are wrapped, "
          f"{len(theirs)} are in the short list")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2:])
