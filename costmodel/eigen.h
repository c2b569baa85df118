/* SPDX-License-Identifier: MIT */
/* Kernels of the eigenvalue and singular value estimates that differ from the routine of their name
 * in what they assume about the data: matrices reduced from dense ones. Internal to costmodel/. */
#ifndef FS_EIGEN_H
#define FS_EIGEN_H

#include "costmodel/arith.h"
#include "costmodel/blocked.h"

/* 100 log2(n), linear between powers of two; n >= 1. */
static inline int64_t fs_log2_percent(int64_t n)
{
    int bits = 63 - __builtin_clzll((unsigned long long)n);

    return 100 * (int64_t)bits + 100 * (n - ((int64_t)1 << bits)) / ((int64_t)1 << bits);
}

/* Rows of the leaves that divide and conquer halves a problem of n rows down to: 25 at most. */
int64_t fs_leaf_rows(int64_t n);

/* What divide and conquer meets on the way up: the sum over all merges of k^2 and of s k^2, for a
 * merge of s rows of which k = min(s, kept) do not deflate. */
struct fs_merges {
    fs_int squares;
    fs_int products;
};

struct fs_merges fs_merges_of(int64_t n, int64_t kept);

/* Eigenvalues that range (A, V or I with il to iu) selects of n; all n for V, whose number is data.
 */
int64_t fs_selected(int64_t range, int64_t n, int64_t il, int64_t iu);

/* Whether a driver takes its way for all eigenvalues; it does not for V, whatever the interval. */
bool fs_selects_all(int64_t range, int64_t n, int64_t il, int64_t iu);

/* As stedc, on a tridiagonal matrix reduced from a dense one, which hardly deflates. */
fs_work fs_dense_stedc(fs_field field, int64_t compz, int64_t n);

#endif
