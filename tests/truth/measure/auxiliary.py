# SPDX-License-Identifier: MIT
"""Rows of auxiliary routines that do a definite piece of work: norms, reflectors, rotations, scaling,
test matrices."""

import numpy

import matrices
from orthogonal import turned


def norms(caller):
    for p in "sdcz":
        for norm in "M1IF":
            yield caller.row(p + "lange", norm=norm, m=90, n=70)
            yield caller.row(p + "langb", norm=norm, n=90, kl=7, ku=4)
            yield caller.row(p + "langt", norm=norm, n=90)
            yield caller.row(p + "lanhs", norm=norm, n=90)
            yield caller.row(p + ("lanst" if p in "sd" else "lanht"), norm=norm, n=90)
            for uplo in "UL":
                for kind in ("sy", "sp") + (("he", "hp") if p in "cz" else ()):
                    yield caller.row(p + "lan" + kind, norm=norm, uplo=uplo, n=90)
                for kind in ("sb",) + (("hb",) if p in "cz" else ()):
                    yield caller.row(p + "lan" + kind, norm=norm, uplo=uplo, n=90, k=7)
                for transr in "N" + turned(p):
                    yield caller.row(p + ("lansf" if p in "sd" else "lanhf"), norm=norm, transr=transr, uplo=uplo, n=90)
                for diag in "NU":
                    yield caller.row(p + "lantr", norm=norm, uplo=uplo, diag=diag, m=90, n=70)
                    yield caller.row(p + "lantr", norm=norm, uplo=uplo, diag=diag, m=70, n=90)
                    yield caller.row(p + "lantb", norm=norm, uplo=uplo, diag=diag, n=90, k=7)
                    yield caller.row(p + "lantp", norm=norm, uplo=uplo, diag=diag, n=90)
        yield caller.row(p + "lassq", n=90, scl=[1.0], sumsq=[0.0])


def reflectors(caller):
    for p in "sdcz":
        yield caller.row(p + "larfg", n=90, alpha=0.5)
        yield caller.row(p + "larfgp", n=90, alpha=0.5)
        for side in "LR":
            yield caller.row(p + "larf", side=side, m=90, n=70, tau=0.4)
            yield caller.row(p + "larfx", side=side, m=90, n=70, tau=0.4)
            yield caller.row(p + "larz", side=side, m=90, n=70, l=30, tau=0.4)
            for trans in "N" + turned(p):
                for direct in "FB":
                    for storev in "CR":
                        shape = {"side": side, "trans": trans, "direct": direct, "storev": storev, "m": 90, "n": 70}
                        yield caller.row(p + "larfb", k=16, ldwork=100, **shape)
                        if direct == "B" and storev == "R":
                            yield caller.row(p + "larzb", k=16, l=30, ldwork=100, **shape)
        for uplo in "UL":
            yield caller.row(p + "larfy", uplo=uplo, n=80, tau=0.4)
        for direct in "FB":
            for storev in "CR":
                v = caller.array(p, 90, 90)
                yield caller.row(p + "larft", direct=direct, storev=storev, n=90, k=16, v=v, tau=numpy.full(16, 0.4))
        yield caller.row(p + "larzt", direct="B", storev="R", n=90, k=16)
        for ident in "NI":
            yield caller.row(p + "larfb_gett", ident=ident, m=90, n=80, k=32, ldwork=100)


def scaling(caller):
    for p in "sdcz":
        for kind, m, n in (("G", 90, 70), ("L", 90, 70), ("U", 70, 90), ("H", 80, 80)):
            yield caller.row(p + "lascl", type=kind, kl=0, ku=0, cfrom=2.0, cto=3.0, m=m, n=n)
        for kind in "BQZ":
            yield caller.row(p + "lascl", type=kind, kl=5, ku=5 if kind != "Z" else 3, cfrom=2.0, cto=3.0, m=80, n=80)
        yield caller.row({"s": "srscl", "d": "drscl", "c": "csrscl", "z": "zdrscl"}[p], n=100)
    for p in "cz":
        yield caller.row(p + "lacrm", m=70, n=60)
        yield caller.row(p + "larcm", m=70, n=60)


def rotations(caller):
    for p in "sdcz":
        for side in "LR":
            for pivot in "VTB":
                for direct in "FB":
                    yield caller.row(p + "lasr", side=side, pivot=pivot, direct=direct, m=80, n=70, c=numpy.full(80, 0.6),
                                     s=numpy.full(80, 0.8))
        incc = {"incc": 1}
        yield caller.row(p + "lar2v", n=100, **incc)
        yield caller.row(p + "lartv", n=100, **incc)
        yield caller.row(p + "largv", n=100, **incc)
    for p in "cz":
        yield caller.row(p + "lacrt", n=100, c=0.6, s=0.8)


def test_matrices(caller):
    seed = numpy.array([1, 2, 3, 5])
    for p in "sdcz":
        for m, n, kl, ku in ((80, 80, 79, 79), (100, 70, 99, 69), (70, 100, 69, 99), (80, 80, 10, 5), (80, 80, 78, 78)):
            yield caller.row(p + "lagge", m=m, n=n, kl=kl, ku=ku, iseed=seed)
        for k in (79, 10, 78):
            yield caller.row(p + "lagsy", n=80, k=k, iseed=seed)
            if p in "cz":
                yield caller.row(p + "laghe", n=80, k=k, iseed=seed)
        for sym in "NS":
            yield caller.row(p + "latms", m=80, n=80, dist="U", sym=sym, mode=3, cond=10.0, dmax=1.0, kl=79, ku=79,
                             pack="N", iseed=seed)
        for idist in (1, 2, 3):
            yield caller.row(p + "larnv", idist=idist, n=100, iseed=seed)


def others(caller):
    for p in "sdcz":
        d, e = numpy.full(100, 9.0), caller.array(p, 100) / 4
        factors = caller.run(p + "pttrf", n=100, d=d, e=e)
        yield caller.row(p + "ptcon", n=100, d=factors.d, e=factors.e, anorm=10.0)
        for side in "LR":
            yield caller.row(p + "gebak", job="B", side=side, n=90, ilo=5, ihi=80, scale=numpy.full(90, 2.0), m=40)
            yield caller.row(p + "ggbak", job="B", side=side, n=90, ilo=5, ihi=80, lscale=numpy.full(90, 2.0),
                             rscale=numpy.full(90, 2.0), m=40)
    for p in "cz":
        yield caller.row({"c": "scsum1", "z": "dzsum1"}[p], n=100)
    for p in "sd":
        yield caller.row("i" + p + "amax", n=100)
        yield caller.row(p + "disna", job="E", m=100, n=100, d=numpy.arange(100))


def rows(caller):
    for group in (norms, reflectors, scaling, rotations, test_matrices, others):
        yield from group(caller)
