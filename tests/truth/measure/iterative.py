# SPDX-License-Identifier: MIT
"""Rows of the iterative methods of LAPACK: eigenvalues, singular values, and what is built on them.
With the reference's own block sizes, since the estimates hold what its drivers execute."""

import estimates
import matrices
import numpy


def routine_name(p, real, hermitian):
    """Name of a routine for symmetric or Hermitian matrices: (d, sy) dsyev, (z, he) zheev."""
    return p + (hermitian if p in "cz" else real)


def real_letter(p):
    """The precision letter of the real routines that go with p."""
    return "s" if p in "sc" else "d"


def _vector(caller, p, n):
    return caller.array(real_letter(p), n)


def square(array, n):
    """The n x n matrix that a call left in an array it was given, or in one that it filled."""
    return numpy.asfortranarray(array.reshape(n, n, order="F"))


def ranges(n):
    return ({"range": "A", "il": 1, "iu": n}, {"range": "V", "vl": -1e4, "vu": 1e4, "il": 1, "iu": n},
            {"range": "I", "il": 1, "iu": n // 5})


def symmetric(caller, p, n):
    a = matrices.symmetric(caller, p, n, hermitian=True)
    ap = matrices.packed(a, "U")
    dense, packed, band = (routine_name(p, *names) for names in (("sy", "he"), ("sp", "hp"), ("sb", "hb")))
    for jobz in "NV":
        for driver in ("ev", "evd"):
            yield caller.row(dense + driver, jobz=jobz, n=n, a=a)
            yield caller.row(packed + driver, jobz=jobz, n=n, ap=ap)
            yield caller.row(band + driver, jobz=jobz, n=n, kd=8, ab=matrices.band(a, 0, 8))
        for selected in ranges(n):
            yield caller.row(dense + "evr", jobz=jobz, n=n, a=a, **selected)
            yield caller.row(dense + "evx", jobz=jobz, n=n, a=a, **selected)
            yield caller.row(packed + "evx", jobz=jobz, n=n, ap=ap, **selected)
            yield caller.row(band + "evx", jobz=jobz, n=n, kd=8, ab=matrices.band(a, 0, 8), **selected)
    for driver in ("ev_2stage", "evd_2stage"):
        yield caller.row(dense + driver, jobz="N", n=n, a=a)


def generalized_symmetric(caller, p, n):
    a, b = matrices.symmetric(caller, p, n, hermitian=True), matrices.definite(caller, p, n)
    ap, bp = matrices.packed(a, "U"), matrices.packed(b, "U")
    dense, packed, band = (routine_name(p, *names) for names in (("sy", "he"), ("sp", "hp"), ("sb", "hb")))
    for jobz in "NV":
        for driver in ("gv", "gvd"):
            yield caller.row(dense + driver, itype=1, jobz=jobz, n=n, a=a, b=b)
            yield caller.row(packed + driver, itype=1, jobz=jobz, n=n, ap=ap, bp=bp)
            yield caller.row(band + driver, jobz=jobz, n=n, ka=8, kb=8, ab=matrices.band(a, 0, 8),
                             bb=matrices.band(b, 0, 8))
        for selected in ranges(n):
            yield caller.row(dense + "gvx", itype=1, jobz=jobz, n=n, a=a, b=b, **selected)


def tridiagonal(caller, p, n):
    d, e = _vector(caller, p, n), _vector(caller, p, n)
    reduced = caller.run(routine_name(p, "sy", "he") + "trd", n=n, a=matrices.symmetric(caller, p, n, hermitian=True))
    q = caller.array(p, n, n)
    if p in "sd":
        yield caller.row(p + "sterf", n=n, d=d, e=e)
    for compz in "NIV":
        start = {"d": reduced.d[:n], "e": reduced.e[:n]} if compz == "V" else {"d": d, "e": e}
        yield caller.row(p + "steqr", compz=compz, n=n, z=q, **start)
        yield caller.row(p + "stedc", compz=compz, n=n, z=q, **start)
        yield caller.row(p + "pteqr", compz=compz, n=n, d=abs(d) + 4, e=e / 2, z=q)
    for jobz in "NV":
        for selected in ranges(n):
            yield caller.row(p + "stemr", jobz=jobz, n=n, d=d, e=e, nzc=n, tryrac=1, **selected)
            if p in "sd":
                yield caller.row(p + "stevr", jobz=jobz, n=n, d=d, e=e, **selected)
                yield caller.row(p + "stevx", jobz=jobz, n=n, d=d, e=e, **selected)
    for selected in ranges(n):
        values = caller.run(real_letter(p) + "stebz", order="B", n=n, d=d, e=e, **selected)
        if p in "sd":
            yield caller.row(p + "stebz", order="B", n=n, d=d, e=e, **selected)
        yield caller.row(p + "stein", n=n, d=d, e=e, m=int(values.m.flat[0]), w=values.w, iblock=values.iblock,
                         isplit=values.isplit)


def nonsymmetric(caller, p, n):
    a = caller.array(p, n, n)
    h = numpy.triu(square(caller.run(p + "gehrd", n=n, ilo=1, ihi=n, a=a).a, n), -1)
    z = caller.array(p, n, n)
    for job, compz in (("E", "N"), ("S", "N"), ("S", "I"), ("S", "V")):
        yield caller.row(p + "hseqr", job=job, compz=compz, n=n, ilo=1, ihi=n, h=h, z=z)
    for left, right in ("NN", "NV", "VN", "VV"):
        yield caller.row(p + "geev", jobvl=left, jobvr=right, n=n, a=a)
    for balance in "NPSB":
        for sense in "NEVB":
            yield caller.row(p + "geevx", balanc=balance, jobvl="V", jobvr="V", sense=sense, n=n, a=a)
    for vectors in "NV":
        yield caller.row(p + "gees", jobvs=vectors, sort="N", select=0, n=n, a=a)
    schur = caller.run(p + "gees", jobvs="V", sort="N", select=0, n=n, a=a)
    t = numpy.triu(square(schur.a, n), -1)
    for side in "RLB":
        for howmny in "B" if p == "c" else "AB":  # single precision guards its solves
            for routine in ("trevc", "trevc3"):
                yield caller.row(p + routine, side=side, howmny=howmny, n=n, t=t, vl=a, vr=a, mm=n,
                                 select=numpy.ones(n))


def generalized_nonsymmetric(caller, p, n):
    a, b, z = caller.array(p, n, n), caller.array(p, n, n), caller.array(p, n, n)
    triangle = numpy.triu(square(caller.run(p + "geqrf", m=n, n=n, a=b).a, n))
    pair = caller.run(p + "gghrd", compq="N", compz="N", n=n, ilo=1, ihi=n, a=a, b=triangle)
    h, t = numpy.triu(square(pair.a, n), -1), numpy.triu(square(pair.b, n))
    for job, compq, compz in (("E", "N", "N"), ("S", "N", "N"), ("S", "N", "V"), ("S", "V", "V")):
        yield caller.row(p + "hgeqz", job=job, compq=compq, compz=compz, n=n, ilo=1, ihi=n, h=h, t=t, q=z, z=z)
    for left, right in ("NN", "NV", "VN", "VV"):
        yield caller.row(p + "ggev", jobvl=left, jobvr=right, n=n, a=a, b=b)
        yield caller.row(p + "ggev3", jobvl=left, jobvr=right, n=n, a=a, b=b)
        for driver in ("gges", "gges3"):
            yield caller.row(p + driver, jobvsl=left, jobvsr=right, sort="N", selctg=0, n=n, a=a, b=b)
    for sense in "NEVB":
        yield caller.row(p + "ggevx", balanc="B", jobvl="V", jobvr="V", sense=sense, n=n, a=a, b=b)


def bidiagonal(caller, p, n):
    d, e = _vector(caller, p, n), _vector(caller, p, n)
    alone = [] if p in "cz" else [(0, 0, 0)]  # without vectors it is the real routine
    for ncvt, nru, ncc in (*alone, (n, n, 0), (20, 0, 0), (0, n, 5)):
        yield caller.row(p + "bdsqr", n=n, ncvt=ncvt, nru=nru, ncc=ncc, d=d, e=e, vt=caller.array(p, n, max(ncvt, 1)),
                         u=caller.array(p, max(nru, 1), n), c=caller.array(p, n, max(ncc, 1)))
    if p in "cz":
        return
    for compq in "NIP":
        yield caller.row(p + "bdsdc", compq=compq, n=n, d=d, e=e)
    for jobz in "NV":
        for selected in (ranges(n)[0], ranges(n)[2]):
            yield caller.row(p + "bdsvdx", jobz=jobz, n=n, d=d, e=e, **selected)


def singular_values(caller, p, n):
    for m, k in ((n, n), (n, n // 2), (n // 2, n), (3 * n // 2, n)):
        a = caller.array(p, m, k)
        for left, right in ("NN", "SS", "AA", "SN", "NA", "OS"):
            yield caller.row(p + "gesvd", jobu=left, jobvt=right, m=m, n=k, a=a)
        for jobz in "NSAO":
            yield caller.row(p + "gesdd", jobz=jobz, m=m, n=k, a=a, rwork=numpy.zeros(12 * n * n))
        for left, right in ("NN", "VV"):
            yield caller.row(p + "gesvdx", jobu=left, jobvt=right, range="I", m=m, n=k, il=1, iu=min(m, k) // 5, a=a,
                             rwork=numpy.zeros(40 * n * n))
        b = caller.array(p, max(m, k), 10)
        yield caller.row(p + "gelss", m=m, n=k, nrhs=10, a=a, b=b)
        yield caller.row(p + "gelsd", m=m, n=k, nrhs=10, a=a, b=b)


def jacobi(caller, p, n):
    for m in (n, 2 * n):
        a = caller.array(p, m, n)
        length = 8 * (m + n) * n
        room = {"lwork": length, "work": numpy.zeros(length)} if p in "sd" else {}
        for left, right in ("NN", "UV", "UN", "NV"):
            yield caller.row(p + "gesvj", joba="G", jobu=left, jobv=right, m=m, n=n, mv=0, a=a, **room)
            yield caller.row(p + "gejsv", joba="C", jobu=left, jobv=right, jobr="N", jobt="N", jobp="N", m=m, n=n, a=a,
                             **room)


def rows(caller):
    caller.library.block_size = 0
    for family, order in ((symmetric, 100), (generalized_symmetric, 80), (tridiagonal, 120), (nonsymmetric, 90),
                          (generalized_nonsymmetric, 80), (bidiagonal, 80), (singular_values, 120), (jacobi, 70)):
        for p in "sdcz":
            yield from family(caller, p, order)
    yield from estimates.rows(caller)
