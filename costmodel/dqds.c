/* SPDX-License-Identifier: MIT */
/* Work of the qd algorithm with shifts (dqds), which finds singular values of bidiagonal matrices
 * and eigenvalues of definite tridiagonal ones. */
#include "costmodel/arith.h"
#include "costmodel/cost.h"

/* lasq1: singular values of an n x n bidiagonal matrix.
 * formula: mul = 7.2 n^2 + 140 n, add = 4.1 n^2 + 70 n; single precision: mul = 5.7 n^2 + 155
 *   n, add = 2.4 n^2 + 78 n
 * class: estimate
 * source: executed counts: two to three transforms an eigenvalue
 * depends: the shifts; how soon eigenvalues split off
 * error: 5% on random bidiagonal matrices of order 60 to 200; 25% more or less on those
 *   reduced from dense ones */
fs_work fs_cost_lasq1(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    fs_int N = n, square = N * N;
    return fs_is_single(field) ? fs_real_work(fs_ratio(57 * square, 10) + 155 * N,
                                              fs_ratio(24 * square, 10) + 78 * N)
                               : fs_real_work(fs_ratio(72 * square, 10) + 140 * N,
                                              fs_ratio(41 * square, 10) + 70 * N);
}

/* lasq2: eigenvalues of a qd array of n rows.
 * formula: mul = 9.2 n^2 + 135 n, add = 5.4 n^2 + 70 n; single precision: mul = 6.6 n^2 + 177
 *   n, add = 2.8 n^2 + 93 n
 * class: estimate
 * source: executed counts of bidiagonal matrices and of representations of tridiagonal ones
 * depends: the shifts; how soon eigenvalues split off
 * error: 16% median, 33% or less on random matrices of order 60 to 200 */
fs_work fs_cost_lasq2(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    fs_int N = n, square = N * N;
    return fs_is_single(field) ? fs_real_work(fs_ratio(66 * square, 10) + 177 * N,
                                              fs_ratio(28 * square, 10) + 93 * N)
                               : fs_real_work(fs_ratio(92 * square, 10) + 135 * N,
                                              fs_ratio(54 * square, 10) + 70 * N);
}

/* lasq5: one transform with a shift of rows i0 to n0; ieee: overflow is looked for at its end.
 * formula: mul = 3 (n0 - i0), add = 1.9 (n0 - i0); not ieee: mul = 4 (n0 - i0), add = 1.8 (n0 - i0)
 * class: leading
 * source: executed counts; two products or quotients and two differences a row, and a threshold
 * depends: a transform without a shift takes no difference for it
 * error: 10% for n0 - i0 >= 30 */
fs_work fs_cost_lasq5(fs_field field, int64_t i0, int64_t n0, int64_t ieee)
{
    fs_work w;
    int64_t rows = fs_minus(n0, i0);

    (void)field;
    if (fs_settled_order(&w, rows, 1, 1))
        return w;
    fs_int R = rows;
    return ieee != 0 ? fs_real_work(3 * R, fs_ratio(19 * R, 10))
                     : fs_real_work(4 * R, fs_ratio(18 * R, 10));
}

/* lasq6: one transform without a shift of rows i0 to n0.
 * formula: mul = 5 (n0 - i0), add = n0 - i0
 * class: leading
 * source: definition of the operation
 * error: 5% for n0 - i0 >= 60 */
fs_work fs_cost_lasq6(fs_field field, int64_t i0, int64_t n0)
{
    fs_work w;
    int64_t rows = fs_minus(n0, i0);

    (void)field;
    return fs_settled_order(&w, rows, 1, 1) ? w : fs_real_work(5 * (fs_int)rows, rows);
}

/* lasq3: looks for eigenvalues that split off, chooses a shift and transforms rows i0 to n0.
 * formula: lasq5(i0, n0, ieee) with 7 transforms for 6 that succeed
 * class: estimate
 * source: executed counts
 * depends: transforms that fail and are tried again with a smaller shift
 * error: 10% median for n0 - i0 >= 30 */
fs_work fs_cost_lasq3(fs_field field, int64_t i0, int64_t n0, int64_t ieee)
{
    return fs_work_scaled(fs_cost_lasq5(field, i0, n0, ieee), 7, 6);
}
