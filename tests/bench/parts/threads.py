# SPDX-License-Identifier: MIT
"""Whether threads disturb each other."""

import os

from measure import median, part, print_table


@part("threads")
def threads(b):
    """ns of CPU time added to a call, log and budget on: with one thread, with one that has an idle one beside
    it (locks are real ones then), on all cores, and with 16 threads. `best` is the difference of the minima, which
    other users of the machine disturb less. Each `ratio` is to one thread of the same run."""
    rounds, tries = (200, 3) if b.quick else (800, 7)
    ways = [(1, []), (1, ["idle"])] + [(count, []) for count in sorted({os.cpu_count() or 1, 16} - {1})]
    added = {}
    for _ in range(tries):
        for count, idle in ways:
            b.drop_logs()
            _, *kinds = b.run([b.program("calls"), count, max(10, rounds // count), *idle], "budget").fields()
            for name, _, _, *figures in kinds:
                added.setdefault((name, " and ".join([str(count), *idle])), []).append([float(f) for f in figures])
    rows = []
    for (name, way), runs in sorted(added.items(), key=lambda item: item[0][0]):
        row = [name, way]
        for column in range(2):
            figure, alone = (median([run[column] for run in some]) for some in (runs, added[name, "1"]))
            row += [f"{figure:.1f}", f"{figure / alone:.2f}"]
        rows.append(row)
    print_table(["call", "threads", "added", "ratio", "best", "ratio"], rows)
