# SPDX-License-Identifier: MIT
"""Calls routines of the library that build.sh makes, and returns what they executed."""

import ctypes
from collections import namedtuple

SQUARE_ROOT = 1 << 30  # instrument.py keeps divisions below it, in the same register

Counts = namedtuple("Counts", "mul add div sqrt")


class IllegalArgument(Exception):
    """The routine rejected an argument."""


class Library:
    """The counting library. block_size: what every routine is told by ilaenv; 0: its own choice."""

    def __init__(self, path):
        self._library = ctypes.CDLL(path)
        self._call = self._library.counted_call
        self._call.restype = None
        self._block_size = ctypes.c_int.in_dll(self._library, "counted_block_size")
        self._illegal = ctypes.c_int.in_dll(self._library, "counted_illegal_argument")

    @property
    def block_size(self):
        return self._block_size.value

    @block_size.setter
    def block_size(self, columns):
        self._block_size.value = columns

    def has(self, routine):
        return hasattr(self._library, routine + "_")

    def call(self, routine, words):
        """Counts of one call. words: an object with the address of each argument, in Fortran's order
        (an array of NumPy, a ctypes object), or an integer as it is, for lengths of strings."""
        function = ctypes.cast(getattr(self._library, routine + "_"), ctypes.c_void_p)
        addresses = [word if isinstance(word, int) else word.ctypes.data if hasattr(word, "ctypes")
                     else ctypes.addressof(word) for word in words]
        addresses += [0] * (6 - len(addresses))
        counts = (ctypes.c_long * 3)()
        self._illegal.value = 0
        self._call(function, (ctypes.c_void_p * len(addresses))(*addresses), ctypes.c_long(len(addresses)), counts)
        if self._illegal.value:
            raise IllegalArgument(f"{routine}: argument {self._illegal.value} is illegal")
        divisions, multiplications, additions = counts
        return Counts(multiplications, additions, divisions % SQUARE_ROOT, divisions // SQUARE_ROOT)
