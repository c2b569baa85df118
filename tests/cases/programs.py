# SPDX-License-Identifier: MIT
"""Programs of our own: interfaces, integer widths, plugins, escapes from a call."""

import csv

from harness import case

SHELL = "true; ls; echo x | cat; (exit 3) || echo three"


@case("shell")
def shell(t):
    """Processes that never call BLAS leave no file and print nothing."""
    run = t.both(["sh", "-c", SHELL])
    t.expect_equal("logs", run.logs, [])
    t.expect_equal("messages", run.messages, [])


@case("nothing-loaded")
def nothing_loaded(t):
    """A process without BLAS gets no library beyond the preload library itself."""
    maps = "cat /proc/self/maps"
    libraries = [
        {line.split()[-1] for line in run.stdout.splitlines() if ".so" in line}
        for run in (t.bare(["sh", "-c", maps]), t.preloaded(["sh", "-c", maps]))
    ]
    more = {path.rsplit("/", 1)[-1] for path in libraries[1] - libraries[0]}
    t.expect_equal("libraries loaded besides", more, {"libflopscope.so"})


@case("c-interfaces")
def c_interfaces(t):
    """CBLAS, Fortran, LAPACKE and LAPACKE _work from C."""
    run = t.both([t.program("c_interfaces")])
    t.expect_calls(run, {
        "dgemm": 2, "dgemv": 1, "dtrsm": 1, "dsyrk": 1, "ddot": 1, "idamax": 1, "dsdot": 1, "zdotc": 2,
        "zgeru": 1, "dpotrf": 1, "dgesv": 1, "dgetrf": 1, "dgeqrf": 1, "zheev": 1,
    })
    records = run.records()
    t.expect_operation(records, "dgemm", m=5, n=7, k=3)
    t.expect_operation(records, "dgemm", m=6, n=5, k=8, transa="T", transb="N")
    t.expect_operation(records, "dgemv", m=6, n=4)
    t.expect_operation(records, "dtrsm", m=4, n=6, side="L", uplo="U", diag="U")
    t.expect_operation(records, "dsyrk", n=5, k=9, uplo="L")
    t.expect_operation(records, "ddot", n=11)
    t.expect_operation(records, "zdotc", n=7)
    t.expect_operation(records, "zdotc", n=8)
    t.expect_operation(records, "dpotrf", n=8, uplo="L")
    t.expect_operation(records, "dgesv", n=8, nrhs=3)
    t.expect_operation(records, "dgetrf", m=8, n=6)
    t.expect_operation(records, "dgeqrf", m=8, n=5)
    t.expect_operation(records, "zheev", n=6, jobz="V", uplo="U")
    closing = [m for m in run.messages if "Error" not in m]
    t.expect_equal("closing lines", len(closing), 1)


@case("c-interfaces-reference", needs=["/usr/lib/x86_64-linux-gnu/blas/libblas.so.3"])
def c_interfaces_reference(t):
    """The same with reference BLAS and LAPACK, whose CBLAS calls the Fortran names."""
    path = "/usr/lib/x86_64-linux-gnu/blas:/usr/lib/x86_64-linux-gnu/lapack"
    run = t.both([t.program("c_interfaces")], env={"LD_LIBRARY_PATH": path})
    calls = run.calls()
    t.expect_equal("dgemm calls", calls["dgemm"], 2)
    t.expect_equal("dgesv calls", calls["dgesv"], 1)


@case("c-interfaces-blis", needs=["/usr/lib/x86_64-linux-gnu/blis-pthread/libblas.so.3"])
def c_interfaces_blis(t):
    """The same with BLIS."""
    run = t.both([t.program("c_interfaces")],
                 env={"LD_LIBRARY_PATH": "/usr/lib/x86_64-linux-gnu/blis-pthread",
                      "BLIS_NUM_THREADS": "1"})
    t.expect_equal("dgemm calls", run.calls()["dgemm"], 2)


@case("workspace")
def workspace(t):
    """Workspace queries are not operations."""
    run = t.both([t.program("workspace")])
    t.expect_calls(run, {"dsyev": 1, "zheevd": 1, "dgesdd": 1})
    t.expect_operation(run.records(), "dgesdd", m=12, n=8, jobz="A")


@case("fortran")
def fortran(t):
    """gfortran: functions, option texts, a SELECT callback that calls BLAS (nested: not charged)."""
    run = t.both([t.program("fortran_calls")])
    t.expect_calls(run, {
        "ddot": 1, "dnrm2": 1, "sasum": 1, "zdotc": 1, "zdotu": 1, "cdotu": 1, "dgemm": 1, "dtrsm": 1,
        "dlange": 1, "dgees": 1, "dgesv": 1,
    })
    records = run.records()
    t.expect_operation(records, "dgemm", transa="T", transb="N", m=6, n=6, k=6)
    t.expect_operation(records, "dgees", jobvs="V", sort="S", n=6)
    t.expect_operation(records, "dgesv", n=6, nrhs=2)


@case("ilp64")
def ilp64(t):
    """64-bit integers behind the plain names, one of them beyond 2^31."""
    run = t.both([t.program("ilp64")])
    t.expect_calls(run, {"dgemm": 1, "idamax": 1, "dgesv": 1, "ddot": 1, "dasum": 1})
    records = run.records()
    t.expect_operation(records, "dgemm", m=6, n=5, k=7)
    t.expect_operation(records, "dgesv", n=9, nrhs=2)
    t.expect_operation(records, "ddot", n=2**31 + 5)
    t.expect_operation(records, "dasum", n=1)


@case("plugins")
def plugins(t):
    """Plugins in local scopes keep their own BLAS, wherever it comes from."""
    run = t.both([t.program("plugins"), str(t.setting.programs)])
    t.expect("some at the same place" in run.stdout, "no plugin was loaded where another one had been")
    t.expect_calls(run, {"dgemm": 6 + 1 + 2 + 20 + 2, "ddot": 8})
    found = sorted(r["parameters"]["n"] for r in run.records() if r["op_name"] == "ddot")
    t.expect_equal("lengths in both widths", found, [4, 5, 6, 7, 14, 15, 16, 17])
    sites = [r["call_site"]["object"].rsplit("/", 1)[-1] for r in run.records() if r["op_name"] == "dgemm"]
    expected = {"plugin_a.so": 3 + 1 + 10, "plugin_b.so": 3 + 1 + 1 + 10, "plugin_needing.so": 1, "libplugin_core.so": 1}
    t.expect_equal("call sites", {name: sites.count(name) for name in sites}, expected)


@case("plugins-for-ever")
def plugins_for_ever(t):
    """A plugin that comes and goes has one call site, and takes no memory each time."""
    for settings in ({}, {"FLOPSCOPE_STACKS": "8"}):
        run = t.both([t.program("reload"), t.program("plugin_a.so")], env={"FLOPSCOPE_LOG_LIMIT": "0", **settings})
        t.expect("stays" in run.stdout, run.stdout)
        t.expect_calls(run, {"dgemm": 6000})


@case("plugins-that-jump")
def plugins_that_jump(t):
    """A plugin's function that ends in a call of BLAS does not tell whose it is. With one BLAS that is no
    question; with two the choice is in the report."""
    a, b = t.program("plugin_tail_a.so"), t.program("plugin_tail_b.so")
    for plugin in (a, b):
        run = t.both([t.program("tails"), plugin])
        t.expect_equal("notes", run.summary()["notes"], [])
    run = t.preloaded([t.program("tails"), a, b])
    t.expect_equal("exit code", run.code, 0)
    t.expect("several plugins bring dgemm_" in "".join(run.summary()["notes"]), f"notes {run.summary()['notes']}")


@case("escape-unseen")
def escape_unseen(t):
    """An operation is left by a jump that no function of the C library makes, and its frame is written over."""
    run = t.both([t.program("unseen")])
    t.expect_calls(run, {"dgees": 2, "dgemm": 2 + 2 * 5, "ddot": 2})
    abandoned = [record["abandoned"] for record in run.records() if record["op_name"] == "dgees"]
    t.expect_equal("abandoned", abandoned, [True, True])


@case("constructor-joins")
def constructor_joins(t):
    """A library's constructor waits for a thread's first call: what that binds needs no lock of the dynamic
    linker's, be the BLAS the program's or the library's own."""
    for program, library in (("constructing", "constructing.so"), ("constructing_bare", "constructing_own.so")):
        run = t.both([t.program(program), t.program(library)], timeout_s=20)
        t.expect_calls(run, {"dgemm": 1})


@case("threads")
def threads(t):
    run = t.both([t.program("threads")])
    t.expect_calls(run, {"dgemm": 8 * 50 + 1000})
    records = run.records()
    t.expect_equal("events", len(records), 8 * 50 + 1000)
    for n in range(10, 18):
        t.expect_operation(records, "dgemm", m=n, n=n, k=n, transa="N", transb="T")


@case("state-kept")
def state_kept(t):
    """errno, floating-point flags and rounding stay as the program has them."""
    run = t.both([t.program("state_kept")])
    t.expect_calls(run, {"ddot": 2000000})


@case("many-shapes")
def many_shapes(t):
    """More signatures than the table holds: totals stay exact, and so does the budget."""
    calls, work = 54**3, (54 * 55 // 2) ** 3
    run = t.both([t.program("shapes")], env={"FLOPSCOPE_BUDGET": str(work)})
    t.expect_calls(run, {"dgemm": calls})
    t.expect_equal("flops used", run.flops_used(), work)
    run = t.preloaded([t.program("shapes")], env={"FLOPSCOPE_BUDGET": str(work - 1)})
    t.expect_equal("exit code", run.code, 88)
    t.expect_equal("flops used with one less", run.flops_used(), work - 54**3)
    for settings in ({}, {"FLOPSCOPE_FMA": "2"}, {"FLOPSCOPE_FLOP_MULTIPLIER": "1.5"}):
        run = t.preloaded([t.program("shapes")], env=settings)
        events = csv.DictReader(run.report("export", "--format=events").splitlines())
        t.expect_equal(f"sum of the events with {settings}", sum(int(event["flops"]) for event in events),
                       run.flops_used())


def escape(way, left, **extra):
    """A case for one way out of a call: `left` is the operation that is left 20 times."""

    @case(f"escape-{way}")
    def run_escape(t):
        run = t.both([t.program("escapes"), way])
        expected = {"dgemm": 20, "dgees": 1}
        expected.update(extra)
        expected[left] = expected.get(left, 0) + 20
        t.expect_calls(run, expected)


escape("callback-longjmp", "dgees")
escape("xerbla-longjmp", "dgemm")
escape("xerbla-throw", "dgemm")
escape("cancel", "dgees")


@case("escape-callback-exit")
def escape_exit(t):
    """exit in a callback: the log is closed with the operation in it or in flight."""
    run = t.both([t.program("escapes"), "callback-exit"])
    t.expect_equal("exit code", run.code, 5)
    t.expect_equal("logs", len(run.logs), 1)
    t.expect_equal("closing lines", len(run.messages), 1)
    t.expect(set(run.calls()) <= {"dgees"}, f"calls {run.calls()}")
