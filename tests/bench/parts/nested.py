# SPDX-License-Identifier: MIT
"""What calls inside LAPACK cost."""

import subprocess

from measure import part, print_table


def reference():
    """Where Debian's reference BLAS and LAPACK are, as a library path."""
    triple = subprocess.run(["gcc", "-print-multiarch"], text=True, check=True,
                            stdout=subprocess.PIPE).stdout.strip()
    return {"LD_LIBRARY_PATH": f"/usr/lib/{triple}/lapack:/usr/lib/{triple}/blas"}


@part("nested")
def nested(b):
    """calls of entry points inside LAPACK routines (reference LAPACK and BLAS, CPU time): dsteqr with
    compz=I, dhseqr with job=S compz=I, dgetf2 of order 64 many times. `ns a call` is the time added over the
    number of nested calls, which a counting library tells."""
    rounds, order = (7, 300) if b.quick else (9, 1000)
    counted = b.run([b.program("nested"), 1, order],
                    extra=dict(reference(), LD_PRELOAD=str(b.programs / "libcounter.so"))).fields()
    counts = {name: int(count) for name, count in counted}
    rows = []
    for mode in ("bare", "budget"):
        for name, bare, through, added in b.run([b.program("nested"), rounds, order], mode,
                                                reference()).fields():
            rows.append([name, mode, f"{counts[name]:,}", f"{float(bare) / 1e6:.1f}",
                         f"{float(through) / 1e6:.1f}", f"{100 * float(added) / float(bare):+.2f} %",
                         f"{float(added) / counts[name]:.2f}"])
    print_table([f"order {order}", "mode", "nested calls", "bare ms", "through ms", "slowed by",
                 "ns a call"], rows)
