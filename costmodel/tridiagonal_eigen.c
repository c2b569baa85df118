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

bool fs_selects_all(int64_t range, int64_t n, int64_t il, int64_t iu)
{
    return range != 'V' && fs_selected(range, n, il, iu) == n;
}

/* Rotations of the QL or QR iteration in all, in thousandths of n^2: each eigenvalue takes a little
 * fewer sweeps as n grows, and fewer where eps is larger. Between the means of random tridiagonal
 * matrices and of reduced dense ones, from which it is 4% off for n = 60 .. 300. */
static fs_int ql_thousandths(fs_field field, int64_t n)
{
    return fs_max(400, (fs_is_single(field) ? 1300 : 1530) - 48 * fs_log2_percent(n) / 100);
}

/* sterf: eigenvalues of a symmetric tridiagonal matrix by the root-free QL or QR method.
 * formula: mul = 9.2 t n^2, add = 6.15 t n^2, t = 1.53 - 0.048 log2 n, single precision 1.3 -
 *   0.048 log2 n
 * class: estimate
 * source: algorithm: t n^2 steps in all
 * depends: the sweeps until an eigenvalue splits off, which depend on eps
 * error: 6% or less on random matrices of order 60 to 300 */
fs_work fs_cost_sterf(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    fs_int steps = ql_thousandths(field, n) * n * n;
    return fs_real_work(fs_ratio(92 * steps, 10000), fs_ratio(615 * steps, 100000));
}

/* steqr: eigenvalues, and eigenvectors unless compz is N, by the implicit QL or QR method.
 * formula: mul = 14.2 t n^2, add = 9.15 t n^2, t = 1.53 - 0.048 log2 n, single precision 1.3 -
 *   0.048 log2 n; compz I, V: + rotations of t n^3 pairs by real cosines and sines
 * class: estimate
 * source: algorithm: t n^2 rotations in all, each applied to two columns of vectors
 * depends: the sweeps until an eigenvalue splits off, which depend on eps
 * error: 5% or less on random matrices of order 60 to 300 */
fs_work fs_cost_steqr(fs_field field, int64_t compz, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    fs_int steps = ql_thousandths(field, n) * n * n;
    fs_work values = fs_real_work(fs_ratio(142 * steps, 10000), fs_ratio(915 * steps, 100000));
    fs_int pairs = compz == 'N' ? 0 : fs_ratio(steps * n, 1000);
    return fs_work_add(values, fs_real_by_field(field, 4 * pairs, 2 * pairs));
}

/* pteqr: eigenvalues, and eigenvectors unless compz is N, of a positive definite tridiagonal
 *   matrix.
 * formula: mul = 11.4 t n^2, add = 6.9 t n^2 (single precision 5.6 t n^2), t = 1.66 - 0.04 log2
 *   n, single 1.72 - 0.11 log2 n; compz I, V: + rotations of t n^3 pairs
 * class: estimate
 * source: algorithm: pttrf and bdsqr, t n^2 rotations in all
 * depends: the sweeps until a singular value of the factor splits off
 * error: 8% or less on random matrices of order 60 to 300, single precision 20% */
fs_work fs_cost_pteqr(fs_field field, int64_t compz, int64_t n)
{
    fs_work w;
    bool single = fs_is_single(field);

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    int64_t log2n = fs_log2_percent(n);
    fs_int thousandths = fs_max(300, single ? 1720 - 110 * log2n / 100 : 1660 - 40 * log2n / 100);
    fs_int steps = thousandths * n * n;
    fs_work values =
        fs_real_work(fs_ratio(114 * steps, 10000), fs_ratio((single ? 56 : 69) * steps, 10000));
    fs_int pairs = compz == 'N' ? 0 : fs_ratio(steps * n, 1000);
    return fs_work_add(values, fs_real_by_field(field, 4 * pairs, 2 * pairs));
}

/* Divide and conquer halves a problem until it has this many rows at most (ilaenv). */
enum { LEAF_ROWS = 25 };

int64_t fs_leaf_rows(int64_t n)
{
    int64_t leaf = n;

    while (leaf > LEAF_ROWS)
        leaf -= leaf / 2;
    return leaf;
}

struct fs_merges fs_merges_of(int64_t n, int64_t kept)
{
    struct fs_merges sum = {0, 0};
    fs_int count = 1;

    for (int64_t rows = n; rows > LEAF_ROWS; rows -= rows / 2) {
        fs_int k = fs_min(rows, kept);
        sum.squares += count * k * k;
        sum.products += n * k * k;
        count *= 2;
    }
    return sum;
}

/* Rows of a merge of random tridiagonal matrices that do not deflate: their eigenvectors decay, so
 * that only those near the tear take part, more of them where eps is smaller. */
static int64_t kept_rows(fs_field field)
{
    return fs_is_single(field) ? 32 : 77;
}

/* Divide and conquer where merges keep that many rows. */
static fs_work divide_and_conquer(fs_field field, int64_t compz, int64_t n, int64_t kept)
{
    fs_work w;
    int64_t leaf = fs_leaf_rows(n);

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    if (compz == 'N')
        return fs_cost_sterf(field, n);
    if (leaf == n)
        return fs_cost_steqr(field, compz, n);
    struct fs_merges merges = fs_merges_of(n, kept);
    fs_work leaves = fs_work_scaled(fs_cost_steqr(fs_real_part(field), 'I', leaf), n, leaf);
    fs_work secular = fs_real_work(20 * merges.squares, 14 * merges.squares);
    if (compz == 'I')
        return fs_total(3, (fs_work[]){leaves, secular,
                                       fs_real_work(fs_ratio(merges.products, 2),
                                                    fs_ratio(merges.products, 2))});
    fs_int products = (fs_int)n * merges.squares + (fs_int)n * n * leaf;
    return fs_total(3, (fs_work[]){leaves, secular, fs_real_by_field(field, products, products)});
}

fs_work fs_dense_stedc(fs_field field, int64_t compz, int64_t n)
{
    return divide_and_conquer(field, compz, n, n);
}

/* stedc: eigenvalues, and eigenvectors unless compz is N, by divide and conquer.
 * formula: compz N: sterf(n); else steqr on leaves of b <= 25 rows, and for each merge of s rows, k
 *   of which do not deflate: 20 k^2 mul and 14 k^2 add for secular equations; I: + s k^2/2 mul and
 *   add for vectors, k = min(s, 77), single precision min(s, 32); V: + n k^2, k = s, and n^2 b in
 *   all
 * class: estimate
 * source: algorithm
 * depends: deflation: eigenvectors of random tridiagonal matrices decay, so that few take part in
 *   a merge; a matrix reduced from a dense one, as compz V is for, executes the whole of the merges
 * error: 9% or less on random matrices (I) and reduced dense ones (V) of order 60 to 300; -40% for
 *   compz I on reduced dense matrices of order 200 */
fs_work fs_cost_stedc(fs_field field, int64_t compz, int64_t n)
{
    return divide_and_conquer(field, compz, n, compz == 'V' ? n : kept_rows(field));
}

/* a n m + b n operations. */
static fs_work by_rows(int64_t n, int64_t m, fs_int mul_each, fs_int mul, fs_int add_each,
                       fs_int add)
{
    return fs_real_work(n * (mul_each * m + mul), n * (add_each * m + add));
}

/* All eigenvalues by relatively robust representations: dqds finds them. */
static fs_work all_stemr(fs_field field, bool vectors, int64_t n)
{
    fs_int N = n;

    if (!fs_is_single(field))
        return vectors ? by_rows(n, n, 30, 0, 21, 0)
                       : fs_real_work(fs_ratio(29 * N * N, 2) + 130 * N,
                                      fs_ratio(19 * N * N, 2) + 120 * N);
    if (!vectors)
        return fs_real_work(fs_ratio(78 * N * N, 10) + 420 * N, fs_ratio(42 * N * N, 10) + 230 * N);
    fs_int hundredths = 8 * fs_log2_percent(n) * N * N;
    return fs_real_work(fs_ratio(58 * hundredths, 10000), fs_ratio(42 * hundredths, 10000));
}

/* stemr: selected eigenvalues, and eigenvectors if jobz is V, by relatively robust
 *   representations; m = iu - il + 1 of range I, n otherwise.
 * formula: all: N: mul = 14.5 n^2 + 130 n, add = 9.5 n^2 + 120 n (single precision 7.8 n^2 + 420
 *   n, 4.2 n^2 + 230 n); V: mul = 30 n^2, add = 21 n^2 (single: 4.6 n^2 log2 n, 3.4 n^2 log2 n);
 *   range V: N: 36 n^2 + 290 n, 52 n^2 + 410 n (single: 28 n^2 + 420 n, 39 n^2 + 580 n); V: 52 n^2
 *   + 155 n, 66 n^2 + 195 n (single: 52 n^2, 64 n^2); range I: N: 74 n m + 95 n, 94 n m + 115 n
 *   (single: 28 n m + 48 n, 44 n m + 77 n); V: 55 n m + 39 n, 73 n m + 51 n (single: 44 n m + 42
 *   n, 60 n m + 58 n)
 * class: estimate
 * source: algorithm: dqds for all eigenvalues, bisection for some; then twisted factorizations
 * depends: the clusters of eigenvalues; eps; matrices reduced from dense ones take about 25% less;
 *   range V: how many there are
 * error: 7% on random tridiagonal matrices of order 60 to 300, single precision 14% */
fs_work fs_cost_stemr(fs_field field, int64_t jobz, int64_t range, int64_t n, int64_t il,
                      int64_t iu)
{
    fs_work w;
    int64_t m = fs_selected(range, n, il, iu);
    bool single = fs_is_single(field);

    if (fs_settled_order(&w, n, m, 1))
        return w;
    if (fs_selects_all(range, n, il, iu))
        return all_stemr(field, jobz == 'V', n);
    if (range == 'V' && jobz == 'V')
        return single ? by_rows(n, n, 52, 0, 64, 0) : by_rows(n, n, 52, 155, 66, 195);
    if (range == 'V')
        return single ? by_rows(n, n, 28, 420, 39, 580) : by_rows(n, n, 36, 290, 52, 410);
    if (jobz == 'V')
        return single ? by_rows(n, m, 44, 42, 60, 58) : by_rows(n, m, 55, 39, 73, 51);
    return single ? by_rows(n, m, 28, 48, 44, 77) : by_rows(n, m, 74, 95, 94, 115);
}

/* stebz: selected eigenvalues by bisection; m = iu - il + 1 of range I, n otherwise.
 * formula: mul = n (m c + b), add = 2 n (m c + b), c = 54.5 - log2 n Sturm counts an eigenvalue,
 *   single precision 24.6 - log2 n, and b = 17 to bracket those of range I
 * class: estimate
 * source: algorithm: 3 operations a row and Sturm count; counts halve an interval down to eps
 * depends: the tolerance abstol; range V: how many there are
 * error: 4% or less for n >= 60 */
fs_work fs_cost_stebz(fs_field field, int64_t range, int64_t n, int64_t il, int64_t iu)
{
    fs_work w;
    int64_t m = fs_selected(range, n, il, iu);

    if (fs_settled_order(&w, n, m, 1))
        return w;
    fs_int percent = fs_max(1000, (fs_is_single(field) ? 2460 : 5450) - fs_log2_percent(n));
    fs_int counts = fs_ratio(percent * m, 100) + (range == 'I' ? 17 : 0);
    return fs_real_work(n * counts, 2 * n * counts);
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
