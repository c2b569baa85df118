# SPDX-License-Identifier: MIT
"""The numerical world's own test programs: HPL, and Debian's testers of BLAS and LAPACK."""

import re
from pathlib import Path

from harness import case

DEBIAN = Path("/usr/lib/x86_64-linux-gnu")
BLAS = DEBIAN / "blas"
LAPACK = DEBIAN / "lapack"
HPCC_EXAMPLE = "/usr/share/doc/hpcc/examples/_hpccinf.txt"


# ---- Debian's libblas-test ----


def blas_fortran(precision, level):
    @case(f"blas-test-fortran-{level}{precision}", needs=[str(BLAS / f"xblat{level}{precision}")])
    def run_case(t):
        # Levels 2 and 3 write what they found into a file.
        inputs = {"stdin": str(BLAS / f"{precision}blat{level}.in")} if level > 1 else {}
        outputs = [f"{precision}blat{level}.out"] if level > 1 else []
        run = t.both([str(BLAS / f"xblat{level}{precision}")], outputs=outputs, **inputs)
        t.expect(sum(run.calls().values()) > 100, f"calls {run.calls()}")


def blas_c(precision, level):
    @case(f"blas-test-c-{level}{precision}", needs=[str(BLAS / f"x{precision}cblat{level}")])
    def run_case(t):
        # The C testers need symbols that only the reference library has.
        inputs = {"stdin": str(BLAS / f"{precision}in{level}")} if level > 1 else {}
        run = t.both([str(BLAS / f"x{precision}cblat{level}")],
                     env={"LD_LIBRARY_PATH": str(BLAS)}, **inputs)
        t.expect(sum(run.calls().values()) > 100, f"calls {run.calls()}")


for _precision in "sdcz":
    for _level in (1, 2, 3):
        blas_fortran(_precision, _level)
        blas_c(_precision, _level)


# ---- Debian's liblapack-test ----

EIGEN_INPUTS = ("nep sep se2 svd {p}ec {p}ed {p}gg {p}gd {p}sb {p}sg {p}bb {p}bal {p}bak {p}gbal {p}gbak "
                "glm gqr gsv csd lse")


def without_times(text):
    return re.sub(r"(Total time used = ).*", r"\1", text)


def lapack_tester(t, program, name):
    run = t.both([str(LAPACK / program)], stdin=str(LAPACK / f"{name}.in"), mask=without_times,
                 timeout_s=600)
    t.expect(run.logs, f"{program} < {name}.in left no log")


def lapack(precision, suffix):
    needs = [str(LAPACK / f"xeigtst{precision}")]

    @case(f"lapack-test-linear-{precision}{suffix}", needs=needs)
    def linear(t):
        lapack_tester(t, f"xlintst{precision}", f"{precision}test")
        lapack_tester(t, f"xlintstrf{precision}", f"{precision}test_rfp")
        mixed = {"d": "ds", "z": "zc"}.get(precision)
        if mixed:
            lapack_tester(t, f"xlintst{mixed}", f"{mixed}test")

    @case(f"lapack-test-eigen-{precision}{suffix}", needs=needs)
    def eigen(t):
        for name in EIGEN_INPUTS.format(p=precision).split():
            lapack_tester(t, f"xeigtst{precision}", name)


lapack("d", "")
lapack("z", "")
lapack("s", "/all")
lapack("c", "/all")


# ---- HPL ----


def hpl_input(n):
    """Makes hpccinf.txt: the package's example with one problem of order n on a 1 by 2 grid."""
    text = Path(HPCC_EXAMPLE).read_text()
    text, numbers = re.subn(r"^\d+(\s+Ns)$", rf"{n}\1", text, flags=re.MULTILINE)
    text, rows = re.subn(r"^\d+(\s+Ps)$", r"1\1", text, flags=re.MULTILINE)
    assert numbers == rows == 1, "the example of hpccinf.txt has changed"

    def prepare(directory):
        (directory / "hpccinf.txt").write_text(text)

    return prepare


def is_of_another_test(record, order, ptrans_order):
    """HPCC's other tests that call BLAS are told by their orders: DGEMM (products, and their check by
    matrix-vector products) and PTRANS (columns subtracted)."""
    shape = record["parameters"]
    return {
        "dgemm": [shape.get(d) for d in "mnk"] == [order] * 3,
        "dgemv": [shape.get(d) for d in "mn"] == [order] * 2,
        "daxpy": shape.get("n") == ptrans_order,
    }.get(record["op_name"], False)


def hpl_flops(t, run):
    """FLOPs that both ranks did for HPL alone."""
    result = (run.directory / "hpccoutf.txt").read_text()
    orders = [int(re.search(rf"^{name}=(\d+)", result, re.MULTILINE)[1]) for name in ("DGEMM_N", "PTRANS_n")]
    records = run.records()
    own = [int(r["flop_cost"]) for r in records if not is_of_another_test(r, *orders)]
    t.expect(len(own) < len(records), "HPCC's other tests are not in the log")
    return sum(own)


def hpl(t, n):
    command = ["mpirun", "--allow-run-as-root", "--oversubscribe", "-np", "2", "hpcc"]
    prepare = hpl_input(n)
    bare = t.bare(command, prepare=prepare, timeout_s=1800)
    run = t.preloaded(command, prepare=prepare, env={"FLOPSCOPE_FMA": "2"}, timeout_s=1800)
    t.expect_equal("exit codes", (bare.code, run.code), (0, 0))
    found = [re.findall(r"^\|\|Ax-b\|\|.*$", (r.directory / "hpccoutf.txt").read_text(), re.MULTILINE)
             for r in (bare, run)]
    t.expect(found[0] and "PASSED" in found[0][0], f"HPL says {found[0]}")
    t.expect_equal("residual", found[1], found[0])
    t.expect_equal("logs", len(run.logs), 2)
    counted = hpl_flops(t, run)
    # HPL's count is of the solution alone; then it computes the residual, a product of 2 n^2. What is
    # left are single operations of the order of n.
    expected = 2 * n**3 / 3 + 3 * n**2 / 2 + 2 * n**2
    t.expect(abs(counted / expected - 1) < 1e-4,
             f"{counted} FLOPs counted instead of {expected:.0f}: {100 * (counted / expected - 1):+.4f}%")


@case("hpl", needs=["mpirun", "hpcc", HPCC_EXAMPLE])
def hpl_small(t):
    hpl(t, 1500)


@case("hpl-large/all", needs=["mpirun", "hpcc", HPCC_EXAMPLE])
def hpl_large(t):
    hpl(t, 8000)
