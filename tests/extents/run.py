#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds arrays.tbl against execution: LAPACK's own testers run on the reference libraries with witness.c preloaded,
which makes each of their calls, and those inside of others, a second time with NaN in all that it is not said to read.

usage: tests/extents/run.py BUILD_DIR [TESTER INPUT]...
"""

import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
LIBRARIES = pathlib.Path("/usr/lib/x86_64-linux-gnu")
RUNS = [("xlintstd", "dtest"), ("xlintstrfd", "dtest_rfp"), ("xeigtstd", "nep"), ("xeigtstd", "svd"), ("xeigtstd", "dec"),
        ("xeigtstd", "dgg"), ("xeigtstd", "csd"), ("xeigtstd", "gsv")]

# What is not an error of the table, by family (any precision): finding and array.
ACCEPTED = {
    # Rows that pivots name.
    ("laswp", "writes-outside", "a"), ("laswp", "reads-outside", "a"), ("laswp", "leaves", "a"),
    # Scratch beside what is documented as output, and zeros beside a Hessenberg matrix.
    ("gelqt3", "writes-outside", "t"), ("tpqrt2", "writes-outside", "t"), ("tplqt2", "writes-outside", "t"),
    ("geqrt3", "writes-outside", "t"), ("labrd", "writes-outside", "x"), ("labrd", "writes-outside", "y"),
    ("latrd", "writes-outside", "w"), ("lasd2", "writes-outside", "z"), ("lasd2", "writes-outside", "dsigma"),
    ("lasd6", "writes-outside", "z"), ("lasd6", "writes-outside", "difr"), ("lasd7", "writes-outside", "z"),
    ("lasd7", "writes-outside", "dsigma"), ("lasd8", "writes-outside", "difr"), ("stevx", "writes-outside", "z"),
    ("lahqr", "writes-outside", "h"), ("hseqr", "writes-outside", "h"), ("laqr0", "writes-outside", "h"),
    ("laqr2", "writes-outside", "h"), ("laqr3", "writes-outside", "h"), ("laqr4", "writes-outside", "h"),
    ("laqr5", "writes-outside", "h"), ("latms", "writes-outside", "a"),
}


def compile_witness(build):
    """The preload library, next to the tests' other artifacts."""
    work = build / "tests" / "extents"
    work.mkdir(parents=True, exist_ok=True)
    counts = subprocess.run([sys.executable, HERE / "arguments.py"], check=True, capture_output=True, text=True)
    (work / "arguments.inc").write_text(counts.stdout, encoding="utf-8")
    own = {"longjmp;", "_longjmp;", "siglongjmp;", "__longjmp_chk;", "dlclose;", "sigaction;", "signal;",
           "bsd_signal;", "__sysv_signal;"}
    exports = [line for line in (build / "gen" / "exports.map").read_text(encoding="utf-8").splitlines()
               if line.strip() not in own]
    (work / "exports.map").write_text("\n".join(exports) + "\n", encoding="utf-8")
    library = work / "witness.so"
    subprocess.run([os.environ.get("CC", "cc"), "-std=c11", "-D_GNU_SOURCE", "-O1", "-g", "-Wall", "-Wextra", "-fPIC",
                    "-fvisibility=hidden", f"-I{ROOT}", f"-I{work}", "-shared", "-o", library, HERE / "witness.c",
                    HERE / "enter.S", build / "obj/gen/stubs.o", build / "obj/gen/entries.o",
                    build / "obj/costmodel.a", f"-Wl,--version-script={work / 'exports.map'}", "-ldl"], check=True)
    return library


def findings_of(library, tester, name):
    """Lines that the witness wrote: routine, finding, array, and the call."""
    written = library.parent / f"{tester}.{name}.findings"
    written.unlink(missing_ok=True)
    environment = {**os.environ, "WITNESS": str(written), "LD_PRELOAD": str(library),
                   "LD_LIBRARY_PATH": f"{LIBRARIES / 'lapack'}:{LIBRARIES / 'blas'}"}
    with open(LIBRARIES / "lapack" / f"{name}.in", encoding="ascii") as stdin:
        run = subprocess.run([LIBRARIES / "lapack" / tester], stdin=stdin, env=environment, capture_output=True,
                             cwd=library.parent, check=False)
    if run.returncode != 0:
        return [f"{tester} < {name}.in: ended with {run.returncode}"]
    return written.read_text(encoding="utf-8", errors="replace").splitlines() if written.exists() else []


def is_accepted(finding):
    words = finding.split()
    return len(words) > 2 and (words[0][1:], words[1], words[2]) in ACCEPTED


def main():
    if len(sys.argv) < 2 or len(sys.argv) % 2 != 0:
        print(__doc__.strip().splitlines()[-1], file=sys.stderr)
        return 2
    library = compile_witness(pathlib.Path(sys.argv[1]).resolve())
    failed = 0
    for tester, name in list(zip(sys.argv[2::2], sys.argv[3::2])) or RUNS:
        found = [finding for finding in findings_of(library, tester, name) if not is_accepted(finding)]
        distinct = {tuple(finding.split()[:3]): finding for finding in found}
        for finding in distinct.values():
            print(f"     {finding}")
        print(f"{'FAIL' if found else 'ok'} {tester} {name}")
        failed += bool(found)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
