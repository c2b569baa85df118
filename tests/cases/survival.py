# SPDX-License-Identifier: MIT
"""What is left when a process ends in the middle, and when its log cannot be written any more."""

import re

from harness import case

NUMBER = r"([0-9,]+)"


def number(text):
    return int(text.replace(",", ""))


@case("budget-adds-up")
def budget_adds_up(t):
    """Threads are in operations when another one exhausts the budget: report, preload library and
    budget agree to the FLOP."""
    for _ in range(3):
        run = t.preloaded([t.program("loop"), "100", "8"], env={"FLOPSCOPE_BUDGET": "300M"})
        t.expect_equal("exit code", run.code, 88)
        closing = re.search(rf"{NUMBER} FLOPs in {NUMBER} operations, {NUMBER} of the budget of {NUMBER} left",
                            "".join(run.messages))
        t.expect(closing, f"messages {run.messages}")
        used, _, left, budget = map(number, closing.groups())
        summary = run.summary()
        t.expect_equal("used, by the preload library", used, summary["flops_used"])
        t.expect_equal("remaining", summary["flops_remaining"], left)
        t.expect_equal("used and remaining", used + left, budget)
        ended = sum(operation["flop_cost"] for operation in summary["operations"].values())
        t.expect_equal("ended and in flight", ended + summary["flops_in_flight"], used)


@case("log-of-short-threads")
def log_of_short_threads(t):
    """A thread that does little takes little: 1,008 of them."""
    run = t.preloaded([t.program("threads")])
    size = sum(log.stat().st_blocks * 512 for log in run.logs)
    t.expect(size < 10_000_000, f"the log has {size} bytes")


@case("bus-errors")
def bus_errors(t):
    """The program's own SIGBUS handlers are what they are without us."""
    for arguments in ([], ["mine"], ["sent"]):
        t.both([t.program("bus_errors"), *arguments])


def expect_word(t, run, pattern, closing):
    """One line about the log, and whether a closing line came after it."""
    said = [bool(re.search(pattern, line)) for line in run.messages]
    t.expect_equal(f"'{pattern}' in {run.messages}", said, [True, False] if closing else [True])


@case("log-cut")
def log_cut(t):
    """The log is truncated while the program runs: it goes on, says so, and the rest stays readable."""
    bare = t.bare([t.program("cut_log"), "0"])
    for size in (0, 4096, 5000, 80000, 200000, 1000000):
        run = t.preloaded([t.program("cut_log"), str(size)])
        t.expect_equal(f"exit code, cut to {size}", run.code, bare.code)
        t.expect_equal("stdout", run.stdout, bare.stdout)
        t.expect_equal("stderr", run.stderr, "")
        expect_word(t, run, "the file was cut while it was written$", closing=False)
        t.expect_equal("length", run.logs[0].stat().st_size, size)
        if size >= 4096:
            t.expect("shorter than it was" in "".join(run.summary()["notes"]), "no note")
    t.expect(run.calls()["ddot"] >= 60000, f"calls {run.calls()}")


@case("log-deleted")
def log_deleted(t):
    bare = t.bare([t.program("cut_log"), "delete"])
    run = t.preloaded([t.program("cut_log"), "delete"])
    t.expect_equal("exit code", run.code, bare.code)
    t.expect_equal("stdout", run.stdout, bare.stdout)
    expect_word(t, run, "the file was deleted while it was written$", closing=True)
    t.expect_equal("logs", run.logs, [])
