/* SPDX-License-Identifier: MIT */
/* Work of one operation: exact counts of real multiplications and additions, saturating in 128
 * bits. The vocabulary of every cost function in this directory; pure, no state, no I/O. */
#ifndef FS_WORK_H
#define FS_WORK_H

#include <stdbool.h>
#include <stdint.h>

typedef unsigned __int128 fs_count; /* operations; FS_COUNT_MAX means "this many or more" */
typedef __int128 fs_int;            /* intermediate values of formulas, which may be negative */

#define FS_COUNT_MAX (~(fs_count)0)

/* Dimensions above this bound saturate the result: a cubic polynomial with small coefficients then
 * cannot overflow fs_int, and no array with such a dimension can exist. */
#define FS_DIM_MAX ((int64_t)1 << 40)

/* The field that a routine computes in. A cost function turns its operations into real arithmetic.
 */
typedef enum { FS_REAL, FS_COMPLEX } fs_field;

/* Work in real arithmetic; divisions and square roots count as multiplications. */
typedef struct {
    fs_count mul;
    fs_count add;
} fs_work;

/* a + b, or FS_COUNT_MAX where that does not fit. */
fs_count fs_count_add(fs_count a, fs_count b);
/* a * b, or FS_COUNT_MAX where that does not fit. */
fs_count fs_count_mul(fs_count a, fs_count b);
/* Componentwise sum, saturating. */
fs_work fs_work_add(fs_work a, fs_work b);
/* Work done `times` times, saturating; times <= 0 is no work. */
fs_work fs_work_times(int64_t times, fs_work w);

/* FLOPs of w. fma 1: a multiplication and the addition that can fuse with it are one, so
 * max(mul, add). fma 2: each counts, mul + add. Saturating. */
fs_count fs_work_flops(fs_work w, int fma);

/* flops times a multiplier in billionths, rounded to nearest, halves up; saturating. */
fs_count fs_flops_scaled(fs_count flops, uint64_t multiplier_billionths);

/* Helpers for cost functions.
 * fs_dim_ok: all n dimensions are positive; a cost function returns no work otherwise.
 * fs_from_counts: negative counts become 0. `field` FS_REAL: the counts as they are. FS_COMPLEX: a
 * complex multiplication is 4 real ones and 2 additions, a complex addition is 2 additions. */
fs_work fs_from_counts(fs_field field, fs_int mul, fs_int add);

#endif
