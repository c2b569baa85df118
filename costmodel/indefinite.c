/* SPDX-License-Identifier: MIT */
/* Work of symmetric and Hermitian indefinite systems: LDL^T factorization with diagonal pivoting
 * and Aasen's method, solve, inverse, condition, refinement; full and packed storage cost the same.
 */
#include "costmodel/cost.h"
#include "costmodel/refine.h"

/* sytrf: L D L^T factorization with Bunch-Kaufman pivoting, and what Aasen's method needs.
 * formula: mul = n^3/6 + n^2/2 + 10n/3, add = n^3/6 - n/6, to the nearest integer
 * class: leading
 * source: LAWN 41
 * depends: how many pivots are 2x2 blocks, in lower order terms
 * error: 2.3% at n = 60, 0.7% at n = 200, unblocked; Aasen's method 4%, blocked */
fs_work fs_cost_sytrf(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, n, 1, 1))
        return w;
    fs_int N = n;
    return fs_from_counts(field, fs_ratio(N * N * N + 3 * N * N + 20 * N, 6), (N * N * N - N) / 6);
}

/* sytrf_rook: L D L^T factorization with bounded (rook) pivoting.
 * formula: mul = 1.5 (n^3/6 + n^2/2 + 10n/3), add = n^3/6 - n/6
 * class: estimate
 * source: LAWN 41 for the factorization; updates by 2x2 pivots take two divisions an element
 *   more, and half of the columns are in such pivots
 * depends: how many pivots are 2x2 blocks; blocked code for n > 64 has no such divisions
 * error: 7% or less for n >= 60, unblocked */
fs_work fs_cost_sytrf_rook(fs_field field, int64_t n)
{
    fs_work w = fs_cost_sytrf(field, n);

    w.mul = fs_work_scaled(w, 3, 2).mul;
    return w;
}

/* sytrs: solution from the L D L^T factorization, nrhs right-hand sides.
 * formula: mul = nrhs (n^2 + n), add = nrhs (n^2 - n)
 * class: leading
 * source: LAWN 41
 * depends: how many pivots are 2x2 blocks, in lower order terms
 * error: 1.3% at n = 100 */
fs_work fs_cost_sytrs(fs_field field, int64_t n, int64_t nrhs)
{
    return fs_cost_potrs(field, n, nrhs);
}

/* sysv: solution of an indefinite system of n equations with nrhs right-hand sides.
 * formula: sytrf(n) + sytrs(n, nrhs)
 * class: leading
 * source: composition
 * error: 2% or less for n = 60, unblocked */
fs_work fs_cost_sysv(fs_field field, int64_t n, int64_t nrhs)
{
    if (nrhs < 0)
        return fs_no_work();
    return fs_work_add(fs_cost_sytrf(field, n), fs_cost_sytrs(field, n, nrhs));
}

/* sysv_rook: solution of an indefinite system with bounded (rook) pivoting.
 * formula: sytrf_rook(n) + sytrs(n, nrhs)
 * class: estimate
 * source: composition
 * depends: how many pivots are 2x2 blocks */
fs_work fs_cost_sysv_rook(fs_field field, int64_t n, int64_t nrhs)
{
    if (nrhs < 0)
        return fs_no_work();
    return fs_work_add(fs_cost_sytrf_rook(field, n), fs_cost_sytrs(field, n, nrhs));
}

/* sytri: inverse from the L D L^T factorization.
 * formula: mul = n^3/3 + n^2 + 2n/3, add = n^3/3 - n/3
 * class: leading
 * source: LAWN 41, with the n^2 multiplications of its successors (LAPACK++), which are executed
 * depends: how many pivots are 2x2 blocks, in lower order terms
 * error: 0.5% at n = 60 */
fs_work fs_cost_sytri(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, n, 1, 1))
        return w;
    fs_int N = n;
    return fs_from_counts(field, (N * N * N + 3 * N * N + 2 * N) / 3, (N * N * N - N) / 3);
}

/* sycon: reciprocal condition number of a symmetric matrix from its L D L^T factorization.
 * formula: 5 solves: mul = 5 n^2 + 5 n, add = 5 n^2 - 5 n; complex symmetric: 6.5 solves
 * class: estimate
 * source: algorithm of lacn2, which is slower where the transpose is not the conjugate
 * depends: the solves that the norm estimate takes
 * error: 8% or less on random matrices with n >= 60 */
fs_work fs_cost_sycon(fs_field field, int64_t n)
{
    fs_work solves = fs_cost_hecon(field, n);

    return fs_is_complex(field) ? fs_work_scaled(solves, 13, 10) : solves;
}

/* hecon: reciprocal condition number of a Hermitian matrix from its L D L^H factorization.
 * formula: 5 solves: mul = 5 n^2 + 5 n, add = 5 n^2 - 5 n
 * class: estimate
 * source: algorithm of lacn2
 * depends: the solves that the norm estimate takes
 * error: 5% or less on random matrices with n >= 60 */
fs_work fs_cost_hecon(fs_field field, int64_t n)
{
    return fs_condition_work(fs_cost_sytrs(field, n, 1), fs_no_work());
}

/* syrfs: refinement and error bounds of nrhs solutions of an indefinite system.
 * formula: for each: p passes of a residual and |A| |x|, p + 4 solves, p = 2.8; in all about
 *   12.4 n^2 mul and as many add
 * class: estimate
 * source: algorithm; complex |A| |x| is real arithmetic
 * depends: passes of refinement (1 to 5) and solves of the norm estimate
 * error: 5% or less on random matrices with n >= 60 */
fs_work fs_cost_syrfs(fs_field field, int64_t n, int64_t nrhs)
{
    fs_work w;

    if (fs_settled(&w, n, nrhs, 1))
        return w;
    return fs_refine_all(field, nrhs, (fs_int)n * n, fs_cost_sytrs(field, n, 1), FS_PASSES_GENERAL);
}

/* sysvx: expert driver: factorization unless fact is F, condition, solution, refinement.
 * formula: sytrf(n) unless fact F, + n^2 add + sycon(n) + sytrs(n, nrhs) + syrfs(n, nrhs)
 * class: estimate
 * source: composition
 * depends: as sycon and syrfs */
fs_work fs_cost_sysvx(fs_field field, int64_t fact, int64_t n, int64_t nrhs)
{
    fs_work w;

    if (nrhs < 0 || fs_settled(&w, n, 1, 1))
        return nrhs < 0 ? fs_no_work() : w;
    return fs_total(5, (fs_work[]){
                           fact == 'F' ? fs_no_work() : fs_cost_sytrf(field, n),
                           fs_real_work(0, (fs_int)n * n),
                           fs_cost_sycon(field, n),
                           fs_cost_sytrs(field, n, nrhs),
                           fs_cost_syrfs(field, n, nrhs),
                       });
}

/* syequb: scale factors that equilibrate a symmetric matrix.
 * formula: mul = 4 n^2, add = 4 n^2; complex: add = 6.5 n^2
 * class: estimate
 * source: algorithm: two matrix by vector products and their corrections; real arithmetic
 * depends: the sweeps until the factors settle
 * error: 9% at n = 60, 2% at n = 200 */
fs_work fs_cost_syequb(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, n, 1, 1))
        return w;
    fs_int square = (fs_int)n * n;
    return fs_real_work(4 * square, fs_is_complex(field) ? 13 * square / 2 : 4 * square);
}
