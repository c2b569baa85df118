# SPDX-License-Identifier: MIT
"""Programs that we did not write: NumPy, SciPy, R, Octave. Identical output, and their calls in the log."""

import re
import subprocess

from harness import case

PYTHON = "/usr/bin/python3"


def expect_routines(t, run, names):
    """Each routine was called; a/b means either will do."""
    calls = run.calls()
    lacking = [name for name in names.split() if not any(one in calls for one in name.split("/"))]
    t.expect(not lacking, f"not in the log: {' '.join(lacking)}; there are {' '.join(sorted(calls))}")


def dynamic_symbols(library, which):
    listed = subprocess.run(["nm", "-D", which, library], text=True, check=True, capture_output=True).stdout
    return {line.split()[-1].split("@")[0] for line in listed.splitlines()}


def expect_all_bound_to_us(t, command):
    """Asks the dynamic linker: whatever we export and the program binds is bound to us. We ask for the
    backend in the name of a caller or of a library that could have handed it a pointer, which shows as a
    second binding, or as one of a symbol that the library does not import."""
    run = t.preloaded(command, env={"LD_DEBUG": "bindings", "LD_DEBUG_OUTPUT": "bindings"})
    ours = dynamic_symbols(t.setting.library, "--defined-only")
    binding = re.compile(r"binding file (\S+) \[0\] to (\S+) \[0\]: normal symbol `(\w+)'")
    to_us, elsewhere = set(), set()
    for path in run.directory.glob("bindings.*"):
        for user, provider, symbol in binding.findall(path.read_text(errors="replace")):
            if symbol in ours and not re.search(r"/lib(flopscope|blas|lapack|openblas)[^/]*$", user):
                (to_us if "libflopscope" in provider else elsewhere).add((user, symbol))
    t.expect(len(to_us) > 5, f"bound to libflopscope.so: {sorted(to_us)}")
    missed = [(user, symbol) for user, symbol in sorted(elsewhere - to_us)
              if symbol in dynamic_symbols(user, "--undefined-only")]
    t.expect(not missed, f"not bound to libflopscope.so: {missed[:5]}")


def expect_one_log(t, run):
    t.expect_equal("logs", len(run.logs), 1)
    t.expect_equal("closing lines", len(run.messages), 1)


@case("numpy", needs=[PYTHON, "/usr/lib/python3/dist-packages/numpy"])
def numpy(t):
    run = t.both([PYTHON, t.source("real/numpy_calls.py")])
    expect_one_log(t, run)
    expect_routines(t, run, "dgemm sgemm zgemm dgemv zdotc ddot dsyrk dgesv zgesv dgesdd dsyevd zheevd dgeev "
                            "dgeqrf dorgqr dpotrf dgetrf dgelsd")
    records = run.records()
    t.expect_operation(records, "dgemm", m=60, n=50, k=40)
    t.expect_operation(records, "zgemm", m=48, n=48, k=48)
    t.expect_operation(records, "dgesv", n=48, nrhs=3)
    t.expect_operation(records, "zgesv", n=48, nrhs=2)
    t.expect_operation(records, "dgesv", n=48, nrhs=48)
    t.expect_operation(records, "dgesdd", m=60, n=40)
    t.expect_operation(records, "dgesdd", m=60, n=40, jobz="N")
    t.expect_operation(records, "dsyevd", n=48, jobz="V")
    t.expect_operation(records, "zheevd", n=48, jobz="V")
    t.expect_operation(records, "dgeev", n=48)
    t.expect_operation(records, "dgeqrf", m=60, n=40)
    t.expect_operation(records, "dorgqr", m=60, n=40, k=40)
    t.expect_operation(records, "dpotrf", n=48)
    t.expect_operation(records, "dgelsd", m=60, n=40, nrhs=2)
    t.expect_operation(records, "dsyrk", n=40, k=60)


@case("numpy-bindings", needs=[PYTHON, "/usr/lib/python3/dist-packages/numpy"])
def numpy_bindings(t):
    expect_all_bound_to_us(t, [PYTHON, t.source("real/numpy_calls.py")])


@case("scipy-bindings", needs=[PYTHON, "/usr/lib/python3/dist-packages/scipy"])
def scipy_bindings(t):
    expect_all_bound_to_us(t, [PYTHON, t.source("real/scipy_calls.py")])


@case("r-bindings", needs=["R"])
def r_bindings(t):
    expect_all_bound_to_us(t, ["R", "--vanilla", "--no-echo", "-f", t.source("real/r_calls.R")])


@case("octave-bindings", needs=["octave"])
def octave_bindings(t):
    expect_all_bound_to_us(t, ["octave", "--no-gui", "--norc", "--quiet", t.source("real/octave_calls.m")])


@case("numpy-threads", needs=[PYTHON, "/usr/lib/python3/dist-packages/numpy"])
def numpy_threads(t):
    """The same with OpenBLAS's own threads."""
    run = t.both([PYTHON, t.source("real/numpy_calls.py")], env={"OPENBLAS_NUM_THREADS": "2"})
    expect_one_log(t, run)
    t.expect_operation(run.records(), "dgemm", m=60, n=50, k=40)


@case("numpy-budget", needs=[PYTHON, "/usr/lib/python3/dist-packages/numpy"])
def numpy_budget(t):
    """Python ends with the budget's exit code, and what it had printed is not lost."""
    script = ("import numpy as np\na = np.ones((256, 256)); print('before')\n"
              "for i in range(9):\n    a = a @ np.eye(256)[:, ::-1].copy(); print(i)\n")
    run = t.preloaded([PYTHON, "-u", "-c", script], env={"FLOPSCOPE_BUDGET": "1e8"})
    t.expect_equal("exit code", run.code, 88)
    t.expect_equal("stdout", run.stdout, "before\n0\n1\n2\n3\n4\n")


@case("numpy-processes", needs=[PYTHON, "/usr/lib/python3/dist-packages/numpy"])
def numpy_processes(t):
    """multiprocessing: workers forked from a process that has used BLAS, each with its own log."""
    script = ("import multiprocessing, numpy as np\n"
              "def work(n): return float((np.full((n, n), 2.0) @ np.eye(n)[::-1].copy()).sum())\n"
              "print(work(30))\n"
              "with multiprocessing.get_context('fork').Pool(3) as pool:\n"
              "    print(pool.map(work, range(31, 51), chunksize=1))\n"
              "    pool.close(); pool.join()\n")
    run = t.both([PYTHON, "-c", script])
    products = run.summary()["operations"]["dgemm"]
    t.expect_equal("products", int(products["calls"]), 21)
    t.expect_equal("FLOPs of products", int(products["flop_cost"]), sum(n**3 for n in range(30, 51)))
    t.expect(len(run.logs) > 1, "no worker left a log")


@case("scipy", needs=[PYTHON, "/usr/lib/python3/dist-packages/scipy"])
def scipy(t):
    run = t.both([PYTHON, t.source("real/scipy_calls.py")])
    expect_one_log(t, run)
    expect_routines(t, run, "dgetrf dgees dpotrf dpotrs dsyevr dgesvd dgeqp3 dtrtrs dtrsyl dgtsv dgemm dger "
                            "zhemm dgetrs/dgesv dorgqr")
    records = run.records()
    t.expect_operation(records, "dgees", n=40, sort="S")
    t.expect_operation(records, "dsyevr", n=40, il=1, iu=5)
    t.expect_operation(records, "dgesvd", m=40, n=20)
    t.expect_operation(records, "dgemm", m=40, n=40, k=40, transa="T")
    t.expect_operation(records, "zhemm", m=40, n=40)
    t.expect_operation(records, "dpotrs", n=40, nrhs=2)


@case("r", needs=["R"])
def r(t):
    """R starts half a dozen shells and tools: they leave no file and print nothing."""
    run = t.both(["R", "--no-save", "--no-restore", "--vanilla", "--no-echo", "-f",
                  t.source("real/r_calls.R")])
    expect_one_log(t, run)
    expect_routines(t, run, "dgemm dsyrk dgesv dgesdd dsyevr dgeev dgeqp3 dpotrf dpotri dgetrf")
    records = run.records()
    t.expect_operation(records, "dgesv", n=48, nrhs=3)
    t.expect_operation(records, "dgesv", n=48, nrhs=48)
    t.expect_operation(records, "dgesdd", m=60, n=40)
    t.expect_operation(records, "dsyevr", n=48)
    t.expect_operation(records, "dgeev", n=48)
    t.expect_operation(records, "dgeqp3", m=60, n=40)
    t.expect_operation(records, "dpotrf", n=48)
    t.expect_operation(records, "dgemm", m=48, n=48, k=48)


@case("octave", needs=["octave"])
def octave(t):
    run = t.both(["octave", "--no-gui", "--norc", "--quiet", t.source("real/octave_calls.m")])
    expect_one_log(t, run)
    expect_routines(t, run, "dgemm dsyrk sgemm zgemm dgemv dgetrf dgetrs dgelsd dgesvd dsyev dgeevx dgetri "
                            "dpotrf dgeqrf dgeesx")
    records = run.records()
    t.expect_operation(records, "dgemm", m=60, n=20, k=40)
    t.expect_operation(records, "sgemm", m=60, n=40, k=40)
    t.expect_operation(records, "zgemm", m=48, n=48, k=48)
    t.expect_operation(records, "dgetrs", n=48, nrhs=3)
    t.expect_operation(records, "dgelsd", m=60, n=40, nrhs=1)
    t.expect_operation(records, "dgesvd", m=60, n=40)
    t.expect_operation(records, "dsyev", n=48, jobz="N")
    t.expect_operation(records, "dgeevx", n=48)
    t.expect_operation(records, "dgetri", n=48)
