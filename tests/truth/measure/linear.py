# SPDX-License-Identifier: MIT
"""Rows of linear systems by direct methods: LU, Cholesky, symmetric indefinite, band, tridiagonal,
packed and triangular matrices; factorization, solution, inverse, equilibration."""

import numpy

import matrices

SIZES = (64, 100)


def general(caller):
    for p in "sdcz":
        for m, n in ((100, 100), (160, 70), (70, 160)):
            for name in ("getrf", "getrf2", "getf2"):
                yield caller.row(p + name, m=m, n=n)
        for n, nrhs in ((64, 1), (120, 30)):
            factors = caller.run(p + "getrf", m=n, n=n, a=matrices.dominant(caller, p, n))
            for trans in "NTC":
                yield caller.row(p + "getrs", trans=trans, n=n, nrhs=nrhs, a=factors.a, ipiv=factors.ipiv)
            yield caller.row(p + "getri", n=n, a=factors.a, ipiv=factors.ipiv)
            yield caller.row(p + "gesv", n=n, nrhs=nrhs)
        full = caller.run(p + "getc2", n=64, a=matrices.dominant(caller, p, 64))
        yield caller.row(p + "getc2", n=64, a=matrices.dominant(caller, p, 64))
        yield caller.row(p + "gesc2", n=64, a=full.a, ipiv=full.ipiv, jpiv=full.jpiv)


def band(caller):
    for p in "sdcz":
        for m, n, kl, ku in ((100, 100, 10, 5), (100, 100, 5, 20), (150, 150, 40, 35), (120, 80, 8, 8), (80, 120, 8, 8),
                             (100, 100, 2, 1)):
            ab = caller.array(p, 2 * kl + ku + 1, n)
            yield caller.row(p + "gbtrf", m=m, n=n, kl=kl, ku=ku, ab=ab)
            yield caller.row(p + "gbtf2", m=m, n=n, kl=kl, ku=ku, ab=ab)
            if m == n:
                yield caller.row(p + "gbsv", n=n, kl=kl, ku=ku, nrhs=4, ab=ab)
                factors = caller.run(p + "gbtrf", m=m, n=n, kl=kl, ku=ku, ab=ab)
                for trans in "NTC":
                    yield caller.row(p + "gbtrs", trans=trans, n=n, kl=kl, ku=ku, nrhs=7, ab=factors.ab,
                                     ipiv=factors.ipiv)
        for kd in (3, 20, 90):
            for uplo in "UL":
                a = matrices.definite(caller, p, 100)
                ab = matrices.symmetric_band(a, kd, uplo)
                for name in ("pbtrf", "pbtf2", "pbstf"):
                    yield caller.row(p + name, uplo=uplo, n=100, kd=kd, ab=ab)
                yield caller.row(p + "pbsv", uplo=uplo, n=100, kd=kd, nrhs=4, ab=ab)
                factors = caller.run(p + "pbtrf", uplo=uplo, n=100, kd=kd, ab=ab)
                yield caller.row(p + "pbtrs", uplo=uplo, n=100, kd=kd, nrhs=9, ab=factors.ab)
                for trans, diag in (("N", "N"), ("T", "U"), ("C", "N")):
                    yield caller.row(p + "tbtrs", uplo=uplo, trans=trans, diag=diag, n=100, kd=kd, nrhs=9, ab=ab)


def tridiagonal(caller):
    for p in "sdcz":
        for n, nrhs in ((100, 1), (100, 20)):
            yield caller.row(p + "gtsv", n=n, nrhs=nrhs)
            factors = caller.run(p + "gttrf", n=n)
            given = {name: getattr(factors, name) for name in ("dl", "d", "du", "du2", "ipiv")}
            for trans in "NTC":
                yield caller.row(p + "gttrs", trans=trans, n=n, nrhs=nrhs, **given)
            yield caller.row(p + "gtts2", itrans=0, n=n, nrhs=nrhs, **given)
            for alpha, beta in ((1.0, 0.0), (-1.0, 1.0)):
                yield caller.row(p + "lagtm", trans="N", n=n, nrhs=nrhs, alpha=alpha, beta=beta)
            d, e = numpy.full(n, 9.0), caller.array(p, n)
            yield caller.row(p + "ptsv", n=n, nrhs=nrhs, d=d, e=e / 4)
            for uplo in "UL" if p in "cz" else "N":
                more = {"uplo": uplo} if p in "cz" else {}
                yield caller.row(p + "pttrs", n=n, nrhs=nrhs, d=d, e=e / 4, **more)
            for iuplo in (0, 1) if p in "cz" else (0,):
                more = {"iuplo": iuplo} if p in "cz" else {}
                yield caller.row(p + "ptts2", n=n, nrhs=nrhs, d=d, e=e / 4, **more)
        yield caller.row(p + "gttrf", n=100)
        yield caller.row(p + "gttrf", n=400)
        yield caller.row(p + "pttrf", n=100, d=numpy.full(100, 9.0), e=caller.array(p, 100) / 4)


def definite(caller):
    for p in "sdcz":
        for n in SIZES:
            a = matrices.definite(caller, p, n)
            for uplo in "UL":
                ap = matrices.packed(a, uplo)
                shape = {"uplo": uplo, "n": n}
                for name in ("potrf", "potrf2", "potf2"):
                    yield caller.row(p + name, a=a, **shape)
                yield caller.row(p + "pptrf", ap=ap, **shape)
                yield caller.row(p + "pstrf", a=a, **shape)
                yield caller.row(p + "pstf2", a=a, **shape)
                yield caller.row(p + "posv", a=a, nrhs=5, **shape)
                yield caller.row(p + "ppsv", ap=ap, nrhs=5, **shape)
                full = caller.run(p + "potrf", a=a, **shape).a
                for name in ("potri", "lauum", "lauu2"):
                    yield caller.row(p + name, a=full, **shape)
                yield caller.row(p + "potrs", a=full, nrhs=5, **shape)
                yield caller.row(p + "pptri", ap=matrices.packed(full, uplo), **shape)
                yield caller.row(p + "pptrs", ap=matrices.packed(full, uplo), nrhs=5, **shape)
                for transr in "N" + ("T" if p in "sd" else "C"):
                    yield from rectangular_packed(caller, p, a, transr, shape)


def rectangular_packed(caller, p, a, transr, shape):
    arf = caller.run(p + "trttf", transr=transr, a=a, **shape).arf
    yield caller.row(p + "pftrf", transr=transr, a=arf, **shape)
    factors = caller.run(p + "pftrf", transr=transr, a=arf, **shape).a
    yield caller.row(p + "pftri", transr=transr, a=factors, **shape)
    yield caller.row(p + "pftrs", transr=transr, a=factors, nrhs=5, **shape)


def indefinite(caller):
    for p, kind in [(p, "sy") for p in "sdcz"] + [(p, "he") for p in "cz"]:
        for n in SIZES:
            a = matrices.symmetric(caller, p, n, kind == "he")
            for uplo in "UL":
                yield from indefinite_rows(caller, p, kind, a, {"uplo": uplo, "n": n})


def indefinite_rows(caller, p, kind, a, shape):
    packed = p + kind[0] + "p"
    ap = matrices.packed(a, shape["uplo"])
    for suffix in ("trf", "tf2", "trf_rook", "tf2_rook", "trf_rk", "tf2_rk"):
        yield caller.row(p + kind + suffix, a=a, **shape)
    for suffix in ("sv", "sv_rook", "sv_rk"):
        yield caller.row(p + kind + suffix, a=a, nrhs=5, **shape)
    yield caller.row(packed + "trf", ap=ap, **shape)
    yield caller.row(packed + "sv", ap=ap, nrhs=5, **shape)
    factors = caller.run(p + kind + "trf", a=a, **shape)
    given = {"a": factors.a, "ipiv": factors.ipiv, **shape}
    for suffix in ("trs", "trs2"):
        yield caller.row(p + kind + suffix, nrhs=7, **given)
    yield caller.row(p + kind + "tri", **given)
    yield caller.row(p + kind + "tri2", **given)
    yield caller.row(p + kind + "tri2x", nb=1, **given)
    factors = caller.run(packed + "trf", ap=ap, **shape)
    yield caller.row(packed + "trs", nrhs=7, ap=factors.ap, ipiv=factors.ipiv, **shape)
    yield caller.row(packed + "tri", ap=factors.ap, ipiv=factors.ipiv, **shape)
    factors = caller.run(p + kind + "trf_rook", a=a, **shape)
    yield caller.row(p + kind + "trs_rook", nrhs=7, a=factors.a, ipiv=factors.ipiv, **shape)
    yield caller.row(p + kind + "tri_rook", a=factors.a, ipiv=factors.ipiv, **shape)
    factors = caller.run(p + kind + "trf_rk", a=a, **shape)
    given = {"a": factors.a, "e": factors.e, "ipiv": factors.ipiv, **shape}
    yield caller.row(p + kind + "trs_3", nrhs=7, **given)
    yield caller.row(p + kind + "tri_3", **given)
    yield caller.row(p + kind + "tri_3x", nb=1, **given)
    yield from aasen_rows(caller, p, kind, a, shape)


def aasen_rows(caller, p, kind, a, shape):
    """Aasen's method, with the reference's blocks: their size is part of the algorithm."""
    caller.library.block_size = 0
    yield caller.row(p + kind + "trf_aa", a=a, **shape)
    yield caller.row(p + kind + "sv_aa", a=a, nrhs=5, **shape)
    factors = caller.run(p + kind + "trf_aa", a=a, **shape)
    yield caller.row(p + kind + "trs_aa", nrhs=7, a=factors.a, ipiv=factors.ipiv, **shape)
    stages = {"ltb": 600 * shape["n"], "tb": caller.array(p, 600 * shape["n"])}
    yield caller.row(p + kind + "trf_aa_2stage", a=a, **stages, **shape)
    yield caller.row(p + kind + "sv_aa_2stage", a=a, nrhs=7, **stages, **shape)
    factors = caller.run(p + kind + "trf_aa_2stage", a=a, **stages, **shape)
    yield caller.row(p + kind + "trs_aa_2stage", nrhs=7, a=factors.a, tb=factors.tb, ltb=stages["ltb"],
                     ipiv=factors.ipiv, ipiv2=factors.ipiv2, **shape)
    caller.library.block_size = 1


def triangular(caller):
    for p in "sdcz":
        for n in SIZES:
            a = matrices.dominant(caller, p, n)
            for uplo in "UL":
                ap = matrices.packed(a, uplo)
                for diag in "NU":
                    shape = {"uplo": uplo, "diag": diag, "n": n}
                    for name in ("trtri", "trti2"):
                        yield caller.row(p + name, a=a, **shape)
                    yield caller.row(p + "tptri", ap=ap, **shape)
                    for trans in "NTC":
                        yield caller.row(p + "trtrs", trans=trans, a=a, nrhs=9, **shape)
                        yield caller.row(p + "tptrs", trans=trans, ap=ap, nrhs=9, **shape)
                    for transr in "N" + ("T" if p in "sd" else "C"):
                        arf = caller.run(p + "trttf", transr=transr, uplo=uplo, n=n, a=a).arf
                        yield caller.row(p + "tftri", transr=transr, a=arf, **shape)


def packed_updates(caller):
    """Rectangular full packed: triangular systems and rank-k updates."""
    for p in "sdcz":
        turned = "T" if p in "sd" else "C"
        for transr in "N" + turned:
            for side in "LR":
                for uplo in "UL":
                    for trans, diag in (("N", "N"), (turned, "U")):
                        n = 70 if side == "L" else 80
                        a = matrices.dominant(caller, p, n)
                        arf = caller.run(p + "trttf", transr=transr, uplo=uplo, n=n, a=a).arf
                        yield caller.row(p + "tfsm", transr=transr, side=side, uplo=uplo, trans=trans, diag=diag,
                                         m=70, n=80, a=arf, show=("alpha",))
            for uplo in "UL":
                for trans in "N" + turned:
                    yield caller.row(p + ("sfrk" if p in "sd" else "hfrk"), transr=transr, uplo=uplo, trans=trans,
                                     n=81, k=60, show=("alpha", "beta"))


def equilibration(caller):
    for p in "sdcz":
        for m, n in ((90, 90), (100, 104)):
            yield caller.row(p + "geequ", m=m, n=n)
            yield caller.row(p + "geequb", m=m, n=n)
            yield caller.row(p + "gbequ", m=m, n=n, kl=4, ku=7)
            yield caller.row(p + "gbequb", m=m, n=n, kl=4, ku=7)
            scaling = {"rowcnd": 1e-3, "colcnd": 1e-3, "amax": 1.0, "r": numpy.ones(m),
                       "c": numpy.ones(n)}
            yield caller.row(p + "laqge", m=m, n=n, **scaling)
            yield caller.row(p + "laqgb", m=m, n=n, kl=4, ku=7, **scaling)
        a = matrices.definite(caller, p, 90)
        for uplo in "UL":
            ap, ab = matrices.packed(a, uplo), matrices.symmetric_band(a, 9, uplo)
            scaling = {"uplo": uplo, "n": 90, "s": numpy.ones(90), "scond": 1e-3, "amax": 1.0}
            kind = "sy" if p in "sd" else "he"
            yield caller.row(p + "ppequ", uplo=uplo, n=90, ap=ap)
            yield caller.row(p + "pbequ", uplo=uplo, n=90, kd=9, ab=ab)
            yield caller.row(p + "laq" + kind, a=a, **scaling)
            yield caller.row(p + "laq" + kind[0] + "p", ap=ap, **scaling)
            yield caller.row(p + "laq" + kind[0] + "b", kd=9, ab=ab, **scaling)
            yield caller.row(p + kind + "equb", uplo=uplo, n=90, a=matrices.symmetric(caller, p, 90, kind == "he"))
        yield caller.row(p + "poequ", n=90, a=a)
        yield caller.row(p + "poequb", n=90, a=a)


def rows(caller):
    for families in (general, band, tridiagonal, definite, indefinite, triangular, packed_updates, equilibration):
        yield from families(caller)
