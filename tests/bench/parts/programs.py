# SPDX-License-Identifier: MIT
"""Programs that people run."""

import re
import time
from pathlib import Path

from measure import median, part, print_table, spread

HPCC_EXAMPLE = Path("/usr/share/doc/hpcc/examples/_hpccinf.txt")

SVD = """
import numpy
a = numpy.random.default_rng(1).standard_normal((1000, 1000))
for _ in range(2):
    numpy.linalg.svd(a)
"""

SOLVE = """
import numpy
generator = numpy.random.default_rng(1)
a = generator.standard_normal((3, 3)) + 4 * numpy.eye(3)
b = generator.standard_normal(3)
for _ in range({count}):
    numpy.linalg.solve(a, b)
"""

LM = """
set.seed(1)
n <- 100000
d <- as.data.frame(matrix(rnorm(n * 10), n))
d$y <- rnorm(n)
for (i in 1:5) m <- lm(y ~ ., d)
"""


def hpl_input(b, order):
    """HPCC's example with one problem of this order on a 1 by 2 grid."""
    text = HPCC_EXAMPLE.read_text()
    text = re.sub(r"^\d+(\s+Ns)$", rf"{order}\1", text, flags=re.MULTILINE)
    text = re.sub(r"^\d+(\s+Ps)$", r"1\1", text, flags=re.MULTILINE)
    (b.directory / "hpccinf.txt").write_text(text)


def hpl_seconds(b):
    """The time of the solution of the run that has just ended, from HPL's rate: its seconds have two decimals."""
    result = (b.directory / "hpccoutf.txt").read_text()
    (b.directory / "hpccoutf.txt").unlink()
    order, rate = re.search(r"^W[RC]\S+\s+(\d+)\s+\d+\s+\d+\s+\d+\s+\S+\s+(\S+)", result, re.MULTILINE).groups()
    n = int(order)
    return (2 / 3 * n**3 + 3 / 2 * n**2) / (float(rate) * 1e9)


WALL, CPU, OWN = range(3)


def pairs(b, command, count, own=None):
    """(wall, CPU, the program's own figure) of bare and of preloaded runs in turn; first is by turns the one and the
    other."""
    took = {"bare": [], "log on": []}
    for i in range(count):
        for mode in ("bare", "log on") if i % 2 == 0 else ("log on", "bare"):
            b.drop_logs()
            run = b.run(command, mode)
            took[mode].append((run.wall_s, run.cpu_s, own(b) if own else 0.0))
            time.sleep(0.2)
    return took["bare"], took["log on"]


def ratios(bare, preloaded, which):
    return [after[which] / before[which] for before, after in zip(bare, preloaded)]


@part("programs")
def programs(b):
    """wall time of whole programs, bare and with the log on, in pairs that alternate: the ratio's median over the
    pairs and its middle half, and the median of the ratios of CPU times (which say little of HPL, whose ranks wait in
    loops). HPL's own figure for the solution, a tenth of a second in which it meets 4,000 new shapes a rank, is beside
    that of the whole program."""
    count = 3 if b.quick else 10
    solves = 10**5 if b.quick else 10**6
    python = ["/usr/bin/python3", "-c"]
    chosen = [("NumPy svd 1000x1000, twice", [*python, SVD], None),
              ("R lm, 100,000 rows by 11, 5 times", ["Rscript", "-e", LM], None),
              (f"NumPy solve 3x3, {solves:,} times", [*python, SOLVE.format(count=solves)], None)]
    if HPCC_EXAMPLE.is_file():
        hpl_input(b, 2000)
        chosen.insert(0, ("hpcc, HPL n=2000 on 2 ranks",
                          ["mpirun", "--allow-run-as-root", "--oversubscribe", "-np", 2, "hpcc"], hpl_seconds))
    rows = []
    for title, command, own in chosen:
        bare, preloaded = pairs(b, command, count, own)
        for name, which in ((title, WALL), ("  its own figure", OWN))[:2 if own else 1]:
            wall = ratios(bare, preloaded, which)
            rows.append([name, count, f"{median([run[which] for run in bare]):.3f}",
                         f"{median([run[which] for run in preloaded]):.3f}", f"{median(wall):.3f}", spread(wall),
                         f"{median(ratios(bare, preloaded, CPU)):.3f}"])
    print_table(["program", "pairs", "bare s", "preloaded s", "ratio", "middle half", "CPU ratio"], rows)
