#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Holds the words in which the generator looks for arguments against what the compiler does.

    abi.py OUTPUT-BASE

For every distinct list of argument types in the table, the program that it writes, compiles and runs
calls a function that captures the frame, with a marker in each argument, and looks for the marker.
"""

import subprocess
import sys

import common
from tables import interfaces

VALUES = {"i": "int", "l": "int", "h": "char", "s": "float", "d": "double", "c": "float _Complex",
          "z": "double _Complex", "f": "void *", "b": "float"}

PROGRAM = r"""
#include <complex.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* Words as in interpose/entries.h: 8 xmm registers, 6 integer ones, rbp, return address, the stack. */
uint64_t frame[16 + 64];
void capture(void);
__asm__(".text\n"
        "capture: lea frame(%rip), %rax\n"
        "movq %xmm0, (%rax)\n movq %xmm1, 8(%rax)\n movq %xmm2, 16(%rax)\n movq %xmm3, 24(%rax)\n"
        "movq %xmm4, 32(%rax)\n movq %xmm5, 40(%rax)\n movq %xmm6, 48(%rax)\n movq %xmm7, 56(%rax)\n"
        "mov %rdi, 64(%rax)\n mov %rsi, 72(%rax)\n mov %rdx, 80(%rax)\n mov %rcx, 88(%rax)\n"
        "mov %r8, 96(%rax)\n mov %r9, 104(%rax)\n"
        "lea 8(%rsp), %rsi\n lea 128(%rax), %rdi\n mov $64, %ecx\n rep movsq\n ret\n");

static int failures;

/* Looks for marker 1 + i, as a value of this many bytes, in word[i] for each argument. */
static void check(int list, int count, const int *word, const char *type)
{
    for (int i = 0; i < count; i++) {
        double d;
        float s;
        int64_t found = 0;
        memcpy(&d, &frame[word[i]], 8);
        memcpy(&s, &frame[word[i]], 4);
        switch (type[i]) {
        case 'd': found = (int64_t)d; break;
        case 's': found = (int64_t)s; break;
        case 'i': found = (int32_t)frame[word[i]]; break;
        case 'h': found = (int8_t)frame[word[i]]; break;
        default: found = (int64_t)frame[word[i]];
        }
        if (found != i + 1 && failures++ < 10)
            printf("list %d, argument %d: found %lld in word %d\n", list, i + 1, (long long)found, word[i]);
    }
}
"""


def kind_of(passed, precision):
    """Letter of VALUES, or p for a pointer, n for a length."""
    if passed.how == "pointer":
        return "p"
    if passed.how == "length":
        return "n"
    return "i" if passed.how in ("enum", "layout") else interfaces.own_type(passed.argument.type, precision)


def type_lists(lines):
    """{letters of the types: words}"""
    lists = {}
    for line in lines:
        for _, precision, form, _ in interfaces.entry_points(line):
            kinds = "".join(kind_of(p, precision) for p in form.passed)
            words = tuple(p.word for p in form.passed)
            if lists.setdefault(kinds, words) != words:
                raise SystemExit(f"arguments of types {kinds} have two placements")
    return lists


def function(number, kinds, words):
    """C text of one call and its check."""
    types = [{"p": "void *", "n": "size_t"}.get(k) or VALUES[k] for k in kinds]
    # A marker is the argument's number: the part of it that is in the first word, for complex values.
    markers = [f"(void *){i}" if k in "pf" else f"{i}" for i, k in enumerate(kinds, 1)]
    read = "".join({"c": "s", "z": "d"}.get(k, k) for k in kinds)
    return (f"static void list_{number}(void)\n{{\n"
            f"    static const int word[] = {{{', '.join(map(str, words))}}};\n"
            f"    ((void (*)({', '.join(types)}))capture)({', '.join(markers)});\n"
            f'    check({number}, {len(kinds)}, word, "{read}");\n}}\n')


def main(output):
    lists = {kinds: words for kinds, words in type_lists(common.read_table()).items() if kinds}
    text = PROGRAM + "".join(function(i, kinds, words) for i, (kinds, words) in enumerate(lists.items()))
    calls = "".join(f"    list_{i}();\n" for i in range(len(lists)))
    with open(output + ".c", "w", encoding="utf-8") as handle:
        handle.write(f"{text}int main(void)\n{{\n{calls}    return failures != 0;\n}}\n")
    subprocess.run(["gcc", "-std=gnu11", "-w", "-O0", "-o", output, output + ".c"], check=True)
    if subprocess.run([output], check=False).returncode or len(lists) < 100:
        raise SystemExit(1)
    print(f"ok: the compiler puts the arguments of {len(lists)} lists of types where the generator says")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
