# SPDX-License-Identifier: MIT
"""Reads costmodel/routines.tbl into Line objects and checks all that can be checked in one line."""

import re
from dataclasses import dataclass, field

from . import names, work

GROUPS = ["blas1", "blas2", "blas3", "blasx", "lapack", "lapackx"]
PRECISIONS = "sdczb"
PARAMETERS_MAX = 16

# Parameters of a batched routine, whose dimensions are arrays by group.
BATCH_PARAMETERS = ["m", "n", "k", "group_count", "products", "a_elements", "b_elements", "c_elements"]


class TableError(Exception):
    """One line that names the place and what is wrong there."""


@dataclass
class Line:
    """One line of the table."""

    number: int
    family: str
    routines: list  # of (name, precision letter)
    group: str
    arguments: list  # of names.Argument, in Fortran order
    result: str  # type letter, or ''
    work: "work.Work"
    lists: dict = field(default_factory=dict)  # interface -> what parse_list returns
    words: set = field(default_factory=set)  # nocblas, batch, ...
    same: tuple = ()  # names of two operands whose being the same array matters

    @property
    def parameters(self):
        """(name, is an option letter) in Fortran order."""
        if "batch" in self.words:
            return [(name, False) for name in BATCH_PARAMETERS]
        return [(a.name, a.type == "h") for a in self.arguments if a.is_parameter]

    @property
    def is_blas(self):
        return self.group.startswith("blas")

    def has(self, interface):
        """Whether the line's routines have this interface."""
        if interface == "fortran":
            return "nofortran" not in self.words
        if interface == "cblas":
            return self.is_blas and "nocblas" not in self.words
        return self.group == "lapack" and "nolapacke" not in self.words


OPTION_WORDS = {"nofortran", "nocblas", "nolapacke", "batch", "layout", "nolayout", "cblas-real"}
LIST_OPTIONS = {"cblas", "lapacke", "lapacke_work"}


def logical_lines(text):
    """(number, text) of each line with its continuation lines joined and comments dropped."""
    number, parts = 0, []
    for at, raw in enumerate(text.splitlines(), 1):
        line = raw.split("#", 1)[0].rstrip()
        if line and not line[0].isspace():
            if parts:
                yield number, " ".join(parts)
            number, parts = at, [line]
        elif line:
            if not parts:
                raise TableError(f"{at}: a continuation line with nothing to continue")
            parts.append(line.strip())
    if parts:
        yield number, " ".join(parts)


def parse_routines(family, text):
    """[(name, precision)] of `sdcz` or `isamax:s,idamax:d`."""
    if ":" not in text:
        bad = sorted(set(text) - set(PRECISIONS))
        if bad or len(set(text)) != len(text):
            raise ValueError(f"'{text}' is not a set of precisions (letters of {PRECISIONS}) or routine:precision,...")
        return [(letter + family, letter) for letter in text]
    routines = []
    for item in text.split(","):
        match = re.fullmatch(rf"([a-z]\w*):([{PRECISIONS}])", item)
        if not match:
            raise ValueError(f"'{item}' is not routine:precision with a precision of {PRECISIONS}")
        routines.append(match.groups())
    return routines


def parse_arguments(text):
    arguments = [names.argument(word) for word in text.split()]
    seen = set()
    for arg in arguments:
        if arg.name in seen:
            raise ValueError(f"argument '{arg.name}' occurs twice")
        seen.add(arg.name)
    return arguments


def parse_list(text):
    """An interface's own list: (arguments dropped, arguments appended), or None and a whole list."""
    items = text.split()
    if not items or any(item[0] not in "+-" for item in items):
        return None, parse_arguments(text)
    appended = parse_arguments(" ".join(item[1:] for item in items if item[0] == "+"))
    return {item[1:] for item in items if item[0] == "-"}, appended


def parse_options(line, text):
    """`| cblas(...) same(a b) nolapacke` into the line."""
    known = {a.name for a in line.arguments}
    rest = text.strip()
    while rest:
        match = re.match(r"([\w-]+)(?:\(([^)]*)\))?\s*", rest)
        if not match:
            raise ValueError(f"cannot read the options at '{rest}'")
        word, inside = match.groups()
        rest = rest[match.end():]
        if inside is None and word in OPTION_WORDS:
            line.words.add(word)
        elif inside is not None and word in LIST_OPTIONS:
            removed, _ = line.lists[word] = parse_list(inside)
            for name in sorted((removed or set()) - known):
                raise ValueError(f"{word}({inside}): the routine has no argument '{name}'")
        elif inside is not None and word == "same":
            operands = tuple(inside.split())
            if len(operands) != 2 or not known.issuperset(operands):
                raise ValueError(f"same({inside}): expected two arguments of the routine")
            line.same = operands
        else:
            raise ValueError(f"'{word}' is not an option; options are {' '.join(sorted(OPTION_WORDS))} "
                             "same(x y) cblas(...) lapacke(...) lapacke_work(...)")


def parse_line(number, text):
    head, colon, expression = text.rpartition(" : ")
    if not colon:
        raise ValueError("expected ' : work' at the end")
    head, _, options = head.partition("|")
    fields = head.split(None, 3)
    if len(fields) < 3:
        raise ValueError("expected: family routines group arguments : work")
    family, routines, group = fields[:3]
    if group not in GROUPS:
        raise ValueError(f"'{group}' is not a group; groups are {' '.join(GROUPS)}")
    signature, arrow, result = (fields[3] if len(fields) > 3 else "").partition("->")
    result = result.strip()
    if arrow and (len(result) != 1 or result not in names.TYPES.replace("p", "t") + "p"):
        raise ValueError(f"'-> {result}': a result is one of i l r s d c z, or t for the routine's own precision")
    line = Line(number, family, parse_routines(family, routines), group, parse_arguments(signature),
                result.replace("t", "p"), None)
    parse_options(line, options)
    parameters = line.parameters
    if len(parameters) > PARAMETERS_MAX:
        raise ValueError(f"{len(parameters)} parameters; at most {PARAMETERS_MAX} are possible")
    line.work = work.parse(expression.strip(), [name for name, _ in parameters])
    return line


def read(path):
    """All lines of the table; TableError names file, line and family of the first mistake."""
    with open(path, encoding="utf-8") as handle:
        text = handle.read()
    lines, owner, precisions = [], {}, {}
    try:
        numbered = list(logical_lines(text))
    except TableError as error:
        raise TableError(f"{path}:{error}") from None
    for number, content in numbered:
        place = f"{path}:{number}: {content.split()[0]}"
        try:
            line = parse_line(number, content)
            for routine, precision in line.routines:
                if routine in owner:
                    raise ValueError(f"routine '{routine}' is in line {owner[routine]} already")
                owner[routine] = number
                if (line.family, precision) in precisions:
                    raise ValueError(f"precision '{precision}' of the family is in line "
                                     f"{precisions[line.family, precision]} already")
                precisions[line.family, precision] = number
        except ValueError as error:
            raise TableError(f"{place}: {error}") from None
        lines.append(line)
    return lines
