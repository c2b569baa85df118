# SPDX-License-Identifier: MIT
"""flopscope-report live: beside programs that run, that begin later, that are killed, and in trees."""

import re
import signal
import subprocess
import time

from harness import TIMEOUT_S, case

LINE = re.compile(r"^\d+\.\d s  ([0-9,]+) FLOPs.*  ([0-9,]+) calls  [0-9,]+ FLOPs/s  \d+\.\d{3} GFLOP/s  [0-9,]+ calls/s")


def number(text):
    return int(text.replace(",", ""))


def live(t, directory, *arguments):
    return subprocess.Popen([str(t.setting.report), "live", *map(str, arguments)], cwd=directory,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def end_of(t, viewer, code=0):
    """stdout of a viewer that ends by itself, line by line."""
    try:
        stdout, stderr = viewer.communicate(timeout=TIMEOUT_S)
    except subprocess.TimeoutExpired:
        viewer.kill()
        viewer.communicate()
        raise
    t.expect_equal(f"exit code ({stderr.strip()})", viewer.returncode, code)
    return stdout.splitlines()


def wait_for(t, what, found):
    deadline = time.monotonic() + 20
    while not found():
        t.expect(time.monotonic() < deadline, f"no {what}")
        time.sleep(0.02)


def expect_growth(t, lines):
    """The lines while it ran: FLOPs and calls that grow. Returns those of the last picture."""
    running = [LINE.match(line) for line in lines]
    running = [match for match in running if match]
    t.expect(running, f"no line beside the running program: {lines}")
    for column in (1, 2):
        values = [number(match[column]) for match in running]
        t.expect(values == sorted(values), f"figures that fall: {values}")
    return lines[len(running):]


@case("live-pid")
def live_pid(t):
    """Another directory, a pid; the program is killed, and the viewer ends with what the log has."""
    process, directory = t.start([t.program("killed"), "count", "1"])
    viewer = live(t, "/", process.pid)
    wait_for(t, "log", lambda: list(directory.glob("*.fslog")))
    time.sleep(1.2)
    process.send_signal(signal.SIGKILL)
    run = t.finish(process, directory)
    picture = expect_growth(t, end_of(t, viewer))
    t.expect(picture[0].endswith("not closed"), picture[0])
    shown = {line.split()[0]: number(line.split()[4]) for line in picture[5:7]}
    t.expect_equal("operations", sorted(shown), ["ddot", "dgemm"])
    difference = abs(sum(shown.values()) - sum(run.calls().values()))
    t.expect(difference <= 1, f"{shown} in the picture, {run.calls()} in the summary")


@case("live-waits")
def live_waits(t):
    """It is there before the first log; the budget and what is left of it are shown."""
    directory = t.fresh_directory(None)
    viewer = live(t, directory)
    time.sleep(0.3)
    run = t.preloaded([t.program("loop"), "150"], env={
        "FLOPSCOPE_BUDGET": "100G", "FLOPSCOPE_LOG": f"{directory}/flopscope.%e.%p.fslog"})
    picture = expect_growth(t, end_of(t, viewer))
    t.expect(picture[0].endswith("ended"), picture[0])
    used = 150 * 256**3
    t.expect_equal("budget", picture[1].split("] ")[1],
                   f"2.5 %  {used:,} of 100,000,000,000 FLOPs, {10**11 - used:,} left")
    t.expect_equal("exit code", run.code, 0)


@case("live-tree")
def live_tree(t):
    """Processes of a tree together; those that come later are found."""
    process, directory = t.start([t.program("loop"), "100", "1", "3"])
    wait_for(t, "log", lambda: list(directory.glob("*.fslog")))
    lines = end_of(t, live(t, directory))
    run = t.finish(process, directory)
    t.expect_equal("logs", len(run.logs), 3)
    head = next(line for line in lines if line.startswith("flopscope:"))
    t.expect(head.startswith("flopscope: 3 processes, 0 running"), head)
    rows = lines[next(i for i, line in enumerate(lines) if line.startswith("PROCESS")) + 1:]
    t.expect_equal("processes", len(rows), 3)
    for row in rows:
        t.expect(f"{100 * 256**3:,}" in row, row)


@case("live-interrupted")
def live_interrupted(t):
    """Ctrl-C leaves the last picture and code 130; the program goes on."""
    process, directory = t.start([t.program("killed"), "count", "1"])
    wait_for(t, "log", lambda: list(directory.glob("*.fslog")))
    viewer = live(t, directory)
    time.sleep(0.8)
    viewer.send_signal(signal.SIGINT)
    picture = expect_growth(t, end_of(t, viewer, 130))
    t.expect(picture[0].endswith("running"), picture[0])
    t.expect_equal("program's state", process.poll(), None)
    process.send_signal(signal.SIGKILL)
    t.finish(process, directory)
