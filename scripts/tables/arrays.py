# SPDX-License-Identifier: MIT
"""Reads costmodel/arrays.tbl: what each family reads and writes of its array arguments, as C text."""

import re
from dataclasses import dataclass, field

from . import work

FOUND_MAX = 2
ARRAY_MAX = 24
PIECES_MAX = 2
DEFAULT = "default"
NOTHING = "fs_extent_none()"  # what access[] has before it is filled

# Shapes and their numbers of arguments; those of the second group depend on uplo (and diag) besides.
SHAPES = {"none": 0, "vec": 1, "part": 4, "full": 2, "upper": 2, "lower": 2, "hess": 1, "diag": 1, "band": 5}
BY_TRIANGLE = {"tri": 1, "stri": 1, "pack": 1, "triband": 2}

# Shapes that may begin at another row and column than the array's first.
PLACED = {"vec", "part", "full", "upper", "lower", "hess", "diag", "tri", "stri"}

TOKEN = re.compile(r"\s*(\d+|[a-zA-Z]\w*|->|>=|<=|.)")


@dataclass
class Accesses:
    """The accesses of one line of routines.tbl.

    arrays   its names.Argument, in order
    body     C statements that fill access[]
    found    names of outputs that extents depend on
    strides  {name of an array: its leading dimensions or increments (in, out)} where names do not tell
    """

    arrays: list
    body: str
    found: list = field(default_factory=list)
    strides: dict = field(default_factory=dict)


class Parser(work.Parser):
    """shape = [condition ? shape :] piece + ...; piece = name(sum, ...) [at(sum, sum)] [times(sum)]; in a sum,
    (condition ? sum : sum) is an atom."""

    def __init__(self, text, line, found):
        super().__init__(text, [name for name, _ in line.parameters])
        self.line, self.found = line, found
        self.letters = {name for name, is_letter in line.parameters if is_letter}
        self.tokens = [m.group(1) for m in TOKEN.finditer(text) if m.group(1).strip()]

    def fail(self, what):
        raise ValueError(f"'{self.text}': {what}")

    def comparison(self):
        name, following = self.peek(), self.tokens[self.at + 1:self.at + 2]
        if name in self.letters and following == ["="]:
            self.at += 2
            return "(" + " || ".join(f"value[{self.index[name]}] == '{letter}'" for letter in self.take()) + ")"
        left = self.sum()
        if self.peek() in (">", "<", ">=", "<="):
            return f"{left} {self.take()} {self.sum()}"
        return f"{left} != 0"

    def choice(self, leaf):
        """leaf, or condition ? leaf : choice."""
        if not self.is_condition():
            return leaf()
        condition = self.comparison()
        self.take("?")
        first = leaf()
        self.take(":")
        return f"({condition} ? {first} : {self.choice(leaf)})"

    def is_condition(self):
        """A '?' comes before anything that ends an operand."""
        depth = 0
        for token in self.tokens[self.at:]:
            if depth == 0 and token in ("?", ":", ",", ")", "->"):
                return token == "?"
            depth += (token == "(") - (token == ")")
        return False

    def arguments(self):
        self.take("(")
        result = [] if self.peek() == ")" else [self.choice(self.sum)]
        while self.peek() == ",":
            self.take()
            result.append(self.choice(self.sum))
        self.take(")")
        return result

    def atom(self):
        if self.peek() == "found" and self.is_call():
            self.at += 2
            name = self.take()
            if not any(a.name == name and a.mark == "=" for a in self.line.arguments):
                self.fail(f"found({name}): the routine has no such output")
            if name not in self.found:
                self.found.append(name)
            self.take(",")
            bound = self.choice(self.sum)
            self.take(")")
            return f"found_or(found[{self.found.index(name)}], {bound})"
        if self.peek() == "(":
            self.take()
            result = self.choice(self.sum)
            self.take(")")
            return result
        return super().atom()

    def pieces(self):
        """C of the pieces of a shape: a list."""
        result = [self.piece()]
        while self.peek() == "+":
            self.take()
            result.append(self.piece())
        if len(result) > PIECES_MAX:
            self.fail(f"{len(result)} pieces; at most {PIECES_MAX} are possible")
        return result

    def shape(self):
        """C of each piece of a shape, conditions included: a list of PIECES_MAX."""
        if not self.is_condition():
            pieces = self.pieces()
            return pieces + [NOTHING] * (PIECES_MAX - len(pieces))
        condition = self.comparison()
        self.take("?")
        first = self.shape()
        self.take(":")
        return [a if a == b else f"({condition} ? {a} : {b})" for a, b in zip(first, self.shape())]

    def piece(self):
        name = self.take()
        if name not in SHAPES and name not in BY_TRIANGLE:
            self.fail(f"'{name}' is not a shape; shapes are {' '.join(sorted([*SHAPES, *BY_TRIANGLE]))}")
        arguments = self.arguments() if self.peek() == "(" else []
        wanted = SHAPES.get(name, BY_TRIANGLE.get(name))
        if len(arguments) != wanted:
            self.fail(f"{name}: arguments expected: {wanted}, given: {len(arguments)}")
        if name in BY_TRIANGLE:
            if "uplo" not in self.index:
                self.fail(f"{name}: the routine has no uplo")
            unit = f"value[{self.index['diag']}] == 'U'" if "diag" in self.index else "false"
            unit, name = ("true", "tri") if name == "stri" else (unit, name)
            arguments = [f"value[{self.index['uplo']}]", unit, *arguments]
        result = f"fs_extent_{name}({', '.join(arguments)})"
        if self.peek() == "at":
            self.take()
            place = self.arguments()
            if name not in PLACED or len(place) != (1 if name == "vec" else 2):
                self.fail(f"at: expected the first row of vec, or row and column of {' '.join(sorted(PLACED))}")
            result = f"fs_extent_at({result}, {', '.join([*place, '0'][:2])})"
        if self.peek() == "times":
            self.take()
            count = self.arguments()
            if len(count) != 1:
                self.fail("times: expected one number")
            result = f"fs_extent_times({result}, {count[0]})"
        return result

    def access(self):
        """(C of what is read, C of what is written or None where that is the same, names of strides)."""
        read, written, strides = self.shape(), None, []
        if self.peek() == "->":
            self.take()
            written = self.shape()
        if self.peek() == "by":
            strides = self.tokens[self.at + 1:]
            known = {a.name for a in self.line.arguments if a.type == "i" and a.scalar}
            if not strides or len(strides) > 2 or not known.issuperset(strides):
                self.fail("by: expected one or two integers of the routine")
        elif self.peek():
            self.fail(f"unexpected '{self.peek()}'")
        return read, written, strides


def arrays_of(line):
    """Array arguments, and floating-point scalars that are written to; not work arrays, not outputs such as info."""
    return [a for a in line.arguments if not a.by_value and not a.is_work and a.type != "f"
            and not (a.scalar and a.type in "ilh")]


def accesses_of(line, shapes):
    """Accesses of a line from {name: text}."""
    arrays = arrays_of(line)
    if len(arrays) > ARRAY_MAX:
        raise ValueError(f"{len(arrays)} arrays; at most {ARRAY_MAX} are possible")
    nothing = [NOTHING] * PIECES_MAX
    body, found, strides = [], [], {}
    for at, array in enumerate(arrays):
        text = shapes.get(array.name, "vec(1)" if array.scalar else None)
        if text is None:
            raise ValueError(f"array '{array.name}' has no shape")
        read, written, by = Parser(text, line, found).access()
        if written is not None and array.mark != "*":
            raise ValueError(f"'{array.name} {text}': only an array that is read and written has two shapes")
        if array.mark == "":
            written = nothing
        elif written is None:
            written = read
        if array.mark == "=":
            read = nothing
        if by:
            strides[array.name] = (by[0], by[-1])
        body += [f"    access[{at}].{member}[{piece}] = {text};\n" for member, pieces in
                 (("read", read), ("written", written)) for piece, text in enumerate(pieces) if text != NOTHING]
    if len(found) > FOUND_MAX:
        raise ValueError(f"{len(found)} outputs in extents; at most {FOUND_MAX} are possible")
    return Accesses(arrays, "".join(body), found, strides)


def is_scaled(line, array):
    """Whether it is read only where beta is not zero: the result of a BLAS routine that has a beta."""
    return array.mark == "*" and any(a.name == "beta" and a.by_value for a in line.arguments)


def parse_shapes(text):
    """{array name: shape text} of `a,b full(m, n); c none`."""
    shapes = {}
    for item in filter(None, (part.strip() for part in text.split(";"))):
        names, _, shape = item.partition(" ")
        if not shape:
            raise ValueError(f"'{item}': expected names and a shape")
        shapes.update({name: shape.strip() for name in names.split(",")})
    return shapes


def parse(text, logical_lines):
    """[(line number, [(family, precisions or '')], shapes)] and the default shapes."""
    groups, default = [], {}
    for number, content in logical_lines(text):
        families, colon, rest = content.partition(" :")
        try:
            if not colon:
                raise ValueError("expected: family... : array shape; ...")
            shapes = parse_shapes(rest)
        except ValueError as error:
            raise ValueError(f"{number}: {error}") from None
        if families.strip() == DEFAULT:
            default.update(shapes)
        else:
            groups.append((number, [tuple(word.partition("/")[::2]) for word in families.split()], shapes))
    return groups, default


def read(path, lines, logical_lines):
    """{number of a line of routines.tbl: Accesses}; ValueError names the place of a mistake."""
    with open(path, encoding="utf-8") as handle:
        groups, default = parse(handle.read(), logical_lines)
    by_family, result = {}, {}
    for line in lines:
        by_family.setdefault(line.family, []).append(line)
    for number, families, shapes in groups:
        unused = set(shapes)
        for family, precisions in families:
            place = f"{path}:{number}: {family}"
            if family not in by_family:
                raise ValueError(f"{place}: the table of routines has no such family")
            for line in by_family[family]:
                if precisions and not set(precisions) & {precision for _, precision in line.routines}:
                    continue
                if line.number in result:
                    raise ValueError(f"{place}: this family has its shapes already")
                try:
                    result[line.number] = accesses_of(line, {**default, **shapes})
                except ValueError as error:
                    raise ValueError(f"{place}: {error}") from None
                unused -= {a.name for a in result[line.number].arrays}
        if unused:
            raise ValueError(f"{path}:{number}: no routine of this line has an array '{min(unused)}'")
    return result
