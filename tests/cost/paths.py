#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Compares flopscope-cost einsum-path with NumPy's einsum_path(optimize='optimal'), both paths counted
here, and has NumPy compute along ours; then random contractions with the cheapest of all orders.
usage: paths.py FLOPSCOPE_COST [RANDOM_CONTRACTIONS]"""

import json
import math
import random
import string
import subprocess
import sys
import time

try:
    import numpy as np
except ImportError:
    sys.exit("FAIL paths: needs python3-numpy: run scripts/deps")

TOOL = sys.argv[1]
RANDOM = int(sys.argv[2]) if len(sys.argv) > 2 else 60

# NumPy's optimal search keeps all orders in memory: gigabytes from 8 operands on.
NUMPY_OPERANDS = 6

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


def graph(generator, count):
    """Operands that share an index with some of the others; indices of one alone besides."""
    letters = iter(string.ascii_letters)
    terms = [""] * count
    density = generator.choice((0.2, 0.4, 0.8))
    for i in range(count):
        for j in range(i):
            if generator.random() < density and sum(map(len, terms)) < 40:
                letter = next(letters)
                terms[i] += letter
                terms[j] += letter
    return [term if term and generator.random() < 0.7 else term + next(letters) for term in terms]


def hypergraph(generator, count):
    """Operands of a few indices that many of them have."""
    letters = string.ascii_lowercase[:generator.randint(3, count + 3)]
    return ["".join(generator.sample(letters, generator.randint(1, min(4, len(letters))))) for _ in range(count)]


def random_contraction(generator):
    count = generator.randint(4, 10)
    kind = generator.choice(("chain", "outer", "graph", "hypergraph"))
    if kind == "chain":
        terms = [string.ascii_lowercase[i:i + 2] for i in range(count)]
    elif kind == "outer":
        terms = list(string.ascii_lowercase[:count])
    else:
        terms = (graph if kind == "graph" else hypergraph)(generator, count)
    used = sorted(set("".join(terms)))
    lengths = {letter: generator.randint(1, 9) for letter in used}
    output = "".join(letter for letter in used if generator.random() < 0.3)
    return ",".join(terms) + "->" + output, lengths


def cheapest_cost(subscripts, lengths):
    """Of all orders, by dynamic programming over the sets of operands."""
    inputs, output = subscripts.split("->")
    terms = [frozenset(term) for term in inputs.split(",")]
    everything = (1 << len(terms)) - 1
    best, kept = {}, {}
    for subset in range(1, everything + 1):
        inside = frozenset().union(*(t for i, t in enumerate(terms) if subset >> i & 1))
        outside = frozenset(output).union(*(t for i, t in enumerate(terms) if not subset >> i & 1))
        if subset & (subset - 1) == 0:
            best[subset], kept[subset] = 0, inside
            continue
        kept[subset] = inside & outside
        best[subset] = min(best[part] + best[subset ^ part] +
                           math.prod(lengths[c] for c in kept[part] | kept[subset ^ part])
                           for part in parts(subset))
    return best[everything]


def parts(subset):
    """One of each pair of parts that make up the set."""
    part = (subset - 1) & subset
    while part > subset ^ part:
        yield part
        part = (part - 1) & subset


def check_random(generator):
    subscripts, lengths = random_contraction(generator)
    shapes = [tuple(lengths[c] for c in term) for term in subscripts.split("->")[0].split(",")]
    command = [TOOL, "einsum-path", subscripts, *("x".join(map(str, shape)) for shape in shapes), "--json"]
    start = time.monotonic()
    ours = json.loads(subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout)
    seconds = time.monotonic() - start
    our_cost = cost_of(subscripts, lengths, ours["path"])
    assert our_cost == ours["optimized_cost"], f"{subscripts} {lengths}: steps do not add up"
    assert our_cost == cheapest_cost(subscripts, lengths), f"{subscripts} {lengths}: not the cheapest"
    if len(shapes) <= NUMPY_OPERANDS:
        theirs = np.einsum_path(subscripts, *map(np.empty, shapes), optimize="optimal")[0][1:]
        assert our_cost <= cost_of(subscripts, lengths, theirs), f"{subscripts} {lengths}: NumPy's is cheaper"
    assert seconds < 1, f"{subscripts} {lengths} took {seconds:.2f} s"
    return seconds


def check_all_random():
    """Worst time of all; the first that fails ends it."""
    generator = random.Random(1)
    return max((check_random(generator) for _ in range(RANDOM)), default=0.0)


def main():
    failed = 0
    try:
        print(f"ok path {RANDOM} random contractions, at most {check_all_random():.3f} s")
    except (AssertionError, subprocess.SubprocessError) as error:
        print(f"FAIL path random contractions: {error}")
        failed += 1
    for subscripts, lengths in CONTRACTIONS:
        try:
            print(f"ok path {subscripts}: {check(subscripts, lengths)}")
        except (AssertionError, subprocess.SubprocessError) as error:
            print(f"FAIL path {subscripts}: {error}")
            failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
