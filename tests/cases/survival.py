# SPDX-License-Identifier: MIT
"""What is left when a process ends in the middle, and when its log cannot be written any more."""

import json
import os
import random
import re
import signal
import struct
import subprocess
import time

from harness import case

NUMBER = r"([0-9,]+)"


def number(text):
    return int(text.replace(",", ""))


def expect_sum(t, run):
    """Report, preload library and budget agree to the FLOP. Returns the summary."""
    closing = re.search(rf"{NUMBER} FLOPs in {NUMBER} operations?, {NUMBER} of the budget of {NUMBER} left",
                        "".join(run.messages))
    t.expect(closing, f"messages {run.messages}")
    used, _, left, budget = map(number, closing.groups())
    summary = run.summary()
    t.expect_equal("used, by the preload library", used, summary["flops_used"])
    t.expect_equal("remaining", summary["flops_remaining"], left)
    t.expect_equal("used and remaining", used + left, budget)
    ended = sum(operation["flop_cost"] for operation in summary["operations"].values())
    t.expect_equal("ended and in flight", ended + summary["flops_in_flight"], used)
    return summary


@case("budget-adds-up")
def budget_adds_up(t):
    """Threads are in operations when another one exhausts the budget."""
    for _ in range(3):
        run = t.preloaded([t.program("loop"), "100", "8"], env={"FLOPSCOPE_BUDGET": "300M"})
        t.expect_equal("exit code", run.code, 88)
        expect_sum(t, run)


@case("budget-adds-up-late")
def budget_adds_up_late(t):
    """An operation that comes too late was charged before it was found so."""
    run = t.preloaded([t.program("late")], env={"FLOPSCOPE_BUDGET": "1e6", "FLOPSCOPE_WALL_TIME_LIMIT_S": "0.3"})
    t.expect_equal("exit code", run.code, 89)
    summary = expect_sum(t, run)
    t.expect_equal("calls and FLOPs in flight", (summary["calls"], summary["flops_in_flight"]), (1, 250))


@case("log-of-short-threads")
def log_of_short_threads(t):
    """A thread that does little takes little: 1,008 of them."""
    run = t.preloaded([t.program("threads")])
    size = sum(log.stat().st_blocks * 512 for log in run.logs)
    t.expect(size < 10_000_000, f"the log has {size} bytes")


@case("bus-errors")
def bus_errors(t):
    """The program's own SIGBUS handlers are what they are without us."""
    for arguments in ([], ["mine"], ["sent"], ["blocked"]):
        t.both([t.program("bus_errors"), *arguments])


def expect_word(t, run, pattern, closing):
    """One line about the log, and whether a closing line came after it."""
    said = [bool(re.search(pattern, line)) for line in run.messages]
    t.expect_equal(f"'{pattern}' in {run.messages}", said, [True, False] if closing else [True])


@case("log-cut")
def log_cut(t):
    """The log is truncated while the program runs: it goes on, says so, and the rest stays readable."""
    bare = t.bare([t.program("cut_log"), "0"])
    for size, *blocked in ((0, "block"), (80000, "block"), (0,), (4096,), (5000,), (80000,), (200000,), (1000000,)):
        run = t.preloaded([t.program("cut_log"), str(size), *blocked])
        t.expect_equal(f"exit code, cut to {size} {blocked}", run.code, bare.code)
        t.expect_equal("stdout", run.stdout, bare.stdout)
        t.expect_equal("stderr", run.stderr, "")
        expect_word(t, run, "the file was cut while it was written$", closing=False)
        t.expect_equal("length", run.logs[0].stat().st_size, size)
        if size >= 4096:
            t.expect("shorter than it was" in "".join(run.summary()["notes"]), "no note")
    t.expect(run.calls()["ddot"] >= 60000, f"calls {run.calls()}")


@case("log-deleted")
def log_deleted(t):
    bare = t.bare([t.program("cut_log"), "delete"])
    run = t.preloaded([t.program("cut_log"), "delete"])
    t.expect_equal("exit code", run.code, bare.code)
    t.expect_equal("stdout", run.stdout, bare.stdout)
    expect_word(t, run, "the file was deleted while it was written$", closing=True)
    t.expect_equal("logs", run.logs, [])


@case("log-without-descriptors")
def log_without_descriptors(t):
    """None is free, at first or later: the log is not begun, or ends where it is."""
    for mode, pattern in (("first", r"no log: .*: Too many open files$"),
                          ("later", r"the log ends here: .*: the log file is gone$")):
        bare = t.bare([t.program("no_descriptors"), mode])
        run = t.preloaded([t.program("no_descriptors"), mode])
        t.expect_equal("exit code", run.code, bare.code)
        t.expect_equal("stdout", run.stdout, bare.stdout)
        t.expect_equal("stderr", run.stderr, bare.stderr)
        expect_word(t, run, pattern, closing=True)
    t.expect(run.calls()["ddot"] >= 200000, f"calls {run.calls()}")


def on_small_disk(t, options, preload):
    """Runs a program on a tmpfs of its own, in name spaces of its own. Returns
    the run and what the report said of its log, while that was there."""
    script = f"""
        mount -t tmpfs -o {options} none . && cd . && cd "$PWD" || exit 99
        {"LD_PRELOAD=" + str(t.setting.library) if preload else ""} {t.program("state_kept")}
        code=$?
        if ls *.fslog >/dev/null 2>&1; then {t.setting.report} --json *.fslog >"$OUT"; fi
        exit $code"""
    answer = t.directory / "report.json"
    answer.unlink(missing_ok=True)
    run = t.bare(["unshare", "-rm", "sh", "-c", script], env={"OUT": str(answer)})
    return run, json.loads(answer.read_text()) if answer.exists() else None


def may_mount():
    probe = ["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


@case("log-disk-full", needs=["unshare"])
def log_disk_full(t):
    """A disk that fills up, and one that takes nothing. Where mounting is not allowed, no-space stands
    for them."""
    if not may_mount():
        return
    bare, _ = on_small_disk(t, "size=400k", preload=False)
    run, summary = on_small_disk(t, "size=400k", preload=True)
    t.expect_equal("exit code", run.code, bare.code)
    t.expect_equal("stdout", run.stdout, bare.stdout)
    t.expect_equal("stderr", run.stderr, bare.stderr)
    expect_word(t, run, "the log ends here: .*: No space left on device$", closing=True)
    t.expect_equal("calls", summary["calls"], 2000000)
    for options, pattern in (("ro", "Read-only file system"), ("size=4k,nr_inodes=1", "No space left")):
        run, summary = on_small_disk(t, options, preload=True)
        t.expect_equal("exit code", run.code, bare.code)
        t.expect_equal("stdout", run.stdout, bare.stdout)
        expect_word(t, run, f"no log: .*: {pattern}", closing=True)
        t.expect_equal("report", summary, None)


def kill_at_random(t, chance):
    """Kills a program of one to four threads at a random moment, its start included. Whatever had
    returned is in the log, and its totals are the sum of its events. Returns the calls that ended."""
    process, directory = t.start([t.program("killed"), "count", str(chance.randint(1, 4))])
    time.sleep(chance.choice([0.01, 0.05, 0.2]) * chance.random())
    process.send_signal(signal.SIGKILL)
    run = t.finish(process, directory)
    t.expect_equal("exit code", run.code, -signal.SIGKILL)
    count = directory / "count"
    begun, ended = struct.unpack("QQ", count.read_bytes()[:16]) if count.exists() and count.stat().st_size else (0, 0)
    if not run.logs:
        t.expect_equal("calls ended, and no log", ended, 0)
        return 0
    summary = run.summary()
    t.expect(ended <= summary["calls"] <= begun, f"{summary['calls']} calls, {ended} ended, {begun} begun")
    listed = run.report("log", "--limit", "1")
    events = re.search(r"^operations: (?:1 of )?([0-9,]+)(?: shown)?$", listed, re.MULTILINE)
    t.expect(events, f"no operations line in {listed[-300:]}")
    t.expect_equal("events", number(events[1]), summary["calls"])
    t.expect("not logged one by one" not in listed, "totals and events differ")
    work = sum(operation["flop_cost"] for operation in summary["operations"].values())
    t.expect_equal("used", summary["flops_used"], work + summary["flops_in_flight"])
    return ended


@case("killed-at-random")
def killed_at_random(t):
    """A few of the runs that tests/survival.py makes by the thousand."""
    chance = random.Random(4)
    calls = [kill_at_random(t, chance) for _ in range(20)]
    t.expect(max(calls) > 1000, f"all were killed at once: {calls}")


# Ways of the program hardship, whether its log goes on to the end, and what is said where it does not.
HARDSHIPS = {
    "close": (True, None), "close-range": (True, None), "take": (True, None), "no-descriptors": (True, None),
    "no-memory": (False, "no memory: operations are missing"), "no-mappings": (True, None), "no-growth": (False, "File too large"), "no-files": (False, "not permitted"),
    "elsewhere": (True, None), "chroot": (True, None), "nobody": (True, None), "daemon": (True, None)}


@case("hardships")
def hardships(t):
    """The program closes or takes all descriptors, limits or forbids itself what a log needs, changes its
    directory, root or user, or becomes a daemon: it computes on, and what was logged stays readable."""
    def result_of(run):
        for _ in range(200):
            path = run.directory / "result"
            if path.exists() and path.stat().st_size:
                time.sleep(0.05)
                return path.read_text()
            time.sleep(0.05)
        return None

    for way, (goes_on, word) in HARDSHIPS.items():
        if os.geteuid() != 0 and way in ("chroot", "nobody"):
            continue
        bare = t.bare([t.program("hardship"), way])
        run = t.preloaded([t.program("hardship"), way])
        t.expect_equal(f"exit code, {way}", run.code, bare.code)
        t.expect_equal(f"result, {way}", result_of(run), result_of(bare))
        t.expect_equal(f"stdout and stderr, {way}", (run.stdout, run.stderr), (bare.stdout, bare.stderr))
        own = [(r.directory / "own").read_text() if way == "take" else "" for r in (bare, run)]
        t.expect_equal(f"own file, {way}", own[1], own[0])
        calls = [run.calls(logs=[log]).get("ddot", 0) for log in run.logs]
        if goes_on:
            t.expect_equal(f"calls, {way}", sum(calls), 600000 if way == "no-mappings" else 800000)
        else:
            t.expect(sum(calls) >= 200000, f"{calls} calls, {way}")
        said = [line for line in run.messages if "log ends here" in line or "missing" in line]
        t.expect((len(said) == 1 and word in said[0]) if word else not said, f"messages, {way}: {run.messages}")


@case("log-of-a-running-one")
def log_of_a_running_one(t):
    """A second run that is told the same name takes another one while the first one runs, and its name after."""
    process, directory = t.start([t.program("killed"), "count", "1"], env={"FLOPSCOPE_LOG": "x.fslog"})
    try:
        for _ in range(200):
            if (directory / "x.fslog").exists():
                break
            time.sleep(0.02)
        other = t.preloaded([t.program("gemv")], env={"FLOPSCOPE_LOG": str(directory / "x.fslog")})
        t.expect_equal("exit code", other.code, 0)
    finally:
        process.send_signal(signal.SIGKILL)
        first = t.finish(process, directory)
    t.expect_equal("logs", [log.name for log in first.logs], ["x.2.fslog", "x.fslog"])
    t.expect("ddot" in first.calls(logs=[directory / "x.fslog"]), "the first one's calls")
    t.expect_equal("the second one's calls", first.calls(logs=[directory / "x.2.fslog"]), {"dgemv": 1, "dgemm": 2, "ddot": 2})
    t.preloaded([t.program("gemv")], env={"FLOPSCOPE_LOG": str(directory / "x.fslog")})
    t.expect_equal("calls of a third one, in its place", first.calls(logs=[directory / "x.fslog"]), {"dgemv": 1, "dgemm": 2, "ddot": 2})


@case("executed-again-and-again")
def executed_again(t):
    """A process that executes itself keeps its number, and has a log for each time, and one budget."""
    run = t.both([t.program("hardship"), "chain"], env={"FLOPSCOPE_BUDGET": "1e6", "FLOPSCOPE_QUIET": "1"})
    t.expect_equal("logs", len(run.logs), 5)
    summary = run.summary()
    t.expect_equal("calls and remaining", (summary["calls"], summary["flops_remaining"]), (50, 10**6 - 5 * 30))


@case("log-is-no-file")
def log_is_no_file(t):
    """Where the log is to be there is something else: it is left alone, and nothing waits for it."""
    def prepare(directory):
        (directory / "directory").mkdir()
        os.mkfifo(directory / "fifo")
        (directory / "text").write_text("mine\n")

    bare = t.bare([t.program("gemv")])
    for name in ("directory", "fifo", "text", "/dev/full", "/dev/null", "/dev/stdout", "none/x.fslog", ""):
        run = t.preloaded([t.program("gemv")], prepare=prepare, env={"FLOPSCOPE_LOG": name}, timeout_s=20)
        t.expect_equal(f"exit code and stdout, {name}", (run.code, run.stdout), (bare.code, bare.stdout))
        t.expect_equal("text", (run.directory / "text").read_text(), "mine\n")
        said = [line for line in run.messages if "no log" in line]
        t.expect_equal(f"lines about the log {name}: {run.messages}", len(said), 1 if name else 0)


@case("small-stack", needs=["/usr/lib/x86_64-linux-gnu/blas/libblas.so.3"])
def small_stack(t):
    """A thread with the smallest stack (16 KiB; OpenBLAS itself needs more): the start, stacks, the NaN check
    and all messages fit."""
    reference = {"LD_LIBRARY_PATH": "/usr/lib/x86_64-linux-gnu/blas:/usr/lib/x86_64-linux-gnu/lapack"}
    bare = t.bare([t.program("small_stack")], env=reference)
    t.expect_equal("exit code of the program", bare.code, 0)
    for settings, code, word in (
            ({}, 0, ""),
            ({"FLOPSCOPE_STACKS": "16"}, 0, ""),
            ({"FLOPSCOPE_CHECK_NAN_INF": "1"}, 0, "first NaN"),
            ({"FLOPSCOPE_BUDGET": "100"}, 88, "BudgetExhaustedError: dgemv"),
            ({"FLOPSCOPE_BUDGET": "100", "FLOPSCOPE_ON_EXHAUSTED": "warn"}, 0, "BudgetExhaustedError: dgemv"),
            ({"FLOPSCOPE_WALL_TIME_LIMIT_S": "1e-6"}, 89, "TimeExhaustedError"),
            ({"FLOPSCOPE_LOG": "/proc/none/x"}, 0, "no log"),
            ({"FLOPSCOPE_BUDGET": "some"}, 2, "is not understood")):
        run = t.preloaded([t.program("small_stack")], env={**reference, **settings})
        t.expect_equal(f"exit code with {settings}", run.code, code)
        t.expect(word in "".join(run.messages), f"messages with {settings}: {run.messages}")
        if code == 0:
            t.expect_equal("stdout", run.stdout, bare.stdout)


@case("file-size-limit")
def file_size_limit(t):
    """Files that may not grow, of the log, of the shared budget and of messages: no SIGXFSZ from us."""
    bare = t.bare([t.program("gemv")])
    for limit in (0, 1, 5, 100):
        script = f"ulimit -f {limit}; exec {t.program('gemv')}"
        run = t.preloaded(["bash", "-c", script], env={"FLOPSCOPE_BUDGET": "1e12"})
        t.expect_equal(f"exit code under {limit} KiB", run.code, bare.code)
        t.expect_equal("stdout", run.stdout, bare.stdout)
        t.expect("File too large" in "".join(run.messages), f"messages {run.messages}")
    run = t.preloaded(["bash", "-c", f"ulimit -f 0; exec {t.program('gemv')} 2>messages"])
    t.expect_equal("exit code with stderr in a file", run.code, bare.code)
    t.expect_equal("length of that file", (run.directory / "messages").stat().st_size, 0)
