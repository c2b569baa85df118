#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds Reference BLAS and LAPACK with a counter before every floating-point instruction:
# build.sh LAPACK DIRECTORY compiles the sources of LAPACK 3.11.0 to DIRECTORY/libcounted.so.
set -eu

if [ $# -ne 2 ] || [ ! -d "$1/SRC" ] || [ ! -d "$1/BLAS/SRC" ]; then
    echo "usage: $0 LAPACK DIRECTORY (LAPACK: the unpacked sources, with SRC and BLAS/SRC in it)" >&2
    exit 2
fi
here=$(cd "$(dirname "$0")" && pwd)
lapack=$(cd "$1" && pwd)
rm -rf "$2/objects"
mkdir -p "$2/objects"
cd "$2/objects"

# Scalar code without fused or contracted operations, so that an instruction is an operation; r13
# to r15 hold the counts.
flags="-O2 -fPIC -w -fno-tree-vectorize -fno-tree-slp-vectorize -ffp-contract=off
    -fno-signed-zeros -ffixed-r13 -ffixed-r14 -ffixed-r15"

# What is left out needs XBLAS: the drivers with extra-precise refinement.
find "$lapack/BLAS/SRC" "$lapack/SRC" "$lapack/TESTING/MATGEN" -name VARIANTS -prune -o \
    \( -name "*.f" -o -name "*.F" -o -name "*.f90" \) -print |
    grep -v -E '(svxx|rfsx|_extended)\.f$|/(la_constants\.f90|xerbla\.f)$' >sources
for name in slamch.f dlamch.f ilaver.f sroundup_lwork.f droundup_lwork.f second_NONE.f \
    dsecnd_NONE.f; do
    echo "$lapack/INSTALL/$name"
done >>sources

# shellcheck disable=SC2086 # flags are words
{
    gfortran $flags -S "$lapack/SRC/la_constants.f90" "$lapack/SRC/la_xisnan.F90"
    xargs -P "${JOBS:-2}" -n 25 gfortran $flags -S <sources
}
sed -i 's/\<ilaenv_\>/reference_ilaenv_/g' ilaenv.s
python3 "$here/instrument.py" ./*.s
find . -name '*.s' -print0 | xargs -0 -P "${JOBS:-2}" -n 100 gcc -c
gcc -O2 -fPIC -c "$here/call.S" "$here/hooks.c"
gfortran -shared -Wl,-Bsymbolic,--no-undefined -o ../libcounted.so ./*.o -lm
