/* SPDX-License-Identifier: MIT */
/* Kernels of the eigenvalue and singular value estimates that differ from the routine of their name
 * in what they assume about the data: matrices reduced from dense ones. Internal to costmodel/. */
#ifndef FS_EIGEN_H
#define FS_EIGEN_H

#include "costmodel/arith.h"
#include "costmodel/blocked.h"

/* How divide and conquer splits a problem: rows of a leaf, 4^levels and 2^levels. */
struct tree {
    int64_t leaf;
    int64_t quarters;
    int64_t halves;
};

struct tree fs_divide(int64_t n);

/* Eigenvalues that range (A, V or I with il to iu) selects of n; all n for V, whose number is data.
 */
int64_t fs_selected(int64_t range, int64_t n, int64_t il, int64_t iu);

/* As stedc, on a tridiagonal matrix reduced from a dense one, which hardly deflates. */
fs_work fs_dense_stedc(fs_field field, int64_t compz, int64_t n);

#endif
