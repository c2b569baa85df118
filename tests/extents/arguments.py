#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes the number of Fortran arguments of each line of costmodel/routines.tbl, as the members of a C array."""

import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from tables import table  # noqa: E402

for line in table.read(ROOT / "costmodel" / "routines.tbl"):
    print(f"    {len(line.arguments)}, /* {line.family} */")
