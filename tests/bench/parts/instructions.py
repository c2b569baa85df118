# SPDX-License-Identifier: MIT
"""Where a call's instructions are."""

import re
import shutil

from measure import part, print_table


def counts(b, calls):
    """{function: instructions} of the preload library in a run of that many calls under callgrind."""
    b.drop_logs()
    out = b.directory / "callgrind.out"
    b.run(["valgrind", "-q", "--tool=callgrind", f"--callgrind-out-file={out}", "--compress-strings=no",
           b.program("length"), calls, 1, 1], "budget")
    found, function = {}, ""
    called = is_ours = False
    for line in out.read_text().splitlines():
        if line.startswith("ob="):
            is_ours = line.endswith("/libflopscope.so")
        elif line.startswith("fn="):
            function = line[3:].split("'")[0]
        elif line.startswith("calls="):
            called = True  # the next line is what the callee took
        elif re.match(r"[+*\d-]", line):
            if is_ours and not called:
                found[function] = found.get(function, 0) + int(line.split()[1])
            called = False
    return found


@part("instructions")
def instructions(b):
    """instructions that flopscope executes in a call of dger_ (three arguments on the stack), by function, log and budget on: the difference
    of two runs under callgrind, whose lengths differ by 100,000 calls."""
    if shutil.which("valgrind") is None:
        print("valgrind is not installed\n")
        return
    few, many = counts(b, 10**4), counts(b, 11 * 10**4)
    rows = [[name, (many[name] - few.get(name, 0)) / 1e5] for name in many]
    rows = sorted((row for row in rows if row[1] >= 0.5), key=lambda row: -row[1])
    rows.append(["all", sum(row[1] for row in rows)])
    print_table(["function", "instructions a call"], [[name, f"{count:.0f}"] for name, count in rows])
