# SPDX-License-Identifier: MIT
"""The cases: one module a subject, one function a case."""
