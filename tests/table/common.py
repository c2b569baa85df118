# SPDX-License-Identifier: MIT
"""What the checks of the table share: the table itself, and the short list of names that are not
wrapped (not-wrapped.txt, `pattern  reason` a line)."""

import fnmatch
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(ROOT, "scripts"))

from tables import table  # noqa: E402

NOT_WRAPPED = os.path.join(HERE, "not-wrapped.txt")


def read_table():
    """The lines of the table; a mistake in it ends the check with its message."""
    try:
        return table.read(os.path.join(ROOT, "costmodel", "routines.tbl"))
    except table.TableError as error:
        raise SystemExit(str(error)) from None


def read_not_wrapped(path=NOT_WRAPPED):
    """[(pattern, compiled)] of the short list; a line without a reason is an error."""
    patterns = []
    with open(path, encoding="utf-8") as handle:
        for number, raw in enumerate(handle, 1):
            line = raw.split("#", 1)[0].strip()
            if not line:
                continue
            pattern, _, reason = line.partition("  ")
            if not reason.strip():
                raise SystemExit(f"{path}:{number}: '{pattern}' without a reason")
            patterns.append((pattern, re.compile(fnmatch.translate(pattern))))
    return patterns


def split(names, patterns):
    """(names that no pattern matches, patterns that match no name)."""
    missing = [name for name in names if not any(compiled.match(name) for _, compiled in patterns)]
    stale = [pattern for pattern, compiled in patterns if not any(compiled.match(name) for name in names)]
    return missing, stale
