#!/bin/sh
# SPDX-License-Identifier: MIT
# Replays the fuzz corpus on the op log's reader under the sanitizers, or fuzzes it.
#
# usage: tests/fuzz/run.sh             replay tests/fuzz/corpus and the logs of tests/cli and tests/logs
#        tests/fuzz/run.sh SECONDS     fuzz with clang's libFuzzer, starting from them; what it finds
#                                      is left in the working directory: minimize it (-minimize_crash=1)
#                                      and add it to the corpus
set -eu

seconds=${1:-}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

flags="-std=c11 -D_GNU_SOURCE -O1 -g -Wall -Wextra -I$root -fno-sanitize-recover=all"
parts="account busy group notes number shapes text"
sources="$here/fuzz_reader.c"
for part in $parts; do
    sources="$sources $root/report/$part.c"
done
for source in "$root"/oplog/reader*.c; do
    sources="$sources $source"
done

"${CC:-cc}" -std=c11 -D_GNU_SOURCE -I"$root" -o "$scratch/make_log" "$root/tests/cli/make_log.c"
mkdir "$scratch/seeds"
(cd "$scratch/seeds" && "$scratch/make_log" && mv job/* . && rmdir job none)
for log in "$here"/corpus/* "$root"/tests/logs/*/*.fslog; do
    [ -f "$log" ] && cp "$log" "$scratch/seeds/kept-$(basename "$log")"
done

# shellcheck disable=SC2086 # lists of words, on purpose
if [ -n "$seconds" ]; then
    clang $flags -fsanitize=fuzzer,address,undefined -o "$scratch/fuzz" $sources -ljansson -lpthread
    "$scratch/fuzz" -max_total_time="$seconds" -max_len=65536 -timeout=10 -rss_limit_mb=2048 \
        -print_final_stats=1 "$scratch/seeds"
else
    "${CC:-cc}" $flags -fsanitize=address,undefined -o "$scratch/replay" "$here/replay.c" $sources \
        -ljansson -lpthread
    "$scratch/replay" "$scratch"/seeds/*
    echo "tests/fuzz: $(find "$scratch/seeds" -type f | wc -l) inputs replayed"
fi
