# SPDX-License-Identifier: MIT
"""Process trees and MPI jobs: one budget, a log for each process that used BLAS, one merged report."""

import os
import re

from harness import case

PYTHON = "/usr/bin/python3"
NUMPY = "/usr/lib/python3/dist-packages/numpy"
COST = 256**3  # of an operation of the program loop
MPIRUN = ["mpirun", "--allow-run-as-root", "--oversubscribe", "-np", "4"]

POOL = """
import multiprocessing, sys, numpy as np
def work(n): return float((np.full((n, n), 2.0) @ np.eye(n)[::-1].copy()).sum())
if __name__ == "__main__":
    print(work(30))
    with multiprocessing.get_context(sys.argv[1]).Pool(3) as pool:
        print(pool.map(work, range(31, 51), chunksize=1))
        pool.close(); pool.join()
"""

FORKS = """
import os, sys, numpy as np
def work(n): return float((np.full((n, n), 2.0) @ np.eye(n)[::-1].copy()).sum())
print(work(30), flush=True)
for n in (31, 32, 33):
    child = os.fork()
    if child == 0:
        print(work(n), flush=True)
        (sys.exit if n == 32 else os._exit)(0)
    os.waitpid(child, 0)
print(work(34))
"""

# Python makes these by vfork and exec.
COMMANDS = """
import subprocess, sys, numpy as np
work = "import numpy as np; n = int(__import__('sys').argv[1]); print(float((np.full((n, n), 2.0) @ np.eye(n)).sum()))"
exec(work.replace("int(__import__('sys').argv[1])", "30"))
sys.stdout.flush()
for n in (31, 32, 33):
    subprocess.run([sys.executable, "-c", work, str(n)], check=True)
subprocess.run(["true"], check=True)
"""


def number(text):
    return int(text.replace(",", ""))


def closing_lines(run):
    """{log's name: (used, left of the budget)}"""
    pattern = re.compile(r"([0-9,]+) FLOPs in [0-9,]+ operations?, ([0-9,]+) of the budget of [0-9,]+ left; log (\S+)")
    found = [pattern.search(line) for line in run.messages]
    return {match[3].rsplit("/", 1)[-1]: (number(match[1]), number(match[2])) for match in found if match}


def expect_tree(t, run, sizes, logs):
    """One product of each size; the processes' figures add up to the tree's, and to its budget."""
    summary = run.summary("--by-process")
    product = summary["operations"]["dgemm"]
    t.expect_equal("products", product["calls"], len(sizes))
    t.expect_equal("FLOPs of products", product["flop_cost"], sum(n**3 for n in sizes))
    t.expect(logs[0] <= len(run.logs) <= logs[1], f"{len(run.logs)} logs")
    processes = summary["by_process"]
    t.expect_equal("processes", len(processes), len(run.logs))
    t.expect_equal("runs", len({process["run"] for process in processes}), 1)
    t.expect_equal("sum over processes", sum(p["flops_used"] for p in processes), summary["flops_used"])
    t.expect_equal("used and remaining", summary["flops_used"] + summary["flops_remaining"],
                   summary["flop_budget"])
    lines = closing_lines(run)
    for process in processes:
        name = process["log"].rsplit("/", 1)[-1]
        if name in lines:
            t.expect_equal(f"used, by {name}", lines[name][0], process["flops_used"])
    t.expect_equal("left, by the last process", min(left for _, left in lines.values()),
                   summary["flops_remaining"])


@case("tree-multiprocessing", needs=[PYTHON, NUMPY])
def multiprocessing(t):
    def prepare(directory):
        (directory / "pool.py").write_text(POOL)

    for way in ("fork", "spawn", "forkserver"):
        run = t.both([PYTHON, "pool.py", way], prepare=prepare, env={"FLOPSCOPE_BUDGET": "1e9"})
        expect_tree(t, run, range(30, 51), logs=(2, 4))


@case("tree-os-fork", needs=[PYTHON, NUMPY])
def os_fork(t):
    run = t.both([PYTHON, "-c", FORKS], env={"FLOPSCOPE_BUDGET": "1e9"})
    expect_tree(t, run, range(30, 35), logs=(4, 4))


@case("tree-commands", needs=[PYTHON, NUMPY])
def commands(t):
    run = t.both([PYTHON, "-c", COMMANDS], env={"FLOPSCOPE_BUDGET": "1e9"})
    expect_tree(t, run, range(30, 34), logs=(4, 4))


@case("tree-exhausted", needs=[PYTHON, NUMPY])
def exhausted(t):
    """A child that finds the tree's budget exhausted ends with code 88, and nothing runs beyond it."""
    at_import = 2  # NumPy tries an sdot
    budget = 30**3 + 31**3 + 32**3 + at_import
    run = t.preloaded([PYTHON, "-c", FORKS], env={"FLOPSCOPE_BUDGET": str(budget)})
    t.expect_equal("exit code", run.code, 88)
    summary = run.summary()
    t.expect_equal("products", summary["operations"]["dgemm"]["calls"], 3)
    t.expect_equal("used", summary["flops_used"], budget)
    refused = [line for line in run.messages if "BudgetExhaustedError: dgemm" in line]
    t.expect_equal("refusals", len(refused), 2)  # of the third child, and of the parent


@case("tree-pipeline")
def pipeline(t):
    """Two programs that compute in one pipeline of a shell."""
    script = f"{t.program('loop')} 3 | {t.program('loop')} 4 | cat"
    run = t.both(["sh", "-c", script], env={"FLOPSCOPE_BUDGET": "1e9"})
    t.expect_equal("logs", len(run.logs), 2)
    summary = run.summary("--by-process")
    t.expect_equal("used", summary["flops_used"], 7 * COST)
    t.expect_equal("remaining", summary["flops_remaining"], 10**9 - 7 * COST)
    t.expect_equal("by process", sorted(p["flops_used"] for p in summary["by_process"]), [3 * COST, 4 * COST])


@case("tree-mpirun", needs=["mpirun"])
def mpirun(t):
    """Four ranks: one run, listed by rank, one budget."""
    run = t.both([*MPIRUN, t.program("loop"), "5"], env={"FLOPSCOPE_BUDGET": "1e9"},
                 mask=lambda text: "\n".join(sorted(text.splitlines())))
    t.expect_equal("logs", len(run.logs), 4)
    summary = run.summary("--by-process")
    t.expect_equal("ranks", [p["mpi_rank"] for p in summary["by_process"]], [0, 1, 2, 3])
    t.expect_equal("runs", len({p["run"] for p in summary["by_process"]}), 1)
    t.expect_equal("budget", summary["flop_budget"], 10**9)
    t.expect_equal("used", summary["flops_used"], 20 * COST)
    t.expect_equal("remaining", summary["flops_remaining"], 10**9 - 20 * COST)
    run = t.preloaded([*MPIRUN, t.program("loop"), "5"], env={"FLOPSCOPE_BUDGET": "1e8"})
    t.expect(run.code != 0, "mpirun ended with 0")
    t.expect(run.stdout.count("ran ") <= 5, f"{run.stdout.count('ran ')} operations ran")
    t.expect(run.flops_used() <= 10**8, f"{run.flops_used()} FLOPs used")


LAUNCHERS = {
    "Open MPI": ("OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE", "OMPI_MCA_ess_base_jobid"),
    "PMIx": ("PMIX_RANK", "PMIX_SIZE", "PMIX_NAMESPACE"),
    "PMI": ("PMI_RANK", "PMI_SIZE", "PMI_JOBID"),
    "MVAPICH": ("MV2_COMM_WORLD_RANK", "MV2_COMM_WORLD_SIZE", "MV2_COMM_WORLD_JOBID"),
    "Slurm": ("SLURM_PROCID", "SLURM_NTASKS", "SLURM_JOB_ID"),
}


def job(t, names, number):
    """Three ranks of a job whose launcher is not under the library: each is preloaded by itself. The budget is
    enough for 7 operations."""
    rank, size, identity = names
    script = "\n".join(
        f"{rank}={i} {size}=3 {identity}={number} LD_PRELOAD={t.setting.library} {t.program('loop')} 2"
        for i in range(3)) + "\ntrue"
    return t.bare(["sh", "-c", "export FLOPSCOPE_BUDGET=%d FLOPSCOPE_QUIET=1; %s" % (7 * COST, script)])


@case("tree-launchers")
def launchers(t):
    """Ranks by the variables of each launcher; one budget; and a job's number that comes again begins anew."""
    for launcher, names in LAUNCHERS.items():
        for _ in range(2):
            run = job(t, names, "4711.%d" % os.getpid())
            t.expect_equal("logs", len(run.logs), 3)
            summary = run.summary("--by-process")
            t.expect_equal(f"ranks, {launcher}", [p["mpi_rank"] for p in summary["by_process"]], [0, 1, 2])
            t.expect_equal("runs", len({p["run"] for p in summary["by_process"]}), 1)
            t.expect_equal("used and remaining", (summary["flops_used"], summary["flops_remaining"]), (6 * COST, COST))
