#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Turns interpose/environment.tbl into C: the parser's table and the text of --help-env.

usage: environment.py TABLE OUTPUT_DIR
"""
import pathlib
import sys

KINDS = {"count", "choice", "seconds", "decimal", "text"}
COLUMNS = ("name", "kind", "default", "limits", "accepted", "meaning")


def read_table(path):
    rows = []
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) != len(COLUMNS) or cells[1] not in KINDS or cells[3] not in ("yes", "no"):
            sys.exit(f"{path}:{number}: expected {' | '.join(COLUMNS)} with kind in {sorted(KINDS)}")
        rows.append(dict(zip(COLUMNS, cells)))
    return rows


def c_string(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def field(row):
    return row["name"].removeprefix("FLOPSCOPE_").lower()


def main():
    table, output = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    rows = read_table(table)
    made = f"/* Made by scripts/environment.py from {table}. */\n"
    (output / "environment.inc").write_text(
        made
        + "".join(
            f"FS_VARIABLE({field(row)}, {c_string(row['name'])}, {row['kind']}, "
            f"{'true' if row['limits'] == 'yes' else 'false'}, {c_string(row['accepted'])})\n"
            for row in rows
        )
    )
    entries = "".join(
        f"    {{{c_string(row['name'])}, {c_string(row['default'])}, {c_string(row['accepted'])}, "
        f"{c_string(row['meaning'])}}},\n"
        for row in rows
    )
    (output / "environment_help.c").write_text(
        made
        + '#include "report/environment_help.h"\n\n'
        + "const struct fs_environment_help fs_environment_help[] = {\n"
        + entries
        + "};\nconst unsigned fs_environment_help_count =\n"
        + "    sizeof fs_environment_help / sizeof fs_environment_help[0];\n"
    )


if __name__ == "__main__":
    main()
