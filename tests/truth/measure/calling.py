# SPDX-License-Identifier: MIT
"""Calls of a family's routines by the names of their arguments, as costmodel/routines.tbl has them.

What a call does not name is made up: arrays of random numbers that are large enough, strides of 1,
workspace as the routine asks for it. So a row of the truth table is one line in a driver.
"""

import ctypes
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "scripts"))
from tables import names, table  # noqa: E402  # pylint: disable=wrong-import-position

REAL = {"s": numpy.float32, "d": numpy.float64, "c": numpy.float32, "z": numpy.float64}
OWN = {"s": numpy.float32, "d": numpy.float64, "c": numpy.complex64, "z": numpy.complex128}
LETTERS = {"uplo": "U", "trans": "N", "transa": "N", "transb": "N", "trana": "N", "tranb": "N", "transr": "N",
           "diag": "N", "side": "L", "norm": "1", "direct": "F", "storev": "C", "range": "A", "order": "E",
           "normin": "N", "equed": "N", "fact": "N"}
SCALARS = {"alpha": 0.7, "beta": 0.3, "abstol": 0.0, "rcond": -1.0, "tol": -1.0, "vl": 0.0, "vu": 1.0}
QUERIES = ("lwork", "liwork", "lrwork", "lcwork", "lzwork")


def own_type(precision):
    """Type of NumPy of a precision letter."""
    return OWN[precision]


class Caller:
    """Calls routines of a counting library. seed: of the random numbers."""

    def __init__(self, library, seed=1):
        self.library = library
        self.random = numpy.random.default_rng(seed)
        self._lines = {}
        for line in table.read(ROOT / "costmodel" / "routines.tbl"):
            for routine, precision in line.routines:
                self._lines[routine] = line, precision

    def __contains__(self, routine):
        return routine in self._lines and self.library.has(routine)

    def line(self, routine):
        """The line of the table of a routine and its precision letter."""
        return self._lines[routine]

    def array(self, precision, *shape):
        """Random numbers of a normal distribution, in Fortran's order."""
        numbers = self.random.standard_normal(shape)
        if precision in "cz":
            numbers = numbers + 1j * self.random.standard_normal(shape)
        return numpy.asfortranarray(numbers.astype(OWN[precision]))

    def _type(self, argument, precision):
        if argument.type in "il":
            return numpy.int32
        if argument.type == "r":
            return REAL[precision]
        return OWN[argument.type if argument.type in "sdcz" else precision]

    def _filled(self, kind, count):
        """An array that the call does not name."""
        if kind == numpy.int32:
            return numpy.zeros(count, numpy.int32)
        letter = next(letter for letter, own in OWN.items() if own == kind)
        return self.array(letter, count)

    def _scalar(self, argument, precision, given, order):
        """Value of a scalar of the argument list."""
        name = argument.name
        if name in given:
            return given[name]
        if name.startswith("ld") and name not in names.LENGTHS:
            array = given.get("v2t" if name == "ldv2t" else name[2:])
            return array.shape[0] if isinstance(array, numpy.ndarray) and array.ndim == 2 else order
        if name.startswith("inc"):
            return 1
        if name.startswith("ihi"):
            return given["n"]
        if name in names.LENGTHS:
            return order * order
        if name in SCALARS:
            return SCALARS[name]
        if name in LETTERS:
            return LETTERS[name]
        if name in ("ilo", "iloz", "il", "itype", "isgn"):
            return 1
        raise KeyError(f"{argument.name} has no value")

    def run(self, routine, **given):
        """Calls a routine. The result has `counts`, the values of scalars and the arrays as the call
        left them, by the arguments' names. Arrays that are given are not changed."""
        line, precision = self._lines[routine]
        sizes = [value for name, value in given.items()
                 if isinstance(value, (int, numpy.integer)) and name not in names.LENGTHS
                 and not name.startswith(("inc", "ld", "sel"))]
        order = 2 * max([*sizes, 8]) + 8
        storage = {}
        queries = [a.name for a in line.arguments if a.name in QUERIES and a.name not in given]
        for argument in line.arguments:
            storage[argument.name] = self._argument(argument, precision, given, order)
        if queries:
            self._query(routine, line, storage, queries)
        counts = self._call(routine, line, storage)
        result = {name: value for name, value in storage.items() if isinstance(value, numpy.ndarray)}
        for argument in line.arguments:
            value = storage[argument.name]
            if argument.scalar and isinstance(value, numpy.ndarray):
                result[argument.name] = value[0]
            elif not isinstance(value, numpy.ndarray):
                result[argument.name] = getattr(value, "value", b"") if argument.type != "f" else value
        return SimpleNamespace(counts=counts, **result)

    def _argument(self, argument, precision, given, order):
        """Storage of one argument."""
        if argument.type == "f":
            return given[argument.name]
        if not argument.scalar:
            kind = self._type(argument, precision)
            if argument.name in given:
                return numpy.array(given[argument.name], dtype=kind, order="F", ndmin=1)
            return self._filled(kind, order * order)
        value = self._scalar_or_result(argument, precision, given, order)
        if argument.type == "h":
            return ctypes.create_string_buffer(value.encode(), len(value))
        kind = self._type(argument, precision)
        if isinstance(value, numpy.ndarray):
            return numpy.array(value, dtype=kind, order="F", ndmin=1)
        if not argument.mark:
            return numpy.array([value], dtype=kind)
        # beta of hgeqz and vl of geev are arrays with the name of a scalar.
        result = numpy.zeros(order * order, dtype=kind)
        result[0] = value
        return result

    def _scalar_or_result(self, argument, precision, given, order):
        if argument.mark == "=" and argument.name not in given:
            return " " if argument.type == "h" else 0
        return self._scalar(argument, precision, given, order)

    def _query(self, routine, line, storage, queries):
        """Asks for the sizes of workspace, and replaces them and the arrays."""
        before = {name: value.copy() if isinstance(value, numpy.ndarray) else value
                  for name, value in storage.items()}
        for name in queries:
            before[name][0] = -1
        self._call(routine, line, before)
        for name in queries:
            array = name[1:] if name[1:] in before else "cwork"
            asked = int(abs(before[array][0])) if array in before else 1
            storage[name][0] = max(1, asked)
            if array in storage:
                storage[array] = self._filled(storage[array].dtype.type, max(storage[array].size, asked))

    def _call(self, routine, line, storage):
        words = [storage[argument.name] for argument in line.arguments]
        lengths = [1 for argument in line.arguments if argument.type == "h"]
        return self.library.call(routine, words + lengths)

    def row(self, routine, show=(), **given):
        """Calls a routine and returns its line of the truth table: routine, parameters, counts.
        show: names of further scalars that the line tells."""
        line, precision = self._lines[routine]
        result = self.run(routine, **given)
        words = []
        for name, is_letter in line.parameters:
            argument = next(a for a in line.arguments if a.name == name)
            value = given.get(name, None if argument.mark else self._scalar(argument, precision, given, 0))
            words.append(f"{name}={value if is_letter else int(value)}")
        words += [f"{name}={given.get(name, SCALARS.get(name))}" for name in show]
        if self.library.block_size:
            words.append(f"ilaenv_nb={self.library.block_size}")
        counts = result.counts
        columns = [routine, " ".join(words), *map(str, counts), str(sum(counts))]
        return SimpleNamespace(text="\t".join(columns), **vars(result))
