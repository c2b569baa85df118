# SPDX-License-Identifier: MIT
"""The parts of scripts/generate.py."""
