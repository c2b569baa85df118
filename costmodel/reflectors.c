/* SPDX-License-Identifier: MIT */
/* Work of the auxiliary routines that generate and apply Householder reflectors. */
#include "costmodel/arith.h"
#include "costmodel/cost.h"

/* larfg: generates a reflector of order n.
 * formula: mul = 2 n + 7, add = n + 2; complex: mul = 6 n + 23, add = 4 n + 4
 * class: exact
 * source: derivation: a norm and a scaling; a complex norm is real arithmetic
 * error: none on vectors that need no rescaling */
fs_work fs_cost_larfg(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, fs_minus(n, 1), 1, 1))
        return w;
    fs_int N = n;
    return fs_is_complex(field) ? fs_real_work(6 * N + 23, 4 * N + 4)
                                : fs_real_work(2 * N + 7, N + 2);
}

/* larfgp: as larfg, with a result that is not negative.
 * formula: mul = 2 n + 9, add = n + 1; complex: mul = 6 n + 27, add = 4 n + 4
 * class: exact
 * source: derivation, as larfg
 * error: none on vectors that need no rescaling */
fs_work fs_cost_larfgp(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, fs_minus(n, 1), 1, 1))
        return w;
    fs_int N = n;
    return fs_is_complex(field) ? fs_real_work(6 * N + 27, 4 * N + 4)
                                : fs_real_work(2 * N + 9, N + 1);
}

/* larfx: applies a reflector to an m x n matrix, with code of its own for orders up to 10.
 * formula: order r of the reflector, v vectors: mul = 2 r v + r, add = (2 r - 1) v; complex: add +
 * 2 r; r = 1: mul = v + 2, add = 1; r > 10: larf(side, m, n) class: exact source: definition of the
 * operation: the products with tau are formed once error: 1% or less for r <= 10 */
fs_work fs_cost_larfx(fs_field field, int64_t side, int64_t m, int64_t n)
{
    fs_work w;
    int64_t order = side == 'R' ? n : m, vectors = side == 'R' ? m : n;

    if (order > 10 || fs_settled(&w, m, n, 1))
        return order > 10 ? fs_cost_larf(field, side, m, n) : w;
    fs_int r = order, v = vectors;
    if (r == 1)
        return fs_from_counts(field, v + 2, 1);
    return fs_from_counts(field, 2 * r * v + r, (2 * r - 1) * v);
}

/* larfy: applies a reflector from both sides to a symmetric matrix of order n.
 * formula: mul = 2 n^2 + 7 n, add = 2 n^2 + 4 n; complex: mul = 8 n^2 + 22 n, add = 8 n^2 + 16 n
 * class: leading
 * source: derivation: symv, dot, axpy and syr2
 * error: 0.5% or less for n >= 60 */
fs_work fs_cost_larfy(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, n, 1, 1))
        return w;
    fs_int N = n;
    return fs_is_complex(field) ? fs_real_work(8 * N * N + 22 * N, 8 * N * N + 16 * N)
                                : fs_real_work(2 * N * N + 7 * N, 2 * N * N + 4 * N);
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

/* larft: triangular factor of a block of k reflectors of order n, stored by columns (storev C) or
 * rows. formula: mul = k (-5/6 + k (1 - k/6) + n (k - 1)/2), add = k ((1 - k^2)/6 + n (k - 1)/2);
 * storev R: mul + k (n
 *   - k/2)
 * class: exact
 * source: LAPACK 3.0 operation counts (dopaux); the reference's gemv scales the vector of a row
 * error: 1% or less for n >= 60 */
fs_work fs_cost_larft(fs_field field, int64_t storev, int64_t n, int64_t k)
{
    fs_work w;

    if (fs_settled(&w, n, k, 1))
        return w;
    fs_int N = n, K = k;
    fs_int scaling = storev == 'R' ? 3 * K * (2 * N - K) : 0;
    return fs_from_counts(field, fs_ratio(K * (-5 + 6 * K - K * K + 3 * N * (K - 1)) + scaling, 6),
                          fs_ratio(K * (1 - K * K + 3 * N * (K - 1)), 6));
}

/* larzt: triangular factor of a block of k reflectors with n elements each beyond the first.
 * formula: mul = n k (k + 1)/2 + k^3/6 + k^2, add = n k (k - 1)/2 + k^3/6 - k^2/2
 * class: leading
 * source: derivation: gemv with the rows before, which scales a vector, and trmv
 * error: 1% or less for n >= 60, k >= 8 */
fs_work fs_cost_larzt(fs_field field, int64_t n, int64_t k)
{
    fs_work w;

    if (fs_settled(&w, n, k, 1))
        return w;
    fs_int N = n, K = k;
    return fs_from_counts(field, fs_ratio(3 * N * K * (K + 1) + K * K * K + 6 * K * K, 6),
                          fs_ratio(3 * N * K * (K - 1) + K * K * K - 3 * K * K, 6));
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
 * formula: side L: mul = n (2 l + 3), add = n (2 l + 2); side R: mul = m (2 l + 1) + 2 l, add = m
 * (2 l + 1) class: leading source: derivation: copy, gemv, axpy and ger error: 1% or less for l >=
 * 60 */
fs_work fs_cost_larz(fs_field field, int64_t side, int64_t m, int64_t n, int64_t l)
{
    fs_work w;

    if (fs_settled(&w, m, n, l))
        return w;
    fs_int L = l;
    return side == 'R' ? fs_from_counts(field, m * (2 * L + 1) + 2 * L, m * (2 * L + 1))
                       : fs_from_counts(field, n * (2 * L + 3), n * (2 * L + 2));
}

/* larzb: applies a block of k reflectors with l elements each beyond the first to an m x n matrix.
 * formula: v = n vectors (side R: m): mul = 2 l v k + v k (k + 1)/2 + 2 l k, add = 2 l v k + v k (k
 * + 1)/2 class: leading source: derivation: two gemm and a trmm; one gemm scales the reflectors
 * error: 1% or less on side R, 2% on side L, for m, n >= 60 */
fs_work fs_cost_larzb(fs_field field, int64_t side, int64_t m, int64_t n, int64_t k, int64_t l)
{
    fs_work w;

    if (fs_settled(&w, m, n, k) || fs_settled(&w, l, 1, 1))
        return w;
    fs_int v = side == 'R' ? m : n, products = 2 * v * k * l + v * k * (k + 1) / 2;
    fs_int scaled = v * ((fs_int)l + k);
    return side == 'R' ? fs_from_counts(field, products + 2 * (fs_int)l * k, products)
                       : fs_from_counts(field, products + 2 * scaled, products + scaled);
}

/* latzm: applies a reflector whose first element is 1 to an m x n matrix in two pieces.
 * formula: with r rows and v vectors (side R: exchanged): mul = 2 r v + v, add = 2 r v; side R: mul
 * = (2 n - 1) m
 *   + 2 n, add = (2 n - 1) m
 * class: leading
 * source: derivation: copy, gemv, axpy and ger
 * error: 1% or less for m, n >= 60 */
fs_work fs_cost_latzm(fs_field field, int64_t side, int64_t m, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, m, n, 1))
        return w;
    fs_int products = 2 * (fs_int)m * n;
    return side == 'R' ? fs_from_counts(field, products - m + 2 * (fs_int)n, products - m)
                       : fs_from_counts(field, products + n, products);
}
