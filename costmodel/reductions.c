/* SPDX-License-Identifier: MIT */
/* Work of the reductions to tridiagonal, bidiagonal and Hessenberg form, and of forming or applying
 * their orthogonal matrices. One reflector at a time is priced, as in LAWN 41. */
#include "costmodel/arith.h"
#include "costmodel/cost.h"

/* sytrd: reduction of a symmetric or Hermitian matrix to tridiagonal form, also packed.
 * formula: mul = 2n^3/3 + 5n^2/2 - n/6 - 15, add = 2n^3/3 + n^2 - 8n/3 - 4, n > 1
 * class: exact
 * source: LAWN 41; blocking adds 64 (n^2 - 1024) operations where nb = 32 and n > 32
 * error: 1% at n = 60, unblocked; blocking adds 54% at n = 60 and 22% at n = 200 */
fs_work fs_cost_sytrd(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, fs_minus(n, 1), 1, 1))
        return w;
    fs_int N = n;
    return fs_from_counts(field, (4 * N * N * N + 15 * N * N - N - 90) / 6,
                          (2 * N * N * N + 3 * N * N - 8 * N - 12) / 3);
}

/* orgtr: forms the orthogonal matrix of a reduction to tridiagonal form, also packed.
 * formula: orgqr(n - 1, n - 1, n - 1)
 * class: exact
 * source: LAPACK 3.0 operation counts (dopla2)
 * error: 0.8% at n = 100 */
fs_work fs_cost_orgtr(fs_field field, int64_t n)
{
    return fs_cost_orgqr(field, fs_minus(n, 1), fs_minus(n, 1), fs_minus(n, 1));
}

/* ormtr: applies the orthogonal matrix of a reduction to tridiagonal form to an m x n matrix.
 * formula: side L: ormqr(L, m - 1, n, m - 1); side R: ormqr(R, m, n - 1, n - 1)
 * class: exact
 * source: LAPACK 3.0 operation counts (dopla2) */
fs_work fs_cost_ormtr(fs_field field, int64_t side, int64_t m, int64_t n)
{
    return side == 'R' ? fs_cost_ormqr(field, 'R', m, fs_minus(n, 1), fs_minus(n, 1))
                       : fs_cost_ormqr(field, 'L', fs_minus(m, 1), n, fs_minus(m, 1));
}

/* gebrd: reduction of an m x n matrix to bidiagonal form; M = max(m, n), N = min(m, n).
 * formula: mul = 2 M N^2 - 2N^3/3 + 2 N^2 + 20N/3, add = 2 M N^2 - 2N^3/3 + N^2 - M N + 5N/3
 * class: exact
 * source: LAWN 41; m < n as m > n (LAPACK 3.0 operation counts)
 * error: 1% or less for n >= 60, unblocked; blocking adds 17% at n = 200 */
fs_work fs_cost_gebrd(fs_field field, int64_t m, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, m, n, 1))
        return w;
    fs_int M = fs_max(m, n), N = fs_min(m, n);
    return fs_from_counts(field, (6 * M * N * N - 2 * N * N * N + 6 * N * N + 20 * N) / 3,
                          (6 * M * N * N - 2 * N * N * N + 3 * N * N - 3 * M * N + 5 * N) / 3);
}

/* orgbr: forms Q or P^T of a reduction to bidiagonal form, m x n; vect Q: the reduced matrix was
 *   m x k, P: k x n.
 * formula: vect Q: orgqr(m, n, k) if m >= k, else orgqr(m - 1, m - 1, m - 1); vect P: orglq(m,
 *   n, k) if k < n, else orglq(n - 1, n - 1, n - 1)
 * class: exact
 * source: LAPACK 3.0 operation counts (dopla2)
 * error: 2% at n = 60 */
fs_work fs_cost_orgbr(fs_field field, int64_t vect, int64_t m, int64_t n, int64_t k)
{
    if (vect == 'P')
        return k < n ? fs_cost_orglq(field, m, n, k)
                     : fs_cost_orglq(field, fs_minus(n, 1), fs_minus(n, 1), fs_minus(n, 1));
    return m >= k ? fs_cost_orgqr(field, m, n, k)
                  : fs_cost_orgqr(field, fs_minus(m, 1), fs_minus(m, 1), fs_minus(m, 1));
}

/* ormbr: applies Q or P of a reduction to bidiagonal form to an m x n matrix; nq = m (side L) or
 *   n.
 * formula: vect Q: ormqr(side, m, n, min(nq, k)) if nq >= k; vect P: if nq > k; else ormqr(L, m
 *   - 1, n, m - 1) or ormqr(R, m, n - 1, n - 1)
 * class: exact
 * source: LAPACK 3.0 operation counts (dopla2) */
fs_work fs_cost_ormbr(fs_field field, int64_t vect, int64_t side, int64_t m, int64_t n, int64_t k)
{
    int64_t order = side == 'R' ? n : m;

    if (vect == 'P' ? order > k : order >= k)
        return fs_cost_ormqr(field, side, m, n, k);
    return fs_cost_ormtr(field, side, m, n);
}

/* gehrd: reduction of rows and columns ilo to ihi of a matrix of order n to Hessenberg form.
 * formula: ilo = 1, ihi = n: mul = 5n^3/3 + n^2/2 - 7n/6 - 13, add = 5n^3/3 - n^2 - 2n/3 - 8;
 *   else, with q = ihi - ilo: add = n q (q + 1) + q (q + 1)(2q + 1)/3, mul = add + n q
 * class: exact
 * source: LAWN 41; part of a matrix: derivation (right updates cover ihi rows, left ones n - ilo
 *   columns)
 * error: 1% or less for n >= 60, unblocked; blocking adds 6% at n = 200 */
fs_work fs_cost_gehrd(fs_field field, int64_t n, int64_t ilo, int64_t ihi)
{
    fs_work w;
    int64_t q = fs_minus(ihi, ilo);

    if (fs_settled(&w, n, q, ilo) || ihi > n)
        return ihi > n ? fs_no_work() : w;
    fs_int N = n, Q = q;
    if (ilo == 1 && ihi == n)
        return fs_from_counts(field, (10 * N * N * N + 3 * N * N - 7 * N - 78) / 6,
                              (5 * N * N * N - 3 * N * N - 2 * N - 24) / 3);
    fs_int cubic = N * Q * (Q + 1) + Q * (Q + 1) * (2 * Q + 1) / 3;
    return fs_from_counts(field, cubic + N * Q, cubic);
}

/* orghr: forms the orthogonal matrix of a reduction to Hessenberg form; q = ihi - ilo.
 * formula: orgqr(q, q, q)
 * class: exact
 * source: LAPACK 3.0 operation counts (dopla2) */
fs_work fs_cost_orghr(fs_field field, int64_t ilo, int64_t ihi)
{
    int64_t q = fs_minus(ihi, ilo);

    return fs_cost_orgqr(field, q, q, q);
}

/* ormhr: applies the orthogonal matrix of a reduction to Hessenberg form to an m x n matrix; q =
 *   ihi - ilo.
 * formula: side L: ormqr(L, q, n, q); side R: ormqr(R, m, q, q)
 * class: exact
 * source: LAPACK 3.0 operation counts (dopla2) */
fs_work fs_cost_ormhr(fs_field field, int64_t side, int64_t m, int64_t n, int64_t ilo, int64_t ihi)
{
    int64_t q = fs_minus(ihi, ilo);

    return side == 'R' ? fs_cost_ormqr(field, 'R', m, q, q) : fs_cost_ormqr(field, 'L', q, n, q);
}

/* sygst: reduction of a generalized symmetric eigenproblem to standard form, also packed.
 * formula: mul = n^3/2 + 5n^2/2, add = n^3/2 + n^2/2, every itype
 * class: leading
 * source: derivation: n^3 operations for any itype
 * error: 1% or less unblocked, complex 2%; blocking adds 15% to 25% from n = 65 on */
fs_work fs_cost_sygst(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled(&w, n, 1, 1))
        return w;
    fs_int N = n;
    return fs_from_counts(field, (N * N * N + 5 * N * N) / 2, (N * N * N + N * N) / 2);
}
