# SPDX-License-Identifier: MIT
"""Processes: their beginning, end, children, signals and descriptors, and what is left of killed ones."""

import os
import re
import signal
import struct
import time

from harness import case

CALLS = 2000000  # of the program state_kept


def by_process(run):
    """Calls in each log, in order."""
    return sorted(sum(run.calls(logs=[log]).values()) for log in run.logs)


@case("fork")
def fork(t):
    """Each process that computes has its own log; together they are the tree's."""
    run = t.both([t.program("forks"), "fork"])
    t.expect_equal("calls by process", by_process(run), [1, 2, 3, 5, 5])
    t.expect_calls(run, {"dgemm": 16})


@case("fork-threads")
def fork_threads(t):
    """fork while other threads are anywhere in BLAS and in flopscope."""
    run = t.both([t.program("fork_threads")], env={"FLOPSCOPE_BUDGET": "1e15"})
    t.expect_equal("logs", len(run.logs), 201)
    children = [calls for calls in by_process(run) if calls == 30]
    t.expect_equal("children with 30 calls", len(children), 200)


@case("vfork")
def vfork(t):
    run = t.both([t.program("forks"), "vfork"])
    t.expect_equal("calls by process", by_process(run), [4, 5])


@case("posix-spawn")
def posix_spawn(t):
    run = t.both([t.program("forks"), "spawn"])
    t.expect_equal("calls by process", by_process(run), [4, 5])


@case("exec")
def exec_in_place(t):
    """The same process becomes another program: nothing of the first one's log is lost."""
    run = t.both([t.program("forks"), "exec"])
    t.expect_calls(run, {"dgemm": 7})


@case("executes")
def executes(t):
    """What is executed finds its run and its budget, whichever environment it was given; the program's own stays
    at its place."""
    run = t.both([t.program("executes")], env={"FLOPSCOPE_BUDGET": "1e6"})
    t.expect("environment at its place" in run.stdout, run.stdout)
    t.expect_calls(run, {"dgemm": 14})
    summary = run.summary("--by-process")
    t.expect_equal("runs", len({process["run"] for process in summary["by_process"]}), 1)
    t.expect_equal("left", summary["flops_remaining"], 10**6 - 14 * 1000)
    again = t.preloaded(["env"])
    t.expect("FLOPSCOPE_RUN" not in again.stdout, again.stdout)


@case("newest-run")
def newest_run(t):
    """Without file names the report finds all logs of the newest run in the directory."""
    run = t.preloaded([t.program("forks"), "fork"])
    logs = run.logs
    time.sleep(0.01)
    again = t.preloaded([t.program("forks"), "vfork"], env={"FLOPSCOPE_LOG": f"{run.directory}/new.%p.fslog"})
    t.expect_equal("exit code", again.code, 0)
    t.expect(len(run.logs) == len(logs) + 2, f"logs {run.logs}")
    here = os.getcwd()
    os.chdir(run.directory)
    try:
        found = run.calls(logs=[])
    finally:
        os.chdir(here)
    t.expect_equal("calls", found, {"dgemm": 9})


@case("lifetime")
def lifetime(t):
    """Constructors, atexit handlers and destructors are part of the program."""
    run = t.both([t.program("lifetime")])
    t.expect_calls(run, {"dgemm": 6})


@case("signals")
def signals(t):
    """A handler that calls BLAS at any moment; nested or not, no call outside it is lost."""
    run = t.both([t.program("signals")])
    calls = run.calls()
    t.expect(calls.get("dgemm", 0) >= 2 and calls.get("ddot", 0) > 700, f"calls {calls}")


@case("signals-on-a-stack-above")
def signals_on_a_stack_above(t):
    """A handler on an alternate stack above the operation's: what it calls is nested, unless it leaves."""
    run = t.both([t.program("alternate")])
    t.expect_calls(run, {"dgees": 4, "dgemm": 4 * 10})
    abandoned = [record["abandoned"] for record in run.records() if record["op_name"] == "dgees"]
    t.expect_equal("abandoned", abandoned, [False, True, True, False])


@case("closed-descriptors")
def closed_descriptors(t):
    """closefrom(3), then files of the program's own: they stay as the program wrote them."""
    run = t.both([t.program("closefds")], outputs=[f"own{i}" for i in range(16)])
    calls = run.calls()
    t.expect(100 <= calls["ddot"] <= 400100, f"calls {calls}")


@case("no-log")
def no_log(t):
    """FLOPSCOPE_LOG=none and a log that cannot be made: the program runs on."""
    run = t.both([t.program("gemv")], env={"FLOPSCOPE_LOG": "none", "FLOPSCOPE_QUIET": "1"})
    t.expect_equal("logs", run.logs, [])
    bare = t.bare([t.program("gemv")])
    run = t.preloaded([t.program("gemv")], env={"FLOPSCOPE_LOG": "/nonexistent/x.fslog"})
    t.expect_equal("exit code", run.code, bare.code)
    t.expect_equal("stdout", run.stdout, bare.stdout)
    t.expect("/nonexistent/x.fslog" in "".join(run.messages), f"messages {run.messages}")


@case("no-space")
def no_space(t):
    """A limit on file sizes: the log ends with a word about it, the program gets no signal."""
    run = t.preloaded(["sh", "-c", f"ulimit -f 300; exec {t.program('state_kept')}"])
    bare = t.bare([t.program("state_kept")])
    t.expect_equal("exit code", run.code, bare.code)
    t.expect_equal("stdout", run.stdout, bare.stdout)
    t.expect_equal("complaints", ["File too large" in line for line in run.messages], [True, False])
    t.expect(sum(log.stat().st_size for log in run.logs) <= 300 * 1024, "the limit was passed")


@case("log-name")
def log_name(t):
    run = t.preloaded([t.program("gemv")], env={"FLOPSCOPE_LOG": "a.%e.%h.%p.%%.fslog", "FLOPSCOPE_QUIET": "1"})
    host = os.uname().nodename
    t.expect(len(run.logs) == 1 and re.fullmatch(rf"a\.gemv\.{re.escape(host)}\.\d+\.%\.fslog", run.logs[0].name),
             f"logs {run.logs}")
    t.expect_equal("messages", run.messages, [])


@case("log-limit")
def log_limit(t):
    """A log that outgrows its limit stops taking events, not totals."""
    run = t.preloaded([t.program("state_kept")], env={"FLOPSCOPE_LOG_LIMIT": "64k"})
    t.expect_calls(run, {"ddot": CALLS})
    size = sum(log.stat().st_size for log in run.logs)
    t.expect(size < 1000000, f"the log has {size} bytes")


@case("log-is-small")
def log_is_small(t):
    """At most 16 bytes a call of few signatures."""
    run = t.preloaded([t.program("state_kept")])
    blocks = sum(log.stat().st_blocks * 512 for log in run.logs)
    without_events = t.preloaded([t.program("state_kept")], env={"FLOPSCOPE_LOG_LIMIT": "0"})
    base = sum(log.stat().st_blocks * 512 for log in without_events.logs)
    a_call = (blocks - base) / CALLS
    t.expect(11.9 <= a_call <= 16, f"{a_call:.1f} bytes a call")


def killed_after(t, wanted, threads):
    """Kills the program when it has ended so many calls; the report has all but those in flight."""
    process, directory = t.start([t.program("killed"), "count", str(threads)])
    ended = 0
    deadline = time.monotonic() + 60
    while ended < wanted and time.monotonic() < deadline:
        time.sleep(0.002)
        try:
            ended = struct.unpack("QQ", (directory / "count").read_bytes()[:16])[1]
        except (FileNotFoundError, struct.error):
            pass
    process.send_signal(signal.SIGKILL)
    run = t.finish(process, directory)
    t.expect_equal("exit code", run.code, -signal.SIGKILL)
    begun, ended = struct.unpack("QQ", (directory / "count").read_bytes()[:16])
    calls = sum(run.calls().values())
    t.expect(ended <= calls <= begun, f"{calls} calls in the summary, {ended} ended, {begun} begun")
    events = len(run.records())
    t.expect(ended <= events <= begun, f"{events} events in the log, {ended} ended, {begun} begun")


@case("killed")
def killed(t):
    for wanted in (1, 1000, 20000, 100000):
        killed_after(t, wanted, threads=1)


@case("killed-threads")
def killed_threads(t):
    for wanted in (1, 20000, 100000):
        killed_after(t, wanted, threads=6)
