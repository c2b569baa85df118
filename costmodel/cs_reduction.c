/* SPDX-License-Identifier: MIT */
/* Work of the reductions of a matrix with orthonormal columns to bidiagonal blocks, from which the
 * CS decomposition of two blocks starts (orbdb1 to orbdb6), and of the chase of a band to
 * tridiagonal form. */
#include "costmodel/arith.h"
#include "costmodel/cost.h"

/* Sum over i = 1..k of (a - 2 i) (b - i), in closed form. */
static fs_int sum_of_pairs(fs_int k, fs_int a, fs_int b)
{
    fs_int ones = k * (k + 1) / 2, squares = ones * (2 * k + 1) / 3;

    return a * b * k - (a + 2 * b) * ones + 2 * squares;
}

/* Sum over i = k+1..q of (a - i) (b - i), in closed form. */
static fs_int sum_of_rest(fs_int k, fs_int q, fs_int a, fs_int b)
{
    fs_int ones = (q * (q + 1) - k * (k + 1)) / 2;
    fs_int squares = (q * (q + 1) * (2 * q + 1) - k * (k + 1) * (2 * k + 1)) / 6;

    return a * b * (q - k) - (a + b) * ones + squares;
}

/* orbdb_cs: bidiagonal blocks of an m x q matrix with orthonormal columns and p rows on top,
 *   by the smallest k of q, p, m - p and m - q (orbdb1 to 4).
 * formula: mul = add = 6 sum over i = 1..k of (m - 2 i)(q - i) and, k = p or m - p: 2 sum over
 *   i = k+1..q of (m - k - i)(q - i); k = m - q: 2 sum over i = k+1..p of (q - i)^2 + 2 sum over
 *   i = p+1..q of (q - i)^2; mul = 8 k (m - k), add = 4 k (m - k), 15 and 10 for k = p or m - p,
 *   20 and 12 with 15 and 8 (q - k)^2/2 for k = m - q; complex by the rules
 * class: leading
 * source: derivation: reflectors from the left, from the right, and a projection a step
 * depends: a projection that cancels is done again
 * error: 1% or less for m >= 180 */
fs_work fs_cost_orbdb_cs(fs_field field, int64_t m, int64_t p, int64_t q)
{
    fs_work w;

    if (fs_settled_order(&w, m, fs_min(p, fs_minus(m, p)), fs_min(q, fs_minus(m, q))))
        return w;
    int64_t k = fs_min(fs_min(p, m - p), fs_min(q, m - q));
    fs_int rows = (fs_int)k * (m - k), products = 6 * sum_of_pairs(k, m, q);
    if (k == q)
        return fs_from_counts(field, products + 8 * rows, products + 4 * rows);
    if (k == p || k == m - p) {
        products += 2 * sum_of_rest(k, q, (fs_int)m - k, q);
        return fs_from_counts(field, products + 15 * rows, products + 10 * rows);
    }
    fs_int rest = ((fs_int)q - k) * (q - k);
    products += 2 * sum_of_rest(k, q, q, q);
    return fs_from_counts(field, products + 20 * rows + 15 * rest / 2,
                          products + 12 * rows + 4 * rest);
}

/* orbdb5: projects a vector of m1 + m2 rows onto the complement of n orthonormal columns.
 * formula: mul = 2 M n + M + 5 n, add = 2 M n + M + 3 n, M = m1 + m2; complex: mul = 8 M n + 2
 *   M + 15 n, add = 8 M n + 2 M + 11 n
 * class: leading
 * source: derivation: two gemv for each block
 * depends: a projection that cancels is done again
 * error: 1% or less for M n >= 1000 */
fs_work fs_cost_orbdb5(fs_field field, int64_t m1, int64_t m2, int64_t n)
{
    fs_work w;

    if (m1 < 0 || m2 < 0 || fs_settled_order(&w, fs_max(m1, m2), n, 1))
        return m1 < 0 || m2 < 0 ? fs_no_work() : w;
    fs_int rows = (fs_int)m1 + m2, products = 2 * rows * n;
    return fs_is_complex(field)
               ? fs_real_work(4 * products + 2 * rows + 15 * n, 4 * products + 2 * rows + 11 * n)
               : fs_real_work(products + rows + 5 * n, products + rows + 3 * n);
}

/* sb2st_kernel: one task of the chase of a band of nb diagonals to tridiagonal form: a
 *   reflector of rows st to ed from both sides (ttype 1 and 3), or from one side on the block
 *   beside them (2).
 * formula: with L = ed - st + 1, M = min(nb, n - ed): ttype 1: mul = 2 L^2 + 10 L, add = 2 L^2
 *   + 5 L; 3: mul = 2 L^2 + 7 L, add = 2 L^2 + 4 L; 2: mul = 4.1 L M, add = 4.04 L M; complex:
 *   mul = 7.8 L^2 + 34 L, add = 8 L^2 + 21 L; mul = 8 L^2 + 23 L, add = 8 L^2 + 16 L; mul = 16.7
 *   L M, add = 16.4 L M
 * class: leading
 * source: derivation (larfy, larfx); executed counts
 * error: 1% median, 6% or less for L >= 16 */
fs_work fs_cost_sb2st_kernel(fs_field field, int64_t ttype, int64_t st, int64_t ed, int64_t n,
                             int64_t nb)
{
    fs_work w;
    int64_t rows = fs_minus(ed, fs_minus(st, 1));
    int64_t beside = ttype == 2 ? fs_min(nb, fs_minus(n, ed)) : 1;

    if (fs_settled_order(&w, rows, beside, 1) || ttype < 1 || ttype > 3)
        return ttype < 1 || ttype > 3 ? fs_no_work() : w;
    fs_int L = rows, square = L * L, block = L * beside;
    if (fs_is_complex(field))
        return ttype == 2   ? fs_real_work(fs_ratio(167 * block, 10), fs_ratio(164 * block, 10))
               : ttype == 1 ? fs_real_work(fs_ratio(78 * square, 10) + 34 * L, 8 * square + 21 * L)
                            : fs_real_work(8 * square + 23 * L, 8 * square + 16 * L);
    return ttype == 2   ? fs_real_work(fs_ratio(41 * block, 10), fs_ratio(404 * block, 100))
           : ttype == 1 ? fs_real_work(2 * square + 10 * L, 2 * square + 5 * L)
                        : fs_real_work(2 * square + 7 * L, 2 * square + 4 * L);
}
