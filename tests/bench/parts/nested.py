# SPDX-License-Identifier: MIT
"""What calls inside LAPACK cost."""

import subprocess

from measure import median, part, print_table


def reference():
    """Where Debian's reference BLAS and LAPACK are, as a library path."""
    triple = subprocess.run(["gcc", "-print-multiarch"], text=True, check=True,
                            stdout=subprocess.PIPE).stdout.strip()
    return {"LD_LIBRARY_PATH": f"/usr/lib/{triple}/lapack:/usr/lib/{triple}/blas"}


def smallest(b):
    """What a nested call takes where there is nothing to do: the least of runs in turn."""
    took = {"bare": [], "budget": []}
    for _ in range(9):
        for mode, ns in took.items():
            ns.append(float(b.run([b.program("inside"), 200], mode, reference()).stdout))
    bare, through = (min(ns) for ns in took.values())
    print_table(["empty nested call", "bare ns", "ns", "added"],
                [["idamax dswap dscal daxpy", f"{bare:.2f}", f"{through:.2f}", f"{through - bare:+.2f}"]])


@part("nested")
def nested(b):
    """calls of entry points inside LAPACK routines (reference LAPACK and BLAS, CPU time): dsteqr with
    compz=I, dhseqr with job=S compz=I, dgetf2 of order 64 many times. The two copies of LAPACK differ by `copies`
    without the preload library; what they differ by more with it is what the nested calls cost, which a
    counting library counts. Before that, nested calls that have nothing to do: the least time of one."""
    smallest(b)
    rounds, tries, order = (3, 9, 300) if b.quick else (3, 9, 1000)
    counted = b.run([b.program("nested"), 1, order],
                    extra=dict(reference(), LD_PRELOAD=str(b.programs / "libcounter.so"))).fields()
    bare_ns, added_ns = {}, {"bare": {}, "budget": {}}
    for _ in range(tries):
        for mode, added_here in added_ns.items():
            for name, bare, _, added in b.run([b.program("nested"), rounds, order], mode, reference()).fields():
                bare_ns.setdefault(name, []).append(float(bare))
                added_here.setdefault(name, []).append(float(added))
    rows = []
    for name, count in counted:
        bare = median(bare_ns[name])
        copies = median(added_ns["bare"][name])
        added = median(added_ns["budget"][name]) - copies
        rows.append([name, f"{int(count):,}", f"{bare / 1e6:.1f}", f"{100 * copies / bare:+.2f} %",
                     f"{100 * added / bare:+.2f} %", f"{added / int(count):.2f}"])
    print_table([f"order {order}", "nested calls", "bare ms", "copies", "slowed by", "ns a call"], rows)
