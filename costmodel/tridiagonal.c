/* SPDX-License-Identifier: MIT */
/* Work of tridiagonal systems: general (gt) and positive definite (pt). */
#include "costmodel/cost.h"
#include "costmodel/refine.h"

/* gttrf: LU factorization of a tridiagonal matrix with partial pivoting.
 * formula: mul = 2 (n - 1) + 5 (n - 2)/9, add = n - 1; complex: mul = 12 (n - 1), add = 11 (n - 1)
 * class: leading
 * source: derivation: a quotient, a product and a difference a row; interchanged rows, which are 56
 * of 100 on random matrices, take one product more; complex: comparing pivots takes two sums
 * depends: the row interchanges: none to n - 2
 * error: 2% on random matrices with n >= 100 */
fs_work fs_cost_gttrf(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, n, 1, 1))
        return w;
    fs_int rows = n - 1;
    if (fs_is_complex(field))
        return fs_real_work(12 * rows, 11 * rows);
    return fs_real_work(2 * rows + fs_ratio(5 * (rows - 1), 9), rows);
}

/* gttrs: solution from the LU factorization of a tridiagonal matrix, nrhs right-hand sides.
 * formula: mul = 4 nrhs (n - 1), add = 3 nrhs (n - 1); complex: n quotients among them: mul =
 *   nrhs (18n - 16), add = nrhs (15n - 16)
 * class: exact
 * source: derivation; LAPACK 3.0 operation counts (dopgb)
 * error: 1 operation */
fs_work fs_cost_gttrs(fs_field field, int64_t n, int64_t nrhs)
{
    fs_work w;

    if (fs_settled(&w, n, nrhs, 1))
        return w;
    fs_int N = n;
    if (fs_is_complex(field))
        return fs_real_work(nrhs * (18 * N - 16), nrhs * (15 * N - 16));
    return fs_real_work(4 * nrhs * (N - 1), 3 * nrhs * (N - 1));
}

/* gtsv: solution of a tridiagonal system with nrhs right-hand sides.
 * formula: gttrf(n) + gttrs(n, nrhs), real with 3 (n - 2)/8 row interchanges
 * class: leading
 * source: composition; between what matrices with a dominant diagonal (none) and random ones
 *   (5 in 9) take
 * depends: the row interchanges
 * error: 4% for n >= 60 with one right-hand side, 0.3% with 20 */
fs_work fs_cost_gtsv(fs_field field, int64_t n, int64_t nrhs)
{
    fs_work w;

    if (nrhs < 0 || fs_settled(&w, n, 1, 1))
        return nrhs < 0 ? fs_no_work() : w;
    fs_int rows = n - 1;
    fs_work factors = fs_is_complex(field)
                          ? fs_cost_gttrf(field, n)
                          : fs_real_work(2 * rows + fs_ratio(3 * (rows - 1), 8), rows);
    return fs_work_add(factors, fs_cost_gttrs(field, n, nrhs));
}

/* gtcon: reciprocal condition number from the LU factorization of a tridiagonal matrix.
 * formula: 5 solves: mul = 22 n, add = 19 n; complex: mul = 96 n, add = 79 n
 * class: estimate
 * source: algorithm of lacn2; executed counts, complex divisions included
 * depends: the solves that the norm estimate takes
 * error: 1% on random matrices */
fs_work fs_cost_gtcon(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, n, 1, 1))
        return w;
    fs_int N = n;
    return fs_is_complex(field) ? fs_real_work(96 * N, 79 * N) : fs_real_work(22 * N, 19 * N);
}

/* gtrfs: refinement and error bounds of nrhs solutions of a tridiagonal system.
 * formula: mul = 54 n nrhs, add = 42 n nrhs; complex: mul = 165 n nrhs, add = 153 n nrhs
 * class: estimate
 * source: executed counts: two or three passes of refinement, five more solves
 * depends: passes of refinement (1 to 5) and solves of the norm estimate
 * error: 10% on random matrices */
fs_work fs_cost_gtrfs(fs_field field, int64_t n, int64_t nrhs)
{
    fs_work w;

    if (fs_settled(&w, n, nrhs, 1))
        return w;
    fs_int elements = (fs_int)n * nrhs;
    return fs_is_complex(field) ? fs_real_work(165 * elements, 153 * elements)
                                : fs_real_work(54 * elements, 42 * elements);
}

/* gtsvx: expert driver: factorization unless fact is F, condition, solution, refinement.
 * formula: gttrf(n) unless fact F, + gtcon(n) + gttrs(n, nrhs) + gtrfs(n, nrhs)
 * class: estimate
 * source: composition
 * depends: as gtcon and gtrfs */
fs_work fs_cost_gtsvx(fs_field field, int64_t fact, int64_t n, int64_t nrhs)
{
    if (nrhs < 0)
        return fs_no_work();
    return fs_total(4, (fs_work[]){
                           fact == 'F' ? fs_no_work() : fs_cost_gttrf(field, n),
                           fs_cost_gtcon(field, n),
                           fs_cost_gttrs(field, n, nrhs),
                           fs_cost_gtrfs(field, n, nrhs),
                       });
}

/* pttrf: L D L^T factorization of a positive definite tridiagonal matrix.
 * formula: mul = 2 (n - 1), add = n - 1; complex, with a real diagonal: mul = 4 (n - 1), add = 2
 *   (n - 1)
 * class: exact
 * source: LAPACK 3.0 operation counts (dopla)
 * error: 0 on 1 row */
fs_work fs_cost_pttrf(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, n, 1, 1))
        return w;
    return fs_real_by_field(field, 2 * (fs_int)(n - 1), n - 1);
}

/* pttrs: solution from the L D L^T factorization of a tridiagonal matrix, nrhs right-hand sides.
 * formula: mul = nrhs (3n - 2), add = 2 nrhs (n - 1); complex, with a real diagonal: mul = nrhs
 *   (10n - 8), add = 8 nrhs (n - 1)
 * class: exact
 * source: LAPACK 3.0 operation counts (dopla) */
fs_work fs_cost_pttrs(fs_field field, int64_t n, int64_t nrhs)
{
    fs_work w;

    if (fs_settled(&w, n, nrhs, 1))
        return w;
    fs_int N = n;
    return fs_is_complex(field) ? fs_real_work(nrhs * (10 * N - 8), 8 * nrhs * (N - 1))
                                : fs_real_work(nrhs * (3 * N - 2), 2 * nrhs * (N - 1));
}

/* ptsv: solution of a positive definite tridiagonal system with nrhs right-hand sides.
 * formula: pttrf(n) + pttrs(n, nrhs)
 * class: exact
 * source: composition */
fs_work fs_cost_ptsv(fs_field field, int64_t n, int64_t nrhs)
{
    if (nrhs < 0)
        return fs_no_work();
    return fs_work_add(fs_cost_pttrf(field, n), fs_cost_pttrs(field, n, nrhs));
}

/* ptcon: reciprocal condition number of a positive definite tridiagonal matrix, computed
 *   exactly.
 * formula: mul = 3 (n - 1) + 1, add = 2 (n - 1)
 * class: exact
 * source: LAPACK 3.11 algorithm, real arithmetic
 * error: 1% or less for n >= 60 */
fs_work fs_cost_ptcon(fs_field field, int64_t n)
{
    fs_work w;

    (void)field;
    if (fs_settled(&w, n, 1, 1))
        return w;
    return fs_real_work(3 * (fs_int)(n - 1) + 1, 2 * (fs_int)(n - 1));
}

/* ptrfs: refinement and error bounds of nrhs solutions of a tridiagonal positive definite
 *   system.
 * formula: mul = 16 n nrhs, add = 18 n nrhs; complex: mul = 44 n nrhs, add = 55 n nrhs
 * class: estimate
 * source: executed counts of two passes of refinement and an exact error bound
 * depends: passes of refinement (1 to 5)
 * error: 1% on well-conditioned matrices */
fs_work fs_cost_ptrfs(fs_field field, int64_t n, int64_t nrhs)
{
    fs_work w;

    if (fs_settled(&w, n, nrhs, 1))
        return w;
    fs_int elements = (fs_int)n * nrhs;
    return fs_is_complex(field) ? fs_real_work(44 * elements, 55 * elements)
                                : fs_real_work(16 * elements, 18 * elements);
}

/* ptsvx: expert driver: factorization unless fact is F, condition, solution, refinement.
 * formula: pttrf(n) unless fact F, + ptcon(n) + pttrs(n, nrhs) + ptrfs(n, nrhs)
 * class: estimate
 * source: composition
 * depends: as ptrfs */
fs_work fs_cost_ptsvx(fs_field field, int64_t fact, int64_t n, int64_t nrhs)
{
    if (nrhs < 0)
        return fs_no_work();
    return fs_total(4, (fs_work[]){
                           fact == 'F' ? fs_no_work() : fs_cost_pttrf(field, n),
                           fs_cost_ptcon(field, n),
                           fs_cost_pttrs(field, n, nrhs),
                           fs_cost_ptrfs(field, n, nrhs),
                       });
}
