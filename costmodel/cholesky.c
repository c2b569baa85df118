/* SPDX-License-Identifier: MIT */
/* Work of positive definite systems: Cholesky factorization, solve, inverse, condition, refinement;
 * full, packed (pp) and rectangular full packed (pf) storage. */
#include "costmodel/cost.h"
#include "costmodel/refine.h"

/* The polynomial of a routine by field and triangle. */
static fs_work by_triangle(fs_field field, int64_t uplo, int64_t n, const fs_cubic cubic[2][2])
{
    return fs_cubic_work(n, &cubic[fs_is_complex(field)][uplo == 'L']);
}

/* potrf: Cholesky factorization by halves (potrf2), on which the blocked code rests too.
 * formula: uplo U: mul = n^3/6 + 3n^2/2 + 7n/3, add = n^3/6 + n^2/4 + 13n/12; L: mul = n^3/6 +
 *   n^2 + 17n/6, add = n^3/6 - n/6; complex U: mul = 2n^3/3 + 5n^2 - 14n/3, add = 2n^3/3 + 2n^2
 *   - 8n/3; L: mul = 2n^3/3 + 2n^2 + 40n/3, add = 2n^3/3 + 16n/3
 * class: exact
 * source: derivation: LAWN 41's n^3/6 + n^2/2 and n^3/6, and the products with alpha = -1 that
 *   trsm and syrk form, which each triangle needs in other places: one or two for each of n^2/2
 *   elements
 * error: 0.1% or less, from n log2(n) terms taken at n = 64; 2% where blocks of 64 are in use */
fs_work fs_cost_potrf(fs_field field, int64_t uplo, int64_t n)
{
    static const fs_cubic cubic[2][2] = {
        {{{2, 18, 28, 0}, {2, 3, 13, 0}}, {{2, 12, 34, 0}, {2, 0, -2, 0}}},
        {{{8, 60, -56, 0}, {8, 24, -32, 0}}, {{8, 24, 160, 0}, {8, 0, 64, 0}}},
    };

    return by_triangle(field, uplo, n, cubic);
}

/* potf2: Cholesky factorization by columns.
 * formula: mul = n^3/6 + n^2 - n/6, add = n^3/6 + n^2/2 - 2n/3 (uplo U), n^3/6 + 5n/6 (L);
 *   complex: mul = 2n^3/3 + 3n^2 - 17n/3, add = 2n^3/3 + 2n^2 - 17n/3 (U), 2n^3/3 + n^2 - 8n/3
 *   (L)
 * class: exact
 * source: derivation: LAWN 41, and the products by alpha = -1 of gemv
 * error: 0 */
fs_work fs_cost_potf2(fs_field field, int64_t uplo, int64_t n)
{
    static const fs_cubic cubic[2][2] = {
        {{{2, 12, -2, 0}, {2, 6, -8, 12}}, {{2, 12, -2, 0}, {2, 0, 10, 0}}},
        {{{8, 36, -68, 36}, {8, 24, -68, 48}}, {{8, 36, -68, 36}, {8, 12, -32, 24}}},
    };

    return by_triangle(field, uplo, n, cubic);
}

/* pptrf: Cholesky factorization of a packed matrix.
 * formula: uplo U: mul = n^3/6 + n^2/2 + n/3, add = n^3/6 + 5n/6; L: mul = n^3/6 + n^2 + 5n/6,
 *   add = n^3/6 - n/6; complex U: mul = 2n^3/3 + 3n^2 - 8n/3, add = 2n^3/3 + 3n^2/2 - 7n/6; L:
 *   mul = 2n^3/3 + n^2 + n/3, add = 2n^3/3 - n^2 + n/3
 * class: exact
 * source: derivation: LAWN 41; U solves with tpsv, L updates with spr and its products by
 *   alpha
 * error: 0 */
fs_work fs_cost_pptrf(fs_field field, int64_t uplo, int64_t n)
{
    static const fs_cubic cubic[2][2] = {
        {{{2, 6, 4, 0}, {2, 0, 10, 0}}, {{2, 12, 10, -12}, {2, 0, -2, 0}}},
        {{{8, 36, -32, 0}, {8, 18, -14, 0}}, {{8, 12, 4, -12}, {8, -12, 4, 0}}},
    };

    return by_triangle(field, uplo, n, cubic);
}

/* Solution with a Cholesky factor for nrhs right-hand sides; trsm forms one more product by alpha
 * for each element, in the solve with the transposed factor. */
static fs_work solve(fs_field field, int64_t n, int64_t nrhs, fs_int by_alpha)
{
    fs_work w;

    if (fs_settled(&w, n, nrhs, 1))
        return w;
    fs_int elements = (fs_int)n * nrhs, products = elements * (n - 1);
    return fs_work_add(fs_from_counts(field, products + by_alpha * elements, products),
                       fs_quotients(field, 2 * elements));
}

/* potrs: solution from the Cholesky factorization, nrhs right-hand sides.
 * formula: mul = nrhs n (n + 2), add = nrhs n (n - 1)
 * class: exact
 * source: LAWN 41, and nrhs n products by alpha = 1; complex: 2 nrhs n quotients
 * error: 0 */
fs_work fs_cost_potrs(fs_field field, int64_t n, int64_t nrhs)
{
    return solve(field, n, nrhs, 1);
}

/* pptrs: solution from the packed Cholesky factorization, nrhs right-hand sides.
 * formula: mul = nrhs n (n + 1), add = nrhs n (n - 1)
 * class: exact
 * source: LAWN 41; complex: 2 nrhs n quotients
 * error: 0 */
fs_work fs_cost_pptrs(fs_field field, int64_t n, int64_t nrhs)
{
    return solve(field, n, nrhs, 0);
}

/* posv: solution of a positive definite system with nrhs right-hand sides.
 * formula: potrf(uplo, n) + potrs(n, nrhs)
 * class: exact
 * source: composition
 * error: as potrf */
fs_work fs_cost_posv(fs_field field, int64_t uplo, int64_t n, int64_t nrhs)
{
    if (nrhs < 0)
        return fs_no_work();
    return fs_work_add(fs_cost_potrf(field, uplo, n), fs_cost_potrs(field, n, nrhs));
}

/* ppsv: solution of a packed positive definite system with nrhs right-hand sides.
 * formula: pptrf(uplo, n) + pptrs(n, nrhs)
 * class: exact
 * source: composition
 * error: 0 */
fs_work fs_cost_ppsv(fs_field field, int64_t uplo, int64_t n, int64_t nrhs)
{
    if (nrhs < 0)
        return fs_no_work();
    return fs_work_add(fs_cost_pptrf(field, uplo, n), fs_cost_pptrs(field, n, nrhs));
}

/* potri: inverse from the Cholesky factorization.
 * formula: trtri(N, n) + lauum(uplo, n)
 * class: exact
 * source: LAWN 41: trtri and lauum
 * error: 0.1% or less unblocked; 2% where blocks of 64 are in use */
fs_work fs_cost_potri(fs_field field, int64_t uplo, int64_t n)
{
    return fs_work_add(fs_cost_trtri(field, 'N', n), fs_cost_lauum(field, uplo, n));
}

/* pptri: inverse from the packed Cholesky factorization.
 * formula: uplo U: mul = n^3/3 + 3n^2/2 + n/6, add = n^3/3 - n^2/2 + n/6; L: mul = n^3/3 + n^2
 *   + 2n/3, add = n^3/3 - n^2/2 + 7n/6; complex U: mul = 4n^3/3 + 3n^2 + 8n/3, add = 4n^3/3 -
 *   n^2 + 5n/3; L: mul = 4n^3/3 + 4n^2 + 11n/3, add = 4n^3/3 + n^2 + 11n/3
 * class: exact
 * source: derivation: LAWN 41; U updates with spr and its products by alpha
 * error: 0 */
fs_work fs_cost_pptri(fs_field field, int64_t uplo, int64_t n)
{
    static const fs_cubic cubic[2][2] = {
        {{{4, 18, 2, 0}, {4, -6, 2, 0}}, {{4, 12, 8, 0}, {4, -6, 14, 0}}},
        {{{16, 36, 32, 0}, {16, -12, 20, 0}}, {{16, 48, 44, 0}, {16, 12, 44, 0}}},
    };

    return by_triangle(field, uplo, n, cubic);
}

/* lauum: product of a triangular matrix with its transpose, U U^T or L^T L.
 * formula: mul = n^3/6 + n^2 - 7n/6, add = n^3/6 + 5n/6 (uplo U), n^3/6 + n^2/2 - 2n/3 (L);
 * complex: mul = 2n^3/3 + 4n^2 - 29n/3, add = 2n^3/3 + 2n^2 - 17n/3 (U), 2n^3/3 + 3n^2 - 26n/3 (L)
 * class: exact
 * source: derivation: LAPACK 3.0 operation counts (dopaux), and gemv's products by alpha and beta
 * error: 0 unblocked; 2% where blocks of 64 are in use */
fs_work fs_cost_lauum(fs_field field, int64_t uplo, int64_t n)
{
    static const fs_cubic cubic[2][2] = {
        {{{2, 12, -14, 12}, {2, 0, 10, -12}}, {{2, 12, -14, 12}, {2, 6, -8, 0}}},
        {{{8, 48, -116, 84}, {8, 24, -68, 36}}, {{8, 48, -116, 84}, {8, 36, -104, 60}}},
    };

    return by_triangle(field, uplo, n, cubic);
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
 * formula: for each: p passes of a residual and |A| |x|, p + 4 solves, p = 2.4, and 5n mul, 3n
 *   add; complex: p = 2.2; in all about 11.2 n^2 mul and as many add
 * class: estimate
 * source: algorithm; complex |A| |x| is real arithmetic
 * depends: passes of refinement (1 to 5) and solves of the norm estimate
 * error: 10% where two passes do, -15% where three are needed; 2% on the row with n = 100 */
fs_work fs_cost_porfs(fs_field field, int64_t n, int64_t nrhs)
{
    fs_work w;

    if (fs_settled(&w, n, nrhs, 1))
        return w;
    return fs_refine_all(field, FS_REFINE_DEFINITE, n, nrhs, (fs_int)n * n,
                         fs_cost_potrs(field, n, 1));
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

/* poequb: scale factors, powers of the radix, that equilibrate a positive definite matrix.
 * formula: mul = n + 4
 * class: exact
 * source: a quotient each; logarithms are not counted
 * error: 0 */
fs_work fs_cost_poequb(fs_field field, int64_t n)
{
    fs_work w;

    (void)field;
    return fs_settled(&w, n, 1, 1) ? w : fs_real_work((fs_int)n + 4, 0);
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
                           fact == 'F' ? fs_no_work() : fs_cost_potrf(field, 'L', n),
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
    return fs_total(4, (fs_work[]){fs_cost_potrf(field, 'L', n), fs_real_work(0, (fs_int)n * n),
                                   fs_work_times(3, fs_cost_potrs(field, n, nrhs)),
                                   fs_work_times(3, fs_cost_symm(field, 'L', n, nrhs))});
}

/* pstrf: Cholesky factorization of a semidefinite matrix with complete pivoting, priced at
 *   full rank.
 * formula: mul = n^3/6 + n^2 - n/6, add = n^3/6 + n^2 - 7n/6 (uplo U), n^3/6 + n^2/2 + n/3
 *   (L); complex: mul = 2n^3/3 + 2n^2 - 14n/3, add = 2n^3/3 + 3n^2/2 - 31n/6 (U), 2n^3/3 + n^2/2
 *   - 13n/6 (L)
 * class: leading
 * source: derivation: potf2, and the n^2/2 squares of the pivot search
 * depends: the rank, known only afterwards: a smaller one costs less
 * error: 0 at full rank, unblocked; 2% where blocks of 64 are in use */
fs_work fs_cost_pstrf(fs_field field, int64_t uplo, int64_t n)
{
    static const fs_cubic cubic[2][2] = {
        {{{2, 12, -2, 24}, {2, 12, -14, 12}}, {{2, 12, -2, 24}, {2, 6, 4, 0}}},
        {{{8, 24, -56, 60}, {8, 18, -62, 48}}, {{8, 24, -56, 60}, {8, 6, -26, 24}}},
    };

    return by_triangle(field, uplo, n, cubic);
}

/* pftrf: Cholesky factorization in rectangular full packed storage.
 * formula: mean of potrf(U, n) and potrf(L, n)
 * class: exact
 * source: LAPACK 3.11: two factorizations of half the order, of either triangle, a trsm and a syrk
 * error: 1% or less for n >= 60, from products by alpha */
fs_work fs_cost_pftrf(fs_field field, int64_t n)
{
    fs_work both = fs_work_add(fs_cost_potrf(field, 'U', n), fs_cost_potrf(field, 'L', n));

    return fs_work_scaled(both, 1, 2);
}
