# SPDX-License-Identifier: MIT
"""What the test cases are written with: run a program bare and under the preload library, compare the
two, and ask flopscope-report what is in the log."""

import json
import os
import re
import signal
import subprocess
from pathlib import Path

TIMEOUT_S = 120
MESSAGE = re.compile(r"^flopscope: .*\n?", re.MULTILINE)

CASES = []


class Failure(Exception):
    """A case does not hold; the text says why, in one line."""


def case(name, needs=()):
    """Decorator: the function, which takes a Context, is the case of that name. `needs` are files or
    commands without which it cannot run."""

    def register(function):
        CASES.append((name, function, needs))
        return function

    return register


class Setting:
    """Where the build is."""

    def __init__(self, build):
        build = Path(build).resolve()
        self.library = build / "libflopscope.so"
        self.report = build / "flopscope-report"
        self.programs = build / "tests" / "bin"
        self.work = build / "tests" / "work"
        self.source = Path(__file__).resolve().parent


class Run:
    """One finished run of a program."""

    def __init__(self, context, directory, code, stdout, stderr):
        self.context = context
        self.directory = directory
        self.code = code
        self.stdout = stdout
        self.messages = MESSAGE.findall(stderr)
        self.stderr = MESSAGE.sub("", stderr)

    @property
    def logs(self):
        return sorted(self.directory.glob("**/*.fslog"))

    def files(self):
        """Everything the run left, but the logs."""
        return sorted(
            str(path.relative_to(self.directory))
            for path in self.directory.glob("**/*")
            if path.suffix != ".fslog"
        )

    def report(self, *arguments, logs=None):
        """stdout of flopscope-report with these arguments on the run's logs."""
        logs = self.logs if logs is None else logs
        command = [str(self.context.setting.report), *arguments, *map(str, logs)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT_S, check=False)
        if done.returncode != 0:
            raise Failure(f"flopscope-report {' '.join(arguments)} ended with {done.returncode}: "
                          f"{one_line(done.stderr)}")
        return done.stdout

    def summary(self, *arguments, logs=None):
        return json.loads(self.report("summary", "--json", *arguments, logs=logs))

    def records(self, *arguments, logs=None):
        """The operations in time, as the log command's JSON has them."""
        return json.loads(self.report("log", "--json", *arguments, logs=logs))

    def calls(self, logs=None):
        """{routine: calls}"""
        return {name: int(op["calls"]) for name, op in self.summary(logs=logs)["operations"].items()}

    def flops_used(self, logs=None):
        return int(self.summary(logs=logs)["flops_used"])


def one_line(text, limit=300):
    text = " | ".join(text.strip().splitlines())
    return text if len(text) <= limit else text[:limit] + "..."


def first_difference(bare, preloaded):
    bare, preloaded = bare.splitlines(), preloaded.splitlines()
    for number, (left, right) in enumerate(zip(bare, preloaded), 1):
        if left != right:
            return f"line {number}: '{left[:120]}' became '{right[:120]}'"
    return f"{len(bare)} lines became {len(preloaded)}"


class Context:
    """What a case is given: a fresh directory, ways to run programs, and expectations."""

    def __init__(self, setting, name):
        self.setting = setting
        self.directory = setting.work / name
        self.runs = 0
        self.started = []

    def program(self, name):
        return str(self.setting.programs / name)

    def source(self, name):
        """A file of the tests' folder."""
        return str(self.setting.source / name)

    def environment(self, preload, extra):
        keep = ("PATH", "USER", "LOGNAME", "TERM")
        environment = {name: os.environ[name] for name in keep if name in os.environ}
        environment.update(HOME=str(self.directory), LC_ALL="C.UTF-8", OPENBLAS_NUM_THREADS="1")
        environment.update(extra or {})
        if preload:
            environment["LD_PRELOAD"] = str(self.setting.library)
        else:
            environment = {k: v for k, v in environment.items() if not k.startswith("FLOPSCOPE_")}
        return environment

    def fresh_directory(self, prepare):
        self.runs += 1
        directory = self.directory / str(self.runs)
        directory.mkdir(parents=True)
        if prepare:
            prepare(directory)
        return directory

    def start(self, command, env=None, stdin=None, preload=True, prepare=None):
        """Starts a program in a fresh directory; returns it and the directory. stdin: a path, or a descriptor,
        which is closed here."""
        directory = self.fresh_directory(prepare)
        source = open(stdin, "rb") if stdin is not None else subprocess.DEVNULL
        try:
            process = subprocess.Popen(
                command, cwd=directory, env=self.environment(preload, env), stdin=source,
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
        finally:
            if stdin is not None:
                source.close()
        self.started.append(process)
        return process, directory

    def end_all(self):
        """Ends what a case that failed has left running."""
        for process in self.started:
            if process.returncode is None and process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.communicate()

    def finish(self, process, directory, timeout_s=TIMEOUT_S):
        try:
            stdout, stderr = process.communicate(timeout=timeout_s)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            raise Failure(f"{process.args[0]} did not end in {timeout_s} s") from None
        for name, content in (("stdout", stdout), ("stderr", stderr)):
            directory.with_suffix("." + name).write_bytes(content)  # for whoever looks into a failure
        return Run(self, directory, process.returncode, stdout.decode(errors="backslashreplace"),
                   stderr.decode(errors="backslashreplace"))

    def run(self, command, timeout_s=TIMEOUT_S, **options):
        return self.finish(*self.start(command, **options), timeout_s)

    def preloaded(self, command, **options):
        return self.run(command, **options)

    def bare(self, command, **options):
        return self.run(command, preload=False, **options)

    def both(self, command, mask=None, outputs=(), said=0, **options):
        """Runs bare, then preloaded, and holds the two against each other: exit code, stdout, stderr
        but for flopscope's closing lines, files left, and the contents of the files named in outputs.
        mask(text) takes out what differs from run to run; said: lines that flopscope has to say besides.
        Returns the preloaded run."""
        mask = mask or (lambda text: text)
        bare = self.bare(command, **options)
        run = self.preloaded(command, **options)
        self.expect(run.code == bare.code,
                    f"exit code {bare.code} became {run.code}: {one_line(run.stderr)}")
        for what in ("stdout", "stderr"):
            left, right = mask(getattr(bare, what)), mask(getattr(run, what))
            self.expect(left == right, f"{what} differs: {first_difference(left, right)}")
        self.expect(bare.files() == run.files(),
                    f"files {bare.files()} became {run.files()}")
        for name in outputs:
            left, right = (mask((r.directory / name).read_text()) for r in (bare, run))
            self.expect(left == right, f"{name} differs: {first_difference(left, right)}")
        self.expect(len(run.messages) <= len(run.logs) + said,
                    f"{len(run.logs)} logs but on stderr: {one_line(''.join(run.messages))}")
        return run

    def expect(self, holds, why):
        if not holds:
            raise Failure(why)

    def expect_equal(self, what, found, expected):
        self.expect(found == expected, f"{what}: expected {expected}, found {found}")

    def expect_calls(self, run, expected, logs=None):
        """The log has these routines, each so many times, and no others."""
        found = run.calls(logs)
        wrong = [f"{name} {found.get(name, 0)} instead of {expected.get(name, 0)}"
                 for name in sorted({*found, *expected}) if found.get(name, 0) != expected.get(name, 0)]
        self.expect(not wrong, "calls: " + ", ".join(wrong))

    def expect_operation(self, records, routine, **expected):
        """An operation with these dimensions and options is among the records."""
        seen = [r["parameters"] for r in records if r["op_name"] == routine]
        self.expect(seen, f"no {routine} in the log")
        if not any(all(s.get(k) == v for k, v in expected.items()) for s in seen):
            raise Failure(f"no {routine} with {expected} in the log, but {seen[:4]}")
