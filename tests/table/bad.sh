#!/bin/sh
# SPDX-License-Identifier: MIT
# Feeds each bad/*.tbl (as the table of routines) and bad/*.arrays (as that of arrays) to the generator:
# exit code 1 and exactly the message of the file's first line, in which {} stands for the file's path.
set -eu

here=$(dirname "$0")
out=$1
mkdir -p "$out"
failed=0
count=0

# refused FILE TABLE ARRAYS
refused() {
    count=$((count + 1))
    expected=$(sed -n "1{s/^# //;s|{}|$1|;p;}" "$1")
    code=0
    message=$("$here/../../scripts/generate.py" --arrays "$3" "$2" "$out" 2>&1 >"$out/stdout") || code=$?
    if [ "$code" -ne 1 ] || [ "$message" != "$expected" ] || [ -s "$out/stdout" ]; then
        echo "$1: exit code $code, said:"
        echo "  $message"
        echo "expected:"
        echo "  $expected"
        failed=1
    fi
}

for table in "$here"/bad/*.tbl; do
    refused "$table" "$table" /dev/null
done
for arrays in "$here"/bad/*.arrays; do
    refused "$arrays" "$here/../../costmodel/routines.tbl" "$arrays"
done
[ "$failed" -eq 0 ] && [ "$count" -gt 0 ] && echo "ok: $count bad tables are refused with their message"
