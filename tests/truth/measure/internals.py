# SPDX-License-Identifier: MIT
"""Rows of the routines that LAPACK's drivers are made of, with data as their callers have: panels,
reflectors, reordering, Sylvester equations, sweeps, and the pieces of divide and conquer and of dqds."""

import numpy

import matrices

PRECISIONS = "sdcz"


def is_complex(precision):
    return precision in "cz"


def orthonormal(caller, precision, rows, columns):
    """Orthonormal columns."""
    wide = "z" if is_complex(precision) else "d"
    q, _ = numpy.linalg.qr(caller.array(wide, rows, columns))
    return numpy.asfortranarray(q)


def hessenberg(caller, precision, n):
    """Hessenberg form of a random matrix, and the orthogonal matrix of the reduction."""
    reduced = caller.run(precision + "gehrd", n=n, ilo=1, ihi=n, a=caller.array(precision, n, n))
    name = precision + ("unghr" if is_complex(precision) else "orghr")
    q = caller.run(name, n=n, ilo=1, ihi=n, a=reduced.a, tau=reduced.tau).a
    return numpy.asfortranarray(numpy.triu(reduced.a, -1)), q


def schur(caller, precision, n):
    """Schur form of a random matrix, and its vectors."""
    h, q = hessenberg(caller, precision, n)
    done = caller.run(precision + "hseqr", job="S", compz="V", n=n, ilo=1, ihi=n, h=h, z=q)
    return done.h, done.z


def hessenberg_triangular(caller, precision, n):
    """Hessenberg-triangular form of a random pair, and both orthogonal matrices."""
    b = numpy.asfortranarray(numpy.triu(numpy.linalg.qr(caller.array(precision, n, n))[1]))
    zero = numpy.zeros((n, n), b.dtype, order="F")
    done = caller.run(precision + "gghrd", compq="I", compz="I", n=n, ilo=1, ihi=n, b=b, q=zero, z=zero,
                      a=caller.array(precision, n, n))
    return done.a, done.b, done.q, done.z


def quotients(n):
    """The arrays alpha and beta of n generalized eigenvalues, whose names are those of scalars elsewhere."""
    return {"alpha": numpy.zeros(n), "beta": numpy.zeros(n)}


def generalized_schur(caller, precision, n):
    """Generalized Schur form of a random pair, and its vectors."""
    a, b, q, z = hessenberg_triangular(caller, precision, n)
    done = caller.run(precision + "hgeqz", job="S", compq="V", compz="V", n=n, ilo=1, ihi=n, h=a, t=b, q=q, z=z,
                      **quotients(n))
    return done.h, done.t, done.q, done.z


def blocks_of(t):
    """(first row, order) of each diagonal block of a Schur form."""
    row, found = 0, []
    while row < t.shape[0]:
        order = 2 if row + 1 < t.shape[0] and t[row + 1, row] != 0 else 1
        found.append((row, order))
        row += order
    return found


def alternate(t):
    """Every other diagonal block selected."""
    select = numpy.zeros(t.shape[0], numpy.int32)
    for row, order in blocks_of(t)[1::2]:
        select[row:row + order] = 1
    return select


def panels(caller):
    for p in PRECISIONS:
        for n, nb in ((100, 16), (160, 32)):
            for uplo in "UL":
                yield caller.row(p + "latrd", uplo=uplo, n=n, nb=nb)
                yield caller.row(p + "lasyf", uplo=uplo, n=n, nb=nb, a=matrices.symmetric(caller, p, n))
                yield caller.row(p + "lasyf_rook", uplo=uplo, n=n, nb=nb, a=matrices.symmetric(caller, p, n))
                yield caller.row(p + "lasyf_rk", uplo=uplo, n=n, nb=nb, a=matrices.symmetric(caller, p, n))
                yield caller.row(p + "lasyf_aa", uplo=uplo, j1=1, m=n, nb=nb, a=matrices.symmetric(caller, p, n))
                for kind in ("lahef", "lahef_rook", "lahef_rk") if is_complex(p) else ():
                    yield caller.row(p + kind, uplo=uplo, n=n, nb=nb, a=matrices.symmetric(caller, p, n, True))
            yield caller.row(p + "labrd", m=n + 20, n=n, nb=nb)
            yield caller.row(p + "labrd", m=n, n=n + 30, nb=nb)
            yield caller.row(p + "lahr2", n=n, k=n // 4, nb=nb)
            yield caller.row(p + "lahrd", n=n, k=n // 4, nb=nb)
            a = caller.array(p, n + 40, n)
            norms = numpy.linalg.norm(a, axis=0)
            pivots = numpy.arange(1, n + 1)
            for routine, size in (("laqps", {"nb": nb}), ("laqp2", {})):
                yield caller.row(p + routine, m=n + 40, n=n, offset=0, a=a, jpvt=pivots, vn1=norms, vn2=norms, **size)


def reflectors(caller):
    for p in PRECISIONS:
        for routine in ("larfg", "larfgp"):
            yield caller.row(p + routine, n=120, alpha=0.7)
        for side in "LR":
            for m, n in ((100, 60), (60, 130)):
                yield caller.row(p + "larf", side=side, m=m, n=n, tau=0.7)
                yield caller.row(p + "latzm", side=side, m=m, n=n, tau=0.7)
                yield caller.row(p + "larz", side=side, m=m, n=n, l=60, tau=0.7)
            for order in (2, 3, 7):
                yield caller.row(p + "larfx", side=side, m=120 if side == "R" else order,
                                 n=order if side == "R" else 120, tau=0.7)
            yield caller.row(p + "larzb", side=side, trans="N", direct="B", storev="R", m=140, n=150, k=20, l=90,
                             ldwork=150)
            yield caller.row(p + "larfb", side=side, trans="N", direct="F", storev="C", m=140, n=150, k=20, ldwork=150)
        yield caller.row(p + "larfy", uplo="U", n=100, tau=0.7)
        for storev in "CR":
            yield caller.row(p + "larft", direct="F", storev=storev, n=100, k=24)
        yield caller.row(p + "larzt", direct="B", storev="R", n=100, k=24)
        yield caller.row(p + "latrz", m=80, n=150, l=70)


def vectors(caller):
    for p in PRECISIONS:
        yield caller.row(p + "lapll", n=120)
        yield caller.row(p + "laic1", job=1, j=120, sest=1.3, gamma=0.5)
        for kind in (1, 2, 3):
            yield caller.row(p + "larnv", idist=kind, n=120, iseed=[1, 2, 3, 5])
        for routine in ("lartv", "largv", "lar2v"):
            yield caller.row(p + routine, n=120)
        yield caller.row(p + "lagtm", trans="N", n=120, nrhs=5, alpha=1.0, beta=-1.0)
        yield caller.row(p + "lasr", side="L", pivot="V", direct="F", m=80, n=90)
        yield caller.row(p + "lasr", side="R", pivot="V", direct="B", m=80, n=90)
        if not is_complex(p):
            yield caller.row(p + "lagtf", n=120, **{"lambda": 0.3})
            yield caller.row(p + "laruv", n=120, iseed=[1, 2, 3, 5])


def solves(caller):
    for p in PRECISIONS:
        for n in (70, 130):
            triangle = matrices.dominant(caller, p, n)
            for normin in "NY":
                for trans in "NT":
                    yield caller.row(p + "latrs", trans=trans, normin=normin, n=n, a=triangle,
                                     cnorm=numpy.abs(numpy.triu(triangle, 1)).sum(0))
                yield caller.row(p + "latps", normin=normin, n=n, ap=matrices.packed(triangle, "U"),
                                 cnorm=numpy.abs(numpy.triu(triangle, 1)).sum(0))
            factors = caller.run(p + "getc2", n=n, a=caller.array(p, n, n))
            yield caller.row(p + "getc2", n=n, a=caller.array(p, n, n))
            yield caller.row(p + "gesc2", n=n, a=factors.a, ipiv=factors.ipiv, jpiv=factors.jpiv)
            if not is_complex(p):
                t, _ = schur(caller, p, n)
                b = caller.array(p, n)
                for ltran, lreal in ((0, 0), (0, 1), (1, 0), (1, 1)):
                    yield caller.row(p + "laqtr", ltran=ltran, lreal=lreal, n=n, t=t, b=b, w=0.7)


def sylvester(caller):
    for p in PRECISIONS:
        transposed = "C" if is_complex(p) else "T"
        for m, n in ((100, 100), (130, 90)):
            left, _ = schur(caller, p, m)
            right, _ = schur(caller, p, n)
            for trana, tranb in (("N", "N"), (transposed, "N"), ("N", transposed)):
                yield caller.row(p + "trsyl", trana=trana, tranb=tranb, isgn=1, m=m, n=n, a=left, b=right,
                                 c=caller.array(p, m, n))
                yield caller.row(p + "trsyl3", trana=trana, tranb=tranb, isgn=1, m=m, n=n, a=left, b=right,
                                 c=caller.array(p, m, n), swork=caller.array("d", 99, 99), ldswork=99,
                                 **({} if is_complex(p) else {"liwork": 500}))
            a, d, _, _ = generalized_schur(caller, p, m)
            b, e, _, _ = generalized_schur(caller, p, n)
            for routine in ("tgsyl", "tgsy2"):
                for trans, ijob in (("N", 0), (transposed, 0), ("N", 1), ("N", 2)):
                    yield caller.row(p + routine, trans=trans, ijob=ijob, m=m, n=n, a=a, b=b, d=d, e=e,
                                     c=caller.array(p, m, n), f=caller.array(p, m, n), rdsum=1.0, rdscal=0.0)


def reordering(caller):
    for p in PRECISIONS:
        for n in (70, 120):
            t, q = schur(caller, p, n)
            pair = next(row for row, order in blocks_of(t)[2:] if is_complex(p) or order == 2) + 1
            for compq in "NV":
                yield caller.row(p + "trexc", compq=compq, n=n, t=t, q=q, ifst=pair, ilst=n - 3)
                yield caller.row(p + "trsen", job="N", compq=compq, select=alternate(t), n=n, t=t, q=q)
            a, b, q, z = generalized_schur(caller, p, n)
            pair = next(row for row, order in blocks_of(a)[2:] if is_complex(p) or order == 2) + 1
            for want in (0, 1):
                yield caller.row(p + "tgexc", wantq=want, wantz=want, n=n, a=a, b=b, q=q, z=z, ifst=pair, ilst=n - 3)
                yield caller.row(p + "tgsen", ijob=0, wantq=want, wantz=want, select=alternate(a), n=n, a=a, b=b, q=q,
                                 z=z, **quotients(n))
            if is_complex(p):
                yield caller.row(p + "tgex2", wantq=1, wantz=1, n=n, a=a, b=b, q=q, z=z, j1=n // 2)
                continue
            for row, orders in neighbours(a).items():
                yield caller.row(p + "tgex2", wantq=1, wantz=1, n=n, a=a, b=b, q=q, z=z, j1=row, n1=orders[0],
                                 n2=orders[1])
            t, q = schur(caller, p, n)
            for row, orders in neighbours(t).items():
                yield caller.row(p + "laexc", wantq=1, n=n, t=t, q=q, j1=row, n1=orders[0], n2=orders[1])


def conditions(caller):
    """Reordering with condition numbers of the cluster."""
    for p in PRECISIONS:
        n = 90
        integers = {"liwork": n * n, "iwork": numpy.zeros(n * n)}
        t, q = schur(caller, p, n)
        for job in "EVB":
            yield caller.row(p + "trsen", job=job, compq="V", select=alternate(t), n=n, t=t, q=q, lwork=n * n,
                             work=caller.array(p, n * n), **({} if is_complex(p) else integers))
        a, b, q, z = generalized_schur(caller, p, n)
        for ijob in range(1, 6):
            yield caller.row(p + "tgsen", ijob=ijob, wantq=1, wantz=1, select=alternate(a), n=n, a=a, b=b, q=q, z=z,
                             lwork=n * n, work=caller.array(p, n * n), **integers, **quotients(n))


def neighbours(t):
    """{first row: orders} of one pair of neighbouring blocks of each kind that there is."""
    found = blocks_of(t)
    kinds = {}
    for (row, order), (_, following) in zip(found, found[1:]):
        kinds.setdefault((order, following), row + 1)
    return {row: orders for orders, row in kinds.items()}


def sweeps(caller):
    for p in PRECISIONS:
        for n in (80, 140):
            h, z = hessenberg(caller, p, n)
            for wantt, wantz in ((0, 0), (1, 0), (1, 1)):
                for routine in ("lahqr", "laqr0"):
                    yield caller.row(p + routine, wantt=wantt, wantz=wantz, n=n, ilo=1, ihi=n, iloz=1, ihiz=n, h=h, z=z)
            a, b, q, z = hessenberg_triangular(caller, p, n)
            for wants, vectors_of in (("E", "N"), ("S", "N"), ("S", "V")):
                yield caller.row(p + "laqz0", wants=wants, wantq=vectors_of, wantz=vectors_of, n=n, ilo=1, ihi=n, a=a,
                                 b=b, q=q, z=z, rec=0, **quotients(n))


def divide_and_conquer(caller):
    for p in "sd":
        for k in (80, 120):
            poles = numpy.arange(1.0, k + 1) / k + caller.random.random(k) / (4 * k)
            z = caller.random.standard_normal(k)
            z /= numpy.linalg.norm(z)
            yield caller.row(p + "laed9", k=k, kstart=1, kstop=k, n=k, rho=0.5, dlamda=poles, w=z)
            yield caller.row(p + "lasd8", icompq=1, k=k, z=z, dsigma=poles, vl=numpy.ones(k))
        for n in (80, 120):
            d, e = bidiagonal(caller, p, n)
            yield caller.row(p + "lasda", icompq=1, smlsiz=25, n=n, sqre=0, d=d, e=e, k=numpy.zeros(n * n), c=numpy.zeros(n),
                             s=numpy.zeros(n))
            yield caller.row(p + "lasd0", n=n, sqre=0, smlsiz=25, d=d, e=e)
            yield caller.row(p + "lasq1", n=n, d=d, e=e)


def merges(caller):
    """Secular equations with the vectors of both halves."""
    for p in "sd":
        for k in (80, 120):
            half = k // 2
            poles = numpy.arange(1.0, k + 1) / k + caller.random.random(k) / (4 * k)
            w = caller.random.standard_normal(k)
            yield caller.row(p + "laed3", k=k, n=k, n1=half, rho=0.5, dlamda=poles, w=w / numpy.linalg.norm(w),
                             indx=numpy.arange(1, k + 1), ctot=[half, 0, k - half, 0])


def bidiagonal(caller, precision, n):
    """Diagonals of a random matrix's bidiagonal form."""
    done = caller.run(precision + "gebrd", m=n, n=n, a=caller.array(precision, n, n))
    return done.d[:n], done.e[:n]


def counts(caller):
    for p in "sd":
        for n in (80, 150):
            d, e = numpy.abs(caller.array(p, n)) + 1, caller.array(p, n)
            yield caller.row(p + "laneg", n=n, d=d, lld=e * e * d, sigma=0.5, pivmin=1e-30, r=n // 2)
            yield caller.row(p + "larrc", jobt="T", n=n, vl=-1.0, vu=1.0, d=d, e=e, pivmin=1e-30)
            yield caller.row(p + "lasq6", i0=1, n0=n, z=caller.random.random(4 * n) + 0.1, pp=0)


def padded(a):
    """a with room for the rows and columns beyond it that the reference's orbdb routines touch."""
    return numpy.asfortranarray(numpy.pad(a, ((0, 99), (0, 99))))


def sweeps_of_bulges(caller):
    """One sweep of 10 shifts, as laqr0 has them."""
    for p in PRECISIONS:
        for n in (80, 140):
            h, z = hessenberg(caller, p, n)
            shifts = numpy.linalg.eigvals(h[-10:, -10:])
            if not is_complex(p):
                shifts = numpy.concatenate([[x, x.conjugate()] for x in shifts[shifts.imag > 0]] + [shifts.real] * 2)
            for wantt, wantz in ((0, 0), (1, 1)):
                yield caller.row(p + "laqr5", wantt=wantt, wantz=wantz, kacc22=0, n=n, ktop=1, kbot=n, nshfts=10,
                                 iloz=1, ihiz=n, h=h, z=z, s=shifts[:10], sr=shifts[:10].real, si=shifts[:10].imag,
                                 nv=n, nh=n, ldv=3)


def decompositions(caller):
    for p in PRECISIONS:
        kind = "unbdb" if is_complex(p) else "orbdb"
        for number, (m, top, q) in enumerate(((200, 110, 70), (200, 60, 90), (200, 130, 90), (200, 110, 140)), 1):
            x = orthonormal(caller, p, m, q)
            yield caller.row(f"{p}{kind}{number}", m=m, p=top, q=q, x11=padded(x[:top]), x21=padded(x[top:]))
        columns = orthonormal(caller, p, 200, 70)
        x = caller.array(p, 200)
        for number in (5, 6):
            yield caller.row(f"{p}{kind}{number}", m1=110, m2=90, n=70, x1=x[:110], x2=x[110:], q1=columns[:110],
                             q2=columns[110:], lwork=200)


def small(caller):
    """A few numbers, most of them always handled alike."""
    for p in "sd":
        yield caller.row(p + "laev2", a=1.5, b=0.5, c=-0.7)
        yield caller.row(p + "lae2", a=1.5, b=0.5, c=-0.7)
        yield caller.row(p + "las2", f=1.5, g=0.5, h=-0.7)
        yield caller.row(p + "lartgp", f=1.5, g=0.5)
        yield caller.row(p + "lapy2", x=1.5, y=0.5)
    for p in "cz":
        yield caller.row(p + "laev2", a=1.5, b=0.5 + 0.2j, c=-0.7)
    for p in PRECISIONS:
        for kind in ("sb2st_kernels",) if not is_complex(p) else ("hb2st_kernels",):
            for task in (1, 2, 3):
                yield caller.row(p + kind, uplo="L", wantz=0, ttype=task, st=41, ed=72, sweep=9, n=160, nb=32, ib=16)


def rows(caller):
    caller.library.block_size = 0
    for family in (panels, reflectors, vectors, solves, sylvester, reordering, conditions, sweeps, sweeps_of_bulges,
                   divide_and_conquer, merges, counts, decompositions, small):
        yield from family(caller)
