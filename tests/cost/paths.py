#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Compares flopscope-cost einsum-path with NumPy's einsum_path(optimize='optimal'), both paths counted
here, and has NumPy compute along ours. usage: paths.py FLOPSCOPE_COST"""

import json
import math
import subprocess
import sys
import time

try:
    import numpy as np
except ImportError:
    sys.exit("FAIL paths: needs python3-numpy: run scripts/deps")

TOOL = sys.argv[1]

# The seeds' contraction, and others of 4 to 10 operands: subscripts and the length of each index.
CONTRACTIONS = [
    ("ijk,ai,bj,ck->abc", {"i": 32, "j": 32, "k": 32, "a": 32, "b": 32, "c": 32}),
    ("ab,bc,cd,de->ae", {"a": 10, "b": 200, "c": 5, "d": 80, "e": 30}),
    ("abc,bd,ce,def,fg->ag", {"a": 8, "b": 12, "c": 6, "d": 10, "e": 14, "f": 9, "g": 20}),
    ("abcd,ae,bf,cg,dh,efi->ghi",
     {"a": 6, "b": 6, "c": 6, "d": 6, "e": 10, "f": 10, "g": 10, "h": 10, "i": 7}),
    ("ab,bc,cd,de,ef,fg,gh,ha->", {"a": 4, "b": 12, "c": 3, "d": 20, "e": 6, "f": 9, "g": 5, "h": 16}),
    ("ab,bc,cd,de,ef,fg,gh,hi,ij,jk->ak",
     dict(zip("abcdefghijk", (10, 30, 5, 60, 12, 8, 40, 25, 6, 50, 9)))),
]


def cost_of(subscripts, lengths, path):
    """Work of a path under the cost model: (k - 1) P multiplications, P additions if an index is summed,
    max of both a step."""
    inputs, output = subscripts.split("->")
    live = [set(term) for term in inputs.split(",")]
    total = 0
    for positions in path:
        taken = [live[i] for i in positions]
        live = [term for i, term in enumerate(live) if i not in positions]
        space = set().union(*taken)
        kept = space & set(output).union(*live)
        points = math.prod(lengths[c] for c in space)
        total += max((len(taken) - 1) * points, points if kept != space else 0)
        live.append(kept)
    return total


def check(subscripts, lengths):
    shapes = [tuple(lengths[c] for c in term) for term in subscripts.split("->")[0].split(",")]
    command = [TOOL, "einsum-path", subscripts, *("x".join(map(str, shape)) for shape in shapes), "--json"]
    start = time.monotonic()
    ours = json.loads(subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout)
    seconds = time.monotonic() - start
    generator = np.random.default_rng(1)
    operands = [generator.standard_normal(shape) for shape in shapes]
    theirs = np.einsum_path(subscripts, *operands, optimize="optimal")[0][1:]
    our_cost = cost_of(subscripts, lengths, ours["path"])
    their_cost = cost_of(subscripts, lengths, theirs)
    assert ours["optimize"] == "optimal", ours["optimize"]
    assert our_cost == ours["optimized_cost"] == sum(s["flops"] for s in ours["steps"]), "steps do not add up"
    assert our_cost <= their_cost, f"ours costs {our_cost:,}, NumPy's {their_cost:,}"
    assert ours["naive_cost"] == cost_of(subscripts, lengths, [range(len(shapes))]), "naive cost"
    along = np.einsum(subscripts, *operands, optimize=["einsum_path", *map(tuple, ours["path"])])
    reference = np.einsum(subscripts, *operands, optimize="greedy")
    assert np.allclose(along, reference), "NumPy computes something else along our path"
    assert seconds < 1, f"took {seconds:.2f} s"
    return f"{our_cost:,} (NumPy's {their_cost:,}, naive {ours['naive_cost']:,})"


def main():
    failed = 0
    for subscripts, lengths in CONTRACTIONS:
        try:
            print(f"ok path {subscripts}: {check(subscripts, lengths)}")
        except (AssertionError, subprocess.SubprocessError) as error:
            print(f"FAIL path {subscripts}: {error}")
            failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
