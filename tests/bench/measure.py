# SPDX-License-Identifier: MIT
"""What the benchmarks are written with: run a program bare or under the preload library, in turn, and
print tables. Nothing is judged here."""

import os
import statistics
import subprocess
import time
from pathlib import Path

PARTS = {}

MODES = {
    "bare": None,
    "log off": {"FLOPSCOPE_LOG": "none"},
    "log on": {},
    "budget": {"FLOPSCOPE_BUDGET": "1e15"},
    "stacks": {"FLOPSCOPE_BUDGET": "1e15", "FLOPSCOPE_STACKS": "16"},
}


def part(name):
    """Decorator: the function, which takes a Bench, is the part of that name; its docstring heads its
    tables."""

    def register(function):
        PARTS[name] = function
        return function

    return register


class Finished:
    """One finished run."""

    def __init__(self, code, stdout, wall_s, usage):
        self.code = code
        self.stdout = stdout
        self.wall_s = wall_s
        self.cpu_s = usage.ru_utime + usage.ru_stime
        self.memory_mb = usage.ru_maxrss / 1e3

    def fields(self):
        """Its output's lines, cut at tabulators."""
        return [line.split("\t") for line in self.stdout.splitlines()]


class Bench:
    """Where things are, and how they are run."""

    def __init__(self, build, directory, quick):
        build = Path(build).resolve()
        self.library = build / "libflopscope.so"
        self.report = build / "flopscope-report"
        self.programs = build / "tests" / "bench"
        self.source = Path(__file__).resolve().parent
        self.directory = Path(directory)
        self.quick = quick

    def program(self, name):
        return str(self.programs / name)

    def environment(self, mode, extra=None):
        """A mode's environment; `extra` is added, under whatever mode."""
        result = {name: value for name, value in os.environ.items()
                  if not name.startswith("FLOPSCOPE_") and name != "LD_PRELOAD"}
        result.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1", LC_ALL="C.UTF-8")
        if MODES[mode] is not None:
            result.update(MODES[mode], LD_PRELOAD=str(self.library), FLOPSCOPE_QUIET="1")
        result.update(extra or {})
        return result

    def run(self, command, mode="bare", extra=None, codes=(0,)):
        """Runs to the end; its standard error is ours."""
        start = time.monotonic()
        with subprocess.Popen([str(word) for word in command], env=self.environment(mode, extra),
                              cwd=self.directory, text=True, stdout=subprocess.PIPE) as process:
            stdout = process.stdout.read()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        wall_s = time.monotonic() - start
        if process.returncode not in codes:
            raise RuntimeError(f"{' '.join(map(str, command))} ended with code {process.returncode}")
        return Finished(process.returncode, stdout, wall_s, usage)

    def logs(self):
        return sorted(self.directory.glob("*.fslog"))

    def drop_logs(self):
        for log in self.logs():
            log.unlink()

    def log_bytes(self):
        """What the logs take on disk."""
        return sum(log.stat().st_blocks * 512 for log in self.logs())


def median(values):
    return statistics.median(values)


def spread(values):
    """The middle half of the values, as text."""
    if len(values) < 4:
        return f"{min(values):.3f} .. {max(values):.3f}"
    low, _, high = statistics.quantiles(values, n=4)
    return f"{low:.3f} .. {high:.3f}"


def print_table(head, rows):
    """Columns that line up: the first to the left, the others to the right."""
    lines = [[str(cell) for cell in row] for row in [head, *rows]]
    widths = [max(len(row[i]) for row in lines) for i in range(len(head))]
    for row in lines:
        first, *others = (cell.ljust(width) if i == 0 else cell.rjust(width)
                          for i, (cell, width) in enumerate(zip(row, widths)))
        print("  ".join([first, *others]).rstrip())
    print(flush=True)
