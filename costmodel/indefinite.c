/* SPDX-License-Identifier: MIT */
/* Work of symmetric and Hermitian indefinite systems: LDL^T factorization with diagonal pivoting
 * and Aasen's method, solve, inverse, condition, refinement; full and packed storage cost the same.
 */
#include "costmodel/cost.h"
#include "costmodel/refine.h"

/* sytrf: L D L^T factorization with Bunch-Kaufman pivoting, also packed.
 * formula: mul = n^3/6 + 5n^2/6 + 7n, add = n^3/6 + n^2/6 - 5n; complex symmetric: mul =
 *   2n^3/3 + 7n^2/2 + 8n, add = 2n^3/3 + 11n^2/4 - n
 * class: leading
 * source: LAWN 41; lower order terms, which depend on the pivots, fitted to random matrices
 * depends: how many pivots are 2x2 blocks, in lower order terms
 * error: 0.3% on random matrices, unblocked; blocking adds 9% at n = 120 */
fs_work fs_cost_sytrf(fs_field field, int64_t n)
{
    static const fs_cubic cubic[2] = {{{2, 10, 84, 0}, {2, 2, -60, 0}},
                                      {{8, 42, 96, 0}, {8, 33, -12, 0}}};

    return fs_cubic_work(n, &cubic[fs_is_complex(field)]);
}

/* hetrf: L D L^H factorization of a Hermitian matrix with Bunch-Kaufman pivoting, also packed.
 * formula: mul = 2n^3/3 + 8n^2/3 - 4n, add = 2n^3/3 + 5n^2/4 - n
 * class: leading
 * source: LAWN 41; lower order terms, which depend on the pivots, fitted to random matrices
 * depends: how many pivots are 2x2 blocks, in lower order terms
 * error: 0.5% on random matrices, unblocked; blocking adds 9% at n = 120 */
fs_work fs_cost_hetrf(fs_field field, int64_t n)
{
    static const fs_cubic cubic = {{8, 32, -48, 0}, {8, 15, -12, 0}};

    return fs_is_complex(field) ? fs_cubic_work(n, &cubic) : fs_cost_sytrf(field, n);
}

/* sytrf_aa: factorization of a symmetric or Hermitian matrix by Aasen's method.
 * formula: mul = n^3/6 + 2n^2 - 30n, add = n^3/6 + n^2/2; complex: mul = 2n^3/3 + 8n^2 - 120n,
 *   add = 2n^3/3 + 11n^2/2 - 60n
 * class: leading
 * source: LAWN 41's leading term; the others fitted to executed counts with blocks of 64
 * depends: the block size: with blocks of one column twice as much again
 * error: 1% for n of 60 to 200, with the blocks of the reference */
fs_work fs_cost_sytrf_aa(fs_field field, int64_t n)
{
    static const fs_cubic cubic[2] = {{{2, 24, -360, 0}, {2, 6, 0, 0}},
                                      {{8, 96, -1440, 0}, {8, 66, -720, 0}}};

    return fs_cubic_work(n, &cubic[fs_is_complex(field)]);
}

/* sytrf_aa_2stage: factorization of a symmetric or Hermitian matrix by Aasen's method with
 *   blocks, and of the band that remains.
 * formula: n <= 192: getrf(n, n); else sytrf_aa(n) + gbtrf(n, n, 192, 192)
 * class: leading
 * source: LAPACK 3.11, whose blocks have 192 columns: a smaller matrix is one of them,
 *   factored as a general band
 * depends: the block size and, for n > 192, the row interchanges
 * error: 1% for n of 60 to 180 */
fs_work fs_cost_sytrf_aa_2stage(fs_field field, int64_t n)
{
    const int64_t columns = 192;

    if (n <= columns)
        return fs_cost_getrf(field, n, n);
    return fs_work_add(fs_cost_sytrf_aa(field, n), fs_cost_gbtrf(field, n, n, columns, columns));
}

/* sytrf_rook: L D L^T factorization with bounded (rook) pivoting.
 * formula: mul = 21n^3/80 + 7n^2/10, add = n^3/6; complex symmetric: mul = 26n^3/25, add =
 *   87n^3/100
 * class: estimate
 * source: LAWN 41 for the factorization; updates by 2x2 pivots take two divisions an element
 *   more, and half of the columns are in such pivots
 * depends: how many pivots are 2x2 blocks; blocked code for n > 64 has no such divisions
 * error: 4% on random matrices with n >= 60, unblocked */
fs_work fs_cost_sytrf_rook(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    fs_int N = n, cube = N * N * N;
    if (fs_is_complex(field))
        return fs_real_work(fs_ratio(26 * cube, 25), fs_ratio(87 * cube, 100));
    return fs_real_work(fs_ratio(21 * cube + 56 * N * N, 80), fs_ratio(cube, 6));
}

/* hetrf_rook: L D L^H factorization of a Hermitian matrix with bounded (rook) pivoting.
 * formula: mul = 97n^3/100, add = 2n^3/3 + 3n^2/2
 * class: estimate
 * source: as sytrf_rook; divisions are by real numbers
 * depends: how many pivots are 2x2 blocks; blocked code for n > 64 has no such divisions
 * error: 3% on random matrices with n >= 60, unblocked */
fs_work fs_cost_hetrf_rook(fs_field field, int64_t n)
{
    fs_work w;

    if (!fs_is_complex(field) || fs_settled_order(&w, n, 1, 1))
        return fs_cost_sytrf_rook(field, n);
    fs_int N = n, cube = N * N * N;
    return fs_real_work(fs_ratio(97 * cube, 100), fs_ratio(4 * cube + 9 * N * N, 6));
}

/* Solution with an L D L^T factorization: twelfths of what each of n nrhs elements takes beside n.
 */
static fs_work solve_indefinite(int64_t n, int64_t nrhs, const fs_cubic *each)
{
    return nrhs > FS_DIM_MAX ? fs_all_work() : fs_work_times(nrhs, fs_cubic_work(n, each));
}

/* sytrs: solution from the L D L^T factorization, nrhs right-hand sides.
 * formula: mul = nrhs (n^2 + 8n/3), add = nrhs n^2; complex symmetric: mul = nrhs (4n^2 +
 *   32n/3), add = nrhs (4n^2 + 16n/3)
 * class: leading
 * source: LAWN 41, and the quotients of 2x2 pivots
 * depends: how many pivots are 2x2 blocks, in lower order terms
 * error: 1% or less for n >= 60 */
fs_work fs_cost_sytrs(fs_field field, int64_t n, int64_t nrhs)
{
    static const fs_cubic each[2] = {{{0, 12, 32, 0}, {0, 12, 0, 0}},
                                     {{0, 48, 128, 0}, {0, 48, 64, 0}}};

    return solve_indefinite(n, nrhs, &each[fs_is_complex(field)]);
}

/* hetrs: solution from the L D L^H factorization of a Hermitian matrix, nrhs right-hand sides.
 * formula: mul = nrhs (4n^2 + 40n/3), add = nrhs (4n^2 + 19n/3)
 * class: leading
 * source: as sytrs, also of Aasen's method
 * depends: how many pivots are 2x2 blocks, in lower order terms
 * error: 1% or less for n >= 60 */
fs_work fs_cost_hetrs(fs_field field, int64_t n, int64_t nrhs)
{
    static const fs_cubic each = {{0, 48, 160, 0}, {0, 48, 76, 0}};

    return fs_is_complex(field) ? solve_indefinite(n, nrhs, &each) : fs_cost_sytrs(field, n, nrhs);
}

/* sysv: solution of an indefinite system of n equations with nrhs right-hand sides.
 * formula: sytrf(n) + sytrs(n, nrhs)
 * class: leading
 * source: composition
 * depends: how many pivots are 2x2 blocks
 * error: as sytrf */
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
 * depends: how many pivots are 2x2 blocks
 * error: as sytrf_rook */
fs_work fs_cost_sysv_rook(fs_field field, int64_t n, int64_t nrhs)
{
    if (nrhs < 0)
        return fs_no_work();
    return fs_work_add(fs_cost_sytrf_rook(field, n), fs_cost_sytrs(field, n, nrhs));
}

/* hesv: solution of a Hermitian indefinite system with nrhs right-hand sides.
 * formula: hetrf(n) + hetrs(n, nrhs)
 * class: leading
 * source: composition
 * depends: how many pivots are 2x2 blocks
 * error: as hetrf */
fs_work fs_cost_hesv(fs_field field, int64_t n, int64_t nrhs)
{
    if (nrhs < 0)
        return fs_no_work();
    return fs_work_add(fs_cost_hetrf(field, n), fs_cost_hetrs(field, n, nrhs));
}

/* hesv_rook: solution of a Hermitian indefinite system with bounded (rook) pivoting.
 * formula: hetrf_rook(n) + hetrs(n, nrhs)
 * class: estimate
 * source: composition
 * depends: how many pivots are 2x2 blocks
 * error: as hetrf_rook */
fs_work fs_cost_hesv_rook(fs_field field, int64_t n, int64_t nrhs)
{
    if (nrhs < 0)
        return fs_no_work();
    return fs_work_add(fs_cost_hetrf_rook(field, n), fs_cost_hetrs(field, n, nrhs));
}

/* sysv_aa: solution of an indefinite system by Aasen's method.
 * formula: sytrf_aa(n) + hetrs(n, nrhs)
 * class: leading
 * source: composition
 * depends: how many pivots are 2x2 blocks
 * error: as sytrf_aa */
fs_work fs_cost_sysv_aa(fs_field field, int64_t n, int64_t nrhs)
{
    if (nrhs < 0)
        return fs_no_work();
    return fs_work_add(fs_cost_sytrf_aa(field, n), fs_cost_hetrs(field, n, nrhs));
}

/* sysv_aa_2stage: solution of an indefinite system by Aasen's method with blocks.
 * formula: sytrf_aa_2stage(n) + hetrs(n, nrhs)
 * class: leading
 * source: composition
 * depends: how many pivots are 2x2 blocks
 * error: as sytrf_aa_2stage */
fs_work fs_cost_sysv_aa_2stage(fs_field field, int64_t n, int64_t nrhs)
{
    if (nrhs < 0)
        return fs_no_work();
    return fs_work_add(fs_cost_sytrf_aa_2stage(field, n), fs_cost_hetrs(field, n, nrhs));
}

/* sytri: inverse from the L D L^T factorization, also packed.
 * formula: mul = n^3/3 + 5n^2/6 + 5n/2, add = n^3/3 + n^2/3 + 5n/2; complex symmetric: mul =
 *   4n^3/3 + 43n^2/12 + 2n, add = 4n^3/3 + 31n^2/12 + 3n
 * class: leading
 * source: LAWN 41; lower order terms, which depend on the pivots, fitted to random matrices
 * depends: how many pivots are 2x2 blocks, in lower order terms
 * error: 0.2% on random matrices */
fs_work fs_cost_sytri(fs_field field, int64_t n)
{
    static const fs_cubic cubic[2] = {{{4, 10, 30, 0}, {4, 4, 30, 0}},
                                      {{16, 43, 24, 0}, {16, 31, 36, 0}}};

    return fs_cubic_work(n, &cubic[fs_is_complex(field)]);
}

/* hetri: inverse from the L D L^H factorization of a Hermitian matrix, also packed.
 * formula: mul = 4n^3/3 + 9n^2/4 - 9n, add = 4n^3/3 + 5n^2/4 - 7n
 * class: leading
 * source: as sytri
 * depends: how many pivots are 2x2 blocks, in lower order terms
 * error: 0.2% on random matrices */
fs_work fs_cost_hetri(fs_field field, int64_t n)
{
    static const fs_cubic cubic = {{16, 27, -108, 0}, {16, 15, -84, 0}};

    return fs_is_complex(field) ? fs_cubic_work(n, &cubic) : fs_cost_sytri(field, n);
}

/* sytri2: inverse from the L D L^T factorization by inverting its triangle.
 * formula: mul = n^3/3 + 4n^2/3 - 6n, add = n^3/3 - n^2/6 - 8n; complex symmetric: mul =
 *   4n^3/3 + 19n^2/4 + 5n, add = 4n^3/3 + 7n^2/4
 * class: leading
 * source: as sytri
 * depends: how many pivots are 2x2 blocks, in lower order terms
 * error: 0.3% on random matrices, unblocked */
fs_work fs_cost_sytri2(fs_field field, int64_t n)
{
    static const fs_cubic cubic[2] = {{{4, 16, -72, 0}, {4, -2, -96, 0}},
                                      {{16, 57, 60, 0}, {16, 21, 0, 0}}};

    return fs_cubic_work(n, &cubic[fs_is_complex(field)]);
}

/* hetri2: inverse from the L D L^H factorization of a Hermitian matrix by inverting its triangle.
 * formula: mul = 4n^3/3 + 11n^2/2 + 23n, add = 4n^3/3 + 5n^2/2 + 14n
 * class: leading
 * source: as sytri
 * depends: how many pivots are 2x2 blocks, in lower order terms
 * error: 0.3% on random matrices, unblocked */
fs_work fs_cost_hetri2(fs_field field, int64_t n)
{
    static const fs_cubic cubic = {{16, 66, 276, 0}, {16, 30, 168, 0}};

    return fs_is_complex(field) ? fs_cubic_work(n, &cubic) : fs_cost_sytri2(field, n);
}

/* sycon: reciprocal condition number of a symmetric matrix from its L D L^T factorization.
 * formula: 5.2 solves: mul = 5.2 n^2, add = 5.2 n^2; complex symmetric: 5.6 solves
 * class: estimate
 * source: algorithm of lacn2, which is slower where the transpose is not the conjugate
 * depends: the solves that the norm estimate takes: 5, 7 or 9
 * error: 10% as a rule; random matrices spread from -23% to 13%, complex symmetric ones from -37%
 *   to 23% */
fs_work fs_cost_sycon(fs_field field, int64_t n)
{
    return fs_condition_of_solves(fs_is_complex(field) ? 56 : 52, fs_cost_sytrs(field, n, 1),
                                  fs_no_work());
}

/* hecon: reciprocal condition number of a Hermitian matrix from its L D L^H factorization.
 * formula: 5.2 solves: mul = 5.2 n^2, add = 5.2 n^2
 * class: estimate
 * source: algorithm of lacn2
 * depends: the solves that the norm estimate takes
 * error: 10% as a rule; random matrices spread from -21% to 13% */
fs_work fs_cost_hecon(fs_field field, int64_t n)
{
    return fs_condition_of_solves(52, fs_cost_sytrs(field, n, 1), fs_no_work());
}

/* Refinement of an indefinite system, both kinds. */
static fs_work refine(fs_field field, fs_refinement kind, int64_t n, int64_t nrhs)
{
    fs_work w;

    if (fs_settled(&w, n, nrhs, 1))
        return w;
    return fs_refine_all(field, kind, n, nrhs, (fs_int)n * n, fs_cost_sytrs(field, n, 1));
}

/* syrfs: refinement and error bounds of nrhs solutions of an indefinite system.
 * formula: for each: p passes of a residual and |A| |x|, p + 4 solves, p = 2.6, and 5n mul, 3n
 *   add; complex symmetric: p = 2.4; in all about 11.8 n^2 mul and as many add
 * class: estimate
 * source: algorithm; complex |A| |x| is real arithmetic
 * depends: passes of refinement (1 to 5) and solves of the norm estimate
 * error: 8% as a rule; random matrices spread from -27% to 21% */
fs_work fs_cost_syrfs(fs_field field, int64_t n, int64_t nrhs)
{
    return refine(field, FS_REFINE_SYMMETRIC, n, nrhs);
}

/* herfs: refinement and error bounds of nrhs solutions of a Hermitian indefinite system.
 * formula: as syrfs, with p = 2 passes
 * class: estimate
 * source: algorithm; complex |A| |x| is real arithmetic
 * depends: passes of refinement (1 to 5) and solves of the norm estimate
 * error: 4% as a rule; random matrices spread from -22% to 5% */
fs_work fs_cost_herfs(fs_field field, int64_t n, int64_t nrhs)
{
    return refine(field, FS_REFINE_HERMITIAN, n, nrhs);
}

/* An expert driver from its condition estimate and its refinement. */
static fs_work expert(fs_field field, int64_t fact, int64_t n, int64_t nrhs, fs_work condition,
                      fs_work refinement)
{
    fs_work w;

    if (nrhs < 0 || fs_settled(&w, n, 1, 1))
        return nrhs < 0 ? fs_no_work() : w;
    return fs_total(5, (fs_work[]){
                           fact == 'F' ? fs_no_work() : fs_cost_sytrf(field, n),
                           fs_real_work(0, (fs_int)n * n),
                           condition,
                           fs_cost_sytrs(field, n, nrhs),
                           refinement,
                       });
}

/* sysvx: expert driver: factorization unless fact is F, condition, solution, refinement.
 * formula: sytrf(n) unless fact F, + n^2 add + sycon(n) + sytrs(n, nrhs) + syrfs(n, nrhs)
 * class: estimate
 * source: composition
 * depends: as sycon and syrfs
 * error: 6% as a rule, complex 9%; from -28% to 17% */
fs_work fs_cost_sysvx(fs_field field, int64_t fact, int64_t n, int64_t nrhs)
{
    return expert(field, fact, n, nrhs, fs_cost_sycon(field, n), fs_cost_syrfs(field, n, nrhs));
}

/* hesvx: expert driver for a Hermitian matrix.
 * formula: sytrf(n) unless fact F, + n^2 add + hecon(n) + sytrs(n, nrhs) + herfs(n, nrhs)
 * class: estimate
 * source: composition
 * depends: as hecon and herfs
 * error: 5% as a rule; 20% at most */
fs_work fs_cost_hesvx(fs_field field, int64_t fact, int64_t n, int64_t nrhs)
{
    return expert(field, fact, n, nrhs, fs_cost_hecon(field, n), fs_cost_herfs(field, n, nrhs));
}

/* syequb: scale factors that equilibrate a symmetric matrix.
 * formula: mul = 4n^2 + 22n, add = 4n^2 + 16n; complex: mul = 4n^2 + 28n, add = 13n^2/2 + 20n
 * class: estimate
 * source: algorithm: two matrix by vector products and their corrections; real arithmetic
 * depends: the sweeps until the factors settle: a dominant diagonal needs a quarter
 * error: 1% on random matrices */
fs_work fs_cost_syequb(fs_field field, int64_t n)
{
    static const fs_cubic cubic[2] = {{{0, 48, 264, 0}, {0, 48, 192, 0}},
                                      {{0, 48, 336, 0}, {0, 78, 240, 0}}};

    return fs_cubic_work(n, &cubic[fs_is_complex(field)]);
}
