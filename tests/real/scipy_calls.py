# SPDX-License-Identifier: MIT
"""SciPy: linalg through its Fortran wrappers, and users of cython_blas and cython_lapack."""

import hashlib

import numpy as np
import scipy.linalg as la
import scipy.optimize as opt
from scipy.interpolate import make_interp_spline
from scipy.linalg import blas, lapack
from scipy.sparse import diags
from scipy.sparse.linalg import eigsh, splu


def show(name, *arrays):
    digest = hashlib.sha256()
    for array in arrays:
        digest.update(np.ascontiguousarray(array).tobytes())
    print(name, digest.hexdigest()[:16])


rng = np.random.RandomState(11)
s = rng.standard_normal((40, 40))
spd = s @ s.T + 40 * np.eye(40)

show("lu", *la.lu(s))
show("lu_factor", *la.lu_factor(s))
show("schur", *la.schur(s))
show("schur sorted", *la.schur(s, sort="lhp")[:2])
show("expm", la.expm(s / 40))
show("cho_solve", la.cho_solve(la.cho_factor(spd), s[:, :2]))
show("eigh", *la.eigh(spd, subset_by_index=[0, 4]))
show("svd", *la.svd(s[:, :20], lapack_driver="gesvd"))
show("qr pivoted", *la.qr(s, pivoting=True))
show("solve_triangular", la.solve_triangular(np.tril(s), s[:, 0], lower=True))
show("solve_sylvester", la.solve_sylvester(s, spd, s))
show("banded", la.solve_banded((1, 1), np.vstack([np.ones(9), 4 * np.ones(9), np.ones(9)]), np.ones(9)))
show("dgemm", blas.dgemm(1.0, s, spd, trans_a=True))
show("dger", blas.dger(2.0, s[0], s[1]))
show("zhemm", blas.zhemm(1.0, spd + 0j, s + 1j * s))
show("dgetrf", *lapack.dgetrf(s)[:2])
show("curve_fit", opt.least_squares(lambda x: (s[:, :5] @ x - s[:, 6]), np.ones(5), method="lm").x)
show("trust-exact", opt.minimize(lambda x: np.sum((x - 1) ** 4 + x**2), np.zeros(6), method="BFGS").x)
show("slsqp", opt.minimize(lambda x: np.sum((x - 2) ** 2), np.zeros(4), method="SLSQP",
                           bounds=[(0, 1)] * 4).x)
show("spline", make_interp_spline(np.arange(20.0), np.sin(np.arange(20.0))).c)
laplace = diags([-1.0, 2.0, -1.0], [-1, 0, 1], shape=(300, 300), format="csc")
show("eigsh", np.sort(eigsh(laplace, k=4, which="LA", v0=np.ones(300))[0]))
show("splu", splu(laplace).solve(np.ones(300)))
