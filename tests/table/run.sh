#!/bin/sh
# SPDX-License-Identifier: MIT
# Tests of the routine table: run.sh BUILD_DIR. One line a check; exit code 1 if one fails.
#   prototypes  the table against the installed headers, by the compiler
#   abi         the words of arguments against a compiled program
#   exports     libflopscope.so against the table and against Debian's libraries
#   bad         messages for wrong tables
set -eu

here=$(dirname "$0")
build=${1:?usage: run.sh BUILD_DIR}
out=$build/tests/table
mkdir -p "$out"
failed=0

check() {
    "$@" || failed=1
}

# prototypes INTERFACE HEADER INTEGER-TYPE INDEX-TYPE: nothing to hold against if the header is not there.
prototypes() {
    if [ -e "$2" ]; then
        check "$here/prototypes.py" "$1" "$2" "$3" "$4" "$out/$(echo "$2" | tr '/.' '__')"
    else
        echo "skip: no $2"
    fi
}

include=/usr/include/$(gcc -print-multiarch)
prototypes cblas "$include/openblas-pthread/cblas.h" blasint CBLAS_INDEX
prototypes f77blas "$include/openblas-pthread/f77blas.h" blasint blasint
prototypes cblas "$include/cblas-netlib.h" CBLAS_INT CBLAS_INDEX
prototypes cblas "$include/blis-pthread/cblas.h" f77_int f77_int
prototypes lapacke /usr/include/lapacke.h lapack_int lapack_int
prototypes lapack /usr/include/lapack.h lapack_int lapack_int

check "$here/abi.py" "$out/abi"
check "$here/exports.py" "$build/libflopscope.so" "$out"/*.absent
check "$here/bad.sh" "$out/bad"
exit "$failed"
