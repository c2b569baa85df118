/* SPDX-License-Identifier: MIT */
/* Work of the kernels of bisection and of relatively robust representations: counts of eigenvalues
 * below a number, their refinement, and eigenvectors by twisted factorizations. */
#include "costmodel/cost.h"
#include "costmodel/eigen.h"

/* sturm: counts of eigenvalues below so many points of a tridiagonal matrix.
 * formula: mul = n points, add = 2 n points
 * class: estimate
 * source: definition: a quotient and two differences a row
 * depends: how often intervals are halved
 * error: 15% for intervals of laebz that converge */
fs_work fs_cost_sturm(fs_field field, int64_t n, int64_t points)
{
    fs_work w;

    (void)field;
    if (fs_settled_order(&w, n, points, 1))
        return w;
    return fs_real_work((fs_int)n * points, 2 * (fs_int)n * points);
}

/* laebz: counts of eigenvalues below the ends of minp intervals (ijob 1), or halvings of them
 *   until those of mmax eigenvalues (2) or of the counts looked for (3) have converged.
 * formula: sturm(n, p): ijob 1: p = 2 minp; 2: p = 46 mmax, single precision 27 mmax; 3: p = 5 minp
 * class: estimate
 * source: executed counts
 * depends: the tolerances; the eigenvalues in the intervals
 * error: 5% where mmax eigenvalues are found to full precision; a part of it where there are fewer
 */
fs_work fs_cost_laebz(fs_field field, int64_t ijob, int64_t n, int64_t mmax, int64_t minp)
{
    fs_work w;
    bool all = ijob == 2;

    if (fs_settled_order(&w, n, all ? mmax : minp, 1))
        return w;
    int64_t counts = ijob == 1 ? 2 : ijob == 3 ? 5 : fs_is_single(field) ? 27 : 46;
    return fs_cost_sturm(field, n, counts * (all ? mmax : minp));
}

/* laneg: eigenvalues below a shift by the factors L D L**T.
 * formula: mul = 2 n - 2, add = 2 n + 1
 * class: exact
 * source: executed counts
 * error: none */
fs_work fs_cost_laneg(fs_field field, int64_t n)
{
    fs_work w;

    (void)field;
    return fs_settled(&w, n, 1, 1) ? w : fs_real_work(2 * (fs_int)n - 2, 2 * (fs_int)n + 1);
}

/* larrb: refines eigenvalues ifirst to ilast of L D L**T by bisection.
 * formula: mul = add = 6 n an eigenvalue, single precision 11 n
 * class: estimate
 * source: executed counts: three halvings an eigenvalue, or five
 * depends: how exact they are: from one count (2 n) to eight; random matrices spread by 50%
 * error: 50% in double, 10% in single precision */
fs_work fs_cost_larrb(fs_field field, int64_t n, int64_t ifirst, int64_t ilast)
{
    fs_work w;
    int64_t wanted = fs_minus(ilast, fs_minus(ifirst, 1));

    if (fs_settled_order(&w, n, wanted, 1))
        return w;
    fs_int half = (fs_is_single(field) ? 11 : 6) * (fs_int)n * wanted;
    return fs_real_work(half, half);
}

/* larrc: eigenvalues in an interval of a tridiagonal matrix or (jobt L) of L D L**T.
 * formula: jobt T: mul = 3 n, add = 4 n; L: mul = 4 n, add = 4 n
 * class: leading
 * source: definition: two counts
 * error: 2% for n >= 60 */
fs_work fs_cost_larrc(fs_field field, int64_t jobt, int64_t n)
{
    fs_work w;

    (void)field;
    return fs_settled(&w, n, 1, 1)
               ? w
               : fs_real_work((jobt == 'L' ? 4 : 3) * (fs_int)n - 3, 4 * (fs_int)n - 2);
}

/* larrd: eigenvalues by bisection to the tolerance that representations start from; m = iu -
 *   il + 1 of range I, n otherwise.
 * formula: mul = 23 n m, add = 45.5 n m; single precision: mul = 19.5 n m, add = 38.6 n m
 * class: estimate
 * source: executed counts: some 20 halvings an eigenvalue
 * depends: the tolerance; range V: how many there are
 * error: 7% or less on random matrices with n >= 60, as larre calls it */
fs_work fs_cost_larrd(fs_field field, int64_t range, int64_t n, int64_t il, int64_t iu)
{
    fs_work w;
    int64_t m = fs_selected(range, n, il, iu);

    if (fs_settled_order(&w, n, m, 1))
        return w;
    fs_int products = (fs_int)n * m;
    return fs_is_single(field)
               ? fs_real_work(fs_ratio(195 * products, 10), fs_ratio(386 * products, 10))
               : fs_real_work(23 * products, fs_ratio(455 * products, 10));
}

/* larre: splits a tridiagonal matrix, finds representations of its blocks and approximations
 *   of their eigenvalues; m = iu - il + 1 of range I, n otherwise.
 * formula: all: mul = 12.4 n m + 135 n, add = 7.6 n m + 150 n, single precision: mul = 9 n m +
 *   320 n, add = 4 n m + 240 n (dqds); some: mul = 56 n m, add = 77 n m, single precision: mul =
 *   27 n m, add = 44 n m (bisection)
 * class: estimate
 * source: executed counts
 * depends: the steps of dqds or of bisection; the blocks that it splits into
 * error: 6% or less on random matrices with n >= 60 */
fs_work fs_cost_larre(fs_field field, int64_t range, int64_t n, int64_t il, int64_t iu)
{
    fs_work w;
    int64_t m = fs_selected(range, n, il, iu);
    bool single = fs_is_single(field);

    if (fs_settled_order(&w, n, m, 1))
        return w;
    fs_int N = n, products = N * m;
    if (2 * m < n)
        return single ? fs_real_work(27 * products + 90 * N, 44 * products + 150 * N)
                      : fs_real_work(56 * products + 47 * N, 77 * products + 108 * N);
    return single ? fs_real_work(9 * products + 320 * N, 4 * products + 240 * N)
                  : fs_real_work(fs_ratio(124 * products, 10) + 135 * N,
                                 fs_ratio(76 * products, 10) + 150 * N);
}

/* larrf: a representation for a cluster of eigenvalues.
 * formula: mul = 9 n, add = 6 n
 * class: estimate
 * source: executed counts
 * depends: how soon a shift is found whose factors do not grow: 3 n and 2 n for the first try, five
 *   times that when all are tried
 * error: from -40% to +200%, the two cases */
fs_work fs_cost_larrf(fs_field field, int64_t n)
{
    fs_work w;

    (void)field;
    return fs_settled(&w, n, 1, 1) ? w : fs_real_work(9 * (fs_int)n, 6 * (fs_int)n);
}

/* larrj: refines eigenvalues ifirst to ilast of a tridiagonal matrix by bisection.
 * formula: mul = 4 n, add = 8 n an eigenvalue
 * class: estimate
 * source: definition: a quotient and two differences a row and count, four counts an eigenvalue
 * depends: how exact they are
 * error: 50% */
fs_work fs_cost_larrj(fs_field field, int64_t n, int64_t ifirst, int64_t ilast)
{
    fs_work w;
    int64_t wanted = fs_minus(ilast, fs_minus(ifirst, 1));

    if (fs_settled_order(&w, n, wanted, 1))
        return w;
    return fs_work_times(4, fs_cost_sturm(field, n, wanted));
}

/* larrk: one eigenvalue of a tridiagonal matrix by bisection.
 * formula: sturm(n, 28), single precision sturm(n, 18)
 * class: estimate
 * source: executed counts
 * depends: the tolerance; 28 and 18 are those that larre asks for, 53 and 24 full precision
 * error: 2% on random matrices with n >= 60 */
fs_work fs_cost_larrk(fs_field field, int64_t n)
{
    return fs_cost_sturm(field, n, fs_is_single(field) ? 18 : 28);
}

/* lar1v: one step of an eigenvector by the twisted factorization of L D L**T.
 * formula: mul = 6.5 n + 60, add = 5 n + 40; complex: mul = 7 n + 160, add = 5 n + 105
 * class: estimate
 * source: executed counts: two factorizations, and the vector from the twist
 * depends: how many elements of the vector are not negligible
 * error: 10% or less on random matrices with n >= 60 */
fs_work fs_cost_lar1v(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    fs_int N = n;
    return fs_is_complex(field) ? fs_real_work(7 * N + 160, 5 * N + 105)
                                : fs_real_work(fs_ratio(13 * N, 2) + 60, 5 * N + 40);
}

/* larrv: eigenvectors dol to dou of a tridiagonal matrix from the representations of larre.
 * formula: all n of them: mul = 13 n, add = 9.5 n a vector, less than half: mul = 21 n, add =
 *   15.5 n, whose eigenvalues come less exact; single precision: mul = 16 n, add = 12.5 n and
 *   mul = 23 n, add = 19 n; complex: + 4 n mul, n add
 * class: estimate
 * source: executed counts: one or two twisted factorizations a vector, and bisection
 * depends: the clusters of eigenvalues
 * error: 20% median, 45% or less on random matrices with n >= 60 */
fs_work fs_cost_larrv(fs_field field, int64_t n, int64_t dol, int64_t dou)
{
    static const int tenths[2][2][2] = {{{130, 95}, {210, 155}}, {{160, 125}, {230, 190}}};
    fs_work w;
    int64_t wanted = fs_minus(dou, fs_minus(dol, 1));

    if (fs_settled_order(&w, n, wanted, 1))
        return w;
    const int *of = tenths[fs_is_single(field)][2 * wanted < n];
    int scaling = fs_is_complex(field) ? 10 : 0;
    fs_int products = (fs_int)n * wanted;
    return fs_real_work(fs_ratio((of[0] + 4 * scaling) * products, 10),
                        fs_ratio((of[1] + scaling) * products, 10));
}
