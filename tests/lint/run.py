#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks of the sources that need no run: formatting, scripts, includes between rooms, what the fast
path may reach, licence lines. One line a check."""

import argparse
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)
SHARED = {"oplog/format.h"}

# What code on the way of a call may be linked with: its own rooms, and nothing that allocates,
# prints, locks or ends the process.
FAST_PATH = re.compile(r"^(fs_\w+|_GLOBAL_OFFSET_TABLE_|memcpy|memset|memcmp)$")

# Files without a comment syntax, or whose contents are data.
NO_LICENCE_LINE = re.compile(
    r"(^|/)(LICENSE|\.gitignore|\.editorconfig|\.clang-format)$|\.(md|fslog|json|tsv|txt|session|in)$"
    r"|^tests/(fuzz/corpus|logs|table/bad)/")


def sources():
    """The committed files and those to be: what git does not ignore."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, text=True,
                            capture_output=True, check=True).stdout.splitlines()
    return [name for name in listed if (ROOT / name).is_file()]


def text_of(name):
    return (ROOT / name).read_text(errors="replace")


def run(command, names):
    """Complaints of a tool about files, first lines only."""
    done = subprocess.run([*command, *names], cwd=ROOT, text=True, capture_output=True, check=False)
    return (done.stdout + done.stderr).strip().splitlines()[:20] if done.returncode else []


def check_format(names):
    return [f"{name}: run clang-format -i" for name in names if name.endswith((".c", ".h", ".cpp"))
            and run(["clang-format", "--dry-run", "-Werror"], [name])]


def check_scripts(names):
    scripts = [name for name in names
               if re.match(r"#!(/usr/bin/env |/bin/)(ba|da)?sh\b", text_of(name).split("\n", 1)[0])]
    complaints = run(["shellcheck"], scripts)
    return complaints + [f"{name} lacks `set -eu`" for name in scripts
                         if not re.search(r"^set -[a-z]*eu", text_of(name), re.MULTILINE)]


def headers(names, start):
    """All headers of ours that these files include, directly or not."""
    known, found, todo = set(names), set(), list(start)
    while todo:
        for header in INCLUDE.findall(text_of(todo.pop())):
            if header in known and header not in found:
                found.add(header)
                todo.append(header)
    return found


def check_rooms(names):
    """interpose/ and report/ share oplog/format.h alone; costmodel/ needs no other room."""
    inside = headers(names, [n for n in names if re.match(r"interpose/.*\.[chS]$", n)])
    after = headers(names, [n for n in names if re.match(r"report/(?!flopscope_cost).*\.[ch]$", n)])
    model = headers(names, [n for n in names if re.match(r"costmodel/.*\.[ch]$", n)])
    complaints = [f"interpose/ and report/ share {name}" for name in sorted((inside & after) - SHARED)]
    complaints += [f"costmodel/ includes {name}" for name in sorted(model)
                   if not name.startswith(("costmodel/", "include/"))]
    return complaints


def check_fast_path(objects):
    complaints = []
    for path in objects:
        done = subprocess.run(["nm", "-u", path], cwd=ROOT, text=True, capture_output=True, check=False)
        if done.returncode:
            complaints.append(done.stderr.strip())
        complaints += [f"{path} reaches {symbol}" for symbol in re.findall(r"^\s+[Uw] (\S+)", done.stdout,
                                                                           re.MULTILINE)
                       if not FAST_PATH.match(symbol)]
    return complaints or ([] if objects else ["no objects to look at"])


def check_licence(names):
    return [f"{name}: no SPDX line at its top" for name in names
            if not NO_LICENCE_LINE.search(name)
            and "SPDX-License-Identifier: MIT" not in "\n".join(text_of(name).split("\n", 3)[:3])]


def check_marks(names):
    """Nothing is left to be done later in the text of a source."""
    mark = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    return [f"{name} has {found[0]}" for name in names
            if name.endswith((".c", ".h", ".S", ".py", ".sh", ".mk", ".tbl")) and name != "tests/lint/run.py"
            and (found := mark.findall(text_of(name)))]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--objects", nargs="*", default=[], help="object files of the fast path")
    options = parser.parse_args()
    names = sources()
    checks = {
        "format": check_format(names),
        "scripts": check_scripts(names),
        "rooms": check_rooms(names),
        "fast-path": check_fast_path(options.objects),
        "licence": check_licence(names),
        "marks": check_marks(names),
    }
    for name, complaints in checks.items():
        print(f"ok {name}" if not complaints else f"FAIL {name}: {len(complaints)} complaints")
        for complaint in complaints:
            print(f"  {complaint}")
    failed = sum(map(bool, checks.values()))
    print(f"{len(checks) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
