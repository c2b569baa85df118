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
 * formula: order r of the reflector, v vectors: mul = 2 r v + r, add = (2 r - 1) v; complex:
 *   add + 2 r; r = 1: mul = v + 2, add = 1; r > 10: larf(side, m, n)
 * class: exact
 * source: definition of the operation: the products with tau are formed once
 * error: 1% or less for r <= 10 */
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

/* larft: triangular factor of a block of k reflectors of order n.
 * formula: storev C: mul = n k (k - 1)/2 - k^3/6 + k^2 - 5k/6, add = n k (k - 1)/2 - k^3/6 +
 *   k/6; R: mul = n k (k + 1)/2 - n - k^3/6 - 5k/6 + 1, add = n k (k - 1)/2 - k^3/6 - k^2/2 +
 *   2k/3
 * class: exact
 * source: derivation: LAPACK 3.0 operation counts (dopaux); vectors in rows take gemv without
 *   transposition
 * error: 0 */
fs_work fs_cost_larft(fs_field field, int64_t storev, int64_t n, int64_t k)
{
    fs_work w;

    if (fs_settled(&w, n, k, 1))
        return w;
    fs_int N = n, K = k;
    if (storev == 'R')
        return fs_from_counts(field,
                              fs_ratio(3 * N * K * (K + 1) - 6 * N - K * K * K - 5 * K + 6, 6),
                              fs_ratio(3 * N * K * (K - 1) - K * K * K - 3 * K * K + 4 * K, 6));
    return fs_from_counts(field, fs_ratio(K * (-5 + 6 * K - K * K + 3 * N * (K - 1)), 6),
                          fs_ratio(K * (1 - K * K + 3 * N * (K - 1)), 6));
}

/* larzt: triangular factor of a block of k reflectors whose rows have n elements beyond the first.
 * formula: mul = n k (k + 1)/2 - n + k^3/6 - k/6, add = n k (k - 1)/2 + k^3/6 - k^2/2 + k/3
 * class: exact
 * source: derivation: k (k - 1)/2 inner products, and products of triangles with columns
 * error: 0 */
fs_work fs_cost_larzt(fs_field field, int64_t n, int64_t k)
{
    fs_work w;

    if (fs_settled(&w, n, k, 1))
        return w;
    fs_int N = n, K = k;
    return fs_from_counts(field, fs_ratio(3 * N * K * (K + 1) - 6 * N + K * K * K - K, 6),
                          fs_ratio(3 * N * K * (K - 1) + K * K * K - 3 * K * K + 2 * K, 6));
}

/* larfb: applies a block of k reflectors to an m x n matrix.
 * formula: side L: mul = n k (2 m - k/2 + 5/2), add = n k (2 m - k/2 - 1/2); side R: m and n
 *   exchanged; storev R and side L: + 2 (m - k) n mul, (m - k) n add
 * class: exact
 * source: LAPACK 3.0 operation counts (dopaux); with vectors in rows and side L a product of two
 *   transposed matrices, which multiplies by alpha and beta at the end
 * error: 1% or less for k >= 8 */
fs_work fs_cost_larfb(fs_field field, int64_t side, int64_t storev, int64_t m, int64_t n, int64_t k)
{
    fs_work w;

    if (fs_settled(&w, m, n, k))
        return w;
    fs_int order = side == 'R' ? n : m, vectors = side == 'R' ? m : n;
    fs_int rest = side != 'R' && storev == 'R' ? fs_max(0, m - k) * (fs_int)n : 0;
    return fs_from_counts(field, vectors * k * (4 * order - k + 5) / 2 + 2 * rest,
                          vectors * k * (4 * order - k - 1) / 2 + rest);
}

/* larzb: applies a block of k reflectors with l elements beyond the first to an m x n matrix.
 * formula: side L: mul = n k (k/2 + 2 l + 5/2) + 2 n l, add = n k (k/2 + 2 l + 3/2) + n l;
 *   side R: mul = m k (k/2 + 2 l + 1/2) + 2 k l, add = m k (k/2 + 2 l + 1/2)
 * class: exact
 * source: derivation: two products with l rows or columns and one with a triangle; side L: of
 *   transposed matrices, which multiply by alpha and beta at the end
 * error: 1% or less for k >= 8 */
fs_work fs_cost_larzb(fs_field field, int64_t side, int64_t m, int64_t n, int64_t k, int64_t l)
{
    fs_work w;

    if (l < 0 || fs_settled(&w, m, n, k) || fs_settled(&w, fs_max(l, 1), 1, 1))
        return l < 0 ? fs_no_work() : w;
    fs_int vectors = side == 'R' ? m : n, twice = vectors * k * ((fs_int)k + 4 * (fs_int)l);
    if (side == 'R')
        return fs_from_counts(field, (twice + vectors * k) / 2 + 2 * (fs_int)k * l,
                              (twice + vectors * k) / 2);
    return fs_from_counts(field, (twice + 5 * vectors * k) / 2 + 2 * vectors * l,
                          (twice + 3 * vectors * k) / 2 + vectors * l);
}

/* larz: applies a reflector with l elements beyond the first to an m x n matrix.
 * formula: side L: mul = n (2 l + 3), add = n (2 l + 2); side R: mul = m (2 l + 1) + 2 l, add
 *   = m (2 l + 1)
 * class: leading
 * source: derivation: copy, gemv, axpy and ger
 * error: 1% or less for l >= 60 */
fs_work fs_cost_larz(fs_field field, int64_t side, int64_t m, int64_t n, int64_t l)
{
    fs_work w;

    if (fs_settled(&w, m, n, l))
        return w;
    fs_int L = l;
    return side == 'R' ? fs_from_counts(field, m * (2 * L + 1) + 2 * L, m * (2 * L + 1))
                       : fs_from_counts(field, n * (2 * L + 3), n * (2 * L + 2));
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

/* larfb_gett: applies a block of k reflectors in an upper trapezoidal matrix over an m x k one
 *   to k + m rows of n columns; ident I: the upper reflectors are the identity.
 * formula: c = n - k columns: gemm(m, c, k) twice, + c k^2/2 (3 for ident N), + m k^2/2, +
 *   k^3/3 (N: 2k^3/3), + c m + c k + m k (N: twice in mul)
 * class: leading
 * source: derivation: products with V2 and with triangles, the k x k triangle itself at last */
fs_work fs_cost_larfb_gett(fs_field field, int64_t ident, int64_t m, int64_t n, int64_t k)
{
    fs_work w;

    if (fs_settled(&w, fs_max(m, 1), n, k) || m < 0)
        return m < 0 ? fs_no_work() : w;
    fs_int M = m, K = fs_min(k, n), columns = (fs_int)n - K;
    fs_int triangles = ident == 'I' ? 1 : 3, cubes = ident == 'I' ? 1 : 2;
    fs_int half = 2 * M * columns * K + triangles * columns * K * K / 2 + M * K * (K + 1) / 2 +
                  cubes * K * K * K / 3;
    fs_int sides = M * columns + columns * K + M * K;
    return fs_from_counts(field, half + (ident == 'I' ? 1 : 2) * sides + M * K, half + sides);
}
