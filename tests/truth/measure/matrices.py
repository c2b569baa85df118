# SPDX-License-Identifier: MIT
"""Matrices in LAPACK's storage formats for the drivers: well conditioned ones where the routine's work
does not depend on them, random ones otherwise."""

import numpy


def dominant(caller, precision, n):
    """Random, with a dominant diagonal."""
    a = caller.array(precision, n, n)
    a[numpy.diag_indices(n)] += 4 * n
    return a


def definite(caller, precision, n):
    """Symmetric or Hermitian positive definite: a dominant real diagonal."""
    a = caller.array(precision, n, n)
    a = a + a.conj().T
    a[numpy.diag_indices(n)] = 8 * n + numpy.abs(a.diagonal())
    return numpy.asfortranarray(a)


def symmetric(caller, precision, n, hermitian=False):
    """Random and symmetric, or Hermitian with a real diagonal."""
    a = caller.array(precision, n, n)
    return numpy.asfortranarray(a + (a.conj() if hermitian else a).T)


def packed(a, uplo):
    """One triangle of a, column by column."""
    n = a.shape[0]
    columns = [a[:j + 1, j] if uplo == "U" else a[j:, j] for j in range(n)]
    return numpy.concatenate(columns)


def band(a, kl, ku, above=0):
    """The band of a in band storage, with `above` rows left free on top."""
    rows, columns = a.shape
    ab = numpy.zeros((above + kl + ku + 1, columns), a.dtype, order="F")
    for j in range(columns):
        for i in range(max(0, j - ku), min(rows, j + kl + 1)):
            ab[above + ku + i - j, j] = a[i, j]
    return ab


def symmetric_band(a, kd, uplo):
    """One triangle of the band of a, in band storage."""
    return band(a, 0, kd) if uplo == "U" else band(a, kd, 0)
