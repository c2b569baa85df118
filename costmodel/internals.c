/* SPDX-License-Identifier: MIT */
/* Work of the pieces that LAPACK's own routines are made of: panels of blocked factorizations,
 * merges of divide and conquer, Sturm counts, parts of QR and QZ sweeps. Few programs call them
 * directly; each price is a share of the routine that it belongs to. */
#include "costmodel/cost.h"
#include "costmodel/svd.h"

/* panel: nb columns of an m x n matrix reduced with matrix by vector products of the whole of
 *   it.
 * formula: mul = add = c nb m n with c products a column: 1 (latrd, lahr2), 2 (labrd)
 * class: leading
 * source: derivation: the products with the part of the matrix that is not reduced yet */
fs_work fs_cost_panel(fs_field field, int64_t products, int64_t m, int64_t n, int64_t nb)
{
    return fs_work_times(products, fs_cost_gemm(field, m, n, nb));
}

/* lasyf: factors nb columns of a symmetric matrix and updates the rest.
 * formula: mul = add = k (n - k)^2/2 + k^2 n/2, k = min(nb, n)
 * class: leading
 * source: derivation: gemv with the columns before, and the update of what is left */
fs_work fs_cost_lasyf(fs_field field, int64_t n, int64_t nb)
{
    fs_work w;

    if (fs_settled_order(&w, n, nb, 1))
        return w;
    fs_int N = n, k = fs_min(nb, n);
    fs_int half = fs_ratio(k * (N - k) * (N - k) + k * k * N, 2);
    return fs_from_counts(field, half, half);
}

/* sturm: counts of eigenvalues below so many points of a tridiagonal matrix.
 * formula: mul = n points, add = 2 n points
 * class: estimate
 * source: definition: a quotient and two differences a row
 * depends: how often intervals are halved */
fs_work fs_cost_sturm(fs_field field, int64_t n, int64_t points)
{
    fs_work w;

    (void)field;
    if (fs_settled_order(&w, n, points, 1))
        return w;
    return fs_real_work((fs_int)n * points, 2 * (fs_int)n * points);
}

/* secular: roots of a secular equation with n poles, and the vectors that go with them.
 * formula: mul = 20 n roots, add = 14 n roots
 * class: estimate
 * source: executed counts of divide and conquer
 * depends: the iterations a root */
fs_work fs_cost_secular(fs_field field, int64_t n, int64_t roots)
{
    fs_work w;

    (void)field;
    if (fs_settled_order(&w, n, roots, 1))
        return w;
    return fs_real_work(20 * (fs_int)n * roots, 14 * (fs_int)n * roots);
}

/* merge: one merge of divide and conquer for n eigenvalues, with q rows of vectors.
 * formula: secular(n, n) + q n^2/2 mul and add where the vectors come in two blocks
 * class: estimate
 * source: derivation
 * depends: deflation */
fs_work fs_cost_merge(fs_field field, int64_t q, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    return fs_work_add(fs_cost_secular(field, n, n),
                       fs_work_scaled(fs_cost_gemm(FS_REAL, q, n, n), 1, 2));
}

/* merge_rows: one merge of divide and conquer for n eigenvalues that updates q rows of vectors.
 * formula: secular(n, n) + q n^2 mul and add, complex twice
 * class: estimate
 * source: derivation
 * depends: deflation */
fs_work fs_cost_merge_rows(fs_field field, int64_t q, int64_t n)
{
    return fs_work_add(fs_cost_secular(field, n, n),
                       fs_work_times(fs_is_complex(field) ? 2 : 1, fs_cost_gemm(FS_REAL, q, n, n)));
}

/* lasd_merge: one merge of divide and conquer for singular values of nl + nr + 1 rows.
 * formula: 2 merge(n, n), n = nl + nr + 1
 * class: estimate
 * source: derivation: left and right vectors
 * depends: deflation */
fs_work fs_cost_lasd_merge(fs_field field, int64_t nl, int64_t nr)
{
    fs_work w;

    if (fs_settled_order(&w, nl, nr, 1))
        return w;
    return fs_work_times(2, fs_cost_merge(field, nl + nr + 1, nl + nr + 1));
}

/* lahqr: QR iteration on a Hessenberg matrix by the double-shift code; wantt the Schur form,
 *   wantz Schur vectors; rows ilo to ihi are active.
 * formula: hseqr for orders up to 75, at any order
 * class: estimate
 * source: executed counts of random matrices of order 20 to 200
 * depends: the sweeps of the iteration
 * error: 10% or less on random matrices with n >= 60 */
fs_work fs_cost_lahqr(fs_field field, int64_t wantt, int64_t wantz, int64_t n, int64_t ilo,
                      int64_t ihi)
{
    static const int tenths[2][3] = {{68, 96, 193}, {240, 345, 680}};
    static const int squares[2][3] = {{100, 130, 130}, {215, 270, 330}};
    fs_work w;
    int64_t q = fs_minus(ihi, fs_minus(ilo, 1));
    int kind = wantt == 0 ? 0 : wantz == 0 ? 1 : 2;

    if (fs_settled_order(&w, n, q, ilo) || ihi > n)
        return ihi > n ? fs_no_work() : w;
    fs_int Q = q, columns = wantt == 0 ? q : n;
    fs_int total = fs_ratio(tenths[fs_is_complex(field)][kind] * Q * Q * columns, 10) +
                   squares[fs_is_complex(field)][kind] * Q * Q;
    fs_int mul = fs_ratio(51 * total, 100);
    return fs_real_work(mul, total - mul);
}

/* laqr0: QR iteration on a Hessenberg matrix by the multishift code; wantt the Schur form, wantz
 *   Schur vectors; rows ilo to ihi are active.
 * formula: hseqr(E or S, N or V, n, ilo, ihi)
 * class: estimate
 * source: hseqr
 * depends: as hseqr */
fs_work fs_cost_laqr0(fs_field field, int64_t wantt, int64_t wantz, int64_t n, int64_t ilo,
                      int64_t ihi)
{
    return fs_cost_hseqr(field, wantt != 0 ? 'S' : 'E', wantz != 0 ? 'V' : 'N', n, ilo, ihi);
}

/* laqr2: aggressive early deflation in a window of nw rows, with the updates of the n rows
 *   around it.
 * formula: hseqr(S, V, nw) + gehrd(nw) + 3 gemm(n, nw, nw)
 * class: estimate
 * source: derivation
 * depends: how much deflates */
fs_work fs_cost_laqr2(fs_field field, int64_t n, int64_t nw)
{
    int64_t window = fs_min(nw, n);

    return fs_total(3, (fs_work[]){fs_cost_hseqr(field, 'S', 'V', window, 1, window),
                                   fs_cost_gehrd(field, window, 1, window),
                                   fs_work_times(3, fs_cost_gemm(field, n, window, window))});
}

/* laqr5: one sweep of nshfts/2 small bulges down rows ktop to kbot.
 * formula: mul = add = 5 (kbot - ktop) n nshfts/2, twice with wantz
 * class: estimate
 * source: derivation: a reflector of order 3 from both sides, 10 operations an element
 * depends: kacc22: accumulated sweeps multiply with zeros, up to twice the work */
fs_work fs_cost_laqr5(fs_field field, int64_t wantz, int64_t n, int64_t ktop, int64_t kbot,
                      int64_t nshfts)
{
    fs_work w;
    int64_t rows = fs_minus(kbot, ktop);

    if (fs_settled_order(&w, n, rows, nshfts))
        return w;
    fs_int half = fs_ratio(5 * (fs_int)rows * n * nshfts, 2) * (wantz != 0 ? 2 : 1);
    return fs_from_counts(field, half, half);
}

/* laqz_window: early deflation of a pair in a window of nw rows, with the updates around it.
 * formula: hgeqz(S, V, V, nw) + gghrd(V, V, nw) + 6 gemm(n, nw, nw)
 * class: estimate
 * source: derivation
 * depends: how much deflates */
fs_work fs_cost_laqz_window(fs_field field, int64_t n, int64_t nw)
{
    int64_t window = fs_min(nw, n);

    return fs_total(3, (fs_work[]){fs_cost_hgeqz(field, 'S', 'V', 'V', window, 1, window),
                                   fs_cost_gghrd(field, 'V', 'V', window, 1, window),
                                   fs_work_times(6, fs_cost_gemm(field, n, window, window))});
}

/* laqz_sweep: one sweep of so many shifts down rows ilo to ihi of a pair.
 * formula: rotations of 4 (ihi - ilo) n shifts pairs
 * class: estimate
 * source: derivation: rotations of both matrices from both sides
 * depends: whether Q and Z are updated */
fs_work fs_cost_laqz_sweep(fs_field field, int64_t n, int64_t ilo, int64_t ihi, int64_t shifts)
{
    fs_work w;
    int64_t rows = fs_minus(ihi, ilo);

    if (fs_settled_order(&w, n, rows, shifts))
        return w;
    return fs_rotations(field, 4 * (fs_int)rows * n * shifts);
}

/* jacobi_sweeps: nsweep sweeps of one-sided Jacobi rotations of an m x n matrix, n1 columns
 *   against the rest (0: all pairs); jobv V and A update V of n and of mv rows.
 * formula: nsweep p (2 m + rows of V) mul and add each, p = n (n - 1)/2, or n1 (n - n1) pairs of
 *   columns
 * class: estimate
 * source: derivation: an inner product and a rotation a pair
 * depends: the pairs that are orthogonal already */
fs_work fs_cost_jacobi_sweeps(fs_field field, int64_t jobv, int64_t m, int64_t n, int64_t n1,
                              int64_t mv, int64_t nsweep)
{
    fs_work w;

    if (fs_settled_order(&w, m, n, nsweep))
        return w;
    fs_int N = n, split = fs_min(n1, n);
    fs_int pairs = split > 0 ? split * (N - split) : N * (N - 1) / 2;
    fs_int rows = jobv == 'V' ? n : jobv == 'A' ? fs_max(0, fs_min(mv, FS_ORDER_MAX)) : 0;
    fs_int half = pairs * (4 * (fs_int)m + 3 * rows);
    return fs_work_times(nsweep, fs_from_counts(field, half, half));
}

/* gedmd: dynamic mode decomposition of m x n snapshots.
 * formula: gesdd(S, m, n) + gemm(n, n, m) + gemm(n, n, n) + geev(N, V, n) + gemm(m, n, n)
 * class: estimate
 * source: composition at full rank
 * depends: the rank; which decomposition whtsvd picks */
fs_work fs_cost_gedmd(fs_field field, int64_t m, int64_t n)
{
    return fs_total(5, (fs_work[]){fs_cost_gesdd(field, 'S', m, n), fs_cost_gemm(field, n, n, m),
                                   fs_cost_gemm(field, n, n, n), fs_cost_geev(field, 'N', 'V', n),
                                   fs_cost_gemm(field, m, n, n)});
}

/* gecxx: column subset selection A = C X of an m x n matrix at full rank k = min(m, n).
 * formula: geqp3(m, n) + ormqr(L, m, n, k) + geqrf(m, k) + trsm(L, k, n)
 * class: estimate
 * source: composition
 * depends: the number of columns selected; which factors are asked for */
fs_work fs_cost_gecxx(fs_field field, int64_t m, int64_t n)
{
    int64_t k = fs_min(m, n);

    return fs_total(4,
                    (fs_work[]){fs_cost_geqp3(field, m, n), fs_cost_ormqr(field, 'L', m, n, k),
                                fs_cost_geqrf(field, m, k), fs_cost_trsm(field, 'L', 'N', k, n)});
}
