/* SPDX-License-Identifier: MIT */
/* Work of positive definite band systems (kd off-diagonals, at most n - 1) and of triangular band
 * systems. */
#include "costmodel/cost.h"
#include "costmodel/refine.h"

/* pbtrf: Cholesky factorization of a band matrix, also the split one (pbstf); k = min(kd, n -
 *   1).
 * formula: mul = n (k^2/2 + 5k/2 + 2) - k^3/3 - 3k^2/2 - 7k/6 - 1, add = n (k^2/2 + k/2) -
 *   k^3/3 - k^2/2 - k/6; complex: mul = sum of 2 r^2 + 4 r + 2, add = sum of 2 r^2, r = min(k, n
 *   - j)
 * class: exact
 * source: derivation: LAWN 41, and the scaling by reciprocals and by alpha = -1 that column by
 *   column updates (syr) take
 * error: 0 unblocked; from kd = 65 on blocking adds 5% to 20% */
fs_work fs_cost_pbtrf(fs_field field, int64_t n, int64_t kd)
{
    fs_work w;

    if (kd < 0 || fs_settled(&w, n, 1, 1))
        return kd < 0 ? fs_no_work() : w;
    int64_t k = fs_min(kd, n - 1);
    fs_int reach = fs_sum_of_minima(n, k, n), squares = fs_sum_of_products(n, k, n, k, n);
    fs_int once = 2 * (fs_int)n - 1;
    if (fs_is_complex(field))
        return fs_real_work(2 * squares + 4 * reach + once, 2 * squares);
    fs_int updates = (squares + reach) / 2;
    return fs_real_work(updates + 2 * reach + once, updates);
}

/* pbtrs: solution from the Cholesky factorization of a band matrix.
 * formula: 2 nrhs tbsv(n, kd)
 * class: exact
 * source: LAWN 41
 * error: 0 */
fs_work fs_cost_pbtrs(fs_field field, int64_t n, int64_t kd, int64_t nrhs)
{
    fs_work twice = fs_work_times(2, fs_cost_tbsv(field, 'N', n, kd));

    return fs_work_times(nrhs, twice);
}

/* pbsv: solution of a positive definite band system with nrhs right-hand sides.
 * formula: pbtrf(n, kd) + pbtrs(n, kd, nrhs)
 * class: exact
 * source: composition */
fs_work fs_cost_pbsv(fs_field field, int64_t n, int64_t kd, int64_t nrhs)
{
    if (nrhs < 0)
        return fs_no_work();
    return fs_work_add(fs_cost_pbtrf(field, n, kd), fs_cost_pbtrs(field, n, kd, nrhs));
}

/* pbcon: reciprocal condition number from the Cholesky factorization of a band matrix.
 * formula: 5 solves: mul = 5 pbtrs(n, kd, 1) + 25 n, add = 5 pbtrs(n, kd, 1) + 12.5 n + n kd
 * class: estimate
 * source: algorithm of lacn2, with protection from overflow and column norms
 * depends: the solves that the norm estimate takes
 * error: 5% on well-conditioned matrices with kd = 12, 20% with kd = 2 */
fs_work fs_cost_pbcon(fs_field field, int64_t n, int64_t kd)
{
    fs_work w;

    if (kd < 0 || fs_settled(&w, n, 1, 1))
        return kd < 0 ? fs_no_work() : w;
    fs_work guard = fs_real_by_field(field, 5 * (fs_int)n, 5 * (fs_int)n / 2);
    return fs_condition_work(fs_work_add(fs_cost_pbtrs(field, n, kd, 1), guard),
                             fs_real_by_field(field, 0, (fs_int)n * fs_min(kd, n - 1)));
}

/* pbrfs: refinement and error bounds of nrhs solutions of a positive definite band system.
 * formula: for each: p passes of a residual and |A| |x|, p + 4 solves, p = 2.6, and 5n mul, 3n
 *   add; complex: p = 2.2
 * class: estimate
 * source: algorithm; complex |A| |x| is real arithmetic
 * depends: passes of refinement (1 to 5) and solves of the norm estimate
 * error: 5% or less on random matrices with n >= 100 and kd = 12 */
fs_work fs_cost_pbrfs(fs_field field, int64_t n, int64_t kd, int64_t nrhs)
{
    fs_work w;

    if (kd < 0 || fs_settled(&w, n, nrhs, 1))
        return kd < 0 ? fs_no_work() : w;
    return fs_refine_all(field, FS_REFINE_DEFINITE_BAND, n, nrhs, fs_band_elements(n, n, kd, kd),
                         fs_cost_pbtrs(field, n, kd, 1));
}

/* pbsvx: expert driver: factorization unless fact is F, condition, solution, refinement; fact E
 *   looks for scale factors first.
 * formula: pbtrf(n, kd) unless fact F, + poequ(n) if fact E, + norm + pbcon(n, kd) + pbtrs(n,
 *   kd, nrhs) + pbrfs(n, kd, nrhs)
 * class: estimate
 * source: composition
 * depends: as pbcon and pbrfs */
fs_work fs_cost_pbsvx(fs_field field, int64_t fact, int64_t n, int64_t kd, int64_t nrhs)
{
    fs_work w;

    if (nrhs < 0 || kd < 0 || fs_settled(&w, n, 1, 1))
        return nrhs < 0 || kd < 0 ? fs_no_work() : w;
    return fs_total(6, (fs_work[]){
                           fact == 'F' ? fs_no_work() : fs_cost_pbtrf(field, n, kd),
                           fact == 'E' ? fs_cost_poequ(field, n) : fs_no_work(),
                           fs_real_work(0, fs_band_elements(n, n, kd, kd)),
                           fs_cost_pbcon(field, n, kd),
                           fs_cost_pbtrs(field, n, kd, nrhs),
                           fs_cost_pbrfs(field, n, kd, nrhs),
                       });
}

/* tbtrs: triangular band system with nrhs right-hand sides.
 * formula: nrhs tbsv(n, kd)
 * class: exact
 * source: LAPACK 3.0 operation counts (dopla) */
fs_work fs_cost_tbtrs(fs_field field, int64_t diag, int64_t n, int64_t kd, int64_t nrhs)
{
    return fs_work_times(nrhs, fs_cost_tbsv(field, diag, n, kd));
}

/* tbcon: reciprocal condition number of a triangular band matrix.
 * formula: 5 solves: mul = 5 tbsv(n, kd) + 12.5 n, add = 5 tbsv(n, kd) + 10 n + 2 n kd
 * class: estimate
 * source: algorithm of lacn2, with protection from overflow and the norms of matrix and columns
 * depends: the solves that the norm estimate takes
 * error: 7% as a rule; from -29% to 26%, the more the narrower the band */
fs_work fs_cost_tbcon(fs_field field, int64_t diag, int64_t n, int64_t kd)
{
    fs_work w;

    if (kd < 0 || fs_settled(&w, n, 1, 1))
        return kd < 0 ? fs_no_work() : w;
    fs_work guard = fs_real_by_field(field, 5 * (fs_int)n / 2, 2 * (fs_int)n);
    return fs_condition_work(fs_work_add(fs_cost_tbsv(field, diag, n, kd), guard),
                             fs_real_by_field(field, 0, 2 * (fs_int)n * fs_min(kd, n - 1)));
}

/* tbrfs: error bounds of nrhs solutions of a triangular band system; no refinement takes place.
 * formula: for each: residual, |A| |x| and 5 solves
 * class: estimate
 * source: algorithm; complex |A| |x| is real arithmetic
 * depends: the solves that the norm estimate takes
 * error: 4% as a rule, 19% at most on dominant diagonals */
fs_work fs_cost_tbrfs(fs_field field, int64_t diag, int64_t n, int64_t kd, int64_t nrhs)
{
    fs_work w;

    if (kd < 0 || fs_settled(&w, n, nrhs, 1))
        return kd < 0 ? fs_no_work() : w;
    return fs_refine_all(field, FS_REFINE_NONE, n, nrhs, fs_band_elements(n, n, 0, kd),
                         fs_cost_tbsv(field, diag, n, kd));
}
