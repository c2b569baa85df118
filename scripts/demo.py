# SPDX-License-Identifier: MIT
"""A least-squares fit with NumPy, for `make demo`: knows nothing of flopscope."""

import numpy as np

rng = np.random.default_rng(1)
x = rng.standard_normal((2000, 100))
y = x @ np.arange(100.0) + rng.standard_normal(2000)

gram = x.T @ x
by_equations = np.linalg.solve(gram, x.T @ y)
by_svd = np.linalg.lstsq(x, y, rcond=None)[0]
print(f"two ways to the same fit: they differ by {abs(by_equations - by_svd).max():.0e}")
