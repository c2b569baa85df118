#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Generates C from costmodel/routines.tbl: catalogue.c, notes.c, entries.c, entries.S, exports.map.

The table is checked on the way; a mistake is one line that names it, and exit code 1. Files that
would not change are left alone, so that nothing is rebuilt for nothing.
"""

import argparse
import glob
import os
import sys

from tables import arrays, catalogue, entries, notes, table


def parse_command_line(arguments):
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    costmodel = os.path.relpath(os.path.join(root, "costmodel"))
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("table", help="costmodel/routines.tbl")
    parser.add_argument("directory", help="where the generated files go")
    parser.add_argument("--arrays", default=os.path.join(costmodel, "arrays.tbl"),
                        help="what families read and write; default: costmodel/arrays.tbl")
    parser.add_argument("--cost", nargs="*", default=sorted(glob.glob(os.path.join(costmodel, "*.c"))),
                        help="C files of the cost functions; default: costmodel/*.c")
    return parser.parse_args(arguments)


def check_cost_functions(path, lines, known):
    """Every cost function that the table names has its comment and is given what it takes."""
    for line in lines:
        for _, name, arguments in line.work.terms:
            place = f"{path}:{line.number}: {line.family}"
            if name not in known:
                raise ValueError(f"{place}: no cost function '{name}': expected fs_cost_{name} in costmodel/*.c, "
                                 "with its comment above it")
            wanted = known[name].parameters
            if len(arguments) != len(wanted):
                raise ValueError(f"{place}: {name}({', '.join(wanted)}): arguments expected: {len(wanted)}, "
                                 f"given: {len(arguments)}")


def write_if_changed(path, text):
    try:
        with open(path, encoding="utf-8") as handle:
            if handle.read() == text:
                return
    except OSError:
        pass
    with open(path, "w", encoding="utf-8") as handle:
        handle.write(text)


def main(arguments):
    options = parse_command_line(arguments)
    try:
        lines = table.read(options.table)
        known = notes.read(options.cost)
        check_cost_functions(options.table, lines, known)
        catalogue.check_names(options.table, lines)
        accesses = arrays.read(options.arrays, lines, table.logical_lines)
        exported = entries.collect(lines, accesses)
    except (table.TableError, ValueError, OSError) as error:
        print(f"generate.py: {error}", file=sys.stderr)
        return 1
    source = os.path.basename(options.table)
    os.makedirs(options.directory, exist_ok=True)
    for name, text in {
        "catalogue.c": catalogue.write(lines, known, accesses, source),
        "notes.c": notes.write(known),
        "entries.c": entries.write_data(exported, source),
        "entries.S": entries.write_stubs(exported, source),
        "exports.map": entries.write_exports(exported),
    }.items():
        write_if_changed(os.path.join(options.directory, name), text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
