/* SPDX-License-Identifier: MIT */
/* Work of the symmetric tridiagonal eigenproblem: QL/QR iteration, divide and conquer, bisection,
 * relatively robust representations. Estimates: the number of iterations is data. */
#include "costmodel/cost.h"
#include "costmodel/eigen.h"

int64_t fs_selected(int64_t range, int64_t n, int64_t il, int64_t iu)
{
    if (range != 'I')
        return fs_max(0, n);
    return il < 1 || iu > n || iu < il ? 0 : iu - il + 1;
}

/* sterf: eigenvalues of a symmetric tridiagonal matrix by the root-free QL or QR method.
 * formula: mul = 10.2 n^2 + 48 n, add = 6.8 n^2 + 32 n
 * class: estimate
 * source: executed counts: about 1.8 sweeps an eigenvalue
 * depends: the sweeps until an eigenvalue splits off
 * error: 6% or less on random matrices of order 20 to 300 */
fs_work fs_cost_sterf(fs_field field, int64_t n)
{
    fs_work w;

    (void)field;
    if (fs_settled_order(&w, n, 1, 1))
        return w;
    fs_int N = n;
    return fs_real_work(fs_ratio(51 * N * N + 240 * N, 5), fs_ratio(34 * N * N + 160 * N, 5));
}

/* steqr: eigenvalues, and eigenvectors unless compz is N, by the implicit QL or QR method.
 * formula: mul = 16 n^2 + 60 n, add = 10 n^2 + 40 n; compz I, V: + rotations of (7 n^3 + 10
 *   n^2)/6 pairs by real cosines and sines
 * class: estimate
 * source: algorithm: about 1.2 sweeps an eigenvalue, 6 operations a row and rotation; 7 n^3
 *   (NAG)
 * depends: the sweeps until an eigenvalue splits off: a little fewer as n grows
 * error: 4% or less on random matrices of order 60 to 300 */
fs_work fs_cost_steqr(fs_field field, int64_t compz, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    fs_int N = n;
    fs_work values = fs_real_work(16 * N * N + 60 * N, 10 * N * N + 40 * N);
    fs_int pairs = compz == 'N' ? 0 : fs_ratio(7 * N * N * N + 10 * N * N, 6);
    return fs_work_add(values, fs_real_by_field(field, 4 * pairs, 2 * pairs));
}

/* pteqr: eigenvalues, and eigenvectors unless compz is N, of a positive definite tridiagonal
 *   matrix.
 * formula: mul = 14 n^2 + 60 n, add = 8.5 n^2 + 20 n; compz I, V: + rotations of 37 n^3/30 pairs
 * class: estimate
 * source: executed counts (pttrf and bdsqr)
 * depends: the sweeps until a singular value of the factor splits off
 * error: 13% or less on random matrices of order 60 to 300 */
fs_work fs_cost_pteqr(fs_field field, int64_t compz, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    fs_int N = n;
    fs_work values = fs_real_work(14 * N * N + 60 * N, (17 * N * N + 40 * N) / 2);
    fs_int pairs = compz == 'N' ? 0 : fs_ratio(37 * N * N * N, 30);
    return fs_work_add(values, fs_real_by_field(field, 4 * pairs, 2 * pairs));
}

/* Divide and conquer halves a problem until it has this many rows at most (ilaenv). */
enum { LEAF_ROWS = 25 };

/* Levels beyond this change the sums over them by less than a millionth. */
enum { HALVES_MAX = 1 << 15 };

struct tree fs_divide(int64_t n)
{
    struct tree tree = {.leaf = n, .quarters = 1, .halves = 1};

    while (tree.leaf > LEAF_ROWS) {
        tree.leaf -= tree.leaf / 2;
        tree.halves = fs_min(2 * tree.halves, HALVES_MAX);
    }
    tree.quarters = tree.halves * tree.halves;
    return tree;
}

/* count (1 - 1/power), the sum of a geometric series over the levels of the tree. */
static fs_work over_levels(fs_work count, int64_t power)
{
    return fs_work_scaled(count, power - 1, power);
}

fs_work fs_dense_stedc(fs_field field, int64_t compz, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    struct tree tree = fs_divide(n);
    fs_int N = n, leaf = tree.leaf;
    if (compz == 'N')
        return fs_cost_sterf(field, n);
    if (tree.halves == 1)
        return fs_cost_steqr(field, compz, n);
    fs_work leaves =
        fs_work_scaled(fs_cost_steqr(fs_real_part(field), 'I', tree.leaf), n, tree.leaf);
    fs_work secular = fs_real_work(40 * N * N, 28 * N * N);
    if (compz == 'I')
        return fs_total(3, (fs_work[]){leaves, secular,
                                       over_levels(fs_real_work(fs_ratio(2 * N * N * N, 3),
                                                                fs_ratio(2 * N * N * N, 3)),
                                                   tree.quarters)});
    fs_work update = fs_real_by_field(field, N * N * leaf, N * N * leaf);
    fs_work merges =
        over_levels(fs_real_by_field(field, 2 * N * N * N, 2 * N * N * N), tree.halves);
    return fs_total(4, (fs_work[]){leaves, secular, update, merges});
}

/* stedc: eigenvalues, and eigenvectors unless compz is N, by divide and conquer.
 * formula: compz N: sterf(n); V: steqr on leaves of b <= 25 rows, (n^2 b mul, n^2 b add) to
 *   apply them, 2 n^3 (1 - 2^-levels) mul and add for the merges, 40 n^2 mul and 28 n^2 add for
 *   secular equations; I: no leaves to apply, merges 2n^3/3 (1 - 4^-levels), which, and the
 *   secular equations, count min(1, max(75/n, 1/4)), what deflation leaves of them on random
 *   tridiagonal matrices
 * class: estimate
 * source: algorithm
 * depends: deflation: compz I on a matrix reduced from a dense one executes the whole of the
 *   merges (as syevd is charged), on a random tridiagonal one less as n grows
 * error: 7% on random matrices; -50% for compz I on reduced dense matrices of order 200 */
fs_work fs_cost_stedc(fs_field field, int64_t compz, int64_t n)
{
    fs_work whole = fs_dense_stedc(field, compz, n);

    if (compz != 'I' || n <= 75)
        return whole;
    fs_work leaves = fs_work_scaled(fs_cost_steqr(fs_real_part(field), 'I', fs_divide(n).leaf), n,
                                    fs_divide(n).leaf);
    if (whole.mul == FS_COUNT_MAX || whole.mul < leaves.mul || whole.add < leaves.add)
        return whole;
    fs_work merges = {.mul = whole.mul - leaves.mul, .add = whole.add - leaves.add};
    fs_work left = n < 300 ? fs_work_scaled(merges, 75, n) : fs_work_scaled(merges, 1, 4);
    return fs_work_add(leaves, left);
}

/* stemr: selected eigenvalues, and eigenvectors if jobz is V, by relatively robust
 *   representations; m = iu - il + 1 of range I, n otherwise.
 * formula: N: mul = 14.5 n m + 130 n, add = 9.5 n m + 120 n; V: mul = 30 n m, add = 21 n m
 * class: estimate
 * source: executed counts
 * depends: the clusters of eigenvalues; matrices reduced from dense ones take about 30% less;
 *   range V: how many there are
 * error: 6% on random tridiagonal matrices of order 60 to 300 */
fs_work fs_cost_stemr(fs_field field, int64_t jobz, int64_t range, int64_t n, int64_t il,
                      int64_t iu)
{
    fs_work w;
    int64_t m = fs_selected(range, n, il, iu);

    (void)field;
    if (fs_settled_order(&w, n, m, 1))
        return w;
    fs_int N = n, NM = N * m;
    return jobz == 'V' ? fs_real_work(30 * NM, 21 * NM)
                       : fs_real_work(29 * NM / 2 + 130 * N, 19 * NM / 2 + 120 * N);
}

/* stebz: selected eigenvalues by bisection; m = iu - il + 1 of range I, n otherwise.
 * formula: mul = m (45 n + 230), add = m (90 n + 400)
 * class: estimate
 * source: algorithm: 3 operations a row and Sturm count, 45 counts an eigenvalue in double
 *   precision
 * depends: the tolerance; single precision takes half the counts; range V: how many there are
 * error: 2% or less for n >= 60, double precision */
fs_work fs_cost_stebz(fs_field field, int64_t range, int64_t n, int64_t il, int64_t iu)
{
    fs_work w;
    int64_t m = fs_selected(range, n, il, iu);

    (void)field;
    if (fs_settled_order(&w, n, m, 1))
        return w;
    return fs_real_work(m * (45 * (fs_int)n + 230), m * (90 * (fs_int)n + 400));
}

/* stein: m eigenvectors by inverse iteration.
 * formula: mul = 27 n m, add = 19 n m
 * class: estimate
 * source: executed counts: two or three iterations a vector; real arithmetic
 * depends: the clusters of eigenvalues, whose vectors are orthogonalised: 2 n c^2 for c in a
 *   cluster
 * error: 4% or less on random matrices of order 20 to 300 */
fs_work fs_cost_stein(fs_field field, int64_t n, int64_t m)
{
    fs_work w;

    (void)field;
    if (fs_settled_order(&w, n, m, 1))
        return w;
    return fs_real_work(27 * (fs_int)n * m, 19 * (fs_int)n * m);
}

/* disna: condition numbers of eigenvectors or singular vectors from the gaps; m x n of singular
 *   vectors.
 * formula: add = m (job E), min(m, n) (jobs L, R)
 * class: exact
 * source: definition of the operation */
fs_work fs_cost_disna(fs_field field, int64_t job, int64_t m, int64_t n)
{
    fs_work w;
    int64_t gaps = job == 'E' ? m : fs_min(m, n);

    (void)field;
    return fs_settled_order(&w, gaps, 1, 1) ? w : fs_real_work(0, gaps);
}
