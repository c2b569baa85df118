/* SPDX-License-Identifier: MIT */
/* Work of the singular value problem of a bidiagonal matrix, and of the reduction of a band matrix
 * to one. Estimates: the number of iterations is data. */
#include "costmodel/cost.h"
#include "costmodel/svd.h"

/* bdsqr: singular values of a bidiagonal matrix, with ncvt columns of V^T, nru rows of U and ncc
 *   columns of C.
 * formula: none: mul = 12.5 n^2 + 40 n, add = 7.5 n^2; else mul = 27 n^2, add = 15 n^2 +
 *   rotations of 1.15 n^2 (ncvt + nru + ncc) pairs by real cosines and sines
 * class: estimate
 * source: algorithm: implicit zero-shift QR, 6 n^2 operations a vector and sweep (Chan, NAG)
 * depends: the sweeps until a singular value splits off; a matrix reduced from a dense one takes
 *   a fifth less (and is so charged in gesvd)
 * error: 8% or less on random bidiagonal matrices of order 60 to 300 */
fs_work fs_cost_bdsqr(fs_field field, int64_t n, int64_t ncvt, int64_t nru, int64_t ncc)
{
    fs_work w;
    int64_t vectors = fs_min(fs_max(0, ncvt), FS_ORDER_MAX) + fs_min(fs_max(0, nru), FS_ORDER_MAX) +
                      fs_min(fs_max(0, ncc), FS_DIM_MAX);

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    fs_int N = n;
    if (vectors == 0)
        return fs_real_work((25 * N * N + 80 * N) / 2, 15 * N * N / 2);
    fs_int pairs = fs_ratio(23 * N * N * vectors, 20);
    return fs_work_add(fs_real_work(27 * N * N, 15 * N * N),
                       fs_real_by_field(field, 4 * pairs, 2 * pairs));
}

fs_work fs_dense_bdsqr(fs_field field, int64_t n, int64_t vectors, bool square)
{
    fs_work w;

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    fs_int N = n;
    if (vectors <= 0)
        return fs_real_work(fs_ratio(36 * N * N + 425 * N, 5), fs_ratio(19 * N * N + 225 * N, 5));
    fs_int pairs = fs_ratio((square ? 92 : 106) * N * N * vectors + 160 * N * vectors, 100);
    return fs_work_add(fs_real_work(23 * N * N, 13 * N * N),
                       fs_real_by_field(field, 4 * pairs, 2 * pairs));
}

/* Rotations and secular equations on the way down to the leaves, and the leaves themselves. */
static fs_work leaves_of(int64_t n)
{
    int64_t leaf = fs_divide(n).leaf;

    return fs_work_scaled(fs_dense_bdsqr(FS_REAL, leaf, 2 * leaf, true), n, leaf);
}

/* Merges: products of 23n^3/10 in all, and 95 n^2 for secular equations. */
static fs_work merges_of(int64_t n)
{
    fs_int N = n;

    if (fs_divide(n).halves == 1)
        return fs_no_work();
    return fs_real_work(fs_ratio(23 * N * N * N + 1000 * N * N, 20),
                        fs_ratio(23 * N * N * N + 900 * N * N, 20));
}

fs_work fs_dense_bdsdc(int64_t compq, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    if (compq == 'N')
        return fs_dense_bdsqr(FS_REAL, n, 0, true);
    return fs_work_add(leaves_of(n), merges_of(n));
}

/* bdsdc: singular values of a bidiagonal matrix by divide and conquer; compq I: with the
 *   vectors, P: with the vectors in compact form.
 * formula: N: as bdsqr; I: bdsqr on leaves of at most 25 rows + (2.3 n^3 + 95 n^2) of merges
 *   times min(1, max(55/n, 1/5)), what deflation leaves; P: 75 n^2 mul, 55 n^2 add
 * class: estimate
 * source: algorithm
 * depends: deflation: a matrix reduced from a dense one executes the whole of the merges (as
 *   gesdd is charged)
 * error: 10% on random bidiagonal matrices of order 60 to 300 */
fs_work fs_cost_bdsdc(fs_field field, int64_t compq, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    fs_int N = n;
    if (compq == 'N')
        return fs_cost_bdsqr(field, n, 0, 0, 0);
    if (compq == 'P')
        return fs_real_work(75 * N * N, 55 * N * N);
    fs_work merges = merges_of(n);
    if (n > 55)
        merges = n < 275 ? fs_work_scaled(merges, 55, n) : fs_work_scaled(merges, 1, 5);
    return fs_work_add(leaves_of(n), merges);
}

/* bdsvdx: ns selected singular values of a bidiagonal matrix, with vectors if jobz is V, by
 *   bisection and inverse iteration; ns = iu - il + 1 of range I, n otherwise.
 * formula: N: mul = 95 n ns, add = 189 n ns; V: mul = 153 n ns, add = 230 n ns
 * class: estimate
 * source: algorithm: stebz and stein on a matrix of order 2n
 * depends: the tolerance; clusters; range V: how many there are
 * error: 3% for n >= 60, double precision */
fs_work fs_cost_bdsvdx(fs_field field, int64_t jobz, int64_t range, int64_t n, int64_t il,
                       int64_t iu)
{
    fs_work w;
    int64_t ns = fs_selected(range, n, il, iu);

    (void)field;
    if (fs_settled_order(&w, n, ns, 1))
        return w;
    fs_int elements = (fs_int)n * ns;
    return jobz == 'V' ? fs_real_work(153 * elements, 230 * elements)
                       : fs_real_work(95 * elements, 189 * elements);
}

/* gbbrd: reduction of an m x n band matrix to bidiagonal form; vect Q, P or B forms Q, P^T or
 *   both, ncc columns are multiplied by Q^T.
 * formula: rotations: min(m, n)^2 (kl + ku) pairs, + n^3 b/2 for each of Q and P^T, + n^2 ncc
 *   b/2, b = (kl + ku - 1)/(kl + ku)
 * class: estimate
 * source: NAG
 * depends: zero elements, whose rotations are skipped */
fs_work fs_cost_gbbrd(fs_field field, int64_t vect, int64_t m, int64_t n, int64_t ncc, int64_t kl,
                      int64_t ku)
{
    fs_work w;
    int64_t band =
        fs_max(0, fs_min(fs_min(kl, m), FS_DIM_MAX)) + fs_max(0, fs_min(fs_min(ku, n), FS_DIM_MAX));

    if (fs_min(m, n) <= 0 || ncc < 0 || kl < 0 || ku < 0)
        return fs_no_work();
    if (fs_settled_order(&w, m, n, band) || (ncc > 0 && fs_settled_order(&w, ncc, 1, 1)))
        return w;
    fs_int N = fs_min(m, n);
    fs_int formed = vect == 'B' ? 2 : vect == 'Q' || vect == 'P' ? 1 : 0;
    fs_int whole = N * N * (formed * N + ncc);
    fs_int vectors = fs_ratio(whole, 2) - fs_ratio(whole, 2 * (fs_int)band);
    return fs_rotations(field, N * N * band + vectors);
}
