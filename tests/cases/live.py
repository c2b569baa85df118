# SPDX-License-Identifier: MIT
"""flopscope-report live: beside programs that run, that begin later, that are killed, and in trees."""

import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import termios
import time

from harness import TIMEOUT_S, case

LINE = re.compile(r"^\d+\.\d s  ([0-9,]+) FLOPs.*  ([0-9,]+) calls  [0-9,]+ FLOPs/s  \d+\.\d{3} GFLOP/s  [0-9,]+ calls/s")


def number(text):
    return int(text.replace(",", ""))


def live(t, directory, *arguments, stdout=subprocess.PIPE):
    return subprocess.Popen([str(t.setting.report), "live", *map(str, arguments)], cwd=directory,
                            stdout=stdout, stderr=subprocess.PIPE, text=True)


def end_of(t, viewer, code=0):
    """stdout of a viewer that ends by itself, line by line; nothing where it goes elsewhere."""
    try:
        stdout, stderr = viewer.communicate(timeout=TIMEOUT_S)
    except subprocess.TimeoutExpired:
        viewer.kill()
        viewer.communicate()
        raise
    t.expect_equal(f"exit code ({stderr.strip()})", viewer.returncode, code)
    return (stdout or "").splitlines()


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


@case("live-wrapper")
def live_wrapper(t):
    """The pid of a wrapper, whose child calls BLAS later than the viewer looks."""
    shown, stdin, let_end = t.fresh_directory(None) / "shown", *os.pipe()
    with open(shown, "w", encoding="utf-8") as out, open(let_end, "wb"):
        process, directory = t.start(["sh", "-c", f"sleep 0.5; {t.program('loop')} 100; exit 0"],
                                     stdin=stdin, env={"LOOP_WAITS": "1"})
        viewer = live(t, "/", process.pid, stdout=out)
        wait_for(t, "line", lambda: any(map(LINE.match, shown.read_text().splitlines())))
    run = t.finish(process, directory)
    end_of(t, viewer)
    t.expect_equal("logs", len(run.logs), 1)
    t.expect("flopscope: loop (pid " in shown.read_text(), f"shown: {shown.read_text()}")


def refused(t, *arguments):
    viewer = live(t, "/", *arguments)
    _, stderr = viewer.communicate(timeout=TIMEOUT_S)
    t.expect_equal("exit code", viewer.returncode, 1)
    return stderr.splitlines()


@case("live-no-log")
def live_no_log(t):
    """Processes that have no log to show: one that has ended and is not waited for, one that ends now, one
    that never was."""
    with subprocess.Popen(["true"]) as ended:
        time.sleep(0.3)
        t.expect_equal("message", refused(t, ended.pid),
                       [f"flopscope-report: there is no process {ended.pid}"])
    with subprocess.Popen(["sleep", "2"]) as ending:
        t.expect_equal("messages", refused(t, ending.pid), [
            f"flopscope-report: waiting for the first operation of process {ending.pid}, "
            "which runs without libflopscope.so",
            f"flopscope-report: process {ending.pid} ended, and no log of it was seen"])
    t.expect_equal("message", refused(t, 2**31 - 1),
                   [f"flopscope-report: there is no process {2**31 - 1}"])


@case("live-waits")
def live_waits(t):
    """It is there before the first log; the budget and what is left of it are shown."""
    directory = t.fresh_directory(None)
    shown, stdin, let_end = directory / "shown", *os.pipe()
    with open(shown, "w", encoding="utf-8") as out, open(let_end, "wb"):
        viewer = live(t, directory, stdout=out)
        time.sleep(0.3)
        process, where = t.start([t.program("loop"), "150"], stdin=stdin, env={
            "LOOP_WAITS": "1", "FLOPSCOPE_BUDGET": "100G",
            "FLOPSCOPE_LOG": f"{directory}/flopscope.%e.%p.fslog"})
        wait_for(t, "line", lambda: any(map(LINE.match, shown.read_text().splitlines())))
    run = t.finish(process, where)
    end_of(t, viewer)
    picture = expect_growth(t, shown.read_text().splitlines())
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


def set_size(terminal, rows, columns):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def read_until(t, terminal, what, found):
    """What the viewer writes until found(text) holds, or it ends."""
    text = ""
    deadline = time.monotonic() + 20
    while not found(text):
        t.expect(time.monotonic() < deadline, f"no {what} in {text!r}")
        try:
            text += os.read(terminal, 65536).decode()
        except OSError:  # the other side is closed
            break
    return text


def expect_pictures(t, text, rows, columns):
    """In place: each picture goes back as many lines as the one before had, and none is too large."""
    pictures = re.split(r"\x1b\[(\d+)A\r", text)
    for back, picture in zip(pictures[1::2], pictures[2::2]):
        lines = picture.split("\x1b[K\r\n")[:-1]
        t.expect(int(back) < rows and len(lines) < rows, f"{len(lines)} lines on {rows} rows")
        wide = [line for line in lines if len(line) > columns]
        t.expect(not wide, f"wider than {columns}: {wide}")
        cut = [line for line in lines if re.search(r"(,\d{0,2}|[. ])$", line)]
        t.expect(not cut, f"figures that are cut: {cut}")
    return len(pictures) // 2


@case("live-terminal")
def live_terminal(t):
    """On a terminal: in place, within its size, whole again after a change of it."""
    process, directory = t.start([t.program("killed"), "count", "2"])
    wait_for(t, "log", lambda: list(directory.glob("*.fslog")))
    terminal, other = pty.openpty()
    set_size(terminal, 9, 40)
    viewer = subprocess.Popen([str(t.setting.report), "live"], cwd=directory, stdout=other,
                              stderr=subprocess.PIPE)
    os.close(other)
    text = read_until(t, terminal, "third picture", lambda text: text.count("A\r") >= 2)
    t.expect(expect_pictures(t, text, 9, 40) >= 2, f"not in place: {text!r}")
    t.expect("\x1b[2J" not in text, "the screen was cleared")
    set_size(terminal, 30, 100)
    text = read_until(t, terminal, "picture of the new size", lambda text: text.count("A\r") >= 2)
    t.expect("\x1b[2J\x1b[H" in text, f"not cleared after the change of size: {text!r}")
    expect_pictures(t, text.split("\x1b[2J\x1b[H")[-1], 30, 100)
    process.send_signal(signal.SIGKILL)
    t.finish(process, directory)
    text = read_until(t, terminal, "end", lambda text: False)
    t.expect("not closed" in text, f"no last picture: {text!r}")
    viewer.communicate(timeout=20)
    t.expect_equal("exit code", viewer.returncode, 0)
    os.close(terminal)
