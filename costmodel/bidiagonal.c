/* SPDX-License-Identifier: MIT */
/* Work of the singular value problem of a bidiagonal matrix, and of the reduction of a band matrix
 * to one. Estimates: the number of iterations is data. */
#include "costmodel/cost.h"
#include "costmodel/svd.h"

/* Sweeps of the QR iteration on a random bidiagonal matrix, which splits into blocks the sooner the
 * larger eps is: rotations in thousandths of n^2, half of what they tend to at n = blocks. */
static fs_int random_thousandths(fs_field field, int64_t n)
{
    fs_int start = fs_is_single(field) ? 940 : 1172, blocks = fs_is_single(field) ? 275 : 1724;

    return fs_max(1, (int64_t)(start * blocks / (blocks + n)));
}

/* QR iteration of so many thousandths of n^2 rotations, applied to `vectors` rows and columns. */
static fs_work qr_iteration(fs_field field, int64_t n, int64_t vectors, fs_int thousandths)
{
    fs_int steps = thousandths * n * n;
    fs_int pairs = fs_ratio(steps * vectors, 1000);

    return fs_work_add(fs_real_work(fs_ratio(251 * steps, 10000), fs_ratio(7 * steps, 1000)),
                       fs_real_by_field(field, 4 * pairs, 2 * pairs));
}

/* Singular values alone, by dqds, of a random bidiagonal matrix. */
static fs_work random_dqds(fs_field field, int64_t n)
{
    fs_int N = n, blocks = fs_is_single(field) ? 150 : 565;
    fs_int mul = fs_ratio((fs_is_single(field) ? 115 : 132) * N * N * blocks, 10 * (blocks + n));

    return fs_real_work(mul, fs_ratio((fs_is_single(field) ? 46 : 59) * mul, 100));
}

/* bdsqr: singular values of a bidiagonal matrix, with ncvt columns of V^T, nru rows of U and ncc
 *   columns of C.
 * formula: none: mul = 13.2 n^2/(1 + n/565), add = 0.59 mul, single precision 11.5 n^2/(1 +
 *   n/150), 0.46 mul; else mul = 25.1 t n^2, add = 7 t n^2, + rotations of t n^2 (ncvt + nru + ncc)
 *   pairs by real cosines and sines, t = 1.17/(1 + n/1724), single 0.94/(1 + n/275)
 * class: estimate
 * source: algorithm: dqds; implicit zero-shift QR, t n^2 pairs of rotations in all
 * depends: the sweeps until a singular value splits off: random bidiagonal matrices fall into
 *   blocks, the sooner the larger eps is; one reduced from a dense one takes up to a fifth less
 *   (and is so charged in gesvd)
 * error: 5% or less on random bidiagonal matrices of order 60 to 300, single precision 12% */
fs_work fs_cost_bdsqr(fs_field field, int64_t n, int64_t ncvt, int64_t nru, int64_t ncc)
{
    fs_work w;
    int64_t vectors = fs_min(fs_max(0, ncvt), FS_ORDER_MAX) + fs_min(fs_max(0, nru), FS_ORDER_MAX) +
                      fs_min(fs_max(0, ncc), FS_ORDER_MAX);

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    if (vectors == 0)
        return random_dqds(field, n);
    return qr_iteration(field, n, vectors, random_thousandths(field, n));
}

/* Fewer sweeps as n grows; a matrix that was not square is better conditioned, and none of its
 * singular values converges at once. */
fs_work fs_dense_bdsqr(fs_field field, int64_t n, int64_t vectors, bool square)
{
    fs_work w;
    bool single = fs_is_single(field);

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    fs_int N = n;
    int64_t log2n = fs_log2_percent(n);
    if (vectors <= 0)
        return single ? fs_real_work(fs_ratio(67 * N * N, 10) + 110 * N,
                                     fs_ratio(27 * N * N, 10) + 55 * N)
                      : fs_real_work(fs_ratio(65 * N * N, 10) + 130 * N,
                                     fs_ratio(69 * N * N, 20) + 70 * N);
    fs_int thousandths = single ? 825 - 13 * log2n / 100 : 1134 - 31 * log2n / 100;
    return qr_iteration(field, n, vectors, fs_ratio((square ? 100 : 113) * thousandths, 100));
}

/* Divide and conquer where merges keep that many rows; vectors P: in compact form. */
static fs_work divide_and_conquer(fs_field field, int64_t compq, int64_t n, int64_t kept)
{
    int64_t leaf = fs_leaf_rows(n);
    fs_work leaves = fs_work_scaled(fs_dense_bdsqr(field, leaf, 2 * leaf, true), n, leaf);
    struct fs_merges merges = fs_merges_of(n, kept);

    if (compq == 'P')
        return fs_work_add(leaves, fs_real_work(25 * merges.squares, 22 * merges.squares));
    fs_int products = fs_ratio(69 * merges.products, 80);
    return fs_work_add(leaves, fs_real_work(products + 25 * merges.squares,
                                            products + fs_ratio(45 * merges.squares, 2)));
}

fs_work fs_dense_bdsdc(fs_field field, int64_t compq, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    if (compq == 'N')
        return fs_dense_bdsqr(fs_real_part(field), n, 0, true);
    return divide_and_conquer(fs_real_part(field), 'I', n, n);
}

/* bdsdc: singular values of a bidiagonal matrix by divide and conquer; compq I: with the
 *   vectors, P: with the vectors in compact form.
 * formula: N: as bdsqr; I: bdsqr on leaves of at most 25 rows, and for each merge of s rows, k =
 *   min(s, 64), single precision min(s, 28), of which do not deflate: 25 k^2 mul and 22.5 k^2 add,
 *   + 69 s k^2/80 mul and add for vectors; P: without the vectors of merges
 * class: estimate
 * source: algorithm
 * depends: deflation: singular vectors of random bidiagonal matrices decay, so that few take part
 *   in a merge; a matrix reduced from a dense one executes the whole of the merges (as gesdd is
 *   charged)
 * error: 10% on random bidiagonal matrices of order 60 to 300 */
fs_work fs_cost_bdsdc(fs_field field, int64_t compq, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    if (compq == 'N')
        return fs_cost_bdsqr(field, n, 0, 0, 0);
    return divide_and_conquer(field, compq, n, fs_is_single(field) ? 28 : 64);
}

/* bdsvdx: ns selected singular values of a bidiagonal matrix, with vectors if jobz is V, by
 *   bisection and inverse iteration; ns = iu - il + 1 of range I, n otherwise.
 * formula: stebz(I, 2n) of ns eigenvalues; range I: + 2 stebz(I, 2n) of one; V: + stein(2n, ns) +
 *   4 n ns mul + 3 n ns add
 * class: estimate
 * source: algorithm: the symmetric matrix of order 2n that has the singular values twice
 * depends: the tolerance, so eps; clusters; range V: how many there are
 * error: 8% or less for n >= 60 */
fs_work fs_cost_bdsvdx(fs_field field, int64_t jobz, int64_t range, int64_t n, int64_t il,
                       int64_t iu)
{
    fs_work w;
    int64_t ns = fs_selected(range, n, il, iu);

    if (fs_settled_order(&w, n, ns, 1) || fs_settled_order(&w, 2 * n, 1, 1))
        return w;
    fs_work values = fs_cost_stebz(field, 'I', 2 * n, 1, ns);
    if (range == 'I')
        values = fs_work_add(values, fs_work_times(2, fs_cost_stebz(field, 'I', 2 * n, 1, 1)));
    if (jobz != 'V')
        return values;
    fs_int elements = (fs_int)n * ns;
    return fs_total(3, (fs_work[]){values, fs_cost_stein(field, 2 * n, ns),
                                   fs_real_work(4 * elements, 3 * elements)});
}

/* gbbrd: reduction of an m x n band matrix to bidiagonal form; vect Q, P or B forms Q, P^T or
 *   both, ncc columns are multiplied by Q^T.
 * formula: rotations: N (kl + ku) (N - t) pairs, t = (kl + ku)/2 (m > n: /8), + N (N/2 + r) m b
 *   for Q, N (N/2 + c) n b for P^T, N (N/2 + r) ncc b, N = min(m, n), b = (kl + ku - 1)/(kl + ku),
 *   r = min(kl, m - N) rows below and c = min(ku, n - N) columns beside the square
 * class: estimate
 * source: NAG; elements are chased as far as the band reaches
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
    fs_int rows = vect == 'B' || vect == 'Q' ? m : 0, columns = vect == 'B' || vect == 'P' ? n : 0;
    fs_int below = fs_min(kl, fs_max(0, m - n)), beside = fs_min(ku, fs_max(0, n - m));
    fs_int whole = N * ((N + 2 * below) * (rows + ncc) + (N + 2 * beside) * columns);
    fs_int vectors = fs_ratio(whole, 2) - fs_ratio(whole, 2 * (fs_int)band);
    fs_int taper = m <= n ? band / 2 : band / 8;
    return fs_rotations(field, N * band * fs_max(0, (int64_t)(N - taper)) + vectors);
}
