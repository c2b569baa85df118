#!/bin/sh
# SPDX-License-Identifier: MIT
# Golden tests of flopscope-report: runs the commands in tests/cli/*.session and compares what they print.
#
# usage: tests/cli/run.sh BUILD_DIR [--update]
#
# A session has comments (#), commands ($ ...), and below each command its output: stdout as it is,
# stderr behind "! ", and the exit code in brackets unless it is 0. --update writes what is printed now.
set -eu

if [ $# -lt 1 ] || [ ! -x "$1/flopscope-report" ]; then
    echo "usage: $0 BUILD_DIR [--update]   (BUILD_DIR has flopscope-report)" >&2
    exit 2
fi
build=$(cd "$1" && pwd)
update=${2:-}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

"${CC:-cc}" -std=c11 -D_GNU_SOURCE -O1 -g -Wall -Wextra -I"$root" -o "$scratch/make_log" "$here/make_log.c"
PATH=$build:$PATH
export PATH
export LC_ALL=C
unset NO_COLOR COLUMNS LD_PRELOAD || true

# Runs the session $1 and writes it with its present output.
play() {
    while IFS= read -r line; do
        case $line in
        '$ '*)
            printf '%s\n' "$line"
            code=0
            sh -c "${line#??}" >"$scratch/stdout" 2>"$scratch/stderr" </dev/null || code=$?
            cat "$scratch/stdout"
            sed 's/^/! /' "$scratch/stderr"
            [ "$code" = 0 ] || printf '[%s]\n' "$code"
            echo
            ;;
        '#' | '# '[!\ ]*) printf '%s\n' "$line" ;;
        esac
    done <"$1"
}

failed=0
count=0
for session in "$here"/*.session; do
    name=$(basename "$session")
    mkdir "$scratch/$name"
    cd "$scratch/$name"
    "$scratch/make_log"
    ln -s "$root/tests/logs" logs
    play "$session" >"$scratch/$name.played"
    count=$((count + $(grep -c '^\$ ' "$session")))
    if [ "$update" = --update ]; then
        cp "$scratch/$name.played" "$session"
    elif ! diff -u "$session" "$scratch/$name.played"; then
        failed=1
        echo "FAIL tests/cli/$name (if the new output is right: $0 $1 --update)"
    fi
done
[ "$failed" = 0 ] && echo "tests/cli: $count commands passed"
exit "$failed"
