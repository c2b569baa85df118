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
