#!/bin/sh
# SPDX-License-Identifier: MIT
# Tests of flopscope-cost: golden sessions (tests/cost/*.session), all families, and paths of
# contractions against NumPy's.
#
# usage: tests/cost/run.sh BUILD_DIR [--update]     (--update accepts what the sessions print now)
set -eu

if [ $# -lt 1 ] || [ ! -x "$1/flopscope-cost" ]; then
    echo "usage: $0 BUILD_DIR [--update]   (BUILD_DIR has flopscope-cost)" >&2
    exit 2
fi
build=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)

# shellcheck disable=SC1091
. "$here/../sessions.sh"

# shellcheck disable=SC2317
bring_plans() {
    cp "$here"/*.plan .
}

status=0
run_sessions tests/cost "$here" "$build" bring_plans "${2:-}" || status=1
/usr/bin/python3 "$here/families.py" "$build/flopscope-cost" || status=1
/usr/bin/python3 "$here/paths.py" "$build/flopscope-cost" || status=1
exit "$status"
