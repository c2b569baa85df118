# SPDX-License-Identifier: MIT
"""How long the report takes on large logs."""

from measure import part, print_table


def make_log(b, events, shapes, threads, killed, settings):
    b.drop_logs()
    b.run([b.program("length"), events, shapes, threads, 1, *(["killed"] if killed else [])], "log on",
          dict({"FLOPSCOPE_LOG_LIMIT": "4G"}, **settings), codes=(-9,) if killed else (0,))


@part("report")
def report(b):
    """flopscope-report on logs of many events: the best of three runs, beside what `dd` takes to read the
    log. Memory is the peak, mapped pages of the log included."""
    events = 10**7 if b.quick else 10**8
    for title, shapes, threads, killed, settings in (
            ("1 thread", 1, 1, False, {}),
            ("2 threads, 1,000 shapes", 1000, 2, False, {}),
            ("16 threads, 1,000 shapes", 1000, 16, False, {}),
            ("2 threads, 1,000 shapes, killed", 1000, 2, True, {}),
            ("2 threads, 1,000 shapes, no events", 1000, 2, False, {"FLOPSCOPE_LOG_LIMIT": "0"})):
        make_log(b, events, shapes, threads, killed, settings)
        commands = {"summary": [b.report, *b.logs()], "log --top 20": [b.report, "log", "--top", 20, *b.logs()],
                    "reading": ["dd", "if=" + str(b.logs()[0]), "of=/dev/null", "bs=1M", "status=none"]}
        rows = []
        for name, command in commands.items():
            runs = [b.run(command) for _ in range(3)]
            rows.append([name, f"{min(r.wall_s for r in runs):.2f}", f"{min(r.cpu_s for r in runs):.2f}",
                         f"{max(r.memory_mb for r in runs):.0f}"])
        print(f"{events:,} calls, {title}: log of {b.log_bytes() / 1e6:,.0f} MB")
        print_table(["command", "wall s", "CPU s", "memory MB"], rows)
