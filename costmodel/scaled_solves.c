/* SPDX-License-Identifier: MIT */
/* Work of triangular solves that scale to avoid overflow, and of the small systems with complete
 * pivoting that generalized Sylvester equations are made of. */
#include "costmodel/arith.h"
#include "costmodel/cost.h"

/* Adds what a scaled solve does beyond trsv: bounds on the growth, and norms of the columns'
 * n (n - 1)/2 or n kd elements unless they are given. */
static fs_work with_bounds(fs_field field, fs_work solve, int64_t n, fs_int elements)
{
    return fs_total(2, (fs_work[]){solve, fs_real_work(2 * (fs_int)n,
                                                       (fs_is_complex(field) ? 2 : 1) * elements)});
}

/* latrs: triangular solve with scaling; normin N: computes the norms of columns.
 * formula: trsv(diag, n) + 2 n mul; normin N: + n (n - 1)/2 add, complex twice
 * class: leading
 * source: definition of the operation
 * depends: growth: with the risk of overflow, complex columns' elements are measured, n^2/2 add
 * error: 3% or less on triangles with n >= 60 that need no scaling */
fs_work fs_cost_latrs(fs_field field, int64_t diag, int64_t normin, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, n, 1, 1))
        return w;
    return with_bounds(field, fs_cost_trsv(field, diag, n), n,
                       normin == 'N' ? (fs_int)n * (n - 1) / 2 : 0);
}

/* latbs: as latrs, with a band of kd diagonals.
 * formula: tbsv(diag, n, kd) + 2 n mul; normin N: + n kd - kd (kd + 1)/2 add, complex twice
 * class: leading
 * source: definition of the operation
 * depends: as latrs
 * error: 4% or less for n >= 60 */
fs_work fs_cost_latbs(fs_field field, int64_t diag, int64_t normin, int64_t n, int64_t kd)
{
    fs_work w;

    if (kd < 0 || fs_settled(&w, n, 1, 1))
        return kd < 0 ? fs_no_work() : w;
    return with_bounds(field, fs_cost_tbsv(field, diag, n, kd), n,
                       normin == 'N' ? fs_band_elements(n, n, 0, kd) - n : 0);
}

/* latrs3: as latrs, for nrhs vectors.
 * formula: trsm(L, diag, n, nrhs) + 2 n nrhs mul; normin N: + n (n - 1)/2 add, complex twice
 * class: leading
 * source: definition of the operation
 * depends: as latrs; vectors are scaled one at a time where blocks could overflow
 * error: 4% or less for n >= 60 */
fs_work fs_cost_latrs3(fs_field field, int64_t diag, int64_t normin, int64_t n, int64_t nrhs)
{
    fs_work w;

    if (fs_settled(&w, n, nrhs, 1))
        return w;
    fs_int norms = normin == 'N' ? (fs_int)n * (n - 1) / 2 : 0;
    return fs_work_add(fs_cost_trsm(field, 'L', diag, n, nrhs),
                       fs_real_work(2 * (fs_int)n * nrhs, (fs_is_complex(field) ? 2 : 1) * norms));
}

/* getc2: LU factorization with complete pivoting.
 * formula: mul = n^3/3 + n^2/2, add = n^3/3 - n^2/2; complex by the rules
 * class: leading
 * source: derivation; a quotient an element of L
 * error: 1% or less for n >= 60 */
fs_work fs_cost_getc2(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, n, 1, 1))
        return w;
    fs_int N = n, cube = N * N * N;
    fs_int quotients = N * (N - 1) / 2;
    fs_int updates = fs_ratio(2 * cube - 3 * N * N + N, 6);
    return fs_work_add(fs_from_counts(field, updates, updates),
                       fs_is_complex(field) ? fs_real_work(10 * quotients, 3 * quotients)
                                            : fs_real_work(2 * quotients, 0));
}

/* gesc2: solution with the factors of getc2.
 * formula: mul = 3 n^2/2 + n/2, add = n^2 - n; complex by the rules
 * class: leading
 * source: derivation: the multipliers of U are divided by the pivots on the way
 * error: 1% or less for n >= 60 */
fs_work fs_cost_gesc2(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, n, 1, 1))
        return w;
    fs_int N = n;
    return fs_from_counts(field, fs_ratio(3 * N * N + N, 2), N * N - N);
}

/* latdf: contribution of a system of order n, up to 8, to the estimate of a separation; ijob
 *   2: by a null vector, else by a local look-ahead.
 * formula: mul = 3 n^2 + 2 n + 3, add = 2.5 (n^2 + n) + 1; ijob 2: mul = 10 n^2 + 20 n + 50,
 *   add = 8.5 n^2 + 12 n; complex: mul = 12 n^2 + 4 n, add = 11 n^2 + 2 n; ijob 2: mul = 62 n^2
 *   + 55 n, add = 40 n^2 + 31 n
 * class: estimate
 * source: executed counts
 * depends: ijob 2: the iterations of the norm estimate
 * error: 10% on random systems */
fs_work fs_cost_latdf(fs_field field, int64_t ijob, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    fs_int N = n, square = N * N;
    if (fs_is_complex(field))
        return ijob == 2 ? fs_real_work(62 * square + 55 * N, 40 * square + 31 * N)
                         : fs_real_work(12 * square + 4 * N, 11 * square + 2 * N);
    return ijob == 2 ? fs_real_work(10 * square + 20 * N + 50, fs_ratio(17 * square + 24 * N, 2))
                     : fs_real_work(3 * square + 2 * N + 3, fs_ratio(5 * square + 5 * N, 2) + 1);
}

/* laqtr: solves with a quasi-triangular real matrix, plus i times a rank-one one unless lreal,
 *   its transpose with ltran.
 * formula: lreal: mul = n^2/2 + 7 n, add = n^2 + n; else mul = n^2 + 23 n, add = 1.77 n^2 + 16
 *   n, ltran: add = 1.5 n^2 + 19 n
 * class: estimate
 * source: derivation of the products and the norms of columns; executed counts
 * depends: the 2 x 2 blocks of the matrix
 * error: 2% or less on random matrices with n >= 60 */
fs_work fs_cost_laqtr(fs_field field, int64_t ltran, int64_t lreal, int64_t n)
{
    fs_work w;

    (void)field;
    if (fs_settled_order(&w, n, 1, 1))
        return w;
    fs_int N = n, square = N * N;
    if (lreal != 0)
        return fs_real_work(fs_ratio(square + 14 * N, 2), square + (ltran != 0 ? 3 : 1) * N);
    return fs_real_work(square + 23 * N, ltran != 0 ? fs_ratio(3 * square + 39 * N, 2)
                                                    : fs_ratio(177 * square + 1650 * N, 100));
}
