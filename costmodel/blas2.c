/* SPDX-License-Identifier: MIT */
/* Work of level 2 BLAS: matrix by vector. The products only: scaling by alpha and beta adds up to
 * one multiplication for each element of x and y, depends on their values, and is left out. */
#include "costmodel/arith.h"
#include "costmodel/cost.h"

/* gemv: general matrix by vector, m x n.
 * formula: mul = m n, add = m n
 * class: exact
 * source: LAWN 41
 * error: none beyond alpha and beta: at most 2 max(m, n) mul and max(m, n) add */
fs_work fs_cost_gemv(fs_field field, int64_t m, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, m, n, 1))
        return w;
    return fs_from_counts(field, (fs_int)m * n, (fs_int)m * n);
}

/* gbmv: band matrix by vector, m x n with kl subdiagonals and ku superdiagonals.
 * formula: mul = add = elements in the band
 * class: exact
 * source: LAWN 41, whose closed form is extended to bands wider than the matrix
 * error: none beyond alpha and beta */
fs_work fs_cost_gbmv(fs_field field, int64_t m, int64_t n, int64_t kl, int64_t ku)
{
    fs_work w;

    if (kl < 0 || ku < 0 || fs_settled(&w, m, n, 1))
        return kl < 0 || ku < 0 ? fs_no_work() : w;
    fs_int elements = fs_band_elements(m, n, kl, ku);
    return fs_from_counts(field, elements, elements);
}

/* symv: symmetric matrix by vector, also packed.
 * formula: mul = n^2, add = n^2
 * class: exact
 * source: LAWN 41
 * error: none beyond alpha and beta: at most 3n mul and n add */
fs_work fs_cost_symv(fs_field field, int64_t n)
{
    return fs_cost_gemv(field, n, n);
}

/* hemv: Hermitian matrix by vector, also packed; the diagonal is real.
 * formula: mul = 4 n^2 - 2n, add = 4 n^2 - 2n in real arithmetic
 * class: exact
 * source: definition: n (n - 1) complex and n real-by-complex products
 * error: none beyond alpha and beta */
fs_work fs_cost_hemv(fs_field field, int64_t n)
{
    fs_work w;

    if (!fs_is_complex(field))
        return fs_cost_symv(field, n);
    if (fs_settled(&w, n, 1, 1))
        return w;
    return fs_real_work(4 * (fs_int)n * n - 2 * n, 4 * (fs_int)n * n - 2 * n);
}

/* sbmv: symmetric band matrix by vector, k superdiagonals.
 * formula: mul = add = n (2k + 1) - k (k + 1), k at most n - 1
 * class: exact
 * source: LAWN 41
 * error: none beyond alpha and beta */
fs_work fs_cost_sbmv(fs_field field, int64_t n, int64_t k)
{
    return fs_cost_gbmv(field, n, n, k, k);
}

/* hbmv: Hermitian band matrix by vector, k superdiagonals; the diagonal is real.
 * formula: 4 (n (2k + 1) - k (k + 1)) - 2n mul and as many add in real arithmetic
 * class: exact
 * source: as hemv */
fs_work fs_cost_hbmv(fs_field field, int64_t n, int64_t k)
{
    fs_work w;

    if (!fs_is_complex(field))
        return fs_cost_sbmv(field, n, k);
    if (k < 0 || fs_settled(&w, n, 1, 1))
        return k < 0 ? fs_no_work() : w;
    fs_int operations = 4 * fs_band_elements(n, n, k, k) - 2 * (fs_int)n;
    return fs_real_work(operations, operations);
}

/* trmv: triangular matrix by vector, also packed.
 * formula: mul = n (n + 1) / 2, add = n (n - 1) / 2; diag U: mul = n (n - 1) / 2
 * class: exact
 * source: LAWN 41
 * error: 0 on 2 rows */
fs_work fs_cost_trmv(fs_field field, int64_t diag, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, n, 1, 1))
        return w;
    fs_int pairs = (fs_int)n * (n - 1) / 2;
    return fs_from_counts(field, diag == 'U' ? pairs : pairs + n, pairs);
}

/* trsv: triangular system with one right-hand side, also packed; n divisions unless diag is U.
 * formula: mul = n (n + 1) / 2, add = n (n - 1) / 2; diag U: mul = n (n - 1) / 2
 * class: exact
 * source: LAWN 41; complex: n quotients of 6 mul and 3 add, divisions included
 * error: 0 */
fs_work fs_cost_trsv(fs_field field, int64_t diag, int64_t n)
{
    fs_work products = fs_cost_trmv(field, 'U', n);

    if (diag == 'U' || n <= 0 || n > FS_DIM_MAX)
        return products;
    return fs_work_add(products, fs_quotients(field, n));
}

/* tbmv: triangular band matrix by vector, k off-diagonals.
 * formula: mul = n (k + 1) - k (k + 1) / 2, add = n k - k (k + 1) / 2, k at most n - 1; diag U:
 *   n mul fewer
 * class: exact
 * source: LAWN 41
 * error: 0 on 2 rows */
fs_work fs_cost_tbmv(fs_field field, int64_t diag, int64_t n, int64_t k)
{
    fs_work w;

    if (k < 0 || fs_settled(&w, n, 1, 1))
        return k < 0 ? fs_no_work() : w;
    fs_int pairs = fs_band_elements(n, n, 0, k) - n;
    return fs_from_counts(field, diag == 'U' ? pairs : pairs + n, pairs);
}

/* tbsv: triangular band system, k off-diagonals.
 * formula: mul = n (k + 1) - k (k + 1) / 2, add = n k - k (k + 1) / 2, k at most n - 1; diag U:
 *   n mul fewer
 * class: exact
 * source: LAWN 41; complex: n quotients of 6 mul and 3 add, divisions included
 * error: 0 */
fs_work fs_cost_tbsv(fs_field field, int64_t diag, int64_t n, int64_t k)
{
    fs_work products = fs_cost_tbmv(field, 'U', n, k);

    if (diag == 'U' || n <= 0 || n > FS_DIM_MAX || k < 0)
        return products;
    return fs_work_add(products, fs_quotients(field, n));
}

/* ger: rank-1 update of an m x n matrix, conjugated or not.
 * formula: mul = m n, add = m n
 * class: exact
 * source: LAWN 41
 * error: none beyond alpha: n mul */
fs_work fs_cost_ger(fs_field field, int64_t m, int64_t n)
{
    return fs_cost_gemv(field, m, n);
}

/* syr: symmetric rank-1 update, also packed.
 * formula: mul = add = n (n + 1) / 2
 * class: exact
 * source: LAWN 41
 * error: none beyond alpha: n mul */
fs_work fs_cost_syr(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, n, 1, 1))
        return w;
    fs_int elements = (fs_int)n * (n + 1) / 2;
    return fs_from_counts(field, elements, elements);
}

/* her: Hermitian rank-1 update, also packed; of the diagonal only real parts are formed.
 * formula: mul = add = 2 n^2 in real arithmetic
 * class: exact
 * source: definition: n (n - 1) / 2 complex products and n squared moduli
 * error: none beyond alpha: 2n mul */
fs_work fs_cost_her(fs_field field, int64_t n)
{
    fs_work w;

    if (!fs_is_complex(field))
        return fs_cost_syr(field, n);
    if (fs_settled(&w, n, 1, 1))
        return w;
    return fs_real_work(2 * (fs_int)n * n, 2 * (fs_int)n * n);
}

/* syr2: symmetric rank-2 update, also packed.
 * formula: mul = n (n + 1), add = n (n + 1)
 * class: exact
 * source: executed count; LAWN 41 has n^2 additions, with the diagonal's two equal terms formed
 *   once
 * error: none beyond alpha: 2n mul */
fs_work fs_cost_syr2(fs_field field, int64_t n)
{
    return fs_work_times(2, fs_cost_syr(field, n));
}

/* her2: Hermitian rank-2 update, also packed; of the diagonal only real parts are formed.
 * formula: mul = add = 4 n^2 in real arithmetic
 * class: exact
 * source: definition, as her
 * error: none beyond alpha: 8n mul, 4n add */
fs_work fs_cost_her2(fs_field field, int64_t n)
{
    return fs_work_times(2, fs_cost_her(field, n));
}

/* skewsymv: skew-symmetric matrix by vector.
 * formula: mul = add = n (n - 1)
 * class: exact
 * source: definition of the operation: a zero diagonal */
fs_work fs_cost_skewsymv(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, n, 1, 1))
        return w;
    return fs_from_counts(field, (fs_int)n * (n - 1), (fs_int)n * (n - 1));
}

/* skewsyr2: skew-symmetric rank-2 update.
 * formula: mul = add = n (n - 1)
 * class: exact
 * source: definition of the operation: a zero diagonal */
fs_work fs_cost_skewsyr2(fs_field field, int64_t n)
{
    return fs_cost_skewsymv(field, n);
}
