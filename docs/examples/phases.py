#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Budgets for the phases of a NumPy program, by ctypes: what does not fit raises BudgetExhausted.
Runs without flopscope too, and then without limits.

    LD_PRELOAD=libflopscope.so python3 phases.py
"""

import ctypes
import json
import signal
from contextlib import contextmanager

import numpy as np

PROCESS, INNERMOST = 0, -1
BY_NAMESPACE = 1
SIGNAL = 3  # FLOPSCOPE_SIGNAL: SIGXCPU, which Python turns into an exception


class Options(ctypes.Structure):
    """struct flopscope_budget_options"""

    _fields_ = [("size", ctypes.c_size_t), ("flop_budget", ctypes.c_uint64),
                ("flop_multiplier", ctypes.c_double), ("wall_time_limit_s", ctypes.c_double),
                ("name_space", ctypes.c_char_p), ("quiet", ctypes.c_int32),
                ("on_exhausted", ctypes.c_int32)]


class BudgetExhausted(Exception):
    """An operation did not fit into the budget of a phase; it has run, but was not charged."""


def on_limit(_number, _frame):
    raise BudgetExhausted


library = ctypes.CDLL(None)  # the program itself, and so what is preloaded
is_loaded = hasattr(library, "flopscope_budget_open")
signal.signal(signal.SIGXCPU, on_limit)


@contextmanager
def budget(flop_budget=0, namespace="", flop_multiplier=1.0, wall_time_limit_s=0.0, quiet=False):
    """A phase; gives its number."""
    number = 0
    if is_loaded:
        options = Options(ctypes.sizeof(Options), flop_budget, flop_multiplier, wall_time_limit_s,
                          namespace.encode(), quiet, SIGNAL)
        number = library.flopscope_budget_open(ctypes.byref(options))
        if number < 0:
            raise ValueError("flopscope refused the options")
    try:
        yield number
    finally:
        if is_loaded:
            library.flopscope_budget_close(number)


@contextmanager
def namespace(name):
    """Operations inside belong to this namespace."""
    if is_loaded:
        library.flopscope_namespace_push(name.encode())
    try:
        yield
    finally:
        if is_loaded:
            library.flopscope_namespace_pop()


def deduct(op_name, flop_cost, subscripts=None, shapes=None):
    """Charges an operation of the program's own, before it runs."""
    if is_loaded:
        library.flopscope_deduct(op_name.encode(), ctypes.c_uint64(flop_cost),
                                 subscripts.encode() if subscripts else None,
                                 shapes.encode() if shapes else None)


def summary(number=INNERMOST):
    """The summary as a dictionary; None without flopscope."""
    if not is_loaded:
        return None
    buffer = ctypes.create_string_buffer(1 << 20)
    library.flopscope_summary_json(number, BY_NAMESPACE, buffer, ctypes.c_size_t(len(buffer)))
    return json.loads(buffer.value)


def main():
    a, x = np.ones((256, 256)), np.ones(256)
    with budget(10_000_000, "solver"):
        with namespace("init"):
            for _ in range(3):
                y = a @ x
        deduct("relu", 256, shapes="256")
        y = np.maximum(y, 0)
        try:
            b = a @ a
            print("multiplied", b[0, 0])
        except BudgetExhausted:
            print("too dear")
        data = summary()
    if data:
        print(f"used {data['flops_used']:,} of {data['flop_budget']:,}")
        for path, figures in data["by_namespace"].items():
            print(f"{path:12} {figures['flops_used']:>12,}")


if __name__ == "__main__":
    main()
