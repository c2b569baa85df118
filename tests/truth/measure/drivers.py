# SPDX-License-Identifier: MIT
"""Rows of the drivers and estimators that the other groups leave: packed and rook pivoting, mixed precision,
two stages, balancing, selected eigenvectors and their condition, generalized singular values, CS decomposition.
With the reference's own block sizes."""

import ctypes
import functools

import estimates
import matrices
import numpy
from iterative import ranges, real_letter, routine_name, square


@ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_double), ctypes.c_void_p, ctypes.c_void_p)
def _positive_double(value, *_):
    return int(value[0] > 0)


@ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_float), ctypes.c_void_p, ctypes.c_void_p)
def _positive_single(value, *_):
    return int(value[0] > 0)


def _half(p):
    """The address of a function that selects eigenvalues with a positive real part, or with a positive numerator."""
    return ctypes.cast(_positive_single if p in "sc" else _positive_double, ctypes.c_void_p).value


def indefinite(caller, p, n, nrhs):
    for kind, letters in (("sy", "sp"), ("he", "hp")) if p in "cz" else (("sy", "sp"),):
        for uplo in "UL":
            def packed(kind=kind, letters=letters, uplo=uplo):
                a = matrices.symmetric(caller, p, n, kind == "he")
                ap = matrices.packed(a, uplo)
                f = caller.run(p + letters + "trf", uplo=uplo, n=n, ap=ap)
                arguments = {"uplo": uplo, "n": n, "nrhs": nrhs, "ap": ap, "afp": f.ap, "ipiv": f.ipiv}
                return estimates.solved(caller, p + letters + "trs", arguments, ("afp",), ("ap",))

            def factored(routine, kind=kind, uplo=uplo):
                a = matrices.symmetric(caller, p, n, kind == "he")
                f = caller.run(p + kind + routine, uplo=uplo, n=n, a=a)
                diagonal = {"e": f.e} if routine == "trf_rk" else {}
                return {"uplo": uplo, "n": n, "a": f.a, "ipiv": f.ipiv, "anorm": 1.0, **diagonal}
            yield estimates.condition(caller, p + letters + "con", packed, "afp", "ap")
            yield from estimates.drivers(caller, p + letters, packed)
            for estimator, routine in (("con_rook", "trf_rook"), ("con_3", "trf_rk")):
                yield estimates.typical(caller, p + kind + estimator, functools.partial(factored, routine))


def mixed(caller, p, n, nrhs):
    letters = p + ("s" if p == "d" else "c")

    def general():
        return {"n": n, "nrhs": nrhs, "a": caller.array(p, n, n), "b": caller.array(p, n, nrhs)}

    def definite():
        return {"uplo": "U", "n": n, "nrhs": nrhs, "a": matrices.definite(caller, p, n),
                "b": caller.array(p, n, nrhs)}
    yield estimates.typical(caller, letters + "gesv", general)
    yield estimates.typical(caller, letters + "posv", definite)


def symmetric(caller, p, n):
    a, b = matrices.symmetric(caller, p, n, hermitian=True), matrices.definite(caller, p, n)
    d, e = (caller.array(real_letter(p), n) for _ in range(2))
    dense, packed, band = (routine_name(p, *names) for names in (("sy", "he"), ("sp", "hp"), ("sb", "hb")))
    for jobz in "NV":
        if p in "sd":
            yield caller.row(p + "stev", jobz=jobz, n=n, d=d, e=e)
            yield caller.row(p + "stevd", jobz=jobz, n=n, d=d, e=e)
        for selected in ranges(n):
            yield caller.row(p + "stegr", jobz=jobz, n=n, d=d, e=e, **selected)
            yield caller.row(packed + "gvx", itype=1, jobz=jobz, n=n, ap=matrices.packed(a, "U"),
                             bp=matrices.packed(b, "U"), **selected)
            yield caller.row(band + "gvx", jobz=jobz, n=n, ka=8, kb=8, ab=matrices.band(a, 0, 8),
                             bb=matrices.band(b, 0, 8), **selected)
    for selected in ranges(n):
        for driver in ("evr_2stage", "evx_2stage"):
            yield caller.row(dense + driver, jobz="N", n=n, a=a, **selected)
        yield caller.row(band + "evx_2stage", jobz="N", n=n, kd=8, ab=matrices.band(a, 0, 8), **selected)
    for driver in ("ev_2stage", "evd_2stage"):
        yield caller.row(band + driver, jobz="N", n=n, kd=8, ab=matrices.band(a, 0, 8))
    yield caller.row(dense + "gv_2stage", itype=1, jobz="N", n=n, a=a, b=b)


def nonsymmetric(caller, p, n):
    a = caller.array(p, n, n)
    h = numpy.triu(square(caller.run(p + "gehrd", n=n, ilo=1, ihi=n, a=a).a, n), -1)
    schur = caller.run(p + "gees", jobvs="V", sort="N", select=0, n=n, a=a)
    t = numpy.triu(square(schur.a, n), -1)
    eigenvalues = {name: getattr(schur, name) for name in ("wr", "wi", "w") if hasattr(schur, name)}
    for job in "PSB":
        yield caller.row(p + "gebal", job=job, n=n, a=a)
    for side in "RLB":
        for source in "NQ":
            yield caller.row(p + "hsein", side=side, eigsrc=source, initv="N", select=numpy.ones(n), n=n, h=h, mm=n,
                             vl=a, vr=a, **eigenvalues)
    vectors = caller.run(p + "trevc", side="B", howmny="A", n=n, t=t, vl=a, vr=a, mm=n, select=numpy.ones(n))
    for job in "EVB":
        yield caller.row(p + "trsna", job=job, howmny="A", n=n, t=t, vl=square(vectors.vr, n),
                         vr=square(vectors.vr, n), mm=n, select=numpy.ones(n),
                         work=numpy.zeros((n, n + 6), order="F"), ldwork=n)
    for jobvs in "NV":
        yield caller.row(p + "gees", jobvs=jobvs, sort="S", select=_half(p), n=n, a=a)
        for sense in "NEVB":
            yield caller.row(p + "geesx", jobvs=jobvs, sort="S", sense=sense, select=_half(p), n=n, a=a,
                             **_room(p, n))


def _room(p, n):
    """Workspace of the expert Schur drivers, whose queries tell what is needed without the condition numbers."""
    integers = {"liwork": n * n, "iwork": numpy.zeros(n * n)} if p in "sd" else {}
    return {"lwork": 2 * n * n + 100 * n, "work": numpy.zeros(2 * n * n + 100 * n), **integers}


def generalized_nonsymmetric(caller, p, n):
    a, b = caller.array(p, n, n), caller.array(p, n, n)
    for job in "PSB":
        yield caller.row(p + "ggbal", job=job, n=n, a=a, b=b)
    schur = caller.run(p + "gges", jobvsl="N", jobvsr="N", sort="N", selctg=0, n=n, a=a, b=b)
    s, t = numpy.triu(square(schur.a, n), -1), numpy.triu(square(schur.b, n))
    for side in "RLB":
        for howmny in "AB":
            yield caller.row(p + "tgevc", side=side, howmny=howmny, n=n, s=s, p=t, vl=a, vr=a, mm=n,
                             select=numpy.ones(n))
    vectors = caller.run(p + "tgevc", side="B", howmny="A", n=n, s=s, p=t, vl=a, vr=a, mm=n, select=numpy.ones(n))
    for job in "EVB":
        yield caller.row(p + "tgsna", job=job, howmny="A", n=n, a=s, b=t, vl=square(vectors.vr, n),
                         vr=square(vectors.vr, n), mm=n, select=numpy.ones(n))
    for jobvs in "NV":
        yield caller.row(p + "gges", jobvsl=jobvs, jobvsr=jobvs, sort="S", selctg=_half(p), n=n, a=a, b=b)
        for sense in "NEVB":
            yield caller.row(p + "ggesx", jobvsl=jobvs, jobvsr=jobvs, sort="S", sense=sense, selctg=_half(p), n=n, a=a,
                             b=b, lwork=4 * n * n, work=numpy.zeros(4 * n * n), liwork=n * n, iwork=numpy.zeros(n * n))


def _negligible(a):
    """The tolerance that ggsvd3 takes."""
    return max(a.shape) * numpy.linalg.norm(a, 1) * numpy.finfo(a.dtype).eps


def singular_values(caller, p, n):
    for m in (n, 2 * n):
        a = caller.array(p, m, n)
        for jobu, jobv in ("NN", "SV", "UV", "AV"):
            yield caller.row(p + "gesvdq", joba="H", jobp="P", jobr="N", jobu=jobu, jobv=jobv, m=m, n=n, a=a)
    for m, rows in ((n, n), (n + n // 2, n), (n // 2, n), (n, n // 2)):
        a, b = caller.array(p, m, n), caller.array(p, rows, n)
        small = {"tola": _negligible(a), "tolb": _negligible(b)}
        for jobs in ("NNN", "UVQ"):
            jobs = dict(zip(("jobu", "jobv", "jobq"), jobs))
            pair = caller.row(p + "ggsvp3", m=m, p=rows, n=n, a=a, b=b, **small, **jobs)
            yield pair
            k, l = int(pair.k.flat[0]), int(pair.l.flat[0])
            reduced = {"a": pair.a.reshape(m, n, order="F"), "b": pair.b.reshape(rows, n, order="F")}
            unit = {name: numpy.eye(size) for name, size in (("u", m), ("v", rows), ("q", n))}
            yield caller.row(p + "tgsja", m=m, p=rows, n=n, k=k, l=l, **reduced, **unit, **small, **jobs)
            yield caller.row(p + "ggsvd3", m=m, n=n, p=rows, a=a, b=b, **jobs)


def _unitary(caller, p, m):
    return numpy.asfortranarray(numpy.linalg.qr(caller.array(p, m, m))[0])


def cosine_sine(caller, p, n):
    letters = p + ("un" if p in "cz" else "or")
    for m, rows, columns in ((2 * n, n, n), (2 * n, n, n // 2), (3 * n, n, n), (2 * n, n // 2, n // 2)):
        x = _unitary(caller, p, m)
        blocks = {"x11": x[:rows, :columns], "x12": x[:rows, columns:], "x21": x[rows:, :columns],
                  "x22": x[rows:, columns:]}
        blocks = {name: numpy.asfortranarray(block) for name, block in blocks.items()}
        tall = {name: blocks[name] for name in ("x11", "x21")}
        shape = {"m": m, "p": rows, "q": columns}
        yield caller.row(letters + "bdb", trans="N", signs="D", **shape, **blocks)
        for job in "NY":
            jobs = {name: job for name in ("jobu1", "jobu2", "jobv1t")}
            yield caller.row(letters + "csd", jobv2t=job, trans="N", signs="D", **shape, **jobs, **blocks)
            yield caller.row(letters + "csd2by1", **shape, **jobs, **tall)


def rows(caller):
    caller.library.block_size = 0
    for n, nrhs in ((64, 1), (100, 5)):
        for p in "sdcz":
            yield from indefinite(caller, p, n, nrhs)
        for p in "dz":
            yield from mixed(caller, p, n, nrhs)
    for family, order in ((symmetric, 100), (nonsymmetric, 90), (generalized_nonsymmetric, 80), (singular_values, 80),
                          (cosine_sine, 70)):
        for p in "sdcz":
            yield from family(caller, p, order)
