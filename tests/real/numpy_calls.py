# SPDX-License-Identifier: MIT
"""NumPy in daily use; prints the bits of every result. BLAS is in a local scope here."""

import hashlib

import numpy as np


def show(name, *arrays):
    digest = hashlib.sha256()
    for array in arrays:
        digest.update(np.ascontiguousarray(array).tobytes())
    print(name, digest.hexdigest()[:16])


rng = np.random.RandomState(7)
a = rng.standard_normal((60, 40))
b = rng.standard_normal((40, 50))
s = rng.standard_normal((48, 48))
z = s + 1j * rng.standard_normal((48, 48))
spd = s @ s.T + 48 * np.eye(48)

show("matmul", a @ b)
show("matmul float32", a.astype(np.float32) @ b.astype(np.float32))
show("matmul complex", z @ z)
show("matvec", a @ b[:, 0])
show("vdot", np.vdot(z[0], z[1]))
show("inner", np.dot(a[0], a[1]))
show("syrk", a.T @ a)
show("solve", np.linalg.solve(s, s[:, :3]))
show("solve complex", np.linalg.solve(z, z[:, :2]))
show("svd", *np.linalg.svd(a))
show("svd values", np.linalg.svd(a, compute_uv=False))
show("eigh", *np.linalg.eigh(spd))
show("eigh complex", *np.linalg.eigh(z @ z.conj().T))
show("eig", *np.linalg.eig(s))
show("qr", *np.linalg.qr(a))
show("cholesky", np.linalg.cholesky(spd))
show("inv", np.linalg.inv(s))
show("det", np.linalg.det(s))
show("lstsq", *np.linalg.lstsq(a, a[:, :2] * 2, rcond=None)[:1])
show("einsum", np.einsum("ij,jk->ik", a, b, optimize=True))
show("einsum path", np.einsum("ij,jk,kl->il", a, b, b.T, optimize="optimal"))
show("tensordot", np.tensordot(a.reshape(6, 10, 40), b, axes=1))
