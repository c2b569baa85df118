/* SPDX-License-Identifier: MIT */
/* Work of the small auxiliary routines: scaling, products of real and complex matrices, rotations,
 * random numbers and test matrices. */
#include "costmodel/arith.h"
#include "costmodel/cost.h"

/* lascl: multiplies an m x n matrix by a real number; type G full, L, U, H triangular or
 *   Hessenberg, B, Q, Z band.
 * formula: mul = elements; complex twice
 * class: exact
 * source: definition of the operation; numbers out of range take more than one pass
 * error: 4 operations */
fs_work fs_cost_lascl(fs_field field, int64_t type, int64_t kl, int64_t ku, int64_t m, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, m, n, 1))
        return w;
    fs_int elements = (fs_int)m * n;
    kl = fs_max(0, kl);
    ku = fs_max(0, ku);
    if (type == 'L')
        elements = fs_band_elements(m, n, m, 0);
    else if (type == 'U' || type == 'H')
        elements = fs_band_elements(m, n, type == 'H' ? 1 : 0, n);
    else if (type == 'B' || type == 'Q')
        elements = fs_band_elements(n, n, 0, type == 'B' ? kl : ku);
    else if (type == 'Z')
        elements = fs_band_elements(m, n, kl, ku);
    return fs_real_by_field(field, elements, 0);
}

/* Elements multiplied by the product of two real factors. */
static fs_work scaled(fs_field field, fs_int elements)
{
    return fs_real_work((fs_is_complex(field) ? 3 : 2) * elements, 0);
}

/* scale_rows: multiplies the elements of an m x n matrix by its row and column factors.
 * formula: mul = 2 m n; complex: mul = 3 m n
 * class: leading
 * source: definition of the operation (laqge and its kin)
 * depends: whether scaling is worth it: none is done on a matrix that is balanced */
fs_work fs_cost_scale_rows(fs_field field, int64_t m, int64_t n)
{
    fs_work w;

    return fs_settled(&w, m, n, 1) ? w : scaled(field, (fs_int)m * n);
}

/* scale_triangle: multiplies one triangle of a symmetric matrix by its row and column factors.
 * formula: mul = n (n + 1); complex: mul = 3n (n + 1)/2
 * class: leading
 * source: definition of the operation (laqsy and its kin)
 * depends: whether scaling is worth it: none is done on a matrix that is balanced */
fs_work fs_cost_scale_triangle(fs_field field, int64_t n)
{
    fs_work w;

    return fs_settled(&w, n, 1, 1) ? w : scaled(field, (fs_int)n * (n + 1) / 2);
}

/* scale_band: multiplies the elements of an m x n band matrix by its row and column factors.
 * formula: mul = twice the elements in the band; complex: three times
 * class: leading
 * source: definition of the operation (laqgb and its kin)
 * depends: whether scaling is worth it: none is done on a matrix that is balanced */
fs_work fs_cost_scale_band(fs_field field, int64_t m, int64_t n, int64_t kl, int64_t ku)
{
    fs_work w;

    if (kl < 0 || ku < 0 || fs_settled(&w, m, n, 1))
        return kl < 0 || ku < 0 ? fs_no_work() : w;
    return scaled(field, fs_band_elements(m, n, kl, ku));
}

/* lacrm: complex m x n matrix times a real n x n one.
 * formula: mul = add = 2 m n^2
 * class: exact
 * source: two real products */
fs_work fs_cost_lacrm(fs_field field, int64_t m, int64_t n)
{
    (void)field;
    return fs_work_times(2, fs_cost_gemm(FS_REAL, m, n, n));
}

/* larcm: real m x m matrix times a complex m x n one.
 * formula: mul = add = 2 m^2 n
 * class: exact
 * source: two real products */
fs_work fs_cost_larcm(fs_field field, int64_t m, int64_t n)
{
    (void)field;
    return fs_work_times(2, fs_cost_gemm(FS_REAL, m, n, m));
}

/* lacn2: one step of a norm estimate by reverse communication.
 * formula: mul = n/3, add = 2n/3; complex: mul = 19n/20, add = 2n/3
 * class: estimate
 * source: executed counts, over the steps of an estimate
 * depends: which step it is: the first one only fills a vector, others take sums of absolute
 *   values or signs, n each
 * error: 7% or less over an estimate */
fs_work fs_cost_lacn2(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    fs_int N = n;
    return fs_real_work(fs_is_complex(field) ? fs_ratio(19 * N, 20) : fs_ratio(N, 3),
                        fs_ratio(2 * N, 3));
}

/* lapy2: sqrt(x^2 + y^2) without overflow.
 * formula: mul = 4, add = 1
 * class: exact
 * source: executed count */
fs_work fs_cost_lapy2(fs_field field)
{
    (void)field;
    return fs_real_work(4, 1);
}

/* lapy3: sqrt(x^2 + y^2 + z^2) without overflow.
 * formula: mul = 8, add = 2
 * class: exact
 * source: executed count */
fs_work fs_cost_lapy3(fs_field field)
{
    (void)field;
    return fs_real_work(8, 2);
}

/* lartg: sets up a plane rotation.
 * formula: mul = 5, add = 1; complex: mul = 17, add = 5
 * class: exact
 * source: executed count for data that need no rescaling */
fs_work fs_cost_lartg(fs_field field)
{
    return fs_is_complex(field) ? fs_real_work(17, 5) : fs_real_work(5, 1);
}

/* lartgp: sets up a plane rotation with a nonnegative result.
 * formula: mul = 9, add = 1
 * class: exact
 * source: executed count */
fs_work fs_cost_lartgp(fs_field field)
{
    (void)field;
    return fs_real_work(9, 1);
}

/* lartgs: sets up a plane rotation for the bidiagonal SVD.
 * formula: mul = 13, add = 3
 * class: exact
 * source: executed count */
fs_work fs_cost_lartgs(fs_field field)
{
    (void)field;
    return fs_real_work(13, 3);
}

/* ladiv: complex division without overflow.
 * formula: mul = 14, add = 4
 * class: leading
 * source: executed count, scaling included
 * error: 10% on random numbers */
fs_work fs_cost_ladiv(fs_field field)
{
    (void)field;
    return fs_real_work(14, 4);
}

/* lasr: applies a sequence of plane rotations to an m x n matrix; side L: m - 1 rotations of
 *   rows, R: n - 1 of columns.
 * formula: rotations of (m - 1) n pairs (side L), m (n - 1) pairs (side R), by real cosines and
 *   sines
 * class: exact
 * source: definition of the operation */
fs_work fs_cost_lasr(fs_field field, int64_t side, int64_t m, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, m, n, 1))
        return w;
    fs_int pairs = side == 'R' ? (fs_int)m * (n - 1) : ((fs_int)m - 1) * n;
    return fs_real_by_field(field, 4 * pairs, 2 * pairs);
}

/* rotations: applies n plane rotations to vectors.
 * formula: n pairs of rotations, complex sines
 * class: exact
 * source: definition of the operation (lartv, lacrt)
 * error: none */
fs_work fs_cost_rotations(fs_field field, int64_t n)
{
    fs_work w;

    return fs_settled(&w, n, 1, 1) ? w : fs_rotations(field, n);
}

/* largv: sets up n plane rotations.
 * formula: mul = 6 n, add = n; complex: mul = 16 n, add = 6 n
 * class: exact
 * source: executed count for data that need no rescaling
 * error: 1% */
fs_work fs_cost_largv(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, n, 1, 1))
        return w;
    fs_int N = n;
    return fs_is_complex(field) ? fs_real_work(16 * N, 6 * N) : fs_real_work(6 * N, N);
}

/* lar2v: applies n plane rotations from both sides to symmetric matrices of order 2.
 * formula: mul = 12 n, add = 7 n; complex: mul = 24 n, add = 17 n
 * class: exact
 * source: executed count
 * error: none */
fs_work fs_cost_lar2v(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, n, 1, 1))
        return w;
    fs_int N = n;
    return fs_is_complex(field) ? fs_real_work(24 * N, 17 * N) : fs_real_work(12 * N, 7 * N);
}

/* lapll: least singular value of two vectors of n elements.
 * formula: mul = 6 n + 24, add = 4 n + 8; complex: mul = 20 n + 55, add = 16 n + 12
 * class: leading
 * source: derivation: two reflectors, an inner product and an axpy
 * error: 1% or less for n >= 60 */
fs_work fs_cost_lapll(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, n, 1, 1))
        return w;
    fs_int N = n;
    return fs_is_complex(field) ? fs_real_work(20 * N + 55, 16 * N + 12)
                                : fs_real_work(6 * N + 24, 4 * N + 8);
}

/* laic1: one step of an incremental condition estimate, of a triangle of order j: of the largest
 *   (job 1) or the smallest (2) singular value.
 * formula: mul = j + 20, add = j + 6; job 2: mul = j + 25, add = j + 14; complex: mul = 4 j +
 *   31, add = 4 j + 14
 * class: leading
 * source: derivation: an inner product, and a 2 x 2 eigenproblem
 * depends: which case the estimate falls in
 * error: 3% or less for j >= 60 */
fs_work fs_cost_laic1(fs_field field, int64_t job, int64_t j)
{
    fs_work w;

    if (fs_settled(&w, j, 1, 1))
        return w;
    fs_int J = j;
    return fs_is_complex(field) ? fs_real_work(4 * J + 31, 4 * J + 14)
           : job == 2           ? fs_real_work(J + 25, J + 14)
                                : fs_real_work(J + 20, J + 6);
}

/* lagtf: factors a tridiagonal matrix of order n less a multiple of the identity.
 * formula: mul = 4.5 n, add = 4 n
 * class: leading
 * source: derivation: a row of two or three elements is eliminated, and measured, a step
 * depends: row interchanges, taken for every other step
 * error: 2% on random matrices with n >= 60 */
fs_work fs_cost_lagtf(fs_field field, int64_t n)
{
    fs_work w;

    (void)field;
    return fs_settled(&w, n, 1, 1) ? w : fs_real_work(9 * (fs_int)n / 2, 4 * (fs_int)n);
}

/* lacrt: plane rotation of two complex vectors with complex cosine and sine.
 * formula: mul = 16 n, add = 12 n
 * class: exact
 * source: definition of the operation
 * error: 0 */
fs_work fs_cost_lacrt(fs_field field, int64_t n)
{
    fs_work w;

    (void)field;
    return fs_settled(&w, n, 1, 1) ? w : fs_real_work(16 * (fs_int)n, 12 * (fs_int)n);
}

/* lagtm: B := alpha A X + beta B with a tridiagonal matrix, alpha and beta 0 or 1 or -1.
 * formula: mul = add = (3 n - 2) nrhs
 * class: leading
 * source: definition of the operation */
fs_work fs_cost_lagtm(fs_field field, int64_t n, int64_t nrhs)
{
    fs_work w;

    if (fs_settled(&w, n, nrhs, 1))
        return w;
    return fs_from_counts(field, (3 * (fs_int)n - 2) * nrhs, (3 * (fs_int)n - 2) * nrhs);
}

/* larnv: n random numbers; idist 1: in (0, 1), 2: in (-1, 1), 3: normally distributed, 4, 5:
 *   complex, in a disc and on a circle.
 * formula: idist 1: mul = 4 n, add = 3 n; 2: mul = 4 n, add = 5 n; complex: twice; 3: mul = 11
 *   n, add = 7 n; complex: mul = 12 n, add = 7 n; 4: mul = 12 n, add = 6 n; 5: mul = 9 n, add =
 *   6 n
 * class: exact
 * source: executed counts; logarithms and cosines are not counted
 * error: 1% for n >= 60 */
fs_work fs_cost_larnv(fs_field field, int64_t idist, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, n, 1, 1))
        return w;
    fs_int N = n;
    if (idist < 3)
        return fs_real_by_field(field, 4 * N, (idist == 2 ? 5 : 3) * N);
    if (!fs_is_complex(field))
        return fs_real_work(11 * N, 7 * N);
    return fs_real_work((idist == 5 ? 9 : 12) * N, (idist == 3 ? 7 : 6) * N);
}

/* lagge: test matrix m x n with given singular values and band widths.
 * formula: mul = c + 17 m n, add = c + 21 m n/2, c = 4 k m n - 2 (m + n) k^2 + 4k^3/3, k =
 *   min(m, n); for a band, kl < m - 1 or ku < n - 1, + (m - kl) (n - ku) (2 (m + n)/3 mul and add,
 *   17 mul, 21/2 add); kl = ku = 0: none
 * class: leading
 * source: derivation: random reflectors from both sides, m = n: 8n^3/3 in all; as many again
 *   to reduce to the band
 * error: 1% for m = n, 4% else and for bands */
fs_work fs_cost_lagge(fs_field field, int64_t m, int64_t n, int64_t kl, int64_t ku)
{
    fs_work w;

    if (fs_settled(&w, m, n, 1))
        return w;
    if (kl <= 0 && ku <= 0)
        return fs_no_work();
    fs_int area = (fs_int)m * n, k = fs_min(m, n);
    fs_int half = 4 * k * area - 2 * ((fs_int)m + n) * k * k + fs_ratio(4 * k * k * k, 3);
    fs_int outside = kl >= m - 1 && ku >= n - 1
                         ? 0
                         : (fs_int)fs_max(0, m - fs_max(0, kl)) * fs_max(0, n - fs_max(0, ku));
    fs_int again = fs_ratio(2 * outside * ((fs_int)m + n), 3), small = area + outside;
    return fs_total(3, (fs_work[]){fs_from_counts(field, half, half),
                                   fs_from_counts(field, again, again),
                                   fs_real_by_field(field, 17 * small, 21 * small / 2)});
}

/* lagsy: symmetric or Hermitian test matrix with given eigenvalues and k off-diagonals.
 * formula: mul = 2n^3/3 + 11n^2, add = 2n^3/3 + 7n^2, complex n^2 terms twice; for a band, k < n -
 *   1, + (n - k)^2 (2n/3 mul and add, and the constants of the n^2 terms)
 * class: leading
 * source: derivation: random reflectors from both sides; as many again to reduce to the band
 * error: 1% for full matrices, 3% for bands */
fs_work fs_cost_lagsy(fs_field field, int64_t n, int64_t k)
{
    fs_work w;

    if (fs_settled(&w, n, 1, 1))
        return w;
    fs_int N = n, rest = n - fs_max(0, k), half = fs_ratio(2 * N * N * N, 3);
    fs_int outside = k >= n - 1 ? 0 : rest * rest;
    fs_int again = fs_ratio(2 * N * outside, 3), small = N * N + outside;
    return fs_total(3, (fs_work[]){fs_from_counts(field, half, half),
                                   fs_from_counts(field, again, again),
                                   fs_real_by_field(field, 11 * small, 7 * small)});
}

/* latms: test matrix m x n with given singular values (sym N) or eigenvalues.
 * formula: sym N: lagge(m, n, kl, ku); else lagsy(n, kl)
 * class: leading
 * source: composition */
fs_work fs_cost_latms(fs_field field, int64_t sym, int64_t m, int64_t n, int64_t kl, int64_t ku)
{
    return sym == 'N' ? fs_cost_lagge(field, m, n, kl, ku) : fs_cost_lagsy(field, n, kl);
}
