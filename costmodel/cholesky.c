/* SPDX-License-Identifier: MIT */
/* Work of positive definite systems: Cholesky factorization, solve, inverse, condition, refinement;
 * full, packed (pp) and rectangular full packed (pf) storage cost the same. */
#include "costmodel/cost.h"
#include "costmodel/refine.h"

/* potrf: Cholesky factorization.
 * formula: mul = n^3/6 + n^2/2 + n/3, add = n^3/6 - n/6; complex: + n (n - 1) mul, since
 *   divisions by the diagonal take two operations more than products
 * class: exact
 * source: LAWN 41, n square roots and n reciprocals included
 * error: 2% or less for n >= 60, from alpha and the blocks' edges; complex 3.4% at n = 60 */
fs_work fs_cost_potrf(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, n, 1, 1))
        return w;
    fs_int N = n;
    return fs_work_add(
        fs_from_counts(field, (N * N * N + 3 * N * N + 2 * N) / 6, (N * N * N - N) / 6),
        fs_real_work(fs_is_complex(field) ? N * (N - 1) : 0, 0));
}

/* potrs: solution from the Cholesky factorization, nrhs right-hand sides.
 * formula: mul = nrhs n (n + 1), add = nrhs n (n - 1)
 * class: exact
 * source: LAWN 41
 * error: 0 on 4 rows */
fs_work fs_cost_potrs(fs_field field, int64_t n, int64_t nrhs)
{
    fs_work w;

    if (fs_settled(&w, n, nrhs, 1))
        return w;
    return fs_from_counts(field, (fs_int)nrhs * n * (n + 1), (fs_int)nrhs * n * (n - 1));
}

/* posv: solution of a positive definite system with nrhs right-hand sides.
 * formula: potrf(n) + potrs(n, nrhs)
 * class: exact
 * source: composition
 * error: 1% or less for n >= 60 */
fs_work fs_cost_posv(fs_field field, int64_t n, int64_t nrhs)
{
    if (nrhs < 0)
        return fs_no_work();
    return fs_work_add(fs_cost_potrf(field, n), fs_cost_potrs(field, n, nrhs));
}

/* potri: inverse from the Cholesky factorization.
 * formula: mul = n^3/3 + n^2 + 2n/3, add = n^3/3 - n^2/2 + n/6
 * class: exact
 * source: LAWN 41: trtri and lauum
 * error: 2% or less for n >= 60 */
fs_work fs_cost_potri(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, n, 1, 1))
        return w;
    fs_int N = n;
    return fs_from_counts(field, (N * N * N + 3 * N * N + 2 * N) / 3,
                          (2 * N * N * N - 3 * N * N + N) / 6);
}

/* lauum: product of a triangular matrix with its transpose, U U^T or L^T L.
 * formula: mul = n^3/6 + n^2/2 + n/3, add = n^3/6 - n/6
 * class: exact
 * source: LAPACK 3.0 operation counts (dopaux)
 * error: 1% or less for n >= 60 */
fs_work fs_cost_lauum(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, n, 1, 1))
        return w;
    fs_int N = n;
    return fs_from_counts(field, (N * N * N + 3 * N * N + 2 * N) / 6, (N * N * N - N) / 6);
}

/* pocon: reciprocal condition number from the Cholesky factorization.
 * formula: 5 solves: mul = 5 n^2 + 28 n, add = 5.5 n^2 + 9 n
 * class: estimate
 * source: algorithm of lacn2; column norms of the factor take n^2/2 additions
 * depends: the solves that the norm estimate takes
 * error: 1% or less for n >= 60, on well-conditioned matrices */
fs_work fs_cost_pocon(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, n, 1, 1))
        return w;
    fs_int N = n;
    return fs_condition_work(fs_from_counts(field, N * N + 5 * N, N * N + N),
                             fs_real_by_field(field, 3 * N, N * N / 2 + 4 * N));
}

/* porfs: refinement and error bounds of nrhs solutions of a positive definite system.
 * formula: for each: p passes of a residual and |A| |x|, p + 4 solves, p = 2.4; in all about
 *   11.2 n^2 mul and as many add
 * class: estimate
 * source: algorithm; complex |A| |x| is real arithmetic
 * depends: passes of refinement (1 to 5) and solves of the norm estimate
 * error: 2% on the row with n = 100 */
fs_work fs_cost_porfs(fs_field field, int64_t n, int64_t nrhs)
{
    fs_work w;

    if (fs_settled(&w, n, nrhs, 1))
        return w;
    return fs_refine_all(field, nrhs, (fs_int)n * n, fs_cost_potrs(field, n, 1),
                         FS_PASSES_DEFINITE);
}

/* poequ: scale factors that equilibrate a positive definite matrix.
 * formula: mul = 2n + 1
 * class: exact
 * source: n square roots, n reciprocals and a quotient; real arithmetic */
fs_work fs_cost_poequ(fs_field field, int64_t n)
{
    fs_work w;

    (void)field;
    return fs_settled(&w, n, 1, 1) ? w : fs_real_work(2 * (fs_int)n + 1, 0);
}

/* posvx: expert driver: factorization unless fact is F, condition, solution, refinement; fact E
 *   looks for scale factors first.
 * formula: potrf(n) unless fact F, + poequ(n) if fact E, + n^2 add + pocon(n) + potrs(n, nrhs) +
 *   porfs(n, nrhs)
 * class: estimate
 * source: composition
 * depends: as pocon and porfs, and whether scaling was found worth applying */
fs_work fs_cost_posvx(fs_field field, int64_t fact, int64_t n, int64_t nrhs)
{
    fs_work w;

    if (nrhs < 0 || fs_settled(&w, n, 1, 1))
        return nrhs < 0 ? fs_no_work() : w;
    return fs_total(6, (fs_work[]){
                           fact == 'F' ? fs_no_work() : fs_cost_potrf(field, n),
                           fact == 'E' ? fs_cost_poequ(field, n) : fs_no_work(),
                           fs_real_work(0, (fs_int)n * n),
                           fs_cost_pocon(field, n),
                           fs_cost_potrs(field, n, nrhs),
                           fs_cost_porfs(field, n, nrhs),
                       });
}

/* sposv: solution of a positive definite system by factorization in half the precision and
 *   refinement in the full one (dsposv, zcposv).
 * formula: potrf(n) + n^2 add + 3 residuals and 3 solves for each right-hand side
 * class: estimate
 * source: algorithm with two steps of refinement
 * depends: the steps of refinement; a matrix too ill-conditioned is solved again in full
 *   precision
 * error: 6% or less on random matrices with n >= 60 */
fs_work fs_cost_sposv(fs_field field, int64_t n, int64_t nrhs)
{
    fs_work w;

    if (nrhs < 0 || fs_settled(&w, n, 1, 1))
        return nrhs < 0 ? fs_no_work() : w;
    return fs_total(4, (fs_work[]){fs_cost_potrf(field, n), fs_real_work(0, (fs_int)n * n),
                                   fs_work_times(3, fs_cost_potrs(field, n, nrhs)),
                                   fs_work_times(3, fs_cost_symm(field, 'L', n, nrhs))});
}

/* pstrf: Cholesky factorization of a semidefinite matrix with complete pivoting, priced at full
 *   rank.
 * formula: mul = n^3/6 + n^2/2 + n/3, add = n^3/6 + n^2/2 - n/6; complex: n^2 add more
 * class: leading
 * source: potrf and the n^2/2 squares of the pivot search
 * depends: the rank, known only afterwards: a smaller one costs less
 * error: 2% at n = 100 and full rank */
fs_work fs_cost_pstrf(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, n, 1, 1))
        return w;
    fs_int pairs = (fs_int)n * (n - 1) / 2;
    return fs_work_add(fs_cost_potrf(field, n), fs_real_by_field(field, pairs, 2 * pairs));
}
