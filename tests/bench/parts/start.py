# SPDX-License-Identifier: MIT
"""What the start of a program costs that may never call BLAS."""

import re
import subprocess

from measure import median, part, print_table


def loader(b, mode, command):
    """What the dynamic linker says of a start: (libraries, relocations)."""
    environment = dict(b.environment(mode), LD_DEBUG="statistics,files")
    said = subprocess.run(command, env=environment, cwd=b.directory, text=True, check=True,
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE).stderr
    libraries = len(re.findall(r"generating link map", said))
    relocations = re.search(r"number of relocations: (\d+)", said)
    relative = re.search(r"number of relative relocations: (\d+)", said)
    return libraries, int(relocations[1]), int(relative[1])


@part("start")
def start(b):
    """from posix_spawn to a program's end, microseconds: medians, bare and preloaded in turn, and the
    difference of the shortest; what the dynamic linker loads and relocates."""
    times, tries = (50, 6) if b.quick else (100, 20)
    rows = []
    for command in (["true"], ["/usr/bin/python3", "-c", "pass"]):
        took = {"bare": [], "log on": []}
        for _ in range(tries):
            for mode, figures in took.items():
                figures.append([float(figure) for figure in b.run(
                    [b.program("startup"), times if command == ["true"] else times // 5, *command],
                    mode).fields()[0]])
        middle = {mode: median([figure for figure, _ in figures]) for mode, figures in took.items()}
        least = {mode: min(figure for _, figure in figures) for mode, figures in took.items()}
        for mode in took:
            libraries, relocations, relative = loader(b, mode, command)
            rows.append([" ".join(command), mode, f"{middle[mode]:.0f}", f"{middle[mode] - middle['bare']:.0f}",
                         f"{least[mode] - least['bare']:.0f}", libraries, relocations, relative])
    print_table(["program", "mode", "us", "added", "of the least", "libraries", "relocations", "relative ones"],
                rows)
