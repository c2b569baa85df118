# SPDX-License-Identifier: MIT
"""Budgets, time limits, multiplier and conventions, on a loop of dgemm with matrices of 256."""

import json
import random
import re
import signal
import subprocess
import threading

from harness import case

COST = 256**3
DETAILS = r"\(m=256 n=256 k=256.*called from .*loop.*\)"


def loop(t, *arguments, **environment):
    return t.preloaded([t.program("loop"), *map(str, arguments)],
                       env={f"FLOPSCOPE_{name}": value for name, value in environment.items()}
                       if environment else None)


def ran(run):
    return run.stdout.count("ran ")


def expect_message(t, run, pattern, times=1):
    found = [line for line in run.messages if re.search(pattern, line)]
    t.expect(len(found) == times, f"'{pattern}' {len(found)} times in {run.messages}")


def stopped(t, run, operations, code=88):
    t.expect_equal("operations", ran(run), operations)
    t.expect_equal("exit code", run.code, code)
    t.expect("end" not in run.stdout, "the program went on to its end")
    t.expect("buffered text\n" in run.stdout, "stdio was not flushed")


@case("budget-none-fits")
def none_fits(t):
    run = loop(t, 10, BUDGET="10000000")
    stopped(t, run, 0)
    expect_message(t, run, r"^flopscope: BudgetExhaustedError: dgemm would cost 16,777,216 FLOPs but only "
                           r"10,000,000 remain " + DETAILS)


@case("budget-five-fit")
def five_fit(t):
    for budget in ("1e8", "100M", "0.1G", "100000000"):
        run = loop(t, 10, BUDGET=budget)
        stopped(t, run, 5)
        expect_message(t, run, r"would cost 16,777,216 FLOPs but only 16,113,920 remain")
        t.expect_equal("flops used", run.flops_used(), 5 * COST)
        summary = run.summary()
        t.expect_equal("budget", int(summary["flop_budget"]), 10**8)
        t.expect_equal("remaining", int(summary["flops_remaining"]), 10**8 - 5 * COST)


@case("budget-exactly-spent")
def exactly_spent(t):
    run = loop(t, 6, BUDGET=str(6 * COST))
    t.expect_equal("exit code", run.code, 0)
    t.expect_equal("operations", ran(run), 6)
    run = loop(t, 6, BUDGET=str(6 * COST - 1))
    stopped(t, run, 5)


@case("budget-threads")
def threads(t):
    """Eight threads never spend more than there is, and in all get what they can have."""
    for _ in range(10):
        run = loop(t, 5, 8, BUDGET="1e8")
        t.expect_equal("exit code", run.code, 88)
        t.expect(ran(run) <= 5, f"{ran(run)} operations ran")
        used = run.flops_used()
        t.expect(used <= 10**8 and used >= ran(run) * COST, f"{used} FLOPs charged, {ran(run)} ran")
    run = loop(t, 5, 8, BUDGET=str(40 * COST))
    t.expect_equal("exit code with enough", run.code, 0)
    t.expect_equal("operations with enough", ran(run), 40)


@case("budget-tree")
def tree(t):
    """Forked and executed children draw on the same budget."""
    for arguments in ((5, 1, 4), (5, 1, 4, "exec"), (5, 2, 3)):
        run = loop(t, *arguments, BUDGET="1e8")
        t.expect(ran(run) <= 5, f"{arguments}: {ran(run)} operations ran")
        used = run.flops_used()
        t.expect(used <= 10**8, f"{arguments}: {used} FLOPs charged")
    run = loop(t, 5, 1, 4, BUDGET=str(20 * COST))
    t.expect_equal("operations with enough", ran(run), 20)


@case("budget-spent-to-the-end")
def spent_to_the_end(t):
    """Threads of several processes that spend the same amount over and over are charged as many as fit, exactly.
    One operation of each may have been charged, and have neither begun nor ended, when another thread stopped them."""
    chance = random.Random(11)
    for mode in ("", "deduct", "phases", "both"):
        for processes, threads, amount in ((1, 1, 1000), (1, 16, 10), (4, 1, 100), (3, 4, 1), (2, 8, 20000)):
            budget = amount * chance.randint(1, 4000) + chance.randint(0, amount - 1)
            run = t.preloaded([t.program("spend"), str(processes), str(threads), str(amount), mode],
                              env={"FLOPSCOPE_BUDGET": str(budget)})
            ended, stopped_ones = map(int, re.findall(r"[0-9]+", run.stdout))
            what = f"{mode} {processes} x {threads} of {amount} from {budget}"
            t.expect_equal(f"stopped, {what}", stopped_ones, processes)
            most, each = budget // amount * amount, (processes * threads - 1) * amount
            used = run.flops_used()
            t.expect(most - each <= used <= most, f"{used} of {most} used, {what}")
            t.expect(0 <= used - ended <= each + amount, f"{used - ended} in flight, {what}")


@case("budget-late-child")
def late_child(t):
    """What the first process spent is spent, even when a child begins after that one has ended, and another run
    has come and gone in between, which removes what old runs have left behind."""
    loop_10 = f"exec {t.program('loop')} 10"
    others = threading.Timer(0.4, lambda: t.preloaded([t.program("loop"), "1"], env={"FLOPSCOPE_BUDGET": "3e8"}))
    others.start()
    run = t.preloaded(["sh", "-c", f"(sleep 0.8; {loop_10}) & {loop_10}"], env={"FLOPSCOPE_BUDGET": "1e8"})
    others.join()
    t.expect_equal("operations", ran(run), 5)


@case("budget-process-scope")
def process_scope(t):
    run = loop(t, 10, 1, 3, BUDGET="1e8", BUDGET_SCOPE="process")
    t.expect_equal("operations", ran(run), 15)
    run = loop(t, 10, 1, 3, "exec", BUDGET="1e8", BUDGET_SCOPE="process")
    t.expect_equal("operations", ran(run), 15)


@case("budget-warn")
def warn(t):
    run = loop(t, 10, BUDGET="1e8", ON_EXHAUSTED="warn")
    t.expect_equal("exit code", run.code, 0)
    t.expect_equal("operations", ran(run), 10)
    expect_message(t, run, "BudgetExhaustedError", times=1)
    t.expect_calls(run, {"dgemm": 10})


@case("budget-signal")
def by_signal(t):
    run = loop(t, 10, BUDGET="1e8", ON_EXHAUSTED="signal")
    t.expect_equal("exit code", run.code, -signal.SIGXCPU)
    t.expect_equal("operations", ran(run), 5)
    run = t.preloaded([t.program("loop"), "10"],
                      env={"FLOPSCOPE_BUDGET": "1e8", "FLOPSCOPE_ON_EXHAUSTED": "signal",
                           "LOOP_HANDLES_SIGXCPU": "1"})
    t.expect(run.stdout.startswith("".join(f"ran {i}\n" for i in range(1, 6)) + "signal\n"),
             f"stdout {run.stdout!r}")


@case("budget-multiplier")
def multiplier(t):
    for text, operations, code in (("2", 2, 88), ("0.5", 10, 0), ("0.6", 9, 88), ("1.0", 5, 88)):
        run = loop(t, 10, BUDGET="1e8", FLOP_MULTIPLIER=text)
        t.expect_equal(f"operations with multiplier {text}", ran(run), operations)
        t.expect_equal(f"exit code with multiplier {text}", run.code, code)


@case("budget-fma")
def fma(t):
    run = loop(t, 10, BUDGET="1e8", FMA="2")
    stopped(t, run, 2)
    expect_message(t, run, "would cost 33,554,432 FLOPs but only 32,891,136 remain")
    run = loop(t, 1, FMA="2")
    t.expect_equal("flops used", run.flops_used(), 2 * COST)


@case("budget-nonsense")
def nonsense(t):
    """A limit that is not understood stops the program at its first operation; others are named."""
    limits = {
        "BUDGET": ("abc", "-5", "0", "1e30", "10x", "1e8e", ""),
        "WALL_TIME_LIMIT_S": ("abc", "-1", "0"),
        "BUDGET_SCOPE": ("everything",),
        "ON_EXHAUSTED": ("explode",),
        "FLOP_MULTIPLIER": ("two", "-1", "0"),
        "FMA": ("3",),
    }
    for name, texts in limits.items():
        for text in texts:
            run = loop(t, 2, **{name: text})
            t.expect_equal(f"{name}={text}: exit code", run.code, 2)
            t.expect_equal(f"{name}={text}: operations", ran(run), 0)
            expect_message(t, run, rf"^flopscope: FLOPSCOPE_{name}={re.escape(text)}.*accepted")
    for name, text in (("LOG_LIMIT", "lots"), ("QUIET", "maybe"), ("NAMESPACE", "..")):
        run = loop(t, 2, **{name: text})
        t.expect_equal(f"{name}={text}: exit code", run.code, 0)
        t.expect_equal(f"{name}={text}: operations", ran(run), 2)
        expect_message(t, run, rf"^flopscope: FLOPSCOPE_{name}={re.escape(text)}.*accepted")


@case("budget-nonsense-without-blas")
def nonsense_without_blas(t):
    """... and a program without operations is left alone."""
    run = t.preloaded(["sh", "-c", "echo fine"], env={"FLOPSCOPE_BUDGET": "abc"})
    t.expect_equal("exit code", run.code, 0)
    t.expect_equal("stdout", run.stdout, "fine\n")
    t.expect_equal("messages", run.messages, [])


@case("time-limit")
def time_limit(t):
    run = loop(t, 5000, WALL_TIME_LIMIT_S="0.5")
    t.expect_equal("exit code", run.code, 89)
    t.expect("end" not in run.stdout and ran(run) > 0, f"{ran(run)} operations ran")
    expect_message(t, run, "TimeExhaustedError")
    t.expect(run.calls()["dgemm"] >= ran(run), "operations are missing in the log")


@case("time-limit-enough")
def time_limit_enough(t):
    run = loop(t, 2, WALL_TIME_LIMIT_S="600")
    t.expect_equal("exit code", run.code, 0)
    t.expect_equal("operations", ran(run), 2)


@case("summary-of-the-example", needs=["jq"])
def example(t):
    """Budget 10,000,000 and a 256 by 256 matrix-vector product: 65,536, dearest first."""
    run = t.both([t.program("gemv")], env={"FLOPSCOPE_BUDGET": "10000000"})
    expected = {"dgemv": 65536, "dgemm": 10**3 + 20**3, "ddot": 512}
    summary = run.summary()
    found = {name: int(op["flop_cost"]) for name, op in summary["operations"].items()}
    t.expect_equal("costs", found, expected)
    keys = ("flop_budget flops_used flops_remaining wall_time_s flopscope_backend_time_s "
            "flopscope_overhead_time_s residual_wall_time_s operations").split()
    t.expect_equal("keys missing", [key for key in keys if key not in summary], [])
    times = [summary[key] for key in keys[3:7]]
    t.expect(abs(times[0] - sum(times[1:])) < 1e-9, f"wall {times[0]} is not the sum of {times[1:]}")
    t.expect_equal("remaining", int(summary["flops_remaining"]), 10**7 - sum(expected.values()))
    text = run.report("summary")
    t.expect("65,536" in text and "10,000,000" in text, "the text summary lacks 65,536 or 10,000,000")
    where = [text.index(name) for name in ("dgemv", "dgemm", "ddot")]
    t.expect(where == sorted(where), "the text summary is not sorted by cost")
    by_jq = subprocess.run(["jq", "-r", ".operations.dgemv.flop_cost"], input=json.dumps(summary),
                           capture_output=True, text=True, check=True)
    t.expect_equal("jq", by_jq.stdout.strip(), "65536")
    record = [r for r in run.records() if r["op_name"] == "dgemv"][0]
    fields = ("op_name namespace subscripts shapes flop_cost cumulative flopscope_context_start_offset_s "
              "flopscope_backend_duration_s flopscope_overhead_duration_s").split()
    t.expect_equal("fields missing", [field for field in fields if field not in record], [])
    t.expect_equal("cumulative", int(record["cumulative"]), 512 + 1000 + 65536)


@case("namespace")
def namespace(t):
    run = loop(t, 2, NAMESPACE="train.forward")
    spaces = run.summary("--by-namespace")["by_namespace"]
    t.expect_equal("namespaces", {n: int(s["flops_used"]) for n, s in spaces.items()},
                   {"train.forward": 2 * COST})
    run = loop(t, 2, NAMESPACE="train.forward", BUDGET="1000")
    expect_message(t, run, r"but only 1,000 remain \(.*namespace train\.forward, ")
