# SPDX-License-Identifier: MIT
"""What small calls cost their caller."""

from measure import MODES, median, part, print_table

CALLS_A_ROUND = 2000
KINDS = 4


def measure(b, mode, rounds):
    """({kind: [bare, through, added, added at best]}, nanoseconds of two stamps, log bytes a call)"""
    b.drop_logs()
    stamps, *kinds = b.run([b.program("calls"), 1, rounds], mode).fields()
    calls = CALLS_A_ROUND * KINDS * (rounds + 1)
    return ({name: [float(f) for f in figures] for name, *figures in kinds}, float(stamps[1]),
            b.log_bytes() / calls)


@part("calls")
def calls(b):
    """CPU ns a call, one thread. Bare and preloaded calls alternate within each process: `added` is the median
    of the differences, `best` the difference of the minima; `stamps` is `added` in units of two time stamps
    of the same process. Mode `bare` has no preload library and shows the error of measurement."""
    rounds, tries = (200, 3) if b.quick else (800, 7)
    runs = {mode: [] for mode in MODES}
    for _ in range(tries):
        for mode in MODES:
            runs[mode].append(measure(b, mode, rounds))
    rows = []
    for kind in runs["bare"][0][0]:
        for mode, results in runs.items():
            bare, through, added, best = (median([figures[kind][i] for figures, _, _ in results])
                                          for i in range(4))
            stamps = median([figures[kind][2] / stamps for figures, stamps, _ in results])
            rows.append([kind, mode, f"{bare:.1f}", f"{through:.1f}", f"{added:.1f}", f"{best:.1f}",
                         f"{stamps:.2f}"])
    print_table(["call", "mode", "bare", "through", "added", "best", "stamps"], rows)
    two_stamps = median([stamps for results in runs.values() for _, stamps, _ in results])
    log_bytes = median([size for _, _, size in runs["log on"]])
    print(f"two time stamps: {two_stamps:.1f} ns; log: {log_bytes:.1f} bytes a call, chunks reserved ahead "
          "included\n")
