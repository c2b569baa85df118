/* SPDX-License-Identifier: MIT */
/* Work of matrix norms: norm M (largest element) is free, 1, O and I add elements up, F and E add
 * their squares. Absolute values of complex numbers (hypot) are not counted. */
#include "costmodel/arith.h"
#include "costmodel/cost.h"

/* Norm of so many stored elements, of which `summed` enter the sums of norm 1 and I. */
static fs_work norm_of(fs_field field, int64_t norm, fs_int stored, fs_int summed)
{
    if (norm == 'F' || norm == 'E')
        return fs_real_by_field(field, stored, stored);
    return fs_real_work(0, norm == 'M' ? 0 : summed);
}

/* lange: norm of an m x n matrix.
 * formula: M: none; 1, O, I: add = m n; F, E: mul = add = m n, complex twice
 * class: exact
 * source: executed count
 * error: 0 on norms M, 1 and I */
fs_work fs_cost_lange(fs_field field, int64_t norm, int64_t m, int64_t n)
{
    fs_work w;

    return fs_settled(&w, m, n, 1) ? w : norm_of(field, norm, (fs_int)m * n, (fs_int)m * n);
}

/* lansy: norm of a symmetric or Hermitian matrix, also packed.
 * formula: M: none; 1, O, I: add = n^2; F, E: mul = n (n + 1)/2 + 4 n, add = n (n + 1)/2 + n,
 *   complex twice
 * class: exact
 * source: executed count
 * error: 0 on norm 1; 1% or less on norm F for n >= 60 */
fs_work fs_cost_lansy(fs_field field, int64_t norm, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, n, 1, 1))
        return w;
    fs_int N = n, stored = N * (N + 1) / 2;
    if (norm == 'F' || norm == 'E')
        return fs_real_by_field(field, stored + 4 * N, stored + N);
    return norm_of(field, norm, stored, N * N);
}

/* lansb: norm of a symmetric or Hermitian band matrix of k superdiagonals.
 * formula: M: none; 1, O, I: add = elements in both bands; F, E: mul = add = elements in one
 *   band, complex twice
 * class: exact
 * source: definition of the operation */
fs_work fs_cost_lansb(fs_field field, int64_t norm, int64_t n, int64_t k)
{
    fs_work w;

    if (k < 0 || fs_settled(&w, n, 1, 1))
        return k < 0 ? fs_no_work() : w;
    return norm_of(field, norm, fs_band_elements(n, n, 0, k), fs_band_elements(n, n, k, k));
}

/* langb: norm of a band matrix of order n.
 * formula: M: none; 1, O, I: add = elements in the band; F, E: mul = add = elements, complex
 *   twice
 * class: exact
 * source: definition of the operation */
fs_work fs_cost_langb(fs_field field, int64_t norm, int64_t n, int64_t kl, int64_t ku)
{
    fs_work w;

    if (kl < 0 || ku < 0 || fs_settled(&w, n, 1, 1))
        return kl < 0 || ku < 0 ? fs_no_work() : w;
    fs_int elements = fs_band_elements(n, n, kl, ku);
    return norm_of(field, norm, elements, elements);
}

/* lantr: norm of an m x n triangular or trapezoidal matrix, uplo U or L, also packed.
 * formula: M: none; 1, O, I: add = elements; F, E: mul = add = elements, complex twice
 * class: exact
 * source: definition of the operation; a unit diagonal is counted as any other */
fs_work fs_cost_lantr(fs_field field, int64_t norm, int64_t uplo, int64_t m, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, m, n, 1))
        return w;
    fs_int elements = uplo == 'L' ? fs_band_elements(m, n, m, 0) : fs_band_elements(m, n, 0, n);
    return norm_of(field, norm, elements, elements);
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
