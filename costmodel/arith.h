/* SPDX-License-Identifier: MIT */
/* What the cost functions share: guards on dimensions, the rules that turn a routine's operations
 * into real arithmetic, and exact fractions. Internal to costmodel/. */
#ifndef FS_ARITH_H
#define FS_ARITH_H

#include "costmodel/work.h"

static inline fs_work fs_no_work(void)
{
    return (fs_work){0, 0};
}

static inline fs_work fs_all_work(void)
{
    return (fs_work){FS_COUNT_MAX, FS_COUNT_MAX};
}

static inline int64_t fs_min(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static inline int64_t fs_max(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* True if three dimensions settle the work, which is then in *w: a zero or negative one means no
 * work, one above FS_DIM_MAX more than can be counted. Otherwise the formula decides, and cubic
 * polynomials with coefficients up to 64 fit fs_int. Pass 1 for a dimension that there is not. */
static inline bool fs_settled(fs_work *w, int64_t a, int64_t b, int64_t c)
{
    /* All within 1 .. FS_DIM_MAX, a power of two, in one comparison. */
    if ((((uint64_t)a - 1) | ((uint64_t)b - 1) | ((uint64_t)c - 1)) < (uint64_t)FS_DIM_MAX)
        return false;
    *w = fs_min(a, fs_min(b, c)) <= 0 ? fs_no_work() : fs_all_work();
    return true;
}

/* Order of a matrix above which estimates saturate: their coefficients of several digits fit fs_int
 * below, and such a matrix fits no machine. */
#define FS_ORDER_MAX ((int64_t)1 << 34)

/* As fs_settled, with the bound of estimates. */
static inline bool fs_settled_order(fs_work *w, int64_t a, int64_t b, int64_t c)
{
    if (fs_settled(w, a, b, c))
        return true;
    if (fs_max(a, fs_max(b, c)) <= FS_ORDER_MAX)
        return false;
    *w = fs_all_work();
    return true;
}

/* a - b, or the nearest number that fits. For differences of arguments before they are checked. */
static inline int64_t fs_minus(int64_t a, int64_t b)
{
    int64_t difference;

    if (!__builtin_sub_overflow(a, b, &difference))
        return difference;
    return a < 0 ? INT64_MIN : INT64_MAX;
}

/* 1 + 2 + ... + n, 0 for n <= 0; in one product of 64 bits. */
static inline fs_int fs_triangle(int64_t n)
{
    return n > 0 ? (fs_int)(n | 1) * (n / 2 + n % 2) : 0;
}

/* numerator / denominator to the nearest integer, halves up; both non-negative, or 0. LAWN 41's
 * polynomials are integers already; of an estimate the fraction carries no meaning. */
static inline fs_int fs_ratio(fs_int numerator, fs_int denominator)
{
    fs_int rounded = numerator + denominator / 2;

    if (numerator <= 0)
        return 0;
    /* A division of 128 bits is a call, ten times as slow. */
    return rounded <= INT64_MAX && denominator <= INT64_MAX
               ? (fs_int)((uint64_t)rounded / (uint64_t)denominator)
               : rounded / denominator;
}

/* Operations on real numbers whatever the field: norms, scalings, tridiagonal kernels. */
static inline fs_work fs_real_work(fs_int mul, fs_int add)
{
    return fs_from_counts(FS_REAL, mul, add);
}

/* Real scalars or rotations applied to data of the field: twice the real work for complex data. */
static inline fs_work fs_real_by_field(fs_field field, fs_int mul, fs_int add)
{
    return fs_work_times(fs_is_complex(field) ? 2 : 1, fs_from_counts(FS_REAL, mul, add));
}

/* Givens rotations of `pairs` pairs of elements: 4 mul and 2 add each; in the complex field, with a
 * real cosine and a complex sine, 12 mul and 8 add. */
static inline fs_work fs_rotations(fs_field field, fs_int pairs)
{
    return fs_is_complex(field) ? fs_real_work(12 * pairs, 8 * pairs)
                                : fs_real_work(4 * pairs, 2 * pairs);
}

/* Real divisions, or complex ones, which take 6 mul (divisions included) and 3 add each. */
static inline fs_work fs_quotients(fs_field field, fs_int count)
{
    return fs_is_complex(field) ? fs_real_work(6 * count, 3 * count) : fs_real_work(count, 0);
}

/* Work on a matrix of order n that is a polynomial in real arithmetic: twelfths of n^3, n^2, n, 1.
 */
typedef struct {
    int mul[4], add[4];
} fs_cubic;

/* What the polynomial gives, to the nearest integer; none for n <= 0. */
fs_work fs_cubic_work(int64_t n, const fs_cubic *cubic);

/* count * numerator / denominator, halves up, saturating; both at least 1. */
fs_count fs_large_count_scaled(fs_count count, int64_t numerator, int64_t denominator);

static inline fs_count fs_count_scaled(fs_count count, int64_t numerator, int64_t denominator)
{
    /* In 64 bits where that is enough, as in fs_ratio. */
    if (count <= UINT32_MAX && numerator <= INT32_MAX && denominator <= INT32_MAX)
        return ((uint64_t)count * (uint64_t)numerator + (uint64_t)denominator / 2) /
               (uint64_t)denominator;
    return fs_large_count_scaled(count, numerator, denominator);
}

/* w * numerator / denominator, halves up, saturating; none for numerator <= 0. */
static inline fs_work fs_work_scaled(fs_work w, int64_t numerator, int64_t denominator)
{
    if (numerator <= 0)
        return fs_no_work();
    return (fs_work){.mul = fs_count_scaled(w.mul, numerator, denominator),
                     .add = fs_count_scaled(w.add, numerator, denominator)};
}

/* Saturating sum of `count` parts. */
fs_work fs_total(unsigned count, const fs_work *part);

/* Elements of an m by n matrix that lie in the band of kl sub- and ku superdiagonals. */
fs_int fs_band_elements(int64_t m, int64_t n, int64_t kl, int64_t ku);

/* Sum over i = 1..steps of min(a, p - i) * min(b, q - i), in closed form; p, q >= steps. */
fs_int fs_sum_of_products(int64_t steps, int64_t a, int64_t p, int64_t b, int64_t q);

/* Sum over i = 1..steps of min(a, p - i), in closed form; p >= steps. */
fs_int fs_sum_of_minima(int64_t steps, int64_t a, int64_t p);

#endif
