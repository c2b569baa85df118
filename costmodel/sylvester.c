/* SPDX-License-Identifier: MIT */
/* Work of Sylvester equations, and of generalized ones, with matrices in Schur form. */
#include "costmodel/arith.h"
#include "costmodel/cost.h"

/* trsyl: Sylvester equation with matrices in Schur form of order m and n.
 * formula: mul = m n (m + n)/2 + 12.5 m n, add = m n (m + n)/2 + 7 m n
 * class: leading
 * source: derivation
 * error: 0.5% for n >= 60 */
fs_work fs_cost_trsyl(fs_field field, int64_t m, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, m, n, 1))
        return w;
    fs_int elements = (fs_int)m * n;
    fs_int products = elements * ((fs_int)m + n) / 2;
    return fs_work_add(fs_from_counts(field, products, products),
                       fs_real_work(25 * elements / 2, 7 * elements));
}

/* trsyl3: as trsyl, by blocks, whose norms are watched.
 * formula: trsyl(m, n), + mul = m n (m + n)/75, add = m n (m + n)/110 + 2.6 m n; complex: + mul
 *   = m n (m + n)/14, add = m n (m + n)/25 + 6 m n
 * class: leading
 * source: derivation; executed counts for the blocks
 * error: 1% for n >= 60 */
fs_work fs_cost_trsyl3(fs_field field, int64_t m, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, m, n, 1))
        return w;
    fs_int elements = (fs_int)m * n, products = elements * ((fs_int)m + n);
    fs_work blocks =
        fs_is_complex(field)
            ? fs_real_work(fs_ratio(products, 14), fs_ratio(products, 25) + 6 * elements)
            : fs_real_work(fs_ratio(products, 75),
                           fs_ratio(products, 110) + fs_ratio(26 * elements, 10));
    return fs_work_add(fs_cost_trsyl(field, m, n), blocks);
}

/* Operations of one solution of a pair of equations: mul and add for each m^2 n, m n^2 and m n, in
 * hundredths. */
struct solution {
    int mul[3];
    int add[3];
};

/* By [complex][transposed]. */
static const struct solution blocked[2][2] = {
    {{{102, 150, 3800}, {102, 102, 1690}}, {{195, 150, 3410}, {148, 102, 1630}}},
    {{{400, 600, 4560}, {400, 500, 2630}}, {{800, 600, 3000}, {700, 500, 1450}}},
};
static const struct solution unblocked[2][2] = {
    {{{106, 146, 3410}, {102, 102, 1690}}, {{199, 151, 1710}, {151, 103, 1050}}},
    {{{400, 400, 4200}, {400, 400, 2640}}, {{400, 400, 4200}, {400, 400, 2260}}},
};

/* Operations an element of the right-hand side that the estimate of a separation takes beyond a
 * solution: by a look-ahead or (null_vectors) by approximate null vectors of each small system. */
static fs_work estimate(fs_field field, bool null_vectors, fs_int elements)
{
    if (fs_is_complex(field))
        return null_vectors ? fs_real_work(324 * elements, 198 * elements)
                            : fs_real_work(26 * elements, 26 * elements);
    return null_vectors ? fs_real_work(148 * elements, 116 * elements)
                        : fs_real_work(22 * elements, 26 * elements);
}

static fs_work solve(const struct solution *of, fs_int m, fs_int n)
{
    fs_int elements = m * n;

    return fs_real_work(fs_ratio((of->mul[0] * m + of->mul[1] * n + of->mul[2]) * elements, 100),
                        fs_ratio((of->add[0] * m + of->add[1] * n + of->add[2]) * elements, 100));
}

/* tgsyl: coupled Sylvester equations with matrices in generalized Schur form of order m and n;
 *   ijob 1 and 2: and an estimate of their separation by another solve, 3 and 4: only the
 *   estimate.
 * formula: mul = m^2 n + 1.5 m n^2 + 38 m n, add = 1.02 m n (m + n) + 17 m n; trans not N: mul
 *   = 1.95 m^2 n + 1.5 m n^2 + 34 m n, add = 1.5 m^2 n + m n^2 + 16 m n; complex: mul = 4 m^2 n
 *   + 6 m n^2 + 46 m n, add = 4 m^2 n + 5 m n^2 + 26 m n; trans not N: mul = 8 m^2 n + 6 m n^2 +
 *   30 m n, add = 7 m^2 n + 5 m n^2 + 14 m n; ijob 1, 2: twice, and 3, 4: once, with mul = 22 m
 *   n, add = 26 m n (2 and 4: 148, 116; complex 26, 26; 324, 198) for the estimate
 * class: leading
 * source: derivation of the products of blocks, with the rows that gemm scales; executed
 *   counts for the systems of order 2 and 8
 * depends: the 2 x 2 blocks of real matrices
 * error: 1% or less for m, n >= 40 */
fs_work fs_cost_tgsyl(fs_field field, int64_t trans, int64_t ijob, int64_t m, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, m, n, 1))
        return w;
    fs_work once = solve(&blocked[fs_is_complex(field)][trans != 'N'], m, n);
    if (ijob < 1 || ijob > 4)
        return once;
    return fs_work_add(fs_work_times(ijob <= 2 ? 2 : 1, once),
                       estimate(field, ijob == 2 || ijob == 4, (fs_int)m * n));
}

/* tgsy2: as tgsyl, row by row; ijob 1 and 2: only an estimate of the separation.
 * formula: mul = 1.06 m^2 n + 1.46 m n^2 + 34 m n, add = 1.02 m n (m + n) + 17 m n; trans not
 *   N: mul = 2 m^2 n + 1.5 m n^2 + 17 m n, add = 1.5 m^2 n + m n^2 + 10.5 m n; complex: mul = 4
 *   m n (m + n) + 42 m n, add = 4 m n (m + n) + 26 m n, trans not N: 22.6 m n; ijob 1, 2: and
 *   the estimate of tgsyl
 * class: leading
 * source: derivation of the products; executed counts for the systems of order 2 and 8
 * depends: the 2 x 2 blocks of real matrices
 * error: 1% or less for m, n >= 40 */
fs_work fs_cost_tgsy2(fs_field field, int64_t trans, int64_t ijob, int64_t m, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, m, n, 1))
        return w;
    fs_work once = solve(&unblocked[fs_is_complex(field)][trans != 'N'], m, n);
    return ijob != 1 && ijob != 2 ? once
                                  : fs_work_add(once, estimate(field, ijob == 2, (fs_int)m * n));
}
