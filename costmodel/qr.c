/* SPDX-License-Identifier: MIT */
/* Work of orthogonal factorizations and of forming or applying Q. The algorithm with one
 * Householder reflector at a time is priced; blocked code does about nb m n operations more. */
#include "costmodel/arith.h"
#include "costmodel/cost.h"

/* (quadratic k^2 + linear k)/6. */
static fs_int sixths(int64_t k, int64_t quadratic, int64_t linear)
{
    return fs_ratio(k * ((fs_int)k * quadratic + linear), 6);
}

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
    int64_t by_n = 6 * m - 2 * n + 3, by_m = 6 * n - 2 * m - 3;
    if (m >= n)
        return fs_from_counts(field, sixths(n, by_n, 6 * m + 23), sixths(n, by_n, 5));
    return fs_from_counts(field, sixths(m, by_m, 12 * n + 23), sixths(m, by_m, 6 * n + 5));
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
    int64_t by_n = 6 * m - 2 * n, by_m = 6 * n - 2 * m;
    if (m >= n)
        return fs_from_counts(field, sixths(n, by_n + 3, 6 * m + 29),
                              sixths(n, by_n - 3, 6 * m + 5));
    return fs_from_counts(field, sixths(m, by_m - 3, 12 * n + 29), sixths(m, by_m + 3, 5));
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
 * formula: geqrf(m, n) + nb m n/2 - nb^2 n/6 mul and add; m < n: without the last term
 * class: leading
 * source: derivation: half of it forms the factors, half applies them
 * error: 1% or less for n >= 60 */
fs_work fs_cost_geqrt(fs_field field, int64_t m, int64_t n, int64_t nb)
{
    fs_work w;

    if (fs_settled(&w, m, n, nb))
        return w;
    fs_int columns = fs_min(nb, fs_min(m, n));
    fs_int extra = fs_ratio(columns * n * (3 * (fs_int)m - (m >= n ? columns : 0)), 6);
    return fs_work_add(fs_cost_geqrf(field, m, n), fs_from_counts(field, extra, extra));
}

/* gelqt: LQ factorization of an m x n matrix with block reflectors of mb rows, whose
 *   triangular factors are returned.
 * formula: geqrt(n, m, mb) + 4 k n - k^2 mul, k = min(m, n)
 * class: leading
 * source: derivation, as geqrt; vectors in rows take products by alpha
 * error: 2% or less for m >= 60 */
fs_work fs_cost_gelqt(fs_field field, int64_t m, int64_t n, int64_t mb)
{
    fs_work w;

    if (fs_settled(&w, m, n, mb))
        return w;
    fs_int rows = fs_min(m, n), more = 4 * rows * n - rows * rows;
    return fs_work_add(fs_cost_geqrt(field, n, m, mb), fs_from_counts(field, more, 0));
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
 * formula: mul = (3 m n^2 - 5 n^3/6)/2 + 5 n^2, add = (3 m n^2 - 5 n^3/6)/2
 * class: leading
 * source: derivation; the recursion's leading term, products by alpha
 * error: 2% or less for n >= 60 */
fs_work fs_cost_geqrt3(fs_field field, int64_t m, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, m, n, 1))
        return w;
    fs_int M = fs_max(m, n), N = fs_min(m, n);
    fs_int half = fs_ratio(18 * M * N * N - 5 * N * N * N, 12);
    return fs_from_counts(field, half + 5 * N * N, half);
}

/* gelqt3: recursive LQ factorization of an m x n matrix with its m x m triangular factor.
 * formula: mul = (3 n m^2 - 5 m^3/6)/2 + 8 m n, add = (3 n m^2 - 5 m^3/6)/2
 * class: leading
 * source: derivation, as geqrt3; rows take more products by alpha
 * error: 2% or less for m >= 60 */
fs_work fs_cost_gelqt3(fs_field field, int64_t m, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, m, n, 1))
        return w;
    fs_int M = fs_max(m, n), N = fs_min(m, n);
    fs_int half = fs_ratio(18 * M * N * N - 5 * N * N * N, 12);
    return fs_from_counts(field, half + 8 * M * N, half);
}

/* orgtsqr_row: forms the m x n matrix Q of latsqr, from the identity, with reflectors in
 *   blocks of nb.
 * formula: mul = (m - n) n (n - nb/2) + 2n^3/3 + 3 m n, add = (m - n) n (n - nb/2) + 2n^3/3 +
 *   m n
 * class: leading
 * source: derivation: larfb_gett for each block, which knows the zeros of the identity
 * error: 2% or less for m > 3 n */
fs_work fs_cost_orgtsqr_row(fs_field field, int64_t m, int64_t n, int64_t nb)
{
    fs_work w;

    if (fs_settled(&w, m, n, nb))
        return w;
    fs_int M = m, N = n, columns = fs_min(nb, n);
    fs_int half = fs_max(0, m - n) * N * (2 * N - columns) / 2 + fs_ratio(2 * N * N * N, 3);
    return fs_from_counts(field, half + 3 * M * N, half + M * N);
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
    fs_int each = 6 * (fs_int)m * n - (fs_int)k * (3 * (m + n) - 2 * k);
    return fs_from_counts(field, k * (each + (6 * n - 3 * k - 5)) / 3,
                          k * (each + (3 * (n - m) + 1)) / 3);
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
    fs_int each = 6 * (fs_int)m * n - (fs_int)k * (3 * (m + n) - 2 * k);
    return fs_from_counts(field, k * (each + (3 * (m + n - k) - 2)) / 3,
                          k * (each + (3 * (m - n) + 1)) / 3);
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
    if (side != 'R') {
        fs_int elements = (fs_int)n * k, add = elements * (2 * m - k + 1);
        return fs_from_counts(field, add + elements, add);
    }
    fs_int reached = (fs_int)k * (2 * n - k + 1), add = m * reached;
    return fs_from_counts(field, add + reached / 2, add);
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

/* gemlqt: applies Q of k reflectors in rows, in blocks of mb, to an m x n matrix.
 * formula: gemqrt(side, m, n, k, mb); side L: + (k/mb) (m - k/2) n (2 mul, 1 add)
 * class: leading
 * source: derivation; side L multiplies two transposed matrices, which takes products by alpha
 *   and beta for each block
 * error: 2% or less */
fs_work fs_cost_gemlqt(fs_field field, int64_t side, int64_t m, int64_t n, int64_t k, int64_t mb)
{
    fs_work w = fs_cost_gemqrt(field, side, m, n, k, mb), settled;

    if (side == 'R' || fs_settled(&settled, m, n, k) || mb <= 0)
        return w;
    int64_t blocks = (k - 1) / mb + 1;
    fs_int more = (fs_int)blocks * n * fs_max(0, 2 * m - k) / 2;
    return fs_work_add(w, fs_from_counts(field, 2 * more, more));
}

/* tzrzf: factorization of an m x n upper trapezoidal matrix into R Z, m <= n; l = n - m.
 * formula: mul = m^2 l + 3 m l + m^2/2 + 9 m, add = m^2 l + m^2/2 + 5 m/2; complex: mul = 4
 *   m^2 l + 10 m l + 2 m^2 + 40 m, add = 4 m^2 l + 4 m l + 2 m^2 + 12 m
 * class: exact
 * source: derivation: reflectors of l + 1 elements, generated and applied to the rows above
 * error: 0.2% or less unblocked */
fs_work fs_cost_tzrzf(fs_field field, int64_t m, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, m, fs_minus(n, m), 1))
        return w;
    fs_int M = m, L = n - m, products = M * M * L;
    if (fs_is_complex(field))
        return fs_real_work(4 * products + 10 * M * L + 2 * M * M + 40 * M,
                            4 * products + 4 * M * L + 2 * M * M + 12 * M);
    return fs_real_work(products + 3 * M * L + M * M / 2 + 9 * M, products + M * M / 2 + 5 * M / 2);
}

/* ormrz: applies Z of k reflectors with l elements beyond the first to an m x n matrix.
 * formula: k larz(side, m, n, l)
 * class: exact
 * source: derivation
 * error: 0 unblocked */
fs_work fs_cost_ormrz(fs_field field, int64_t side, int64_t m, int64_t n, int64_t k, int64_t l)
{
    return fs_work_times(k, fs_cost_larz(field, side, m, n, l));
}

/* orm22: multiplies an m x n matrix by a 2 x 2 block matrix of two triangles of orders n1 and
 *   n2.
 * formula: side L: mul = n (n1^2/2 + 2 n1 n2 + n2^2/2 + 5 (n1 + n2)/2), add = n (n1^2/2 + 2 n1
 *   n2 + n2^2/2 - (n1 + n2)/2); side R: m in place of n
 * class: exact
 * source: derivation: two products with rectangles and two with triangles
 * error: 0 with side L, 2% with R; zero n1 or n2: one triangle */
fs_work fs_cost_orm22(fs_field field, int64_t side, int64_t m, int64_t n, int64_t n1, int64_t n2)
{
    fs_work w;

    if (n1 < 0 || n2 < 0 || fs_settled(&w, m, n, fs_max(1, fs_max(n1, n2))))
        return n1 < 0 || n2 < 0 ? fs_no_work() : w;
    fs_int vectors = side == 'R' ? m : n, order = (fs_int)n1 + n2;
    fs_int squares = (fs_int)n1 * n1 + (fs_int)n2 * n2 + 4 * (fs_int)n1 * n2;
    return fs_from_counts(field, vectors * (squares + 5 * order) / 2,
                          vectors * (squares - order) / 2);
}

/* getsqrhrt: tall and skinny QR factorization of an m x n matrix with Householder vectors
 *   restored.
 * formula: latsqr(m, n, mb1, nb1) + orgtsqr_row(m, n, nb1) + orhr_col(m, n, nb2)
 * class: leading
 * source: composition: latsqr, orgtsqr_row and orhr_col
 * error: 2% or less for m > 3 n */
fs_work fs_cost_getsqrhrt(fs_field field, int64_t m, int64_t n, int64_t mb1, int64_t nb1,
                          int64_t nb2)
{
    return fs_total(3, (fs_work[]){fs_cost_latsqr(field, m, n, mb1, nb1),
                                   fs_cost_orgtsqr_row(field, m, n, nb1),
                                   fs_cost_orhr_col(field, m, n, nb2)});
}

/* orhr_col: restores the Householder vectors of an m x n matrix with orthonormal columns, with
 *   triangular factors of nb columns.
 * formula: mul = m n^2/2 - n^3/6 + m n/2 + n nb^2/2, add = m n^2/2 - n^3/6 - m n/2 + n nb^2/2
 * class: leading
 * source: derivation: LU factorization without pivoting, and triangular solves for the factors
 * error: 0.5% or less for n >= 60 */
fs_work fs_cost_orhr_col(fs_field field, int64_t m, int64_t n, int64_t nb)
{
    fs_work w;

    if (fs_settled(&w, m, n, nb))
        return w;
    fs_int M = m, N = n, columns = fs_min(nb, n);
    fs_int cubic = 3 * M * N * N - N * N * N + 3 * N * columns * columns;
    return fs_from_counts(field, fs_ratio(cubic + 3 * M * N, 6), fs_ratio(cubic - 3 * M * N, 6));
}
