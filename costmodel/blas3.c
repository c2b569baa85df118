/* SPDX-License-Identifier: MIT */
/* Work of level 3 BLAS and its extensions: matrix by matrix. The products only: scaling by alpha
 * and beta costs about one operation for each element of an operand, depends on their values, and
 * is left out. */
#include "costmodel/arith.h"
#include "costmodel/cost.h"

/* gemm: general matrix product, m x n x k.
 * formula: mul = m n k, add = m n k
 * class: exact
 * source: LAWN 41
 * error: none beyond alpha and beta: at most m n + n k mul and m n add */
fs_work fs_cost_gemm(fs_field field, int64_t m, int64_t n, int64_t k)
{
    fs_work w;

    if (fs_settled(&w, m, n, k))
        return w;
    return fs_from_counts(field, (fs_int)m * n * k, (fs_int)m * n * k);
}

/* gemm3m: complex matrix product by three real ones.
 * formula: mul = 3 m n k, add = 3 m n k + m k + k n + 5 m n in real arithmetic
 * class: exact
 * source: definition: (A + iB)(C + iD) from AC, BD and (A + B)(C + D), accumulated into m n
 *   elements */
fs_work fs_cost_gemm3m(fs_field field, int64_t m, int64_t n, int64_t k)
{
    fs_work w;

    (void)field;
    if (fs_settled(&w, m, n, k))
        return w;
    fs_int products = 3 * (fs_int)m * n * k;
    fs_int sums = (fs_int)m * k + (fs_int)k * n + 5 * (fs_int)m * n;
    return fs_real_work(products, products + sums);
}

/* gemm_batch: many general matrix products; products is the sum of m n k over all of them.
 * formula: mul = add = products
 * class: exact
 * source: LAWN 41 for each product */
fs_work fs_cost_gemm_batch(fs_field field, int64_t products)
{
    if (products == INT64_MAX)
        return fs_all_work();
    return fs_from_counts(field, products, products);
}

/* gemmt: one triangle of a general matrix product, n x n x k.
 * formula: mul = add = k n (n + 1) / 2
 * class: exact
 * source: definition of the operation, as syrk */
fs_work fs_cost_gemmt(fs_field field, int64_t n, int64_t k)
{
    return fs_cost_syrk(field, n, k);
}

/* symm: symmetric by general matrix, m x n; side L: the symmetric one is m x m, else n x n.
 * formula: mul = add = m^2 n (side L), m n^2 (side R)
 * class: exact
 * source: LAWN 41
 * error: none beyond alpha and beta: at most 2 m n mul */
fs_work fs_cost_symm(fs_field field, int64_t side, int64_t m, int64_t n)
{
    return fs_cost_gemm(field, m, n, side == 'R' ? n : m);
}

/* hemm: Hermitian by general matrix, m x n; side as symm.
 * formula: complex mul = add = m^2 n (side L), m n^2 (side R)
 * class: exact
 * source: LAWN 41; products with the real diagonal are counted as complex ones
 * error: below 4 m n */
fs_work fs_cost_hemm(fs_field field, int64_t side, int64_t m, int64_t n)
{
    return fs_cost_symm(field, side, m, n);
}

/* syrk: symmetric rank-k update of an n x n matrix.
 * formula: mul = add = k n (n + 1) / 2
 * class: exact
 * source: LAWN 41
 * error: none beyond alpha and beta: at most k n mul and n (n + 1) / 2 mul and add */
fs_work fs_cost_syrk(fs_field field, int64_t n, int64_t k)
{
    fs_work w;

    if (fs_settled(&w, n, k, 1))
        return w;
    fs_int products = (fs_int)k * n * (n + 1) / 2;
    return fs_from_counts(field, products, products);
}

/* herk: Hermitian rank-k update of an n x n matrix; of the diagonal only real parts are formed.
 * formula: mul = add = 2 k n^2 in real arithmetic
 * class: exact
 * source: definition: k n (n - 1) / 2 complex products and k n squared moduli
 * error: none beyond alpha and beta: at most 2 k n mul */
fs_work fs_cost_herk(fs_field field, int64_t n, int64_t k)
{
    fs_work w;

    if (!fs_is_complex(field))
        return fs_cost_syrk(field, n, k);
    if (fs_settled(&w, n, k, 1))
        return w;
    return fs_real_work(2 * (fs_int)k * n * n, 2 * (fs_int)k * n * n);
}

/* syr2k: symmetric rank-2k update of an n x n matrix.
 * formula: mul = add = k n (n + 1)
 * class: exact
 * source: executed count; LAWN 41 has k n^2 and k n^2 + n, with the diagonal's two equal terms
 *   formed once
 * error: none beyond alpha and beta: at most 2 k n mul and n (n + 1) / 2 mul and add */
fs_work fs_cost_syr2k(fs_field field, int64_t n, int64_t k)
{
    return fs_work_times(2, fs_cost_syrk(field, n, k));
}

/* her2k: Hermitian rank-2k update of an n x n matrix; of the diagonal only real parts are
 *   formed.
 * formula: mul = add = 4 k n^2 in real arithmetic
 * class: exact
 * source: definition, as herk */
fs_work fs_cost_her2k(fs_field field, int64_t n, int64_t k)
{
    return fs_work_times(2, fs_cost_herk(field, n, k));
}

/* trmm: triangular by general matrix, m x n; side L: the triangle is m x m, else n x n.
 * formula: side L: mul = n m (m + 1) / 2, add = n m (m - 1) / 2; side R: m and n exchanged; diag
 *   U: mul as add
 * class: exact
 * source: LAWN 41
 * error: none beyond alpha: at most m n mul */
fs_work fs_cost_trmm(fs_field field, int64_t side, int64_t diag, int64_t m, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, m, n, 1))
        return w;
    fs_int pairs = side == 'R' ? m * fs_triangle(n - 1) : n * fs_triangle(m - 1);
    return fs_from_counts(field, diag == 'U' ? pairs : pairs + (fs_int)m * n, pairs);
}

/* trsm: triangular system with many right-hand sides, m x n; side as trmm. m n divisions unless
 *   diag is U; the reference code forms n reciprocals and m n products instead with side R.
 * formula: side L: mul = n m (m + 1) / 2, add = n m (m - 1) / 2; side R: m and n exchanged; diag
 *   U: mul as add
 * class: exact
 * source: LAWN 41; complex, side L: m n quotients of 6 mul and 3 add, divisions included
 * error: none beyond alpha (at most m n mul) and n reciprocals */
fs_work fs_cost_trsm(fs_field field, int64_t side, int64_t diag, int64_t m, int64_t n)
{
    fs_work w;

    if (diag == 'U' || side == 'R' || fs_settled(&w, m, n, 1))
        return fs_cost_trmm(field, side, diag, m, n);
    return fs_work_add(fs_cost_trmm(field, side, 'U', m, n), fs_quotients(field, (fs_int)m * n));
}

/* skewsymm: skew-symmetric by general matrix, m x n; side as symm.
 * formula: mul = add = m (m - 1) n (side L), m n (n - 1) (side R)
 * class: exact
 * source: definition of the operation: a zero diagonal */
fs_work fs_cost_skewsymm(fs_field field, int64_t side, int64_t m, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, m, n, 1))
        return w;
    fs_int products = (fs_int)m * n * ((side == 'R' ? n : m) - 1);
    return fs_from_counts(field, products, products);
}

/* skewsyr2k: skew-symmetric rank-2k update of an n x n matrix.
 * formula: mul = add = k n (n - 1)
 * class: exact
 * source: definition of the operation: a zero diagonal */
fs_work fs_cost_skewsyr2k(fs_field field, int64_t n, int64_t k)
{
    fs_work w;

    if (fs_settled(&w, n, k, 1))
        return w;
    return fs_from_counts(field, (fs_int)k * n * (n - 1), (fs_int)k * n * (n - 1));
}

/* geadd: C := alpha A + beta C, m x n.
 * formula: mul = 2 m n, add = m n
 * class: exact
 * source: definition of the operation */
fs_work fs_cost_geadd(fs_field field, int64_t m, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, m, n, 1))
        return w;
    return fs_from_counts(field, 2 * (fs_int)m * n, (fs_int)m * n);
}

/* omatcopy: B := alpha op(A), rows x cols, also in place.
 * formula: mul = rows cols
 * class: exact
 * source: definition of the operation; charged as scal is, whatever alpha */
fs_work fs_cost_omatcopy(fs_field field, int64_t rows, int64_t cols)
{
    fs_work w;

    if (fs_settled(&w, rows, cols, 1))
        return w;
    return fs_from_counts(field, (fs_int)rows * cols, 0);
}
