/* SPDX-License-Identifier: MIT */
/* Work of matrix norms: norm M (largest element) is free, 1, O and I add elements up, F and E add
 * their squares. Absolute values of complex numbers (hypot) are not counted. */
#include "costmodel/arith.h"
#include "costmodel/cost.h"

/* Norm of so many stored elements, of which `summed` enter the sums of norm 1 and I. Norm F keeps a
 * sum of squares in scaled form for each column or diagonal and combines them: 4 mul and 1 add. */
static fs_work norm_of(fs_field field, int64_t norm, fs_int stored, fs_int summed, fs_int columns)
{
    if (norm == 'F' || norm == 'E')
        return fs_work_add(fs_real_by_field(field, stored, stored),
                           fs_real_work(4 * columns, columns));
    return fs_real_work(0, norm == 'M' ? 0 : summed);
}

/* lange: norm of an m x n matrix.
 * formula: M: none; 1, O, I: add = m n; F, E: mul = m n + 4n, add = m n + n; complex: m n twice
 * class: exact
 * source: executed count
 * error: 0 */
fs_work fs_cost_lange(fs_field field, int64_t norm, int64_t m, int64_t n)
{
    fs_work w;

    return fs_settled(&w, m, n, 1) ? w : norm_of(field, norm, (fs_int)m * n, (fs_int)m * n, n);
}

/* lansy: norm of a symmetric or Hermitian matrix, also packed.
 * formula: M: none; 1, O, I: add = n^2; F, E: mul = n (n + 1)/2 + 4 n, add = n (n + 1)/2 + n;
 *   complex: n (n + 1)/2 twice
 * class: exact
 * source: executed count
 * error: 0.5% or less for n >= 60 */
fs_work fs_cost_lansy(fs_field field, int64_t norm, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, n, 1, 1))
        return w;
    return norm_of(field, norm, (fs_int)n * (n + 1) / 2, (fs_int)n * n, n);
}

/* lansb: norm of a symmetric or Hermitian band matrix of k superdiagonals.
 * formula: M: none; 1, O, I: add = elements in both bands; F, E: mul = elements in one band +
 *   4n, add = elements + n; complex: the elements twice
 * class: exact
 * source: executed count
 * error: 1% or less for n >= 60 */
fs_work fs_cost_lansb(fs_field field, int64_t norm, int64_t n, int64_t k)
{
    fs_work w;

    if (k < 0 || fs_settled(&w, n, 1, 1))
        return k < 0 ? fs_no_work() : w;
    return norm_of(field, norm, fs_band_elements(n, n, 0, k), fs_band_elements(n, n, k, k), n);
}

/* lanst: norm of a symmetric or Hermitian tridiagonal matrix.
 * formula: M: none; 1, O, I: add = 2 (n - 1); F, E: mul = 2n + 5, add = 2n + 1; complex: mul =
 *   3n + 4, add = 3n
 * class: exact
 * source: executed count
 * error: 0 */
fs_work fs_cost_lanst(fs_field field, int64_t norm, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, n, 1, 1))
        return w;
    fs_int N = n;
    if (norm != 'F' && norm != 'E')
        return fs_real_work(0, norm == 'M' ? 0 : 2 * (N - 1));
    return fs_is_complex(field) ? fs_real_work(3 * N + 4, 3 * N)
                                : fs_real_work(2 * N + 5, 2 * N + 1);
}

/* langt: norm of a tridiagonal matrix.
 * formula: M: none; 1, O, I: add = 2 (n - 1); F, E: mul = 3n + 8, add = 3n; complex: mul = 6n
 *   + 6, add = 6n - 2
 * class: exact
 * source: executed count
 * error: 0 */
fs_work fs_cost_langt(fs_field field, int64_t norm, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, n, 1, 1))
        return w;
    fs_int N = n;
    if (norm != 'F' && norm != 'E')
        return fs_real_work(0, norm == 'M' ? 0 : 2 * (N - 1));
    return fs_is_complex(field) ? fs_real_work(6 * N + 6, 6 * N - 2)
                                : fs_real_work(3 * N + 8, 3 * N);
}

/* langb: norm of a band matrix of order n.
 * formula: M: none; 1, O, I: add = elements in the band; F, E: mul = elements + 4n, add =
 *   elements + n; complex: the elements twice
 * class: exact
 * source: executed count
 * error: 0 */
fs_work fs_cost_langb(fs_field field, int64_t norm, int64_t n, int64_t kl, int64_t ku)
{
    fs_work w;

    if (kl < 0 || ku < 0 || fs_settled(&w, n, 1, 1))
        return kl < 0 || ku < 0 ? fs_no_work() : w;
    fs_int elements = fs_band_elements(n, n, kl, ku);
    return norm_of(field, norm, elements, elements, n);
}

/* lantb: norm of a triangular band matrix of k off-diagonals.
 * formula: M: none; 1, O, I: add = elements; F, E: mul = elements + 4n, add = elements + n;
 *   complex: the elements twice; diag U: without the diagonal
 * class: exact
 * source: executed count
 * error: 0 */
fs_work fs_cost_lantb(fs_field field, int64_t norm, int64_t diag, int64_t n, int64_t k)
{
    fs_work w;

    if (k < 0 || fs_settled(&w, n, 1, 1))
        return k < 0 ? fs_no_work() : w;
    fs_int elements = fs_band_elements(n, n, 0, k) - (diag == 'U' ? n : 0);
    return norm_of(field, norm, elements, elements, n);
}

/* lantr: norm of an m x n triangular or trapezoidal matrix, uplo U or L, also packed.
 * formula: M: none; 1, O, I: add = elements; F, E: mul = elements + 4n, add = elements + n;
 *   complex: the elements twice; diag U: without the diagonal
 * class: exact
 * source: executed count
 * error: 0 */
fs_work fs_cost_lantr(fs_field field, int64_t norm, int64_t uplo, int64_t diag, int64_t m,
                      int64_t n)
{
    fs_work w;

    if (fs_settled(&w, m, n, 1))
        return w;
    fs_int elements = uplo == 'L' ? fs_band_elements(m, n, m, 0) : fs_band_elements(m, n, 0, n);
    if (diag == 'U')
        elements -= fs_min(m, n);
    return norm_of(field, norm, elements, elements, n);
}

/* lassq: sum of squares in scaled form.
 * formula: mul = n, add = n; complex twice
 * class: exact
 * source: definition of the operation */
fs_work fs_cost_lassq(fs_field field, int64_t n)
{
    fs_work w;

    return fs_settled(&w, n, 1, 1) ? w : fs_real_by_field(field, n, n);
}
