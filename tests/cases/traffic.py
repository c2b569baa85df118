# SPDX-License-Identifier: MIT
"""The bytes that operations move, from the log."""

from harness import case


def traffic(operation):
    return operation.get("read_bytes"), operation.get("written_bytes")


@case("traffic")
def bytes_of_operations(t):
    """Of two products, one with 5 by 3 and 7 by 3 operands, one with 8 by 6 and 8 by 5; of a solve; of a dot product."""
    run = t.preloaded([t.program("c_interfaces")])
    operations = run.summary()["operations"]
    t.expect_equal("dgemm", traffic(operations["dgemm"]),
                   (8 * (5 * 3 + 3 * 7 + 5 * 7 + 6 * 8 + 8 * 5 + 6 * 5), 8 * (5 * 7 + 6 * 5)))
    t.expect_equal("dgesv", traffic(operations["dgesv"]), (8 * (8 * 8 + 8 * 3), 8 * (8 * 8 + 8 * 3) + 4 * 8))
    t.expect_equal("ddot", traffic(operations["ddot"]), (8 * 22, 0))
    intensity = operations["dgemm"]["flops_per_byte"]
    expected = 2 * (5 * 7 * 3 + 6 * 5 * 8) / sum(traffic(operations["dgemm"]))
    t.expect(abs(intensity - expected) < 1e-9, f"{intensity} FLOPs a byte instead of {expected}")
