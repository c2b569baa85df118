# SPDX-License-Identifier: MIT
"""Whether threads disturb each other."""

import os

from measure import median, part, print_table


@part("threads")
def threads(b):
    """ns of CPU time added to a call, log and budget on: with one thread, on all cores, and with 16 threads.
    `ratio` is to one thread of the same run."""
    rounds, tries = (200, 3) if b.quick else (800, 7)
    counts = sorted({1, os.cpu_count() or 1, 16})
    added = {}
    for _ in range(tries):
        for count in counts:
            b.drop_logs()
            _, *kinds = b.run([b.program("calls"), count, max(10, rounds // count)], "budget").fields()
            for name, _, _, median_ns, _ in kinds:
                added.setdefault((name, count), []).append(float(median_ns))
    rows = []
    for name in dict.fromkeys(name for name, _ in added):
        alone = median(added[name, counts[0]])
        for count in counts:
            here = median(added[name, count])
            rows.append([name, count, f"{here:.1f}", f"{here / alone:.2f}"])
    print_table(["call", "threads", "added", "ratio"], rows)
