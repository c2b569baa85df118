# SPDX-License-Identifier: MIT
"""The benchmarks, a module each."""
