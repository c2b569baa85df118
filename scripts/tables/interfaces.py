# SPDX-License-Identifier: MIT
"""Derives the interfaces of a line of the table (Fortran, CBLAS, LAPACKE, LAPACKE _work): their
argument lists, where the System V ABI of x86-64 puts each argument, and their exported names."""

from dataclasses import dataclass

from . import names

FORTRAN, CBLAS, LAPACKE, LAPACKE_WORK = "fortran", "cblas", "lapacke", "lapacke_work"
ALL = [FORTRAN, CBLAS, LAPACKE, LAPACKE_WORK]

# Words of a call's frame, as in interpose/entries.h.
WORD_XMM, WORD_REGISTER, WORD_RETURN, WORD_STACK = 0, 8, 15, 16
XMM_REGISTERS, INTEGER_REGISTERS = 8, 6
NO_WORD = 0xFF

REAL_OF = {"s": "s", "d": "d", "c": "s", "z": "d", "b": "s"}

LAYOUT = names.Argument("layout", "i", True, "")
RESULT = names.Argument("result", "p", False, "=")


@dataclass(frozen=True)
class Passed:
    """An argument as an interface passes it. how: pointer, value, enum, layout, or length (hidden)."""

    argument: names.Argument
    how: str
    word: int = NO_WORD


@dataclass
class Interface:
    """One interface of one routine."""

    kind: str
    passed: list  # of Passed, placed
    stack_words: int
    result: str  # type letter, '' for none; 'info' for LAPACKE's

    def find(self, name):
        for item in self.passed:
            if item.argument.name == name and item.how != "length":
                return item
        return None


def own_type(argument_type, precision):
    """The type letter with `p` and `r` replaced for a routine of this precision."""
    if argument_type == "p":
        return precision
    return REAL_OF[precision] if argument_type == "r" else argument_type


def place(passed, precision):
    """Puts arguments into registers and stack slots; returns (placed list, stack words used)."""
    xmm = integer = stack = 0
    placed = []
    for item in passed:
        kind = own_type(item.argument.type, precision) if item.how == "value" else "i"
        if kind in "sdcz" and kind != "i":
            need = 2 if kind == "z" else 1
            if xmm + need <= XMM_REGISTERS:
                word, xmm = WORD_XMM + xmm, xmm + need
            else:
                word, stack = WORD_STACK + stack, stack + need
        elif integer < INTEGER_REGISTERS:
            word, integer = WORD_REGISTER + integer, integer + 1
        else:
            word, stack = WORD_STACK + stack, stack + 1
        placed.append(Passed(item.argument, item.how, word))
    return placed, stack


def wants_layout(line, arguments):
    if "nolayout" in line.words or any(a.name == "order" for a in arguments):
        return False
    return "layout" in line.words or any(a.is_matrix_hint for a in arguments)


def arguments_of(line, kind):
    """Argument list of a C interface, before layout: the line's own for it, or the one that rules give."""
    drop = {CBLAS: lambda a: False, LAPACKE: lambda a: a.is_work, LAPACKE_WORK: lambda a: a.name == "info"}[kind]
    derived = [a for a in line.arguments if not drop(a)]
    removed, own = line.lists.get(kind, (set(), []))
    if removed is None:
        return own
    return [a for a in derived if a.name not in removed] + own


def fortran(line):
    passed = [Passed(a, "pointer") for a in line.arguments]
    passed += [Passed(a, "length") for a in line.arguments if a.type == "h"]
    return passed, line.result


def cblas(line, precision):
    arguments = arguments_of(line, CBLAS)
    passed = [Passed(LAYOUT, "layout")] if wants_layout(line, arguments) else []
    for arg in arguments:
        kind = own_type(arg.type, precision)
        if not arg.by_value or kind in "cz":
            how = "pointer"
        elif arg.name == "order":
            how = "layout"
        else:
            how = "enum" if kind == "h" else "value"
        passed.append(Passed(arg, how))
    return passed, line.result


def lapacke(line, kind):
    arguments = arguments_of(line, kind)
    passed = [Passed(LAYOUT, "layout")] if wants_layout(line, line.arguments) else []
    passed += [Passed(a, "value" if a.by_value else "pointer") for a in arguments]
    return passed, line.result or "info"


def interface(line, kind, precision):
    """The interface of the line's routine of this precision."""
    if kind == FORTRAN:
        passed, result = fortran(line)
    elif kind == CBLAS:
        passed, result = cblas(line, precision)
    else:
        passed, result = lapacke(line, kind)
    placed, stack = place(passed, precision)
    return Interface(kind, placed, stack, result)


def cblas_sub(line, precision):
    """The form of a complex CBLAS function that writes its result through a pointer."""
    passed, _ = cblas(line, precision)
    placed, stack = place(passed + [Passed(RESULT, "pointer")], precision)
    return Interface(CBLAS, placed, stack, "")


def suffixed(name):
    """[(exported name, bytes of an integer where the name tells)] of a CBLAS or LAPACKE name."""
    return [(name, 0), (name + "64_", 8), (name + "_64", 8)]


def fortran_names(routine):
    return [(routine + "_", 0), (routine + "_64_", 8), (routine + "_64", 8),
            (f"scipy_{routine}_", 4), (f"scipy_{routine}_64_", 8)]


def cblas_names(routine):
    name = f"cblas_{routine}"
    return suffixed(name) + [(f"scipy_{name}", 4), (f"scipy_{name}64_", 8)]


def entry_points(line):
    """(routine, precision, Interface, [(exported name, int bytes)]) of all interfaces of all routines."""
    for routine, precision in line.routines:
        for kind in ALL:
            if not line.has(kind):
                continue
            form = interface(line, kind, precision)
            if kind == FORTRAN:
                yield routine, precision, form, fortran_names(routine)
            elif kind == CBLAS:
                yield routine, precision, form, cblas_names(routine)
                if line.result and own_type(line.result, precision) in "cz":
                    yield routine, precision, cblas_sub(line, precision), cblas_names(routine + "_sub")
            else:
                tail = "_work" if kind == LAPACKE_WORK else ""
                yield routine, precision, form, suffixed(f"LAPACKE_{routine}{tail}")
