/* SPDX-License-Identifier: MIT */
/* Work of the panels of blocked factorizations and reductions: nb columns of a matrix, reduced with
 * matrix by vector products of all that is not reduced yet. */
#include "costmodel/arith.h"
#include "costmodel/cost.h"

/* Sums over i = 0..k-1, with r = rows - i. */
struct sums {
    fs_int k, i, ii, r, rr, ri;
};

static struct sums sums_over(int64_t k, int64_t rows)
{
    fs_int K = k, R = rows, i = K * (K - 1) / 2, ii = i * (2 * K - 1) / 3;

    return (struct sums){.k = K,
                         .i = i,
                         .ii = ii,
                         .r = K * R - i,
                         .rr = K * R * R - 2 * R * i + ii,
                         .ri = R * i - ii};
}

/* latrd: nb columns of a symmetric matrix of order n reduced to tridiagonal form.
 * formula: sums over i < nb with r = n - 1 - i: mul = r^2 + 6 r i + 7 r + 8 i + 9, add = r^2 +
 *   6 r i + 4 r + 4 i + 2; complex: mul = 4 r^2 + 24 r i + 24 r + 32 i + 28, add = 4 r^2 + 24 r
 *   i + 18 r + 24 i + 7
 * class: exact
 * source: derivation: symv, and six gemv with the i columns before
 * error: 0.01% or less for n >= 60 */
fs_work fs_cost_latrd(fs_field field, int64_t n, int64_t nb)
{
    fs_work w;

    if (fs_settled_order(&w, n, nb, 1))
        return w;
    struct sums s = sums_over(fs_min(nb, n), n - 1);
    fs_int products = s.rr + 6 * s.ri;
    if (fs_is_complex(field))
        return fs_real_work(4 * products + 24 * s.r + 32 * s.i + 28 * s.k,
                            4 * products + 18 * s.r + 24 * s.i + 7 * s.k);
    return fs_real_work(products + 7 * s.r + 8 * s.i + 9 * s.k,
                        products + 4 * s.r + 4 * s.i + 2 * s.k);
}

/* labrd: nb rows and columns of an m x n matrix reduced to bidiagonal form.
 * formula: sums over i < nb with p = m - i, q = n - i: mul = add = 2 p q + 6 p i + 6 q i and,
 *   m >= n: mul = 2 p + 8 q + 6 i, add = 4 q; m < n: mul = 4 p + 6 q + 4 i, add = 2 p + 2 q;
 *   complex by the rules
 * class: leading
 * source: derivation: two gemv with the rest of the matrix, twelve with what was reduced
 *   before
 * error: 0.5% or less for n >= 80 */
fs_work fs_cost_labrd(fs_field field, int64_t m, int64_t n, int64_t nb)
{
    fs_work w;

    if (fs_settled_order(&w, m, n, nb))
        return w;
    int64_t k = fs_min(nb, fs_min(m, n));
    struct sums p = sums_over(k, m), q = sums_over(k, n);
    fs_int products = 2 * (p.k * m * n - ((fs_int)m + n) * p.i + p.ii) + 6 * p.ri + 6 * q.ri;
    fs_work vectors = m >= n
                          ? fs_from_counts(field, 2 * p.r + 8 * q.r + 6 * p.i, 4 * q.r)
                          : fs_from_counts(field, 4 * p.r + 6 * q.r + 4 * p.i, 2 * p.r + 2 * q.r);
    return fs_work_add(fs_from_counts(field, products, products), vectors);
}

/* lahr2: nb columns from column k of a matrix of order n reduced to Hessenberg form.
 * formula: with r = n - k and sums over i < nb of s = r - i: mul = add = n s + (4 r + n) i -
 *   i^2 and mul = 5 r nb + k nb + 4 i + 7, add = (r - k) nb + 2; complex: four times, mul = 18 r
 *   nb + 4 k nb + 18 i + 23, add = 10 r nb + 10 i + 5
 * class: exact
 * source: derivation: gemv with the trailing columns, and products with the reflectors before
 * error: 0.1% or less for n >= 60 */
fs_work fs_cost_lahr2(fs_field field, int64_t n, int64_t k, int64_t nb)
{
    fs_work w;

    if (k < 0 || fs_settled_order(&w, fs_minus(n, k), nb, n))
        return k < 0 ? fs_no_work() : w;
    fs_int N = n, r = N - k, kb = (fs_int)k * fs_min(nb, n - k);
    struct sums s = sums_over(fs_min(nb, n - k), n - k);
    fs_int products = N * s.r + (4 * r + N) * s.i - s.ii;
    if (fs_is_complex(field))
        return fs_real_work(4 * products + 18 * (r * s.k + s.i) + 4 * kb + 23 * s.k,
                            4 * products + 10 * (r * s.k + s.i) + 5 * s.k);
    return fs_real_work(products + 5 * r * s.k + kb + 4 * s.i + 7 * s.k,
                        products + r * s.k - kb + 2 * s.k);
}

/* lahrd: as lahr2, in an older form that updates the first k rows column by column.
 * formula: lahr2 + sum over i < nb of (k i - r) mul and k i add; complex: four times (k i - r) mul
 *   and k i - r/2 add
 * class: exact
 * source: derivation: gemv with the trailing columns, and products with the reflectors before
 * error: 0.5% or less for n >= 60 */
fs_work fs_cost_lahrd(fs_field field, int64_t n, int64_t k, int64_t nb)
{
    fs_work w = fs_cost_lahr2(field, n, k, nb);

    if (w.mul == 0 || w.mul == FS_COUNT_MAX)
        return w;
    struct sums s = sums_over(fs_min(nb, n - k), n - k);
    fs_int updates = k * s.i, columns = ((fs_int)n - k) * s.k;
    fs_int half = fs_is_complex(field) ? 4 * updates - 2 * columns : updates;
    fs_int mul = (fs_int)w.mul + (fs_is_complex(field) ? 4 : 1) * (updates - columns);
    return fs_real_work(mul, (fs_int)w.add + half + (fs_is_complex(field) ? 0 : k * s.k));
}

/* Panel of a symmetric indefinite factorization: `hundredths` columns formed for each that is
 * kept, since a pivot is looked for in others, and the update of the rest. */
static fs_work indefinite_panel(fs_field field, int hundredths, int64_t n, int64_t nb)
{
    fs_work w;

    if (fs_settled_order(&w, n, nb, 1))
        return w;
    int64_t k = fs_min(nb, n);
    struct sums s = sums_over(k, n);
    fs_int rest = (fs_int)n - k;
    fs_int half = fs_ratio(hundredths * s.ri, 100) + fs_ratio(s.k * rest * (rest + 1), 2);
    return fs_from_counts(field, half + 3 * s.r, half);
}

/* lasyf: factors nb columns of a symmetric matrix of order n by Bunch and Kaufman's method,
 *   and updates the rest.
 * formula: mul = add = 1.3 sum over i < nb of (n - i) i, + nb (n - nb)^2/2; mul + 3 (n - i)
 * class: estimate
 * source: derivation: a column is formed with those before, 3 in 10 of the steps form another
 *   one; executed counts
 * depends: the pivots
 * error: 3% median, 9% or less on random matrices with n >= 70 */
fs_work fs_cost_lasyf(fs_field field, int64_t n, int64_t nb)
{
    return indefinite_panel(field, 130, n, nb);
}

/* lasyf_rook: as lasyf, with rook pivoting.
 * formula: mul = add = 1.75 sum over i < nb of (n - i) i, + nb (n - nb)^2/2; mul + 3 (n - i)
 * class: estimate
 * source: derivation: 3 in 4 of the steps form another column; executed counts
 * depends: the pivots
 * error: 4% median, 13% or less on random matrices with n >= 70 */
fs_work fs_cost_lasyf_rook(fs_field field, int64_t n, int64_t nb)
{
    return indefinite_panel(field, 175, n, nb);
}

/* lasyf_aa: nb columns of Aasen's factorization of a symmetric matrix of order m; j1 1 in the
 *   first panel, 2 in others.
 * formula: sums over i < nb: mul = (m - i) i + 3 (m - i) + i, add = (m - i) i + 2 (m - i); j1
 *   = 1: - (m - i)
 * class: leading
 * source: derivation: a gemv with the columns before, an axpy and a scaling a column
 * error: 1% or less for m >= 60 */
fs_work fs_cost_lasyf_aa(fs_field field, int64_t j1, int64_t m, int64_t nb)
{
    fs_work w;

    if (fs_settled_order(&w, m, nb, 1))
        return w;
    struct sums s = sums_over(fs_min(nb, m), m);
    fs_int products = s.ri - (j1 == 1 ? s.r : 0);
    return fs_from_counts(field, products + 3 * s.r + s.i, products + 2 * s.r);
}

/* laqps: nb columns of a QR factorization with column pivoting of an m x n matrix, the first
 *   `offset` rows of which are factored, and the update of the rest.
 * formula: sums over i < nb with p = m - offset - i, q = n - i: mul = add = p q + 2 p i + (n +
 *   q) i, + nb p q for i = nb; mul = p + 8 q + 2 n, add = 4 q; complex by the rules
 * class: leading
 * source: derivation: the column, two products with the matrix, the row, and the norms
 * depends: norms that have to be computed anew; a panel that ends early for one
 * error: 1% or less on random matrices with n >= 60 */
fs_work fs_cost_laqps(fs_field field, int64_t m, int64_t n, int64_t offset, int64_t nb)
{
    fs_work w;
    int64_t rows = fs_minus(m, offset);

    if (fs_settled_order(&w, rows, n, nb))
        return w;
    int64_t k = fs_min(nb, fs_min(rows, n));
    struct sums p = sums_over(k, rows), q = sums_over(k, n);
    fs_int products = p.k * rows * n - ((fs_int)rows + n) * p.i + p.ii +
                      p.k * ((fs_int)rows - k) * ((fs_int)n - k) + 2 * p.ri + n * p.i + q.ri;
    return fs_work_add(fs_from_counts(field, products + p.r + 2 * n * p.k, products),
                       fs_real_by_field(field, 8 * q.r, 4 * q.r));
}
