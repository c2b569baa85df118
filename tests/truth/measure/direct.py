# SPDX-License-Identifier: MIT
"""Rows of BLAS and of the direct methods of LAPACK: factorizations, solutions, inverses, reductions.
All with block sizes of 1, since the model prices the algorithm and not its blocking."""

import matrices


def lu(caller):
    for p in "sdcz":
        for m, n in ((100, 100), (160, 70), (70, 160)):
            yield caller.row(p + "getrf", m=m, n=n)
        factors = caller.run(p + "getrf", m=90, n=90, a=matrices.dominant(caller, p, 90))
        for trans, nrhs in (("N", 1), ("T", 20), ("C", 20)):
            yield caller.row(p + "getrs", trans=trans, n=90, nrhs=nrhs, a=factors.a, ipiv=factors.ipiv)
        yield caller.row(p + "getri", n=90, a=factors.a, ipiv=factors.ipiv)


def rows(caller):
    caller.library.block_size = 1
    for family in (lu,):
        yield from family(caller)
