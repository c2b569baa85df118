# SPDX-License-Identifier: MIT
"""Rows of BLAS, in the precisions and options that change what is executed."""

SCALED = ("alpha", "beta")


def level1(caller):
    for p in "sdcz":
        yield caller.row(p + "axpy", n=100, show=("alpha",))
        yield caller.row(p + "scal", n=100, show=("alpha",))
        yield caller.row(p + "rot", n=100, c=0.6, s=0.8)
        yield caller.row({"s": "snrm2", "d": "dnrm2", "c": "scnrm2", "z": "dznrm2"}[p], n=100)
        yield caller.row({"s": "sasum", "d": "dasum", "c": "scasum", "z": "dzasum"}[p], n=100)
    for name in ("sdot", "ddot", "cdotu", "cdotc", "zdotu", "zdotc", "dsdot", "sdsdot"):
        yield caller.row(name, n=100)
    for name in ("csrot", "zdrot"):
        yield caller.row(name, n=100, c=0.6, s=0.8)
    for name in ("csscal", "zdscal"):
        yield caller.row(name, n=100, show=("alpha",))
    for p in "sd":
        yield caller.row(p + "rotm", n=100, param=[-1, 1, 2, 3, 4])


def level2(caller):
    for p in "sdcz":
        hermitian = "sy" if p in "sd" else "he"
        for trans in "NTC":
            yield caller.row(p + "gemv", trans=trans, m=90, n=70, show=SCALED)
            yield caller.row(p + "gbmv", trans=trans, m=90, n=70, kl=9, ku=5, show=SCALED)
        for uplo in "UL":
            yield caller.row(p + hermitian + "mv", uplo=uplo, n=80, show=SCALED)
            yield caller.row(p + hermitian[0] + "bmv", uplo=uplo, n=80, k=9, show=SCALED)
            yield caller.row(p + hermitian[0] + "pmv", uplo=uplo, n=80, show=SCALED)
            yield caller.row(p + hermitian + "r", uplo=uplo, n=80, show=("alpha",))
            yield caller.row(p + hermitian + "r2", uplo=uplo, n=80, show=("alpha",))
            yield caller.row(p + hermitian[0] + "pr", uplo=uplo, n=80, show=("alpha",))
            yield caller.row(p + hermitian[0] + "pr2", uplo=uplo, n=80, show=("alpha",))
            for trans, diag in (("N", "N"), ("T", "U"), ("C", "N")):
                for kind in ("tr", "tp"):
                    yield caller.row(p + kind + "mv", uplo=uplo, trans=trans, diag=diag, n=80)
                    yield caller.row(p + kind + "sv", uplo=uplo, trans=trans, diag=diag, n=80)
                yield caller.row(p + "tbmv", uplo=uplo, trans=trans, diag=diag, n=80, k=7)
                yield caller.row(p + "tbsv", uplo=uplo, trans=trans, diag=diag, n=80, k=7)
    for name in ("sger", "dger", "cgeru", "cgerc", "zgeru", "zgerc"):
        yield caller.row(name, m=90, n=70, show=("alpha",))
    for p in "cz":
        yield caller.row(p + "symv", uplo="U", n=80, show=SCALED)
        yield caller.row(p + "spmv", uplo="L", n=80, show=SCALED)
        yield caller.row(p + "syr", uplo="U", n=80, show=("alpha",))
        yield caller.row(p + "spr", uplo="L", n=80, show=("alpha",))


def level3(caller):
    for p in "sdcz":
        for transa, transb in (("N", "N"), ("T", "N"), ("N", "C"), ("C", "T")):
            yield caller.row(p + "gemm", transa=transa, transb=transb, m=70, n=80, k=60, show=SCALED)
        for side in "LR":
            for uplo in "UL":
                for name in ["symm"] + ["hemm"] * (p in "cz"):
                    yield caller.row(p + name, side=side, uplo=uplo, m=70, n=80, show=SCALED)
                for transa, diag in (("N", "N"), ("T", "U"), ("C", "N")):
                    shape = {"side": side, "uplo": uplo, "transa": transa, "diag": diag, "m": 70, "n": 80}
                    yield caller.row(p + "trmm", **shape, show=("alpha",))
                    yield caller.row(p + "trsm", **shape, show=("alpha",))
        for uplo in "UL":
            for trans in "NT":
                yield caller.row(p + "syrk", uplo=uplo, trans=trans, n=80, k=60, show=SCALED)
                yield caller.row(p + "syr2k", uplo=uplo, trans=trans, n=80, k=60, show=SCALED)
            for trans in "NC" if p in "cz" else "":
                yield caller.row(p + "herk", uplo=uplo, trans=trans, n=80, k=60, show=SCALED)
                yield caller.row(p + "her2k", uplo=uplo, trans=trans, n=80, k=60, show=SCALED)


def rows(caller):
    for level in (level1, level2, level3):
        yield from level(caller)
