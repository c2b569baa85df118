/* SPDX-License-Identifier: MIT */
/* Work of the auxiliary routines that generate and apply Householder reflectors. */
#include "costmodel/arith.h"
#include "costmodel/cost.h"

/* larfg: generates a reflector of order n.
 * formula: mul = 2n + 4, add = n + 1
 * class: exact
 * source: LAPACK 3.0 operation counts (dopaux)
 * error: 1% at n = 100 */
fs_work fs_cost_larfg(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, fs_minus(n, 1), 1, 1))
        return w;
    return fs_from_counts(field, 2 * (fs_int)n + 4, (fs_int)n + 1);
}

/* larf: applies a reflector to an m x n matrix.
 * formula: side L: mul = 2 m n + n, add = 2 m n; side R: mul = 2 m n + m, add = 2 m n
 * class: exact
 * source: LAPACK 3.0 operation counts (dopaux)
 * error: 0.8% at 60 x 40 */
fs_work fs_cost_larf(fs_field field, int64_t side, int64_t m, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, m, n, 1))
        return w;
    fs_int products = 2 * (fs_int)m * n;
    return fs_from_counts(field, products + (side == 'R' ? m : n), products);
}

/* larft: triangular factor of a block of k reflectors of order n.
 * formula: mul = k (-5/6 + k (1 - k/6) + n (k - 1)/2), add = k ((1 - k^2)/6 + n (k - 1)/2)
 * class: exact
 * source: LAPACK 3.0 operation counts (dopaux)
 * error: 1% at n = 100, k = 8 */
fs_work fs_cost_larft(fs_field field, int64_t n, int64_t k)
{
    fs_work w;

    if (fs_settled(&w, n, k, 1))
        return w;
    fs_int N = n, K = k;
    return fs_from_counts(field, fs_ratio(K * (-5 + 6 * K - K * K + 3 * N * (K - 1)), 6),
                          fs_ratio(K * (1 - K * K + 3 * N * (K - 1)), 6));
}

/* larfb: applies a block of k reflectors to an m x n matrix.
 * formula: side L: mul = n k (2 m - k/2 + 5/2), add = n k (2 m - k/2 - 1/2); side R: m and n
 *   exchanged
 * class: exact
 * source: LAPACK 3.0 operation counts (dopaux)
 * error: 1.3% or less at 100 x 60, k = 32 */
fs_work fs_cost_larfb(fs_field field, int64_t side, int64_t m, int64_t n, int64_t k)
{
    fs_work w;

    if (fs_settled(&w, m, n, k))
        return w;
    fs_int order = side == 'R' ? n : m, vectors = side == 'R' ? m : n;
    return fs_from_counts(field, vectors * k * (4 * order - k + 5) / 2,
                          vectors * k * (4 * order - k - 1) / 2);
}

/* larz: applies a reflector with l elements beyond the first to an m x n matrix.
 * formula: side L: mul = add = n (2 l + 1); side R: m (2 l + 1)
 * class: leading
 * source: derivation */
fs_work fs_cost_larz(fs_field field, int64_t side, int64_t m, int64_t n, int64_t l)
{
    return fs_cost_ormrz(field, side, m, n, 1, l);
}
