# SPDX-License-Identifier: MIT
"""Long runs, and runs of very many shapes."""

import json

from measure import part, print_table


def is_exact(b, calls, flops):
    """What the log's summary says beside what the program knows."""
    summary = json.loads(b.run([b.report, "--json", *b.logs()]).stdout)
    said = int(summary["calls"]), int(summary["flops_used"])
    text = "exact" if said == (calls, flops) else f"{said[0]} calls and {said[1]} FLOPs"
    return text + (", says folded" if any("sums" in n or "summed" in n for n in summary["notes"]) else "") + (
        ", says events are missing" if any("event" in n for n in summary["notes"]) else "")


def measure(b, calls, shapes, points, settings):
    b.drop_logs()
    *parts, (_, done, flops) = b.run([b.program("length"), calls, shapes, 1, points], "budget",
                                     dict({"FLOPSCOPE_BUDGET": "1e18"}, **settings)).fields()
    said = "no log" if settings.get("FLOPSCOPE_LOG") == "none" else is_exact(b, int(done), int(flops))
    return [[int(part[0]), int(part[1]), float(part[2]), float(part[3])] for part in parts], said


@part("length")
def length(b):
    """CPU ns a call as a run goes on, log and budget on: `bare` and `through` are measured in turn. Memory is
    the process's, log its file's; `totals` compares the summary with what the program counted itself."""
    calls = 10**7 if b.quick else 10**9
    rows = []
    for settings in ({}, {"FLOPSCOPE_LOG_LIMIT": "0"}):
        parts, said = measure(b, calls if not settings else calls // 10, 1, 5, settings)
        limit = settings.get("FLOPSCOPE_LOG_LIMIT", "1G")
        for at, rss_kib, bare, through in parts:
            is_last = at == parts[-1][0]
            rows.append([f"{at:,}", limit, f"{rss_kib:,}", f"{bare:.1f}", f"{through:.1f}",
                         f"{through - bare:.1f}", f"{b.log_bytes() / 1e6:.1f}" if is_last else "",
                         said if is_last else ""])
    print_table(["calls", "log limit", "RSS KiB", "bare", "through", "added", "log MB", "totals"], rows)
    rows = []
    parts, _ = measure(b, 10**6, 1, 1, {})
    one_shape = parts[0][3]
    for shapes in (1, 1000, 10**5, 10**6):
        parts, said = measure(b, 2 * 10**6, shapes, 2, {})
        for (at, rss_kib, bare, through), pass_name in zip(parts, ("first", "second")):
            rows.append([f"{shapes:,}", f"{pass_name} million", f"{rss_kib:,}", f"{bare:.1f}", f"{through:.1f}",
                         f"{through / one_shape:.2f}", said if at == parts[-1][0] else ""])
    print_table(["shapes", "calls", "RSS KiB", "bare", "through", "to one shape", "totals"], rows)
