#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes the assembly of a library that counts the calls of the Fortran entry points that the preload
library has, and does nothing else: make_counter.py libflopscope.so > counter.S"""

import subprocess
import sys

HEAD = """\
# A stub for each entry point: count, and jump to the next definition, which `find_next` in counter.c looks up.
        .data
        .globl  bench_entry_calls
        .globl  bench_calls_here
        .hidden bench_calls_here
        .type   bench_entry_calls, @object
        .size   bench_entry_calls, 8
        .p2align 3
bench_entry_calls:
bench_calls_here:
        .quad   0
        .globl  bench_counted
        .hidden bench_counted
        .globl  bench_counted_names
        .hidden bench_counted_names
        .bss
        .p2align 3
bench_counted:
        .zero   {bytes}
        .text
"""

def entry_points(library):
    listed = subprocess.run(["nm", "-D", "--defined-only", library], text=True, check=True,
                            stdout=subprocess.PIPE).stdout
    names = [line.split()[2].split("@")[0] for line in listed.splitlines()]
    return [name for name in names if name.endswith("_") and not name.endswith("64_") and
            not name.startswith(("cblas_", "LAPACKE_", "scipy_", "_"))]


def main():
    names = entry_points(sys.argv[1])
    print(HEAD.format(bytes=8 * (len(names) + 1)))
    for index, name in enumerate(names):
        print(f"        .globl  {name}\n        .type   {name}, @function\n{name}:\n"
              f"        incq    bench_calls_here(%rip)\n        jmp     *bench_counted+{8 * index}(%rip)")
    print('        .section .rodata\nbench_counted_names:')
    for name in names:
        print(f'        .asciz  "{name}"')
    print('        .byte   0\n        .section .note.GNU-stack, "", @progbits')


if __name__ == "__main__":
    main()
