# SPDX-License-Identifier: MIT
"""What a watched program pays for being watched."""

import subprocess

from measure import median, part, print_table


def call_ns(b, calls):
    return float(b.run([b.program("length"), calls, 1000, 1, 1], "budget").fields()[0][3])


@part("live")
def live(b):
    """CPU ns a call of a program, alone and with `flopscope-report live` at it, in turn."""
    calls, tries = (5 * 10**6, 5) if b.quick else (3 * 10**7, 7)
    took = {"alone": [], "watched": []}
    for _ in range(tries):
        b.drop_logs()
        took["alone"].append(call_ns(b, calls))
        b.drop_logs()
        with subprocess.Popen([b.report, "live"], cwd=b.directory, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL) as watcher:
            took["watched"].append(call_ns(b, calls))
            watcher.wait()
    alone = median(took["alone"])
    print_table(["program", "ns a call", "least", "ratio"],
                [[name, f"{median(values):.2f}", f"{min(values):.2f}", f"{median(values) / alone:.3f}"]
                 for name, values in took.items()])
