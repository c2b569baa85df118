/* SPDX-License-Identifier: MIT */
/* Work of general band systems: kl subdiagonals, ku superdiagonals. Row interchanges widen U to
 * kl + ku superdiagonals at most, and by an expected amount on matrices without structure. */
#include "costmodel/cost.h"
#include "costmodel/refine.h"

/* Elimination of a band that has `below` elements under the diagonal and whose U has `width`
 * superdiagonals. */
static fs_work eliminate(fs_field field, int64_t m, int64_t n, int64_t kl, fs_int below,
                         int64_t width)
{
    int64_t steps = fs_min(m, n);
    fs_int products = fs_sum_of_products(steps, kl, m, width, n);
    fs_int scalings = below + fs_sum_of_minima(steps, width, n);
    fs_work search = fs_real_work(0, fs_is_complex(field) ? below + steps : 0);

    return fs_work_add(fs_from_counts(field, products + scalings + steps, products), search);
}

/* 100 times the superdiagonals that U lacks of kl + ku on average over random matrices. Rows that
 * have been updated often have grown and are preferred as pivots, so that the reach of new rows is
 * not used in full: by a fifth of kl where ku is 0, and by more the wider U is. */
static int64_t slack_hundredths(int64_t kl, int64_t ku)
{
    fs_int numerator = 100 * (fs_int)kl * (30 * (fs_int)ku + 7 * (fs_int)kl);

    return kl == 0 ? 0 : (int64_t)fs_ratio(numerator, 50 * (fs_int)ku + 35 * (fs_int)kl);
}

/* gbtrf: LU factorization of an m x n band matrix with partial pivoting.
 * formula: mul = sum over i <= min(m, n) of l u + l + u + 1, add = sum of l u, l = min(kl, m -
 *   i), u = min(ku + kl - s, n - i), s = kl (6 ku + 1.4 kl)/(10 ku + 7 kl) interpolated between
 *   whole diagonals; complex: + sum of l + 1 add, for |re| + |im| in the search for pivots
 * class: estimate
 * source: LAPACK 3.0 operation counts (dopla), which have s = 0, with the fill-in measured on
 *   random matrices, and the scaling of u that the reference code executes
 * depends: the row interchanges: without any, u = min(ku, n - i), and less work
 * error: 4% on random matrices with n >= 60, up to +50% where no rows are interchanged */
fs_work fs_cost_gbtrf(fs_field field, int64_t m, int64_t n, int64_t kl, int64_t ku)
{
    fs_work w;

    if (kl < 0 || ku < 0 || fs_settled(&w, m, n, 1))
        return kl < 0 || ku < 0 ? fs_no_work() : w;
    kl = fs_min(kl, m - 1);
    ku = fs_min(ku, n - 1);
    int64_t slack = slack_hundredths(kl, ku);
    int64_t width = kl + ku - slack / 100;
    int64_t part = slack % 100;
    fs_int below = fs_sum_of_minima(fs_min(m, n), kl, m);
    fs_work wide = eliminate(field, m, n, kl, below, width);
    fs_work narrow = eliminate(field, m, n, kl, below, fs_max(0, width - 1));
    return fs_work_add(fs_work_scaled(wide, 100 - part, 100), fs_work_scaled(narrow, part, 100));
}

/* gbtrs: solution from the LU factorization of a band matrix, nrhs right-hand sides.
 * formula: mul = nrhs (n (l + u + 1) - (l (l + 1) + u (u + 1))/2), add = mul - nrhs n, l =
 *   min(kl, n - 1), u = min(kl + ku, n - 1); kl > 0: + nrhs (n - 1) mul, trans T or C: and add
 * class: exact
 * source: LAPACK 3.0 operation counts (dopla), and the products by alpha = -1 that ger and
 *   gemv form; complex: nrhs n quotients
 * error: 0 */
fs_work fs_cost_gbtrs(fs_field field, int64_t trans, int64_t n, int64_t kl, int64_t ku,
                      int64_t nrhs)
{
    fs_work w;

    if (kl < 0 || ku < 0 || fs_settled(&w, n, nrhs, 1))
        return kl < 0 || ku < 0 ? fs_no_work() : w;
    int64_t below = fs_min(kl, n - 1);
    int64_t above = fs_min(below + fs_min(ku, n - 1), n - 1);
    fs_int products = nrhs * (fs_band_elements(n, n, below, above) - n);
    fs_int by_alpha = kl > 0 ? (fs_int)nrhs * (n - 1) : 0;
    return fs_work_add(
        fs_from_counts(field, products + by_alpha, products + (trans == 'N' ? 0 : by_alpha)),
        fs_quotients(field, (fs_int)nrhs * n));
}

/* gbsv: solution of a band system with nrhs right-hand sides.
 * formula: gbtrf(n, n, kl, ku) + gbtrs(n, kl, ku, nrhs)
 * class: estimate
 * source: composition
 * depends: the row interchanges, as gbtrf
 * error: 4% on random matrices, up to 50% where no rows are interchanged */
fs_work fs_cost_gbsv(fs_field field, int64_t n, int64_t kl, int64_t ku, int64_t nrhs)
{
    if (nrhs < 0)
        return fs_no_work();
    return fs_work_add(fs_cost_gbtrf(field, n, n, kl, ku),
                       fs_cost_gbtrs(field, 'N', n, kl, ku, nrhs));
}

/* gbcon: reciprocal condition number from the LU factorization of a band matrix.
 * formula: 5 solves: mul = 5 gbtrs(n, kl, ku, 1) + 15 n, add = 5 gbtrs(n, kl, ku, 1) + 10 n
 *   + n (kl + ku)
 * class: estimate
 * source: algorithm of lacn2, with 3n mul and 2n add a solve for protection from overflow, and
 *   column norms
 * depends: the solves that the norm estimate takes
 * error: 5% as a rule, 10% in single precision complex; random matrices spread from -40% to 24% */
fs_work fs_cost_gbcon(fs_field field, int64_t n, int64_t kl, int64_t ku)
{
    fs_work w;

    if (fs_settled(&w, n, 1, 1))
        return w;
    fs_work guard = fs_real_by_field(field, 3 * (fs_int)n, 2 * (fs_int)n);
    int64_t width = fs_min(fs_max(kl, 0), n) + fs_min(fs_max(ku, 0), n);
    fs_int above = (fs_int)n * fs_min(width, n - 1);
    return fs_condition_work(fs_work_add(fs_cost_gbtrs(field, 'N', n, kl, ku, 1), guard),
                             fs_real_by_field(field, 0, above));
}

/* gbrfs: refinement and error bounds of nrhs solutions of a band system.
 * formula: for each: p passes of a residual and |A| |x|, p + 4 solves, p = 2.6, and 5n mul, 3n
 *   add; complex: p = 2.3
 * class: estimate
 * source: algorithm; complex |A| |x| is real arithmetic
 * depends: passes of refinement (1 to 5) and solves of the norm estimate
 * error: 10% as a rule; random matrices spread from -27% to 20% */
fs_work fs_cost_gbrfs(fs_field field, int64_t n, int64_t kl, int64_t ku, int64_t nrhs)
{
    fs_work w;

    if (kl < 0 || ku < 0 || fs_settled(&w, n, nrhs, 1))
        return kl < 0 || ku < 0 ? fs_no_work() : w;
    return fs_refine_all(field, FS_REFINE_BAND, n, nrhs, fs_band_elements(n, n, kl, ku),
                         fs_cost_gbtrs(field, 'N', n, kl, ku, 1));
}

/* gbequ: row and column scale factors that equilibrate an m x n band matrix.
 * formula: mul = elements in the band + m + n; complex: add = twice the elements
 * class: exact
 * source: derivation, as geequ; real arithmetic */
fs_work fs_cost_gbequ(fs_field field, int64_t m, int64_t n, int64_t kl, int64_t ku)
{
    fs_work w;

    if (kl < 0 || ku < 0 || fs_settled(&w, m, n, 1))
        return kl < 0 || ku < 0 ? fs_no_work() : w;
    fs_int elements = fs_band_elements(m, n, kl, ku);
    return fs_real_work(elements + m + n, fs_is_complex(field) ? 2 * elements : 0);
}

/* gbequb: row and column scale factors, powers of the radix, that equilibrate an m x n band matrix.
 * formula: mul = elements in the band + 2m + 2n; complex: add = twice the elements
 * class: exact
 * source: derivation, as gbequ; logarithms are not counted
 * error: 0 */
fs_work fs_cost_gbequb(fs_field field, int64_t m, int64_t n, int64_t kl, int64_t ku)
{
    fs_work w;

    if (kl < 0 || ku < 0 || fs_settled(&w, m, n, 1))
        return fs_cost_gbequ(field, m, n, kl, ku);
    return fs_work_add(fs_cost_gbequ(field, m, n, kl, ku), fs_real_work((fs_int)m + n, 0));
}

/* gbsvx: expert driver: factorization unless fact is F, condition, solution, refinement; fact E
 *   looks for scale factors first.
 * formula: gbtrf(n, n, kl, ku) unless fact F, + gbequ(n, n, kl, ku) if fact E, + norm + gbcon(n,
 *   kl, ku) + gbtrs(n, kl, ku, nrhs) + gbrfs(n, kl, ku, nrhs)
 * class: estimate
 * source: composition
 * depends: as gbtrf, gbcon and gbrfs */
fs_work fs_cost_gbsvx(fs_field field, int64_t fact, int64_t n, int64_t kl, int64_t ku, int64_t nrhs)
{
    fs_work w;

    if (nrhs < 0 || kl < 0 || ku < 0)
        return fs_no_work();
    if (fs_settled(&w, n, 1, 1))
        return w;
    return fs_total(6, (fs_work[]){
                           fact == 'F' ? fs_no_work() : fs_cost_gbtrf(field, n, n, kl, ku),
                           fact == 'E' ? fs_cost_gbequ(field, n, n, kl, ku) : fs_no_work(),
                           fs_real_work(0, fs_band_elements(n, n, kl, ku)),
                           fs_cost_gbcon(field, n, kl, ku),
                           fs_cost_gbtrs(field, 'N', n, kl, ku, nrhs),
                           fs_cost_gbrfs(field, n, kl, ku, nrhs),
                       });
}
