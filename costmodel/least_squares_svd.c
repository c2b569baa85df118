/* SPDX-License-Identifier: MIT */
/* Work of least squares by the singular value decomposition. Estimates of the executed count, with
 * the reference's blocking. */
#include "costmodel/cost.h"
#include "costmodel/svd.h"

/* Norms of A and B, and what scaling looks at. */
static fs_work norms(fs_field field, int64_t m, int64_t n, int64_t nrhs)
{
    (void)field;
    return fs_real_work(0, (fs_int)fs_max(0, fs_max(m, n)) + fs_max(0, nrhs));
}

/* gelss: minimum norm least squares of an m x n system by QR iteration, nrhs right-hand sides.
 * formula: m >= n: above m = 1.6 n geqrf(m, n) + ormqr(L, m, nrhs, n) first, then with r = n
 *   (else m): gebrd(r, n) + ormbr(Q, L, r, nrhs, n) + orgbr(P, n, n, n) + bdsqr(n, n, 0, nrhs) +
 *   gemm(n, nrhs, n); m < n: above n = 1.6 m gelqf(m, n) first, gebrd(m, m or n) + ormbr(Q, L, m,
 *   nrhs) + orgbr(P, m, m or n, m) + bdsqr(m, m or n, 0, nrhs) + gemm(m or n, nrhs, m) and
 *   ormlq(L, n, nrhs, m) last; with blocking
 * class: estimate
 * source: composition
 * depends: the sweeps of the iteration
 * error: 7% or less for n >= 60 */
fs_work fs_cost_gelss(fs_field field, int64_t m, int64_t n, int64_t nrhs)
{
    fs_work w;
    int64_t small = fs_min(m, n);
    bool first = 5 * (fs_int)fs_max(m, n) >= 8 * (fs_int)small;
    int64_t columns = m >= n || first ? small : n; /* of P^T, which the iteration works on */
    int64_t rows = m >= n && !first ? m : small;

    if (nrhs < 0 || fs_settled_order(&w, m, n, fs_max(nrhs, 1)))
        return nrhs < 0 ? fs_no_work() : w;
    fs_work outer = fs_no_work();
    if (first && m >= n)
        outer =
            fs_work_add(fs_blocked_geqrf(field, m, n), fs_blocked_ormqr(field, 'L', m, nrhs, n));
    else if (first)
        outer =
            fs_work_add(fs_blocked_gelqf(field, m, n), fs_blocked_ormqr(field, 'L', n, nrhs, m));
    return fs_total(7, (fs_work[]){
                           norms(field, m, n, nrhs),
                           outer,
                           fs_blocked_gebrd(field, rows, columns),
                           fs_blocked_ormbr(field, 'Q', rows, nrhs, columns),
                           fs_blocked_orgbr(field, 'P', small, columns, rows),
                           fs_dense_bdsqr(field, small, columns + nrhs, m == n),
                           fs_cost_gemm(field, columns, nrhs, small),
                       });
}

/* gelsd: minimum norm least squares of an m x n system by divide and conquer, nrhs right-hand
 *   sides.
 * formula: m >= n: above m = 1.6 n geqrf(m, n) + ormqr(L, m, nrhs, n) first, then with r = n
 *   (else m): gebrd(r, n) + ormbr(Q, L, r, nrhs, n) + lalsd(n, nrhs) + ormbr(P, L, n, nrhs, n); m
 *   < n: as its transpose; with blocking
 * class: estimate
 * source: composition; the vectors of the bidiagonal problem stay in compact form (lalsd)
 * depends: deflation
 * error: 8% or less for n >= 60 */
fs_work fs_cost_gelsd(fs_field field, int64_t m, int64_t n, int64_t nrhs)
{
    fs_work w;
    int64_t rows = fs_max(m, n), columns = fs_min(m, n);
    bool first = 5 * (fs_int)rows >= 8 * (fs_int)columns;

    if (nrhs < 0 || fs_settled_order(&w, m, n, 1))
        return nrhs < 0 ? fs_no_work() : w;
    fs_work outer = fs_no_work();
    if (first)
        outer = fs_work_add(m >= n ? fs_blocked_geqrf(field, m, n) : fs_blocked_gelqf(field, m, n),
                            fs_blocked_ormqr(field, 'L', rows, nrhs, columns));
    int64_t reduced = first ? columns : rows;
    return fs_total(
        6, (fs_work[]){
               norms(field, m, n, nrhs),
               outer,
               fs_blocked_gebrd(field, reduced, columns),
               fs_blocked_ormqr(field, 'L', reduced, nrhs, columns),
               fs_cost_lalsd(field, columns, nrhs),
               fs_blocked_ormqr(field, 'L', fs_minus(columns, 1), nrhs, fs_minus(columns, 1)),
           });
}

/* lalsd: least squares of a bidiagonal system of order n by divide and conquer, nrhs right-hand
 *   sides.
 * formula: mul = 98 n^2 + 3.6 n^2 nrhs, add = 82 n^2 + 3.5 n^2 nrhs; complex: right-hand sides
 *   twice; single precision 0.85 of it
 * class: estimate
 * source: executed counts
 * depends: deflation */
fs_work fs_cost_lalsd(fs_field field, int64_t n, int64_t nrhs)
{
    fs_work w;

    if (fs_settled_order(&w, n, nrhs, 1))
        return w;
    fs_int N = n;
    fs_int vectors = N * N * nrhs;
    w = fs_work_add(fs_real_work(98 * N * N, 82 * N * N),
                    fs_real_by_field(field, fs_ratio(18 * vectors, 5), fs_ratio(7 * vectors, 2)));
    return fs_is_single(field) ? fs_work_scaled(w, 85, 100) : w;
}
