/* SPDX-License-Identifier: MIT */
/* Work of orthogonal factorizations and of forming or applying Q. The algorithm with one
 * Householder reflector at a time is priced; blocked code does about nb m n operations more. */
#include "costmodel/arith.h"
#include "costmodel/cost.h"

/* geqrf: QR factorization of an m x n matrix, also QL.
 * formula: m >= n: mul = m n^2 - n^3/3 + m n + n^2/2 + 23n/6, add = m n^2 - n^3/3 + n^2/2 +
 *   5n/6; m < n: mul = n m^2 - m^3/3 + 2 n m - m^2/2 + 23m/6, add = n m^2 - m^3/3 + n m - m^2/2 +
 *   5m/6
 * class: exact
 * source: LAWN 41
 * error: 0.8% at n = 100, unblocked */
fs_work fs_cost_geqrf(fs_field field, int64_t m, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, m, n, 1))
        return w;
    fs_int M = m, N = n, K = fs_min(m, n);
    fs_int cubic = 6 * fs_max(m, n) * K * K - 2 * K * K * K;
    if (m >= n)
        return fs_from_counts(field, (cubic + 6 * M * N + 3 * N * N + 23 * N) / 6,
                              (cubic + 3 * N * N + 5 * N) / 6);
    return fs_from_counts(field, (cubic + 12 * M * N - 3 * M * M + 23 * M) / 6,
                          (cubic + 6 * M * N - 3 * M * M + 5 * M) / 6);
}

/* gelqf: LQ factorization of an m x n matrix, also RQ.
 * formula: m >= n: mul = m n^2 - n^3/3 + m n + n^2/2 + 29n/6, add = m n^2 - n^3/3 + m n - n^2/2
 *   + 5n/6; m < n: mul = n m^2 - m^3/3 + 2 n m - m^2/2 + 29m/6, add = n m^2 - m^3/3 + m^2/2 + 5m/6
 * class: exact
 * source: LAWN 41
 * error: 0.6% at n = 100, unblocked */
fs_work fs_cost_gelqf(fs_field field, int64_t m, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, m, n, 1))
        return w;
    fs_int M = m, N = n, K = fs_min(m, n);
    fs_int cubic = 6 * fs_max(m, n) * K * K - 2 * K * K * K;
    if (m >= n)
        return fs_from_counts(field, (cubic + 6 * M * N + 3 * N * N + 29 * N) / 6,
                              (cubic + 6 * M * N - 3 * N * N + 5 * N) / 6);
    return fs_from_counts(field, (cubic + 12 * M * N - 3 * M * M + 29 * M) / 6,
                          (cubic + 3 * M * M + 5 * M) / 6);
}

/* geqp3: QR factorization of an m x n matrix with column pivoting; N = min(m, n).
 * formula: geqrf(m, n), + m n mul and add for the norms, + 7 mul and 1 add for each of the N n -
 *   N (N + 1)/2 norms that are updated
 * class: exact
 * source: LAWN 41 (geqrf) and the algorithm of laqp2
 * error: 1.4% or less for n >= 60, unblocked */
fs_work fs_cost_geqp3(fs_field field, int64_t m, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, m, n, 1))
        return w;
    fs_int N = fs_min(m, n);
    fs_int updates = N * n - N * (N + 1) / 2;
    return fs_total(3, (fs_work[]){fs_cost_geqrf(field, m, n),
                                   fs_real_by_field(field, (fs_int)m * n, (fs_int)m * n),
                                   fs_real_work(7 * updates, updates)});
}

/* geqp3rk: first k = min(kmax, m, n) steps of QR factorization of an m x n matrix with column
 *   pivoting, applied to nrhs more columns; N = n + nrhs.
 * formula: mul = add = 2 sum over i < k of (m - i) (N - i), + m n for the norms, + 7 mul and 1
 *   add for each of the k n - k (k + 1)/2 norms that are updated
 * class: leading
 * source: derivation: a reflection costs 2 mul and add for each element that it meets
 * depends: it stops earlier at a tolerance (abstol, reltol) or an exact rank
 * error: 0.7% or less for n = 100 */
fs_work fs_cost_geqp3rk(fs_field field, int64_t m, int64_t n, int64_t nrhs, int64_t kmax)
{
    fs_work w;

    if (kmax <= 0 || fs_settled(&w, m, n, fs_max(nrhs, 1)))
        return kmax <= 0 ? fs_no_work() : w;
    fs_int k = fs_min(kmax, fs_min(m, n));
    fs_int M = m, N = (fs_int)n + fs_max(nrhs, 0);
    fs_int met = k * M * N - (M + N) * k * (k - 1) / 2 + k * (k - 1) * (2 * k - 1) / 6;
    fs_int updates = k * n - k * (k + 1) / 2;
    return fs_total(3, (fs_work[]){fs_from_counts(field, 2 * met, 2 * met),
                                   fs_real_by_field(field, M * n, M * n),
                                   fs_real_work(7 * updates, updates)});
}

/* geqrt: QR factorization of an m x n matrix with block reflectors of nb columns, whose
 *   triangular factors are returned.
 * formula: geqrf(m, n) + nb m n/2 mul and add
 * class: leading
 * source: derivation: half of it forms the factors, half applies them */
fs_work fs_cost_geqrt(fs_field field, int64_t m, int64_t n, int64_t nb)
{
    fs_work w;

    if (fs_settled(&w, m, n, nb))
        return w;
    fs_int extra = (fs_int)fs_min(nb, fs_min(m, n)) * m * n / 2;
    return fs_work_add(fs_cost_geqrf(field, m, n), fs_from_counts(field, extra, extra));
}

/* geqrt2: QR factorization of an m x n matrix with its n x n triangular factor.
 * formula: geqrf(m, n) + (m n^2 - n^3/3)/2 mul and add
 * class: leading
 * source: derivation (larft for all columns) */
fs_work fs_cost_geqrt2(fs_field field, int64_t m, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, m, n, 1))
        return w;
    fs_int M = fs_max(m, n), N = fs_min(m, n);
    fs_int factor = fs_ratio(3 * M * N * N - N * N * N, 6);
    return fs_work_add(fs_cost_geqrf(field, m, n), fs_from_counts(field, factor, factor));
}

/* geqrt3: recursive QR factorization of an m x n matrix with its n x n triangular factor.
 * formula: mul = add = (3 m n^2 - 5 n^3/6)/2
 * class: leading
 * source: derivation; the recursion's leading term */
fs_work fs_cost_geqrt3(fs_field field, int64_t m, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, m, n, 1))
        return w;
    fs_int M = fs_max(m, n), N = fs_min(m, n);
    fs_int half = fs_ratio(18 * M * N * N - 5 * N * N * N, 12);
    return fs_from_counts(field, half, half);
}

/* orgqr: forms the m x n matrix Q of k reflectors, also from QL.
 * formula: mul = 2 m n k - (m + n) k^2 + 2k^3/3 + 2 n k - k^2 - 5k/3, add = 2 m n k - (m + n)
 *   k^2 + 2k^3/3 + n k - m k + k/3
 * class: exact
 * source: LAWN 41
 * error: 0.7% at n = 100, unblocked */
fs_work fs_cost_orgqr(fs_field field, int64_t m, int64_t n, int64_t k)
{
    fs_work w;

    if (fs_settled(&w, m, n, k))
        return w;
    fs_int M = m, N = n, K = k;
    fs_int cubic = 6 * M * N * K - 3 * (M + N) * K * K + 2 * K * K * K;
    return fs_from_counts(field, (cubic + 6 * N * K - 3 * K * K - 5 * K) / 3,
                          (cubic + 3 * N * K - 3 * M * K + K) / 3);
}

/* orglq: forms the m x n matrix Q of k reflectors of an LQ or RQ factorization.
 * formula: mul = 2 m n k - (m + n) k^2 + 2k^3/3 + m k + n k - k^2 - 2k/3, add = 2 m n k - (m +
 *   n) k^2 + 2k^3/3 + m k - n k + k/3
 * class: exact
 * source: LAWN 41 */
fs_work fs_cost_orglq(fs_field field, int64_t m, int64_t n, int64_t k)
{
    fs_work w;

    if (fs_settled(&w, m, n, k))
        return w;
    fs_int M = m, N = n, K = k;
    fs_int cubic = 6 * M * N * K - 3 * (M + N) * K * K + 2 * K * K * K;
    return fs_from_counts(field, (cubic + 3 * M * K + 3 * N * K - 3 * K * K - 2 * K) / 3,
                          (cubic + 3 * M * K - 3 * N * K + K) / 3);
}

/* ormqr: applies Q of k reflectors to an m x n matrix, also from LQ, QL and RQ.
 * formula: side L: mul = 2 n m k - n k^2 + 2 n k, add = 2 n m k - n k^2 + n k; side R: mul = 2 n
 *   m k - m k^2 + m k + n k - k^2/2 + k/2, add = 2 n m k - m k^2 + m k
 * class: exact
 * source: LAWN 41
 * error: below 1% unblocked (k <= 32); blocking adds up to 26% at k = 50 */
fs_work fs_cost_ormqr(fs_field field, int64_t side, int64_t m, int64_t n, int64_t k)
{
    fs_work w;

    if (fs_settled(&w, m, n, k))
        return w;
    fs_int M = m, N = n, K = k;
    if (side != 'R')
        return fs_from_counts(field, 2 * N * M * K - N * K * K + 2 * N * K,
                              2 * N * M * K - N * K * K + N * K);
    return fs_from_counts(field,
                          (4 * N * M * K - 2 * M * K * K + 2 * M * K + 2 * N * K - K * K + K) / 2,
                          2 * N * M * K - M * K * K + M * K);
}

/* gemqrt: applies Q of k reflectors in blocks of nb to an m x n matrix.
 * formula: ormqr(side, m, n, k) + nb k n/2 (side L) or nb k m/2 (side R) mul and add
 * class: leading
 * source: derivation: the products with the triangular factors */
fs_work fs_cost_gemqrt(fs_field field, int64_t side, int64_t m, int64_t n, int64_t k, int64_t nb)
{
    fs_work w;

    if (fs_settled(&w, m, n, k) || fs_settled(&w, nb, 1, 1))
        return w;
    fs_int extra = (fs_int)fs_min(nb, k) * k * (side == 'R' ? m : n) / 2;
    return fs_work_add(fs_cost_ormqr(field, side, m, n, k), fs_from_counts(field, extra, extra));
}

/* tzrzf: factorization of an m x n upper trapezoidal matrix into R Z, m <= n.
 * formula: mul = m^2 (n - m) + 2 m (n - m), add = m^2 (n - m)
 * class: leading
 * source: derivation: reflectors of n - m + 1 elements applied to the rows above */
fs_work fs_cost_tzrzf(fs_field field, int64_t m, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, m, fs_minus(n, m), 1))
        return w;
    fs_int M = m, rest = n - m;
    return fs_from_counts(field, M * M * rest + 2 * M * rest, M * M * rest);
}

/* ormrz: applies Z of k reflectors with l elements beyond the first to an m x n matrix.
 * formula: mul = 2 n k l + n k, add = 2 n k l + n k (side L); m for n with side R
 * class: leading
 * source: derivation */
fs_work fs_cost_ormrz(fs_field field, int64_t side, int64_t m, int64_t n, int64_t k, int64_t l)
{
    fs_work w;

    if (l < 0 || fs_settled(&w, m, n, k))
        return l < 0 ? fs_no_work() : w;
    fs_int vectors = (fs_int)k * (side == 'R' ? m : n);
    fs_int products = vectors * (2 * (fs_int)fs_min(l, FS_DIM_MAX) + 1);
    return fs_from_counts(field, products, products);
}

/* getsqrhrt: tall and skinny QR factorization of an m x n matrix with Householder vectors
 *   restored.
 * formula: mul = add = 5 m n^2/2
 * class: leading
 * source: derivation: latsqr, orgtsqr_row and orhr_col, m much greater than n */
fs_work fs_cost_getsqrhrt(fs_field field, int64_t m, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, m, n, 1))
        return w;
    fs_int half = 5 * (fs_int)m * n * n / 2;
    return fs_from_counts(field, half, half);
}

/* orhr_col: restores the Householder vectors of an m x n matrix with orthonormal columns.
 * formula: mul = add = m n^2/2 - n^3/6 + n^3/6
 * class: leading
 * source: derivation: LU factorization without pivoting, and the triangular factor */
fs_work fs_cost_orhr_col(fs_field field, int64_t m, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, m, n, 1))
        return w;
    fs_int half = (fs_int)m * n * n / 2;
    return fs_from_counts(field, half, half);
}
