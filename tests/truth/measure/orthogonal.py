# SPDX-License-Identifier: MIT
"""Rows of orthogonal factorizations, of forming and applying Q, and of least squares by them."""

import numpy

import matrices

SHAPES = ((100, 70), (70, 100), (90, 90))


def unitary(p):
    """How the names of routines for Q begin after the precision."""
    return "or" if p in "sd" else "un"


def turned(p):
    return "T" if p in "sd" else "C"


def factorizations(caller):
    for p in "sdcz":
        for m, n in SHAPES:
            for name in ("geqrf", "geqlf", "gelqf", "gerqf", "geqrfp", "geqr2", "gelq2", "geql2", "gerq2", "geqr2p"):
                yield caller.row(p + name, m=m, n=n)
            for name in ("geqp3", "geqpf"):
                yield caller.row(p + name, m=m, n=n, jpvt=numpy.zeros(n))
            yield caller.row(p + "ggqrf", n=m, m=n, p=80)
            yield caller.row(p + "ggrqf", m=m, n=n, p=80)
        for m, n in ((70, 100), (60, 140), (90, 93)):
            yield caller.row(p + "tzrzf", m=m, n=n)
            yield caller.row(p + "tzrqf", m=m, n=n)
            yield caller.row(p + "latrz", m=m, n=n, l=n - m)


def compact(caller):
    """Factorizations that return the triangular factors of their block reflectors."""
    for p in "sdcz":
        for m, n in ((100, 70), (90, 90), (70, 100), (400, 60)):
            for nb in (8, 32):
                yield caller.row(p + "geqrt", m=m, n=n, nb=nb)
                yield caller.row(p + "gelqt", m=m, n=n, mb=nb)
            if m >= n:
                yield caller.row(p + "geqrt2", m=m, n=n)
                yield caller.row(p + "geqrt3", m=m, n=n)
                yield caller.row(p + "gelqt3", m=n, n=m)
        for m, n in ((400, 60), (300, 100)):
            for mb, nb in ((150, 8), (200, 16)):
                yield caller.row(p + "latsqr", m=m, n=n, mb=mb, nb=nb)
                yield caller.row(p + "laswlq", m=n, n=m, mb=nb, nb=mb)
                yield caller.row(p + "getsqrhrt", m=m, n=n, mb1=mb, nb1=nb, nb2=nb)
                factors = caller.run(p + "latsqr", m=m, n=n, mb=mb, nb=nb)
                given = {"m": m, "n": n, "mb": mb, "nb": nb, "a": factors.a, "lda": factors.lda, "t": factors.t,
                         "ldt": factors.ldt}
                yield caller.row(p + unitary(p) + "gtsqr", **given)
                yield caller.row(p + unitary(p) + "gtsqr_row", **given)
            q = numpy.linalg.qr(caller.array(p, m, n))[0]
            yield caller.row(p + unitary(p) + "hr_col", m=m, n=n, nb=8, a=q)
        q = numpy.linalg.qr(caller.array(p, 100, 80))[0]
        square = numpy.asfortranarray(q[:80])
        for name in ("_col_getrfnp", "_col_getrfnp2"):
            yield caller.row(p + "la" + unitary(p) + "hr" + name, m=80, n=80, a=square)
            yield caller.row(p + "la" + unitary(p) + "hr" + name, m=100, n=80, a=q)


def pentagonal(caller):
    for p in "sdcz":
        for m, n, l in ((100, 70, 0), (70, 70, 70), (100, 70, 40), (60, 100, 60), (60, 100, 20)):
            for nb in (8, 32):
                yield caller.row(p + "tpqrt", m=m, n=n, l=l, nb=nb)
                yield caller.row(p + "tplqt", m=n, n=m, l=l, mb=nb)
            yield caller.row(p + "tpqrt2", m=m, n=n, l=l)
            yield caller.row(p + "tplqt2", m=n, n=m, l=l)
        for side in "LR":
            for trans in "N" + turned(p):
                for m, n, k, l in ((80, 90, 60, 0), (80, 90, 60, 30), (80, 90, 60, 60), (124, 139, 93, 30)):
                    for nb in (8, 32):
                        shape = {"side": side, "trans": trans, "m": m, "n": n, "k": k, "l": l}
                        yield caller.row(p + "tpmqrt", nb=nb, **shape)
                        yield caller.row(p + "tpmlqt", mb=nb, **shape)
                    for direct in "FB":
                        for storev in "CR":
                            yield caller.row(p + "tprfb", direct=direct, storev=storev, ldwork=200, **shape)


def forming(caller):
    for p in "sdcz":
        for m, n, k in ((100, 100, 100), (100, 70, 70), (100, 80, 30), (120, 60, 5)):
            for name in ("gqr", "g2r", "gql", "g2l"):
                yield caller.row(p + unitary(p) + name, m=m, n=n, k=k)
            for name in ("glq", "gl2", "grq", "gr2"):
                yield caller.row(p + unitary(p) + name, m=n, n=m, k=k)


def applying(caller):
    for p in "sdcz":
        for side in "LR":
            for trans in "N" + turned(p):
                for m, n, k in ((100, 80, 60), (80, 100, 20), (90, 90, 90)):
                    k = min(k, m if side == "L" else n)
                    shape = {"side": side, "trans": trans, "m": m, "n": n, "k": k}
                    for name in ("mqr", "m2r", "mql", "m2l", "mlq", "ml2", "mrq", "mr2"):
                        yield caller.row(p + unitary(p) + name, **shape)
                    for l in (10, 40):
                        yield caller.row(p + unitary(p) + "mrz", l=l, **shape)
                        yield caller.row(p + unitary(p) + "mr3", l=l, **shape)
                    for nb in (8, min(k, 32)):
                        yield caller.row(p + "gemqrt", nb=min(nb, k), **shape)
                        yield caller.row(p + "gemlqt", mb=min(nb, k), **shape)
                yield from tall(caller, p, side, trans)
                for n1, n2 in ((60, 20), (30, 50)):
                    m, n = (80, 90) if side == "L" else (90, 80)
                    yield caller.row(p + unitary(p) + "m22", side=side, trans=trans, m=m, n=n, n1=n1, n2=n2)


def tall(caller, p, side, trans):
    """Q of tall and skinny factorizations."""
    factors = caller.run(p + "latsqr", m=300, n=60, mb=120, nb=8)
    m, n = (300, 70) if side == "L" else (70, 300)
    shape = {"side": side, "trans": trans, "m": m, "n": n, "k": 60, "lda": factors.lda, "ldt": factors.ldt}
    yield caller.row(p + "lamtsqr", mb=120, nb=8, a=factors.a, t=factors.t, **shape)
    factors = caller.run(p + "laswlq", m=60, n=300, mb=8, nb=120)
    yield caller.row(p + "lamswlq", mb=8, nb=120, a=factors.a, t=factors.t, **shape)


def least_squares(caller):
    for p in "sdcz":
        for m, n in ((100, 70), (70, 100), (90, 90)):
            for nrhs in (1, 20):
                for trans in "N" + turned(p):
                    yield caller.row(p + "gels", trans=trans, m=m, n=n, nrhs=nrhs)
                pivots = {"rcond": 1e-12, "jpvt": numpy.zeros(n)}
                yield caller.row(p + "gelsy", m=m, n=n, nrhs=nrhs, **pivots)
                yield caller.row(p + "gelsx", m=m, n=n, nrhs=nrhs, **pivots)
        for m, n, rest in ((100, 70, 20), (80, 100, 60), (70, 100, 90)):
            yield caller.row(p + "gglse", m=m, n=n, p=rest)
        for n, m, rest in ((100, 70, 40), (100, 70, 90), (100, 20, 120)):
            yield caller.row(p + "ggglm", n=n, m=m, p=rest)


def blocked(caller):
    """Routines whose blocks are part of the algorithm, with the reference's own."""
    caller.library.block_size = 0
    for p in "sdcz":
        for m, n in ((300, 60), (60, 300), (100, 70), (70, 100)):
            for nrhs in (1, 20):
                for trans in "N" + turned(p):
                    yield caller.row(p + "gelst", trans=trans, m=m, n=n, nrhs=nrhs)
                    yield caller.row(p + "getsls", trans=trans, m=m, n=n, nrhs=nrhs)
            room = {"tsize": 60000, "t": caller.array(p, 60000)}
            yield caller.row(p + "geqr", m=m, n=n, **room)
            yield caller.row(p + "gelq", m=m, n=n, **room)
            name, apply, k = ("geqr", "gemqr", n) if m > n else ("gelq", "gemlq", m)
            factors = caller.run(p + name, m=m, n=n, **room)
            for side in "LR":
                rows_of_c, columns = (max(m, n), 70) if side == "L" else (70, max(m, n))
                yield caller.row(p + apply, side=side, trans="N", m=rows_of_c, n=columns, k=k, a=factors.a,
                                 lda=factors.lda, t=factors.t, tsize=60000)
    caller.library.block_size = 1


def rows(caller):
    for group in (factorizations, compact, blocked, pentagonal, forming, applying, least_squares):
        yield from group(caller)
