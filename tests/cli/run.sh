#!/bin/sh
# SPDX-License-Identifier: MIT
# Golden tests of flopscope-report: runs the commands in tests/cli/*.session and compares what they print
# (tests/sessions.sh).
#
# usage: tests/cli/run.sh BUILD_DIR [--update]     (--update accepts what is printed now)
set -eu

if [ $# -lt 1 ] || [ ! -x "$1/flopscope-report" ]; then
    echo "usage: $0 BUILD_DIR [--update]   (BUILD_DIR has flopscope-report)" >&2
    exit 2
fi
build=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT

# shellcheck disable=SC1091
. "$here/../sessions.sh"

"${CC:-cc}" -std=c11 -D_GNU_SOURCE -O1 -g -Wall -Wextra -I"$root" -o "$tools/make_log" "$here/make_log.c"

# shellcheck disable=SC2317
make_logs() {
    "$tools/make_log"
    ln -s "$root/tests/logs" logs
}

run_sessions tests/cli "$here" "$build" make_logs "${2:-}"
