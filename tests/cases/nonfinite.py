# SPDX-License-Identifier: MIT
"""FLOPSCOPE_CHECK_NAN_INF: what is said of the first NaN or infinity, what is marked, and what is not looked at."""

from harness import case

CHECK = {"FLOPSCOPE_CHECK_NAN_INF": "1"}

# Of tests/programs/batches.c: (2 x 2) (2 x 1) once, (1 x 2) (2 x 2) and two of (2 x 3) (3 x 1); a call of each
# interface. Besides the matrices, two groups' letters, seven integers, alpha and beta.
GROUPS_BYTES = (2 * (8 * (4 + 2 + 2 + 2 * (6 + 3 + 2)) + 2 * (2 + 7 * 4 + 2 * 8)), 2 * 8 * (2 + 2 * 2))
STRIDED_BYTES = (4 * 8 * (4 + 4 + 4), 4 * 8 * 4)


def check(t, way, expected, calls=1):
    """Runs a way of the program bare and checked: the line that it begins with, and nothing else but the closing one."""
    run = t.both([t.program("nonfinite"), way], said=1, env=CHECK)
    said = [message for message in run.messages if "first " in message]
    t.expect_equal("lines", len(said), 1)
    t.expect(said[0].startswith(f"flopscope: first {expected} ("), f"said: {said[0].strip()}")
    t.expect("called from " in said[0] and "nonfinite)" in said[0], f"no call site in: {said[0].strip()}")
    t.expect_equal("calls marked", sum(r.get("nonfinite") is not None for r in run.records()), calls)
    t.expect_equal("calls counted", sum(op.get("nonfinite_calls", 0) for op in run.summary()["operations"].values()),
                   calls)
    return run


@case("nonfinite-product")
def product(t):
    """Row-major, beta = 0 over a c full of NaN: its inputs are finite. Twice, said once."""
    check(t, "dgemm", "infinity: c(2,3) of dgemm; its inputs were finite", calls=2)


@case("nonfinite-quotient")
def quotient(t):
    check(t, "dtrsv", "NaN: x(2) of dtrsv; its inputs were finite")


@case("nonfinite-input")
def from_input(t):
    check(t, "input", "NaN: c(1,4) of dgemm; its input b(2,4) was NaN already")


@case("nonfinite-updated")
def updated(t):
    """The NaN was in what the operation overwrote."""
    check(t, "updated", "NaN: c(3,2) of dgemm; its input c(3,2) was NaN already")


@case("nonfinite-vector")
def vector(t):
    check(t, "dscal", "infinity: x(5) of dscal; its inputs were finite")


@case("nonfinite-lapacke")
def lapacke(t):
    """Row-major LAPACKE."""
    check(t, "lapacke", "infinity: b(1,2) of dgesv; its inputs were finite")


@case("nonfinite-result")
def result(t):
    check(t, "ddot", "infinity: the result of ddot; its inputs were finite")


@case("nonfinite-complex-result")
def complex_result(t):
    check(t, "zdotc", "infinity: the result of zdotc; its inputs were finite")


@case("nonfinite-refused")
def refused(t):
    """LAPACKE refuses a NaN: nothing was computed, which is said, and the input is marked."""
    run = t.both([t.program("nonfinite"), "refused"], said=1, env=CHECK)
    said = [m for m in run.messages if "first" in m]
    t.expect(len(said) == 1 and said[0].startswith("flopscope: first refusal: a(1,2) was NaN, and LAPACKE_dgesv did "
                                                   "not compute, info = -4 (n=2 nrhs=1, called from "), f"said: {said}")
    t.expect_equal("marked", [r.get("nonfinite") for r in run.records()], ["in input"])


@case("nonfinite-batches")
def batches(t):
    """Products by groups and at strides, in Fortran and CBLAS, and a copy in place to another leading dimension."""
    for way, expected in (("groups", "NaN: c(1,1) of matrix 3 of dgemm_batch; its input b(1,1) of matrix 3 was NaN already"),
                          ("cblas-groups", "infinity: c(1,1) of matrix 2 of dgemm_batch; its inputs were finite"),
                          ("strided", "NaN: c(1,1) of matrix 4 of dgemm_batch_strided; its input a(1,1) of matrix 4"),
                          ("imatcopy", "NaN: a(3,2) of dimatcopy; its input a(2,3) was NaN already")):
        run = t.both([t.program("batches"), way], said=1, env=CHECK)
        said = [message for message in run.messages if "first " in message]
        t.expect(len(said) == 1 and said[0].startswith(f"flopscope: first {expected}"), f"{way}: said {said}")
    run = t.both([t.program("batches"), "finite"], env=CHECK)
    t.expect_equal("marked", [r for r in run.records() if "nonfinite" in r], [])
    traffic = {name: (op["read_bytes"], op["written_bytes"]) for name, op in run.summary()["operations"].items()}
    t.expect_equal("bytes by groups", traffic["dgemm_batch"], GROUPS_BYTES)
    t.expect_equal("bytes at strides", traffic["dgemm_batch_strided"], STRIDED_BYTES)


@case("nonfinite-between")
def between(t):
    """Padding, the other triangle, unit diagonals, the corners of a band, gaps of vectors: not looked at."""
    run = t.both([t.program("nonfinite"), "between"], env=CHECK)
    t.expect_equal("messages", [m for m in run.messages if "first" in m], [])
    t.expect_equal("marked", [r for r in run.records() if "nonfinite" in r], [])


@case("nonfinite-off")
def off(t):
    """Without the variable nothing is said."""
    run = t.both([t.program("nonfinite"), "dgemm"])
    t.expect_equal("messages", [m for m in run.messages if "first" in m], [])


@case("nonfinite-all-programs")
def all_programs(t):
    """The programs of the other cases run the same when they are checked."""
    for name in ("c_interfaces", "fortran_calls", "ilp64", "workspace", "threads", "forks", "state_kept"):
        t.both([t.program(name)], env=CHECK)


NUMPY = """
import numpy as np
a = np.ones((4, 4)); a[2, 1] = np.inf
b = np.ones((4, 4)); b[1, 3] = 0
print(np.isnan(a @ b).sum())
"""


@case("nonfinite-numpy", needs=["/usr/lib/python3/dist-packages/numpy"])
def numpy(t):
    """Row-major operands that NumPy hands over with their order."""
    run = t.both(["/usr/bin/python3", "-c", NUMPY], said=1, env=CHECK)
    said = [message for message in run.messages if "first " in message]
    t.expect_equal("lines", len(said), 1)
    t.expect("of dgemm; its input a(3,2) was infinity already" in said[0], f"said: {said[0].strip()}")


@case("nonfinite-outputs-of-nan")
def outputs_of_nan(t):
    """Outputs that are full of NaN before the call, and parts of arrays that are not used: LAPACK writes what it
    says it writes, and nothing else is looked at."""
    run = t.both([t.program("nan_filled")], env=CHECK)
    t.expect_equal("messages", [m for m in run.messages if "first" in m], [])
    t.expect_equal("marked", [r for r in run.records() if "nonfinite" in r], [])
    t.expect(all(line.endswith(" 0") for line in run.stdout.splitlines()), "a routine failed")
