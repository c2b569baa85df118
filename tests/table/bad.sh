#!/bin/sh
# SPDX-License-Identifier: MIT
# Feeds each bad/*.tbl to the generator: exit code 1 and exactly the message of the table's first line,
# in which {} stands for the table's path.
set -eu

here=$(dirname "$0")
out=$1
mkdir -p "$out"
failed=0
count=0
for table in "$here"/bad/*.tbl; do
    count=$((count + 1))
    expected=$(sed -n "1{s/^# //;s|{}|$table|;p;}" "$table")
    code=0
    message=$("$here/../../scripts/generate.py" "$table" "$out" 2>&1 >"$out/stdout") || code=$?
    if [ "$code" -ne 1 ] || [ "$message" != "$expected" ] || [ -s "$out/stdout" ]; then
        echo "$table: exit code $code, said:"
        echo "  $message"
        echo "expected:"
        echo "  $expected"
        failed=1
    fi
done
[ "$failed" -eq 0 ] && [ "$count" -gt 0 ] && echo "ok: $count bad tables are refused with their message"
