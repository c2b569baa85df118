#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Holds the table against an installed header: redeclares, as the table has it, every function that
the header declares, and lets the compiler compare. Words that a header writes as `const` are ignored.

    prototypes.py cblas|lapacke|lapack|f77blas HEADER INTEGER-TYPE INDEX-TYPE OUTPUT-BASE

writes OUTPUT-BASE.c, compiles it, and leaves the names that the table lacks in OUTPUT-BASE.absent.
f77blas.h is held against the BLAS alone: it declares no hidden lengths, complex data as real, LAPACK with
an integer result, and many routines that OpenBLAS does not build.
"""

import re
import subprocess
import sys

import common
from tables import interfaces

INCLUDES = "".join(f"#include <{name}>\n" for name in ["complex.h", "stddef.h", "stdint.h", "stdio.h", "stdlib.h",
                                                       "stdarg.h", "stdbool.h", "string.h", "math.h"])
SETTINGS = {"cblas": "", "lapacke": "", "lapack": "#define LAPACK_FORTRAN_STRLEN_END\n", "f77blas": ""}
NAMES = {"cblas": r"cblas_\w+", "lapacke": r"LAPACKE_\w+", "lapack": r"[a-z]\w*_", "f77blas": r"[a-z]\w*_"}
KINDS = {"cblas": [interfaces.CBLAS], "lapacke": [interfaces.LAPACKE, interfaces.LAPACKE_WORK],
         "lapack": [interfaces.FORTRAN], "f77blas": [interfaces.FORTRAN]}

FLOATING = {"s": "float", "d": "double", "c": "float _Complex", "z": "double _Complex", "b": "bfloat16"}
ENUMS = {"uplo": "CBLAS_UPLO", "diag": "CBLAS_DIAG", "side": "CBLAS_SIDE"}
# Function arguments of gees, geesx and of gges, gges3, ggesx: real and complex.
SELECTORS = {"select": ("SELECT2", "SELECT1"), "selctg": ("SELECT3", "SELECT2")}

# lapack.h 3.11 gives these SUBROUTINEs an integer result.
HEADER_MISTAKES = re.compile(r"[sdcz]ggsv[dp]_$")


def header_text(kind, header):
    return f"{INCLUDES}{SETTINGS[kind]}#define const\n#include <{header}>\n"


def declared_names(kind, header):
    """Names of the functions of this kind that the header declares, as the preprocessor leaves it."""
    text = subprocess.run(["gcc", "-E", "-P", "-x", "c", "-"], input=header_text(kind, header), check=True,
                          capture_output=True, text=True).stdout
    return sorted(set(re.findall(rf"\b({NAMES[kind]})\s*\([^;{{}}]*\)\s*(?:__attribute__[^;]*)?;", text)))


def base_type(passed, precision, kind):
    """C type of what an argument is or points at."""
    arg = passed.argument
    letter = interfaces.own_type(arg.type, precision)
    if passed.how == "length":
        return "size_t"
    if arg.name == "layout" or passed.how == "layout":
        return "enum CBLAS_ORDER" if kind == "cblas" else "int"
    if letter == "f":
        prefix = {"s": "S", "d": "D", "c": "C", "z": "Z"}[precision]
        return f"LAPACK_{prefix}_{SELECTORS[arg.name][precision in 'cz']}"
    if letter == "h":
        return "enum " + ENUMS.get(arg.name, "CBLAS_TRANSPOSE") if kind == "cblas" else "char"
    return FLOATING.get(letter, "fs_int")


def argument_type(passed, precision, kind, line):
    base = base_type(passed, precision, kind)
    if passed.how != "pointer" or passed.argument.type == "f":
        return base
    if base.endswith("_Complex") and kind in ("cblas", "f77blas"):
        base = "void" if kind == "cblas" and "cblas-real" not in line.words else base.split()[0]
    return base + (" **" if passed.argument.name in ("a_array", "b_array", "c_array") else " *")


def result_type(form, precision, kind):
    if not form.result:
        return "void"
    letter = interfaces.own_type(form.result, precision)
    if form.result == "i" and kind == "cblas":
        return "fs_index"
    return FLOATING.get(letter, "fs_int")


def prototypes(lines, kind):
    """{exported name: C declaration} of the plain names of an interface."""
    found = {}
    for line in lines:
        if kind == "f77blas" and not line.is_blas:
            continue
        for _, precision, form, exported in interfaces.entry_points(line):
            if form.kind in KINDS[kind]:
                passed = [p for p in form.passed if kind != "f77blas" or p.how != "length"]
                arguments = [argument_type(p, precision, kind, line) for p in passed]
                name = exported[0][0]
                result = "fs_int" if HEADER_MISTAKES.match(name) else result_type(form, precision, kind)
                found[name] = f"{result} {name}({', '.join(arguments) or 'void'});"
    return found


def main(kind, header, integer, index, output):
    lines = common.read_table()
    known = prototypes(lines, kind)
    declared = declared_names(kind, header)
    wrapped = [name for name in declared if name in known]
    absent = [name for name in declared if name not in known and kind != "f77blas"]
    with open(output + ".c", "w", encoding="utf-8") as handle:
        handle.write(header_text(kind, header) + f"typedef {integer} fs_int;\ntypedef {index} fs_index;\n")
        handle.writelines(known[name] + "\n" for name in wrapped)
    with open(output + ".absent", "w", encoding="utf-8") as handle:
        handle.writelines(name + "\n" for name in absent)
    if len(wrapped) < 100:
        raise SystemExit(f"{header}: only {len(wrapped)} declarations found that the table knows")
    missing, _ = common.split(absent, common.read_not_wrapped())
    for name in missing:
        print(f"{header} declares {name}, which is neither in the table nor in not-wrapped.txt")
    compiled = subprocess.run(["gcc", "-std=gnu11", "-fsyntax-only", "-w", output + ".c"], check=False)
    if missing or compiled.returncode:
        raise SystemExit(1)
    print(f"ok: {len(wrapped)} prototypes agree with {header}")


if __name__ == "__main__":
    if len(sys.argv) != 6 or sys.argv[1] not in KINDS:
        sys.exit(__doc__)
    main(*sys.argv[1:])
