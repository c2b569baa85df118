# SPDX-License-Identifier: MIT
"""Rows of reductions to tridiagonal, bidiagonal and Hessenberg form and to standard problems, and of
their orthogonal matrices."""

import matrices
from orthogonal import turned, unitary


def tridiagonal(caller):
    for p in "sdcz":
        kind = "sy" if p in "sd" else "he"
        for n in (70, 130):
            for uplo in "UL":
                shape = {"uplo": uplo, "n": n}
                for name in (kind + "trd", kind + "td2", kind[0] + "ptrd"):
                    yield caller.row(p + name, **shape)
                yield caller.row(p + unitary(p) + "gtr", **shape)
                yield caller.row(p + ("op" if p in "sd" else "up") + "gtr", **shape)
        for side in "LR":
            for uplo in "UL":
                for trans in "N" + turned(p):
                    shape = {"side": side, "uplo": uplo, "trans": trans, "m": 90, "n": 70}
                    yield caller.row(p + unitary(p) + "mtr", **shape)
                    yield caller.row(p + ("op" if p in "sd" else "up") + "mtr", **shape)
        for vect in "NVU":
            for uplo in "UL":
                for n, kd in ((100, 4), (100, 20), (70, 60)):
                    yield caller.row(p + kind[0] + "btrd", vect=vect, uplo=uplo, n=n, kd=kd)


def bidiagonal(caller):
    for p in "sdcz":
        for m, n in ((100, 70), (70, 100), (90, 90), (155, 108)):
            for name in ("gebrd", "gebd2"):
                yield caller.row(p + name, m=m, n=n)
            for vect in "NQPB":
                for kl, ku in ((5, 3), (0, 6), (20, 10)):
                    yield caller.row(p + "gbbrd", vect=vect, m=m, n=n, ncc=0, kl=kl, ku=ku)
            yield caller.row(p + "gbbrd", vect="N", m=m, n=n, ncc=40, kl=6, ku=6)
        for vect, m, n, k in (("Q", 100, 70, 70), ("Q", 100, 100, 70), ("Q", 80, 80, 100), ("P", 70, 70, 100),
                              ("P", 70, 100, 70), ("P", 100, 100, 70)):
            yield caller.row(p + unitary(p) + "gbr", vect=vect, m=m, n=n, k=k)
        for vect in "QP":
            for side in "LR":
                for trans in "N" + turned(p):
                    for m, n, k in ((90, 70, 60), (90, 70, 100)):
                        yield caller.row(p + unitary(p) + "mbr", vect=vect, side=side, trans=trans, m=m, n=n, k=k)


def hessenberg(caller):
    for p in "sdcz":
        for n, ilo, ihi in ((100, 1, 100), (64, 1, 64), (100, 11, 100), (100, 1, 80), (100, 21, 90)):
            part = {"n": n, "ilo": ilo, "ihi": ihi}
            yield caller.row(p + "gehrd", **part)
            yield caller.row(p + "gehd2", **part)
            yield caller.row(p + unitary(p) + "ghr", **part)
            for side in "LR":
                for trans in "N" + turned(p):
                    m, columns = (n, 70) if side == "L" else (70, n)
                    yield caller.row(p + unitary(p) + "mhr", side=side, trans=trans, m=m, n=columns, ilo=ilo, ihi=ihi)
        for n, ilo, ihi in ((100, 1, 100), (64, 1, 64), (100, 11, 90)):
            a, b = caller.array(p, n, n), caller.array(p, n, n)
            for j in range(n):
                b[j + 1:, j] = 0
                a[j + 1:, j] *= ilo <= j + 1 <= ihi
                a[ihi:, j] *= j + 1 > ihi
            for compq, compz in (("N", "N"), ("I", "I"), ("V", "N"), ("N", "V")):
                for name in ("gghrd", "gghd3"):
                    yield caller.row(p + name, compq=compq, compz=compz, n=n, ilo=ilo, ihi=ihi, a=a, b=b)


def standard(caller):
    """Generalized symmetric problems to standard ones."""
    for p in "sdcz":
        kind = "sy" if p in "sd" else "he"
        for n in (64, 120):
            for uplo in "UL":
                b = caller.run(p + "potrf", uplo=uplo, n=n, a=matrices.definite(caller, p, n)).a
                for itype in (1, 2, 3):
                    shape = {"itype": itype, "uplo": uplo, "n": n}
                    yield caller.row(p + kind + "gst", b=b, **shape)
                    yield caller.row(p + kind + "gs2", b=b, **shape)
                    yield caller.row(p + kind[0] + "pgst", bp=matrices.packed(b, uplo), **shape)
        for uplo in "UL":
            for ka, kb in ((5, 3), (20, 20), (12, 0)):
                bb = matrices.symmetric_band(matrices.definite(caller, p, 100), kb, uplo)
                bb = caller.run(p + "pbstf", uplo=uplo, n=100, kd=kb, ab=bb).ab
                for vect in "NV":
                    yield caller.row(p + kind[0] + "bgst", vect=vect, uplo=uplo, n=100, ka=ka, kb=kb, bb=bb)


def rows(caller):
    for group in (tridiagonal, bidiagonal, hessenberg, standard):
        yield from group(caller)
