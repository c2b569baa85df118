# SPDX-License-Identifier: MIT
"""The API: phases, own operations, summaries, cost queries; and the examples of docs/examples."""

import json
import re

from harness import case

GEMM, GEMV, RELU = 256**3, 256**2, 256


def scenario(t, name, **options):
    """A scenario of api.c, bare and preloaded: it checks itself and prints the same."""
    run = t.both([t.program("api"), name], **options)
    t.expect_equal("stdout", [line for line in run.stdout.splitlines() if "WRONG" in line], [])
    t.expect_equal("exit code", run.code, 0)
    return run


for _name in ("nested", "scope", "multiplier", "jump-out", "go-on", "signal", "time", "threads", "churn",
              "fork", "reset", "handler"):
    case(f"api-{_name}")(lambda t, name=_name: scenario(t, name, env={"FLOPSCOPE_QUIET": "1"}))


@case("api-with-budget")
def with_budget(t):
    """Phases and the environment's budget: all or none."""
    run = t.preloaded([t.program("api"), "nested"], env={"FLOPSCOPE_BUDGET": "400"})
    t.expect_equal("exit code", run.code, 88)
    t.expect_equal("flops used", run.flops_used(), 350)
    t.expect("but only 50 remain (n=1000" in "".join(run.messages), f"messages {run.messages}")
    for name in ("jump-out", "go-on", "threads", "churn"):
        run = t.both([t.program("api"), name], env={"FLOPSCOPE_BUDGET": "1e9", "FLOPSCOPE_QUIET": "1"})
        t.expect("WRONG" not in run.stdout, run.stdout)


def thread_scenario(t, name, said=0, **environment):
    """A scenario of api_threads.c; BLAS with threads of its own would only slow it down."""
    run = t.both([t.program("api_threads"), name], said=said,
                 env={"FLOPSCOPE_QUIET": "1", "OPENBLAS_NUM_THREADS": "1", **environment})
    t.expect_equal("stdout", run.stdout, f"end of {name}\n")
    return run


def flops_by_namespace(run):
    return {path: int(space["flops_used"]) for path, space in run.summary("--by-namespace")["by_namespace"].items()}


@case("api-threads-namespaces")
def threads_namespaces(t):
    """Threads without a namespace of their own are where the first thread is."""
    t.expect_equal("threads", flops_by_namespace(thread_scenario(t, "workers")),
                   {"": 80, "solver": 80, "init": 4, "solver.init": 4})
    t.expect_equal("an OpenMP team", flops_by_namespace(thread_scenario(t, "pool")),
                   {"": 4 * 7, "solver": 4 * 30, "solver.assembly": 4 * 100, "part": 4 * 3})
    t.expect_equal("phases of two threads", flops_by_namespace(thread_scenario(t, "interleaved")),
                   {"outer.second": 8, "": 1})
    t.expect_equal("closed by another", flops_by_namespace(thread_scenario(t, "by-another")), {"here": 1, "": 1})


@case("api-threads-many")
def threads_many(t):
    """100,000 phases of four threads, in both ways to go on or not at their limits."""
    run = thread_scenario(t, "many-warn", said=100000)
    t.expect_equal("messages", sum("BudgetExhaustedError" in line for line in run.messages), 100000)
    run = thread_scenario(t, "many-exit")
    t.expect_equal("messages", run.messages, [])


@case("api-threads-places")
def threads_places(t):
    """Threads that warnings let go on leave their places in the shared budget."""
    run = thread_scenario(t, "places", FLOPSCOPE_BUDGET="100", FLOPSCOPE_ON_EXHAUSTED="warn")
    t.expect_equal("flops used", run.flops_used(), 50000)


def expect_near(t, what, value, expected):
    t.expect(abs(value - expected) <= 0.001 * expected + 1e-6, f"{what}: {value}, not {expected}")


@case("api-threads-times")
def threads_times(t):
    """The process's summary has the figures of the report, and so has a phase's its namespace's."""
    run = t.preloaded([t.program("api_threads"), "overlap"], env={"OPENBLAS_NUM_THREADS": "1"})
    t.expect_equal("exit code", run.code, 0)
    outside = run.summary("--by-namespace")
    inside = json.loads((run.directory / "process.json").read_text())
    phase = json.loads((run.directory / "phase.json").read_text())
    for key in ("flop_budget", "flops_used", "calls", "mul", "add", "fma", "flop_multiplier"):
        t.expect_equal(key, inside[key], outside[key])
    for key in ("flopscope_backend_time_s", "backend_thread_time_s", "gflops"):
        expect_near(t, key, inside[key], outside[key])
    t.expect(inside["flopscope_backend_time_s"] < inside["backend_thread_time_s"], "nothing overlapped")
    expect_near(t, "thread time of the phase", phase["backend_thread_time_s"],
                outside["by_namespace"]["phase"]["flopscope_backend_time_s"])
    for summary in (inside, phase):
        parts = [summary[f"{name}_s"] for name in ("flopscope_backend_time", "flopscope_overhead_time",
                                                   "residual_wall_time")]
        t.expect(abs(summary["wall_time_s"] - sum(parts)) < 1e-9, f"{summary['wall_time_s']} is not the sum of {parts}")
        t.expect_equal("overlap", summary["is_overlap_unknown"], False)
    for path, space in outside["by_namespace"].items():
        ours = inside["by_namespace"][path]
        for name, operation in space["operations"].items():
            for key in ("flop_cost", "calls", "mul", "add"):
                t.expect_equal(f"{key} of {name}", ours["operations"][name][key], operation[key])
            expect_near(t, f"rate of {name}", ours["operations"][name]["gflops"], operation["gflops"])
    run = t.preloaded([t.program("api_threads"), "overlap"], env={"FLOPSCOPE_LOG_LIMIT": "0"})
    inside = json.loads((run.directory / "process.json").read_text())
    t.expect_equal("overlap without events", inside["is_overlap_unknown"], True)
    shorter = min(inside["wall_time_s"], inside["backend_thread_time_s"])
    expect_near(t, "backend time without events", inside["flopscope_backend_time_s"], shorter)


@case("api-signals")
def signals(t):
    """Handlers that use all of the API, and that leave it by siglongjmp."""
    for name in ("handlers", "jumps"):
        run = t.both([t.program("api_signals"), name], env={"FLOPSCOPE_QUIET": "1"})
        t.expect_equal("stdout", run.stdout, f"end of {name}, with signals\n")
        last = {path: int(space["operations"]["last"]["flop_cost"])
                for path, space in run.summary("--by-namespace")["by_namespace"].items()
                if "last" in space["operations"]}
        t.expect_equal("namespaces afterwards", last, {"outside": 7, "": 1} if name == "handlers" else {"": 1})


@case("api-options")
def options(t):
    run = t.preloaded([t.program("api"), "options"], env={"FLOPSCOPE_QUIET": "1"})
    t.expect_equal("stdout", run.stdout, "end of options\n")
    t.expect_equal("stderr", run.stderr, "")
    for field in ("size", "flop_budget", "flop_multiplier", "wall_time_limit_s", "name_space", "on_exhausted"):
        t.expect(any(re.search(rf"flopscope_budget_open: {field} is not understood; accepted: ", line)
                     for line in run.messages), f"no message about {field} in {run.messages}")


@case("api-many")
def many(t):
    run = t.preloaded([t.program("api"), "many"], env={"FLOPSCOPE_QUIET": "1"})
    t.expect_equal("stdout", run.stdout, "end of many\n")
    t.expect_equal("messages", run.messages, ["flopscope: flopscope_budget_open: 256 phases are open already\n"])


@case("api-stop")
def stop(t):
    """The handler leaves it to FLOPSCOPE_ON_EXHAUSTED."""
    run = t.preloaded([t.program("api"), "stop"])
    t.expect_equal("exit code", run.code, 88)
    t.expect_equal("stdout", run.stdout, "")
    t.expect_equal("calls", run.calls(), {"ddot": 2})
    t.expect("BudgetExhaustedError: ddot would cost 100 FLOPs but only 50 remain in phase small (n=100, "
             "namespace small, called from" in run.messages[0], f"messages {run.messages}")
    run = t.preloaded([t.program("api"), "stop"], env={"FLOPSCOPE_ON_EXHAUSTED": "warn"})
    t.expect_equal("exit code under warn", run.code, 0)
    t.expect_equal("calls under warn", run.calls(), {"ddot": 3})
    t.expect_equal("messages under warn", sum("BudgetExhaustedError" in line for line in run.messages), 1)


@case("api-throw")
def throw(t):
    run = t.both([t.program("api_throw")], env={"FLOPSCOPE_QUIET": "1"})
    t.expect_equal("stdout", run.stdout, "end\n")
    t.expect_equal("calls", run.calls(), {"ddot": 8})


@case("api-fortran")
def fortran(t):
    run = t.both([t.program("api_fortran")], env={"FLOPSCOPE_QUIET": "1"})
    t.expect_equal("stdout", run.stdout, "dot 100.0\ndot 100.0\nend\n")
    t.expect_equal("calls", run.calls(), {"ddot": 2, "own": 2})


@case("api-own")
def own(t):
    """Own operations in the summaries of the process, of the report, and in the log."""
    run = t.preloaded([t.program("api"), "own"], env={"FLOPSCOPE_QUIET": "1"})
    t.expect_equal("stdout", run.stdout, "end of own\n")
    expected = {"many": 3000, "relu": 350, 'fft "fast"\n': 64, "ddot": 7}
    inside = json.loads((run.directory / "summary.json").read_text())
    outside = run.summary("--by-namespace")
    for summary in (inside, outside):
        t.expect_equal("costs", {n: int(op["flop_cost"]) for n, op in summary["operations"].items()}, expected)
        spaces = {n: int(s["flops_used"]) for n, s in summary["by_namespace"].items()}
        t.expect_equal("namespaces", spaces, {"own": 3000, "own.kernels": 421})
    t.expect_equal("budget", [inside[k] for k in ("flop_budget", "flops_used", "flops_remaining")],
                   [10000, 3421, 6579])
    times = [inside[k] for k in ("wall_time_s", "flopscope_backend_time_s", "flopscope_overhead_time_s",
                                 "residual_wall_time_s")]
    t.expect(abs(times[0] - sum(times[1:])) < 1e-9, f"wall {times[0]} is not the sum of {times[1:]}")
    records = run.records()
    t.expect_equal("operations in the log", len(records), 3006)
    t.expect_equal("cumulative", int(records[-1]["cumulative"]), 3421)
    t.expect_equal("shapes", [r["shapes"] for r in records[:3]], [[[10, 10]]] * 3)
    t.expect_equal("subscripts", [r["subscripts"] for r in records[2:4]], [None, "ij->ij"])


@case("api-names")
def names(t):
    """Names of all kinds, as the process and as the report know them."""
    run = t.preloaded([t.program("api"), "names"], env={"FLOPSCOPE_QUIET": "1"})
    t.expect_equal("stdout", run.stdout, "end of names\n")
    cut, inside = "n" * 508 + "ä", json.loads((run.directory / "summary.json").read_text())
    expected = {"": 1 + 32, "größe \"quoted\"\n": 2, cut: 4 + 8, ".".join("a" * 64): 16}
    for summary in (inside, run.summary("--by-namespace")):
        found = {path: int(space["flops_used"]) for path, space in summary["by_namespace"].items()}
        t.expect_equal("namespaces", found, expected)
        t.expect_equal("operations", sorted(summary["operations"]),
                       ["(own)", "deep", "long", "longer", "n" * 127, "out"])


@case("api-crowd")
def crowd(t):
    """Namespaces beyond the limit count as the one around them, and are said to."""
    run = t.preloaded([t.program("api"), "crowd"], env={"FLOPSCOPE_QUIET": "1"})
    t.expect_equal("stdout", run.stdout, "end of crowd\n")
    spaces = flops_by_namespace(run)
    t.expect_equal("told apart", len(spaces), 16384 + 1)
    t.expect_equal("the others", spaces[""], 20000 - 16384)
    t.expect_equal("messages", run.messages,
                   ["flopscope: there are 16384 namespaces: further ones count as the one around them\n"])


@case("api-example-c")
def example_c(t):
    run = t.preloaded([t.program("example_phases")])
    t.expect_equal("exit code", run.code, 0)
    t.expect("left out: dgemm in solver would cost 16,777,216 FLOPs".replace(",", "") in run.stdout, run.stdout)
    t.expect_equal("used", re.search(r"^Used +([\d,]+)", run.stdout, re.M).group(1), f"{3 * GEMV + RELU:,}")
    t.expect("phase solver: 196,864 FLOPs in 4 operations, 9,803,136 of the budget of 10,000,000 left"
             in "".join(run.messages), f"messages {run.messages}")
    t.expect_equal("calls", run.calls(), {"dgemv": 3, "relu": 1})
    bare = t.bare([t.program("example_phases")])
    t.expect_equal("bare", (bare.code, bare.stdout), (0, "multiplied\n"))


@case("api-example-cpp")
def example_cpp(t):
    run = t.preloaded([t.program("example_phases_cpp")])
    t.expect_equal("exit code", run.code, 0)
    t.expect_equal("stdout", run.stdout, "used 3000\nmultiplied 50\ntoo dear: dgemm in solver\n")
    t.expect_equal("namespaces", flops_by_namespace(run), {"solver": 3000 + 50**3})
    bare = t.bare([t.program("example_phases_cpp")])
    t.expect_equal("bare", (bare.code, bare.stdout), (0, "multiplied 50\nmultiplied 200\n"))


@case("api-example-fortran")
def example_fortran(t):
    run = t.preloaded([t.program("example_phases_fortran")])
    t.expect_equal("exit code", run.code, 0)
    t.expect("b(1, 1) = 256.0\nleft: 9803136\n" in run.stdout, run.stdout)
    t.expect_equal("used", re.search(r"^Used +([\d,]+)", run.stdout, re.M).group(1), f"{GEMM + 3 * GEMV + RELU:,}")
    t.expect_equal("messages", sum("BudgetExhaustedError: dgemm" in line for line in run.messages), 1)
    bare = t.bare([t.program("example_phases_fortran")])
    t.expect_equal("bare", (bare.code, bare.stdout), (0, "b(1, 1) = 256.0\n"))


@case("api-example-python", needs=["/usr/lib/python3/dist-packages/numpy"])
def example_python(t):
    command = ["/usr/bin/python3", t.source("../docs/examples/phases.py")]
    run = t.preloaded(command)
    t.expect_equal("exit code", run.code, 0)
    lines = [line.split() for line in run.stdout.splitlines()]
    t.expect_equal("stdout", lines[0], ["too", "dear"])
    t.expect_equal("namespaces", dict(lines[2:]), {"solver": f"{GEMM + RELU:,}", "solver.init": f"{3 * GEMV:,}"})
    bare = t.bare(command)
    t.expect_equal("bare", (bare.code, bare.stdout), (0, "multiplied 256.0\n"))


@case("api-example-costs")
def example_costs(t):
    """The cost library, shared and static, without the preload."""
    shared = t.bare([t.program("example_costs")])
    static = t.bare([t.program("example_costs_static")])
    t.expect_equal("static", static.stdout, shared.stdout)
    figures = re.findall(r"^(.+?)  +(\d+) FLOPs", shared.stdout, re.M)
    t.expect_equal("figures", dict(figures),
                   {"einsum ij,jk->ik": "16777216", "svd m=256 n=256 k=10": "655360", "exp 256x256": "65536",
                    "sum 256x256": "65536", "LAPACKE_dgesv n=1000 nrhs=1": "334334000"})
    t.expect("dgesv: nrhs is missing; its parameters are n nrhs" in shared.stdout, shared.stdout)
    t.expect("gemm 256: 16777216" in shared.stdout, shared.stdout)
    logged = t.preloaded([t.program("example_costs")]).records()
    found = [(r["op_name"], int(r["flop_cost"]), r["subscripts"], r["shapes"]) for r in logged]
    t.expect_equal("the path's event", found,
                   [("einsum_path", 1, "ijk,ai,bj,ck->abc", [[30, 30, 30], [40, 30], [40, 30], [40, 30]])])


@case("api-install", needs=["pkg-config"])
def install(t):
    """What make install puts there is enough to compile and run with."""
    source = t.setting.source.parent
    prefix = t.directory / "prefix"
    make = ["make", "-s", "-C", str(source), f"O={t.setting.library.parent}", f"PREFIX={prefix}", "install"]
    t.expect_equal("make install", t.bare(make).code, 0)
    environment = {"PKG_CONFIG_PATH": str(prefix / "lib/pkgconfig"), "LD_LIBRARY_PATH": str(prefix / "lib")}
    examples = source / "docs/examples"
    for command in (f"cc {examples}/costs.c $(pkg-config --cflags --libs flopcost) -o costs && ./costs",
                    f"cc $(pkg-config --cflags flopscope) {examples}/phases.c -lblas -o phases && ./phases",
                    f"c++ $(pkg-config --cflags flopscope) {examples}/phases.cpp -lblas -o phases && ./phases",
                    f"cc {examples}/costs.c -I{prefix}/include {prefix}/lib/libflopcost.a -o costs && ./costs",
                    f"cc -static {examples}/costs.c $(pkg-config --cflags --libs --static flopcost) -o costs && ./costs",
                    f"gfortran {prefix}/include/flopscope.f90 {examples}/phases.f90 -lblas -o phases && ./phases"):
        run = t.bare(["sh", "-c", command], env=environment)
        t.expect(run.code == 0 and run.stdout != "", f"{command}: {run.code} {run.stderr}")


def documented(t, program):
    """The code and the output that docs/api.md shows after `DOCS/EXAMPLE`, output without its indent."""
    text = (t.setting.source / "../docs/api.md").read_text()
    _, _, after = text.partition(f"`docs/examples/{program}`")
    code = re.search(r"```\w+\n(.*?)```", after, re.S).group(1)
    output = re.search(r"```\n\n((?:(?:    .*)?\n)+)", after).group(1)
    return code, re.sub(r"^    ", "", output, flags=re.M)


def masked(text):
    """Without times, shares and places, which differ from run to run."""
    text = re.sub(r"called from .*\)", "called from X)", text)
    text = re.sub(r"of \S+ \(pid \d+\) on \S+", "of X", text)
    return re.sub(r"\d+\.\d+( %)?", "#", text).split()


@case("api-documentation", needs=["/usr/lib/python3/dist-packages/numpy"])
def documentation(t):
    """docs/api.md has the examples as they are, and what they print."""
    commands = {"phases.c": [t.program("example_phases")], "phases.cpp": [t.program("example_phases_cpp")],
                "phases.f90": [t.program("example_phases_fortran")],
                "phases.py": ["/usr/bin/python3", t.source("../docs/examples/phases.py")],
                "costs.c": [t.program("example_costs")]}
    for name, command in commands.items():
        code, shown = documented(t, name)
        source = (t.setting.source / "../docs/examples" / name).read_text()
        t.expect(source.endswith(code), f"docs/api.md does not show {name} as it is")
        run = t.preloaded(command, env={"FLOPSCOPE_LOG": "none"})
        words = masked(shown)
        for line in [*run.stdout.splitlines(), *(m.rstrip() for m in run.messages[:-1])]:
            wanted = masked(line)
            found = any(words[i:i + len(wanted)] == wanted for i in range(len(words)))
            t.expect(found or name == "phases.py" and line.startswith("flopscope: phase"),
                     f"docs/api.md does not show what {name} prints: {line}")
