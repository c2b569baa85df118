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
    """from posix_spawn to a program's end, microseconds: medians, bare and preloaded in turn; what the
    dynamic linker loads and relocates."""
    times, tries = (100, 3) if b.quick else (300, 7)
    rows = []
    for command in (["true"], ["/usr/bin/python3", "-c", "pass"]):
        took = {"bare": [], "log on": []}
        for _ in range(tries):
            for mode, medians in took.items():
                medians.append(float(b.run([b.program("startup"), times if command == ["true"] else times // 5,
                                            *command], mode).stdout))
        bare = median(took["bare"])
        for mode, medians in took.items():
            libraries, relocations, relative = loader(b, mode, command)
            rows.append([" ".join(command), mode, f"{median(medians):.0f}", f"{median(medians) - bare:.0f}",
                         libraries, relocations, relative])
    print_table(["program", "mode", "us", "added", "libraries", "relocations", "relative ones"], rows)
