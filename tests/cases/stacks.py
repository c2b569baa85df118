# SPDX-License-Identifier: MIT
"""Call stacks (FLOPSCOPE_STACKS): each operation of a program with known call chains has the right one."""

from harness import case

UNWINDER = "/usr/lib/x86_64-linux-gnu/libunwind.so.8"
ROUNDS = 50


def functions(stack):
    """Names from the direct caller on, as far as main."""
    names = [frame["function"] for frame in stack]
    return names[:names.index("main") + 1] if "main" in names else names


def expect_chains(t, run):
    stacks = {}
    for record in run.records():
        stacks.setdefault(record["parameters"]["n"], []).append(functions(record["stack"]))

    def expect_all(n, calls, *chain):
        t.expect_equal(f"calls of length {n}", len(stacks[n]), calls)
        for stack in stacks[n]:
            t.expect_equal(f"stack of length {n}", stack, list(chain))

    expect_all(10, 1, "call", "left", "main")
    expect_all(11, 1, "call", "right", "main")
    for depth in range(12):
        expect_all(20 + depth, 1, "call", *["descend"] * (depth + 1), "main")
    for stack in stacks[40]:
        t.expect_equal("stack in a callback", stack[:2] + stack[-2:], ["call", "compare", "sort", "main"])
    for n, entry in ((50, "first_thread"), (51, "second_thread")):
        t.expect_equal(f"stack in {entry}", stacks[n][0][:2], ["call", entry])
        t.expect("main" not in stacks[n][0], f"main is on the stack of {entry}: {stacks[n][0]}")
    expect_all(60, ROUNDS, "call", "left", "alternate", "main")
    expect_all(61, ROUNDS, "call", "right", "alternate", "main")
    for depth in range(3):
        expect_all(62 + depth, len(range(depth, ROUNDS, 3)), "call", *["descend"] * (depth + 1),
                   "alternate", "main")
    t.expect_equal("stack in a signal handler", stacks[80][0][:2], ["call", "handler"])
    t.expect_equal("outermost frame under a signal", stacks[80][0][-1], "main")


@case("stacks", needs=[UNWINDER])
def stacks(t):
    for program in ("chains", "chains_fast"):
        expect_chains(t, t.both([t.program(program)], env={"FLOPSCOPE_STACKS": "16"}))


@case("stacks-cut", needs=[UNWINDER])
def stacks_cut(t):
    """No more frames than asked for; the direct caller is the call site with and without stacks."""
    run = t.both([t.program("chains")], env={"FLOPSCOPE_STACKS": "3"})
    depths = {len(record["stack"]) for record in run.records()}
    t.expect_equal("depths", depths, {3})
    without = t.preloaded([t.program("chains")])
    t.expect_equal("stacks", {record["stack"] for record in without.records()}, {None})
    sites = [[(s["function"], s["flops_used"], s["calls"]) for s in r.summary("--by-callsite")["by_callsite"]]
             for r in (run, without)]
    t.expect_equal("call sites", sites[0], sites[1])


@case("stacks-folded", needs=[UNWINDER])
def stacks_folded(t):
    """What flame graphs are made from: weights add up to the totals."""
    run = t.preloaded([t.program("chains")], env={"FLOPSCOPE_STACKS": "16"})
    lines = [line.rsplit(" ", 1) for line in run.report("export", "--format=folded").splitlines()]
    weights = {stack: int(weight) for stack, weight in lines}
    t.expect_equal("lines that are equal", len(weights), len(lines))
    t.expect_equal("sum", sum(weights.values()), run.flops_used())
    t.expect_equal("main;left;call;ddot_", weights.get("main;left;call;ddot_"), 10)
    t.expect_equal("main;alternate;left;call;ddot_", weights.get("main;alternate;left;call;ddot_"), 60 * ROUNDS)
    rows = run.report("export", "--format=events").splitlines()
    t.expect_equal("events", len(rows) - 1, len(run.records()))


@case("stacks-of-c++", needs=[UNWINDER])
def stacks_of_cpp(t):
    """Names as they are written, of calls that exceptions leave."""
    run = t.both([t.program("escapes"), "xerbla-throw"], env={"FLOPSCOPE_STACKS": "16"})
    lines = [line.rsplit(" ", 1) for line in run.report("export", "--weight=calls").splitlines()]
    t.expect_equal("stacks", {stack.replace("(anonymous namespace)::", ""): int(calls) for stack, calls in lines}, {
        "main;escape_once();wrong_call();dgemm_": 20,
        "main;multiply;dgemm_": 20,
        "main;schur;dgees_": 1,
    })
