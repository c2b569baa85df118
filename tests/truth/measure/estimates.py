# SPDX-License-Identifier: MIT
"""Rows of condition estimates, iterative refinement and the expert drivers of linear systems.
How many solves and passes a call takes depends on its matrix, so a row is the median of nine."""

import matrices
import numpy


def typical(caller, routine, system, **given):
    """The row with the median of operations over nine systems. system: makes one, as arguments."""
    found = [caller.row(routine, **{**system(), **given}) for _ in range(9)]
    return sorted(found, key=lambda row: sum(row.counts))[4]


def condition(caller, routine, system, factors, matrix, **given):
    """A condition estimate, which is given the factors under the name of the matrix."""
    def factored():
        arguments = system()
        return {**arguments, matrix: arguments[factors], "anorm": 1.0}
    return typical(caller, routine, factored, **given)


def solved(caller, solver, system, factors, matrix):
    """The system's arguments with right-hand sides and their solution by its factors."""
    n, nrhs = system["n"], system["nrhs"]
    b = caller.array(caller.line(solver)[1], n, nrhs)
    renamed = {**system, **{plain: system[name] for plain, name in zip(matrix, factors)}}
    return {**system, "b": b, "x": caller.run(solver, **{**renamed, "b": b}).b}


def drivers(caller, prefix, system, **given):
    """Refinement and the expert driver, with factors that are given and not."""
    yield typical(caller, prefix + "rfs", system, **given)
    for fact in "NF":
        yield typical(caller, prefix + "svx", system, fact=fact, **given)


def general(caller, p, shape):
    for trans in "NT":
        def system(trans=trans):
            a = caller.array(p, shape["n"], shape["n"])
            f = caller.run(p + "getrf", m=shape["n"], a=a, **shape)
            arguments = {"a": a, "af": f.a, "ipiv": f.ipiv, "trans": trans, **shape}
            return solved(caller, p + "getrs", arguments, ("af",), ("a",))
        yield from drivers(caller, p + "ge", system)
    for norm in "1I":
        yield condition(caller, p + "gecon", system, "af", "a", norm=norm)


def band(caller, p, shape):
    kl, ku = 10, 7

    def system():
        a = caller.array(p, shape["n"], shape["n"])
        f = caller.run(p + "gbtrf", m=shape["n"], kl=kl, ku=ku, ab=matrices.band(a, kl, ku, above=kl), **shape)
        arguments = {"kl": kl, "ku": ku, "ab": matrices.band(a, kl, ku), "afb": f.ab, "ipiv": f.ipiv, **shape}
        return solved(caller, p + "gbtrs", arguments, ("afb",), ("ab",))
    yield from drivers(caller, p + "gb", system)
    for norm in "1I":
        yield condition(caller, p + "gbcon", system, "afb", "ab", norm=norm)


def tridiagonal(caller, p, shape):
    n = shape["n"]

    def system():
        lines = {"dl": caller.array(p, n - 1), "d": caller.array(p, n), "du": caller.array(p, n - 1)}
        f = caller.run(p + "gttrf", **lines, **shape)
        factors = {"dlf": f.dl, "df": f.d, "duf": f.du, "du2": f.du2, "ipiv": f.ipiv}
        return solved(caller, p + "gttrs", {**lines, **factors, **shape}, ("dlf", "df", "duf"), ("dl", "d", "du"))

    def factored():
        arguments = system()
        return {**arguments, "dl": arguments["dlf"], "d": arguments["df"], "du": arguments["duf"], "anorm": 1.0}
    yield from drivers(caller, p + "gt", system)
    yield typical(caller, p + "gtcon", factored)


def definite(caller, p, shape):
    n = shape["n"]
    for uplo in "UL":
        def system(uplo=uplo):
            a = matrices.definite(caller, p, n)
            f = caller.run(p + "potrf", uplo=uplo, a=a, **shape)
            ap, afp = matrices.packed(a, uplo), matrices.packed(f.a, uplo)
            arguments = {"uplo": uplo, "a": a, "af": f.a, "ap": ap, "afp": afp, **shape}
            return solved(caller, p + "potrs", arguments, ("af",), ("a",))

        def banded(uplo=uplo):
            ab = matrices.symmetric_band(matrices.definite(caller, p, n), 12, uplo)
            f = caller.run(p + "pbtrf", uplo=uplo, kd=12, ab=ab, **shape)
            arguments = {"uplo": uplo, "kd": 12, "ab": ab, "afb": f.ab, **shape}
            return solved(caller, p + "pbtrs", arguments, ("afb",), ("ab",))
        yield from drivers(caller, p + "po", system)
        yield from drivers(caller, p + "pp", system)
        yield from drivers(caller, p + "pb", banded)
        yield condition(caller, p + "pocon", system, "af", "a")
        yield condition(caller, p + "ppcon", system, "afp", "ap")
        yield condition(caller, p + "pbcon", banded, "afb", "ab")

    def lines():
        d, e = numpy.full(n, 9.0), caller.array(p, n) / 4
        f = caller.run(p + "pttrf", d=d, e=e, **shape)
        arguments = {"uplo": "U", "d": d, "e": e, "df": f.d, "ef": f.e, **shape}
        return solved(caller, p + "pttrs", arguments, ("df", "ef"), ("d", "e"))
    yield from drivers(caller, p + "pt", lines)
    yield condition(caller, p + "ptcon", lines, "df", "d")


def indefinite(caller, p, shape):
    for kind in ("sy", "he") if p in "cz" else ("sy",):
        for uplo in "UL":
            def system(kind=kind, uplo=uplo):
                a = matrices.symmetric(caller, p, shape["n"], kind == "he")
                f = caller.run(p + kind + "trf", uplo=uplo, a=a, **shape)
                arguments = {"uplo": uplo, "a": a, "af": f.a, "ipiv": f.ipiv, **shape}
                return solved(caller, p + kind + "trs", arguments, ("af",), ("a",))
            yield from drivers(caller, p + kind, system)
            yield condition(caller, p + kind + "con", system, "af", "a")


def triangular(caller, p, shape):
    for uplo, trans in ("UN", "LT"):
        def system(uplo=uplo, trans=trans):
            a = matrices.dominant(caller, p, shape["n"])
            arguments = {"uplo": uplo, "trans": trans, "a": a, "ap": matrices.packed(a, uplo), **shape}
            return solved(caller, p + "trtrs", arguments, (), ())

        def banded(uplo=uplo, trans=trans):
            ab = matrices.symmetric_band(matrices.dominant(caller, p, shape["n"]), 12, uplo)
            return solved(caller, p + "tbtrs", {"uplo": uplo, "trans": trans, "kd": 12, "ab": ab, **shape}, (), ())
        for storage, source in (("tr", system), ("tp", system), ("tb", banded)):
            yield typical(caller, p + storage + "rfs", source)
            for norm in "1I":
                yield typical(caller, p + storage + "con", source, norm=norm)


def rows(caller):
    caller.library.block_size = 0
    caller.random = numpy.random.default_rng(2)  # whatever was drawn before
    for family in (general, band, tridiagonal, definite, indefinite, triangular):
        for n, nrhs in ((64, 1), (100, 5)):
            for p in "sdcz":
                yield from family(caller, p, {"n": n, "nrhs": nrhs})
