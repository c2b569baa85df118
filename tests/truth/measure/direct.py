# SPDX-License-Identifier: MIT
"""Rows of BLAS and of the direct methods of LAPACK: factorizations, solutions, inverses, reductions.
With block sizes of 1, since the model prices the algorithm and not its blocking.

Of a routine with many combinations of options every third row is kept, so that each option is met in
each place; of single precision, which executes the same, fewer."""

from collections import Counter

import auxiliary
import blas
import linear
import orthogonal
import reductions


def is_kept(precision, nth):
    if precision in "dz":
        return nth < 4 or nth % 3 == 0
    return nth % 9 == 0


def rows(caller):
    seen = Counter()
    caller.library.block_size = 1
    for group in (blas, linear, orthogonal, reductions, auxiliary):
        for row in group.rows(caller):
            routine = row.text.split("\t", 1)[0]
            if is_kept(caller.line(routine)[1], seen[routine]):
                yield row
            seen[routine] += 1
