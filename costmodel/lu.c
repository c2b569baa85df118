/* SPDX-License-Identifier: MIT */
/* Work of general linear systems: LU factorization with partial pivoting, solve, inverse,
 * condition, refinement, equilibration, and the drivers that combine them. */
#include "costmodel/cost.h"
#include "costmodel/refine.h"

/* getrf: LU factorization of an m x n matrix with partial pivoting; M = max(m, n), N = min(m,
 *   n).
 * formula: mul = M N^2/2 - N^3/6 + M N/2 - N^2/2 + 2N/3, add = M N^2/2 - N^3/6 - M N/2 + N/6
 * class: exact
 * source: LAWN 41, N reciprocals included
 * error: adds exact; total 0.3% median, 0.7% worst for n >= 60 */
fs_work fs_cost_getrf(fs_field field, int64_t m, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, m, n, 1))
        return w;
    fs_int M = fs_max(m, n), N = fs_min(m, n);
    return fs_from_counts(field, (3 * M * N * N - N * N * N + 3 * M * N - 3 * N * N + 4 * N) / 6,
                          (3 * M * N * N - N * N * N - 3 * M * N + N) / 6);
}

/* getrs: solution of A x = b from the LU factorization, nrhs right-hand sides.
 * formula: mul = nrhs n^2, add = nrhs n (n - 1); trans T or C: + 2 nrhs n mul
 * class: exact
 * source: LAWN 41; complex: nrhs n quotients; trsm forms products by alpha = 1 with a
 *   transposed matrix
 * error: 0 */
fs_work fs_cost_getrs(fs_field field, int64_t trans, int64_t n, int64_t nrhs)
{
    fs_work w;

    if (fs_settled(&w, n, nrhs, 1))
        return w;
    fs_int elements = (fs_int)nrhs * n, products = elements * (n - 1);
    return fs_work_add(
        fs_from_counts(field, products + (trans == 'N' ? 0 : 2 * elements), products),
        fs_quotients(field, elements));
}

/* gesv: solution of a general system of n equations with nrhs right-hand sides.
 * formula: getrf(n, n) + getrs(n, nrhs)
 * class: exact
 * source: composition
 * error: 0.5% or less for n >= 60 */
fs_work fs_cost_gesv(fs_field field, int64_t n, int64_t nrhs)
{
    if (nrhs < 0)
        return fs_no_work();
    return fs_work_add(fs_cost_getrf(field, n, n), fs_cost_getrs(field, 'N', n, nrhs));
}

/* getri: inverse from the LU factorization.
 * formula: mul = 2n^3/3 + n^2/2 + 5n/6, add = 2n^3/3 - 3n^2/2 + 5n/6
 * class: exact
 * source: LAWN 41
 * error: 1% at n = 64 and less above: n^2/2 additions go to elements that are still zero */
fs_work fs_cost_getri(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, n, 1, 1))
        return w;
    fs_int N = n;
    return fs_from_counts(field, (4 * N * N * N + 3 * N * N + 5 * N) / 6,
                          (4 * N * N * N - 9 * N * N + 5 * N) / 6);
}

/* One solve with a vector in a condition estimate: L and U apart, with protection from overflow,
 * which costs about 6n multiplications and 2n additions more. */
static fs_work guarded_solve(fs_field field, int64_t n)
{
    return fs_from_counts(field, (fs_int)n * n + 5 * n, (fs_int)n * n + n);
}

/* gecon: reciprocal condition number of a general matrix from its LU factorization.
 * formula: 5 solves: mul = 5 n^2 + 25 n, add = 6 n^2 + 5 n; single precision complex: 5.3, since
 *   protection from overflow is more often in use
 * class: estimate
 * source: algorithm of lacn2; column norms of the factors take n^2 additions
 * depends: the solves that the norm estimate takes: 4 to 6 as a rule, 11 at most
 * error: 5% as a rule; one random matrix in ten takes 7 solves (-28%) or 4 (22%) */
fs_work fs_cost_gecon(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, n, 1, 1))
        return w;
    return fs_condition_of_solves(field == FS_COMPLEX_SINGLE ? 53 : 50, guarded_solve(field, n),
                                  fs_real_by_field(field, 0, (fs_int)n * n));
}

/* gerfs: iterative refinement and error bounds of nrhs solutions of a general system.
 * formula: for each: p passes of a residual and |A| |x|, p + 4 solves, p = 2.6, and 5n mul, 3n
 *   add; complex: p = 2.2; in all about 11.8 n^2 mul and as many add
 * class: estimate
 * source: algorithm; complex |A| |x| is real arithmetic
 * depends: passes of refinement (1 to 5) and solves of the norm estimate
 * error: 8% as a rule; random matrices spread from -22% to 29% with one right-hand side */
fs_work fs_cost_gerfs(fs_field field, int64_t n, int64_t nrhs)
{
    fs_work w;

    if (fs_settled(&w, n, nrhs, 1))
        return w;
    return fs_refine_all(field, FS_REFINE_GENERAL, n, nrhs, (fs_int)n * n,
                         fs_cost_getrs(field, 'N', n, 1));
}

/* geequ: row and column scale factors that equilibrate an m x n matrix.
 * formula: mul = m n + m + n
 * class: exact
 * source: derivation: each element is scaled once to find its column's maximum; real arithmetic */
fs_work fs_cost_geequ(fs_field field, int64_t m, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, m, n, 1))
        return w;
    return fs_real_work((fs_int)m * n + m + n, fs_is_complex(field) ? 2 * (fs_int)m * n : 0);
}

/* geequb: row and column scale factors, powers of the radix, that equilibrate an m x n matrix.
 * formula: mul = m n + 2m + 2n; complex: add = 2 m n
 * class: exact
 * source: derivation, as geequ; logarithms are not counted
 * error: 0 */
fs_work fs_cost_geequb(fs_field field, int64_t m, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, m, n, 1))
        return w;
    return fs_work_add(fs_cost_geequ(field, m, n), fs_real_work((fs_int)m + n, 0));
}

/* gesvx: expert driver: factorization unless fact is F, condition, solution, refinement; fact E
 *   looks for scale factors first.
 * formula: getrf(n, n) unless fact F, + geequ(n, n) if fact E, + n^2 add + gecon(n) + getrs(n,
 *   nrhs) + gerfs(n, nrhs)
 * class: estimate
 * source: composition
 * depends: as gecon and gerfs, and whether scaling was found worth applying
 * error: 4% or less for n >= 60 */
fs_work fs_cost_gesvx(fs_field field, int64_t fact, int64_t n, int64_t nrhs)
{
    fs_work w;

    if (nrhs < 0 || fs_settled(&w, n, 1, 1))
        return nrhs < 0 ? fs_no_work() : w;
    return fs_total(6, (fs_work[]){
                           fact == 'F' ? fs_no_work() : fs_cost_getrf(field, n, n),
                           fact == 'E' ? fs_cost_geequ(field, n, n) : fs_no_work(),
                           fs_real_work(0, (fs_int)n * n),
                           fs_cost_gecon(field, n),
                           fs_cost_getrs(field, 'N', n, nrhs),
                           fs_cost_gerfs(field, n, nrhs),
                       });
}

/* sgesv: solution of a general system by factorization in half the precision and refinement in
 *   the full one (dsgesv, zcgesv).
 * formula: getrf(n, n) + n^2 add + 3 residuals and 3 solves for each right-hand side
 * class: estimate
 * source: algorithm with two steps of refinement
 * depends: the steps of refinement; a matrix too ill-conditioned is solved again in full
 *   precision
 * error: 2% or less on random matrices with n >= 60 */
fs_work fs_cost_sgesv(fs_field field, int64_t n, int64_t nrhs)
{
    fs_work w;

    if (nrhs < 0 || fs_settled(&w, n, 1, 1))
        return nrhs < 0 ? fs_no_work() : w;
    return fs_total(4, (fs_work[]){fs_cost_getrf(field, n, n), fs_real_work(0, (fs_int)n * n),
                                   fs_work_times(3, fs_cost_getrs(field, 'N', n, nrhs)),
                                   fs_work_times(3, fs_cost_gemm(field, n, nrhs, n))});
}
