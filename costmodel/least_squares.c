/* SPDX-License-Identifier: MIT */
/* Work of least squares problems and of the generalized factorizations behind them. */
#include "costmodel/arith.h"
#include "costmodel/cost.h"

/* gels: least squares or minimum norm solution of a full rank m x n system, nrhs right-hand
 *   sides.
 * formula: m >= n: geqrf(m, n) + ormqr(L, m, nrhs, n) + trsm(L, n, nrhs); m < n: gelqf(m, n) +
 *   trsm(L, m, nrhs) + ormqr(L, n, nrhs, m)
 * class: exact
 * source: composition; LAWN 41 (geqrs)
 * error: 2% and the blocking of ormqr */
fs_work fs_cost_gels(fs_field field, int64_t m, int64_t n, int64_t nrhs)
{
    if (m >= n)
        return fs_total(3, (fs_work[]){fs_cost_geqrf(field, m, n),
                                       fs_cost_ormqr(field, 'L', m, nrhs, n),
                                       fs_cost_trsm(field, 'L', 'N', n, nrhs)});
    return fs_total(3,
                    (fs_work[]){fs_cost_gelqf(field, m, n), fs_cost_ormqr(field, 'L', n, nrhs, m),
                                fs_cost_trsm(field, 'L', 'N', m, nrhs)});
}

/* gelsy: least squares by QR with column pivoting, priced at full rank r = min(m, n).
 * formula: geqp3(m, n) + r^2 (4 mul, 2 add) + ormqr(L, m, nrhs, r) + trsm(L, r, nrhs), m < n: +
 *   tzrzf(m, n) + ormrz(L, n, nrhs, m, n - m)
 * class: leading
 * source: composition; the rank is found by incremental condition estimates of r^2/2 elements,
 *   two estimates each
 * depends: the rank, known only afterwards
 * error: 3% and the blocking of ormqr */
fs_work fs_cost_gelsy(fs_field field, int64_t m, int64_t n, int64_t nrhs)
{
    fs_work w;

    if (nrhs < 0 || fs_settled(&w, m, n, 1))
        return nrhs < 0 ? fs_no_work() : w;
    int64_t rank = fs_min(m, n);
    fs_int square = (fs_int)rank * rank;
    return fs_total(6, (fs_work[]){
                           fs_cost_geqp3(field, m, n),
                           fs_from_counts(field, 2 * square, square),
                           fs_cost_tzrzf(field, m, n),
                           fs_cost_ormqr(field, 'L', m, nrhs, rank),
                           fs_cost_trsm(field, 'L', 'N', rank, nrhs),
                           fs_cost_ormrz(field, 'L', n, nrhs, n > m ? m : 0, n - m),
                       });
}

/* ggqrf: generalized QR factorization of an n x m and an n x p matrix.
 * formula: geqrf(n, m) + ormqr(L, n, p, min(n, m)) + gelqf(n, p)
 * class: leading
 * source: composition */
fs_work fs_cost_ggqrf(fs_field field, int64_t n, int64_t m, int64_t p)
{
    return fs_total(3, (fs_work[]){fs_cost_geqrf(field, n, m),
                                   fs_cost_ormqr(field, 'L', n, p, fs_min(n, m)),
                                   fs_cost_gelqf(field, n, p)});
}

/* ggrqf: generalized RQ factorization of an m x n and a p x n matrix.
 * formula: gelqf(m, n) + ormqr(R, p, n, min(m, n)) + geqrf(p, n)
 * class: leading
 * source: composition */
fs_work fs_cost_ggrqf(fs_field field, int64_t m, int64_t p, int64_t n)
{
    return fs_total(3, (fs_work[]){fs_cost_gelqf(field, m, n),
                                   fs_cost_ormqr(field, 'R', p, n, fs_min(m, n)),
                                   fs_cost_geqrf(field, p, n)});
}

/* gglse: least squares of an m x n system with p equality constraints.
 * formula: ggrqf(p, m, n) + ormqr(L, m, 1, min(m, n)) + trsm(L, p, 1) + gemv(n - p, p) + trsm(L,
 *   n - p, 1) + trmv(r) + gemv(r, n - m), r = p or, if m < n, m + p - n, + ormqr(L, n, 1, p)
 * class: leading
 * source: composition */
fs_work fs_cost_gglse(fs_field field, int64_t m, int64_t n, int64_t p)
{
    int64_t rest = fs_minus(n, p), rows = m < n ? fs_minus(m, rest) : p;

    return fs_total(8, (fs_work[]){
                           fs_cost_ggrqf(field, p, m, n),
                           fs_cost_ormqr(field, 'L', m, 1, fs_min(m, n)),
                           fs_cost_trsm(field, 'L', 'N', p, 1),
                           fs_cost_gemv(field, rest, p),
                           fs_cost_trsm(field, 'L', 'N', rest, 1),
                           fs_cost_gemv(field, rows, fs_minus(n, m)),
                           fs_cost_trmv(field, 'N', rows),
                           fs_cost_ormqr(field, 'L', n, 1, p),
                       });
}

/* ggglm: general Gauss-Markov linear model with an n x m and an n x p matrix.
 * formula: ggqrf(n, m, p) + ormqr(L, n, 1, m) + trsm(L, n - m, 1) + gemv(m, n - m) + trsm(L, m,
 *   1) + ormqr(L, p, 1, min(n, p))
 * class: leading
 * source: composition */
fs_work fs_cost_ggglm(fs_field field, int64_t n, int64_t m, int64_t p)
{
    return fs_total(6, (fs_work[]){
                           fs_cost_ggqrf(field, n, m, p),
                           fs_cost_ormqr(field, 'L', n, 1, m),
                           fs_cost_trsm(field, 'L', 'N', fs_minus(n, m), 1),
                           fs_cost_gemv(field, m, fs_minus(n, m)),
                           fs_cost_trsm(field, 'L', 'N', m, 1),
                           fs_cost_ormqr(field, 'L', p, 1, fs_min(n, p)),
                       });
}
