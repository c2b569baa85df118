# SPDX-License-Identifier: MIT
"""What call stacks cost by the ways to a call."""

from measure import median, part, print_table


@part("stacks")
def stacks(b):
    """CPU ns of cblas_ddot n=1 by different ways to it, its callers included: bare, with budget and log, and
    with FLOPSCOPE_STACKS=16 besides; runs in turn. `by stacks` is what the stacks add to the log."""
    rounds, tries = (200, 5) if b.quick else (500, 15)
    took = {"bare": {}, "budget": {}, "stacks": {}}
    for _ in range(tries):
        for mode, ways in took.items():
            b.drop_logs()
            for name, call_ns in b.run([b.program("ways"), rounds], mode).fields():
                ways.setdefault(name, []).append(float(call_ns))
    rows = []
    for name in took["bare"]:
        bare, budget, stacks_ns = (median(ways[name]) for ways in took.values())
        rows.append([name, f"{bare:.1f}", f"{budget:.1f}", f"{stacks_ns:.1f}", f"{stacks_ns - budget:.1f}"])
    print_table(["way", "bare", "budget", "stacks", "by stacks"], rows)
