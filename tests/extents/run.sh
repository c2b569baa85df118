#!/bin/sh
# SPDX-License-Identifier: MIT
# Holds costmodel/arrays.tbl against what LAPACK's routines read and write (run.py).
#
# usage: tests/extents/run.sh BUILD_DIR
set -eu

exec python3 "$(dirname "$0")/run.py" "$@"
