/* SPDX-License-Identifier: MIT */
/* Work of triangular systems and inverses: full, packed (tp) and rectangular full packed (tf). */
#include "costmodel/cost.h"
#include "costmodel/refine.h"

/* trtri: inverse of a triangular matrix.
 * formula: mul = n^3/6 + n^2/2 + n/3, add = n^3/6 - n^2/2 + n/3; diag U: n (n + 1)/2 mul fewer
 * class: exact
 * source: LAWN 41
 * error: adds exact; total 1.3% at n = 100, from alpha */
fs_work fs_cost_trtri(fs_field field, int64_t diag, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, n, 1, 1))
        return w;
    fs_int N = n;
    fs_int unit = diag == 'U' ? N * (N + 1) / 2 : 0;
    return fs_from_counts(field, (N * N * N + 3 * N * N + 2 * N) / 6 - unit,
                          (N * N * N - 3 * N * N + 2 * N) / 6);
}

/* trtrs: triangular system with nrhs right-hand sides.
 * formula: mul = nrhs n (n + 1)/2, add = nrhs n (n - 1)/2; diag U: mul as add; trans T or C: +
 *   nrhs n mul
 * class: exact
 * source: LAWN 41 (trsm), which forms products by alpha = 1 with the transposed matrix
 * error: 0 */
fs_work fs_cost_trtrs(fs_field field, int64_t trans, int64_t diag, int64_t n, int64_t nrhs)
{
    fs_work w = fs_cost_trsm(field, 'L', diag, n, nrhs), settled;

    if (trans == 'N' || fs_settled(&settled, n, nrhs, 1))
        return w;
    return fs_work_add(w, fs_from_counts(field, (fs_int)n * nrhs, 0));
}

/* tptrs: packed triangular system with nrhs right-hand sides.
 * formula: nrhs tpsv(n)
 * class: exact
 * source: LAPACK 3.0 operation counts (dopla)
 * error: 0 */
fs_work fs_cost_tptrs(fs_field field, int64_t diag, int64_t n, int64_t nrhs)
{
    return fs_work_times(nrhs, fs_cost_trsv(field, diag, n));
}

/* trcon: reciprocal condition number of a triangular matrix.
 * formula: 5 solves: mul = 5 n^2/2 + 18 n, add = 3.4 n^2; complex: 4.8, since half of those with
 *   a unit vector are left out
 * class: estimate
 * source: algorithm of lacn2; norms of the matrix and its columns take n^2 additions
 * depends: the solves that the norm estimate takes
 * error: 5% or less for n >= 60 */
fs_work fs_cost_trcon(fs_field field, int64_t diag, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, n, 1, 1))
        return w;
    fs_int N = n;
    return fs_condition_of_solves(
        fs_is_complex(field) ? 48 : 50,
        fs_work_add(fs_cost_trsv(field, diag, n), fs_from_counts(field, 3 * N, 0)),
        fs_real_by_field(field, 0, N * N));
}

/* trrfs: error bounds of nrhs solutions of a triangular system; no refinement takes place.
 * formula: for each: residual, |A| |x| and 5 solves: mul = 3.5 n^2 + 8.5 n, add = 3.5 n^2 +
 *   4 n
 * class: estimate
 * source: algorithm; complex |A| |x| is real arithmetic
 * depends: the solves that the norm estimate takes
 * error: 2% or less for n >= 60 */
fs_work fs_cost_trrfs(fs_field field, int64_t diag, int64_t n, int64_t nrhs)
{
    fs_work w;

    if (fs_settled(&w, n, nrhs, 1))
        return w;
    return fs_refine_all(field, FS_REFINE_NONE, n, nrhs, (fs_int)n * (n + 1) / 2,
                         fs_cost_trsv(field, diag, n));
}

/* tfsm: triangular system in rectangular full packed storage with many right-hand sides, m x
 *   n; side as trsm.
 * formula: trsm(side, diag, m, n) + m n mul
 * class: exact
 * source: LAPACK 3.11: two trsm of half the order and a gemm, which multiplies by alpha = -1
 * error: 3% or less for n >= 60, from alpha */
fs_work fs_cost_tfsm(fs_field field, int64_t side, int64_t diag, int64_t m, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, m, n, 1))
        return w;
    return fs_work_add(fs_cost_trsm(field, side, diag, m, n),
                       fs_from_counts(field, (fs_int)m * n, 0));
}
