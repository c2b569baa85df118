#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds the cost library with the sanitizers and asks it for the cost of everything.
# usage: tests/queries/run.sh BUILD [QUERIES_A_ROUTINE]
set -eu

here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
sanitized="$build/sanitized"
make -s -j2 -C "$here/../.." SAN=address,undefined O="$sanitized" "$sanitized/libflopcost.a"
"${CC:-cc}" -std=c11 -O1 -g -Wall -Wextra -fsanitize=address,undefined -fno-sanitize-recover=all \
    -I"$here/../../include" -o "$sanitized/queries" "$here/queries.c" "$sanitized/libflopcost.a" -lm
UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 "$sanitized/queries" "${2:-500}"
