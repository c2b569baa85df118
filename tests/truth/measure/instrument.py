#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Puts a counter before every floating-point instruction of assembly files, in place.

r14 counts multiplications, r15 additions and subtractions, r13 divisions in its lower thirty bits and
square roots above them. `lea` changes no flags, so it may stand anywhere.
"""

import re
import sys

INSTRUCTION = re.compile(r"^\s+v?(add|sub|mul|div|sqrt)([sp])([sd])\s", re.MULTILINE)
COUNTER = {"mul": "1(%r14),%r14", "add": "1(%r15),%r15", "sub": "1(%r15),%r15", "div": "1(%r13),%r13",
           "sqrt": "1073741824(%r13),%r13"}


def counted(match):
    operation, kind, _ = match.groups()
    if kind != "s":
        raise ValueError(f"not a scalar instruction: {match.group(0).strip()}")
    return f"\tleaq\t{COUNTER[operation]}\n{match.group(0)}"


def main():
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as handle:
            text = handle.read()
        try:
            text = INSTRUCTION.sub(counted, text)
        except ValueError as error:
            sys.exit(f"{path}: {error}")
        with open(path, "w", encoding="utf-8") as handle:
            handle.write(text)


if __name__ == "__main__":
    main()
