/* SPDX-License-Identifier: MIT */
/* Work of the generalized singular value decomposition of a pair and of the CS decomposition of a
 * partitioned orthogonal matrix. Estimates: rank and iterations are data. */
#include "costmodel/cost.h"
#include "costmodel/svd.h"

/* ggsvp3: reduction of an m x n and a p x n matrix to triangular form; jobu U, jobv V, jobq Q
 *   form the orthogonal matrices; priced at full rank.
 * formula: r = min(p, n), k = min(m, n - r): geqp3(p, n), if r < n + gelqf(r, n) + ormqr(R, m,
 *   n, r) + geqp3(m, n - r) + ormqr(L, m, r, k), + geqrf(m - k, r); U: + orgqr(m, m, k) + ormqr(R,
 *   m, m - k, min(m - k, r)); V: + orgqr(p, p, r); Q: + ormqr(R, n, n, r) if r < n
 * class: estimate
 * source: composition
 * depends: the ranks of both matrices
 * error: 5% on random matrices */
fs_work fs_cost_ggsvp3(fs_field field, int64_t jobu, int64_t jobv, int64_t jobq, int64_t m,
                       int64_t p, int64_t n)
{
    fs_work w;
    int64_t rank = fs_min(p, n), rest = fs_minus(n, rank), k = fs_min(m, rest);

    if (fs_settled_order(&w, m, p, n))
        return w;
    return fs_total(
        10,
        (fs_work[]){
            fs_cost_geqp3(field, p, n),
            rest > 0 ? fs_cost_gelqf(field, rank, n) : fs_no_work(),
            rest > 0 ? fs_cost_ormqr(field, 'R', m, n, rank) : fs_no_work(),
            fs_cost_geqp3(field, m, rest),
            fs_cost_ormqr(field, 'L', m, rank, k),
            fs_cost_geqrf(field, m - k, rank),
            jobu == 'U' ? fs_cost_orgqr(field, m, m, k) : fs_no_work(),
            jobu == 'U' ? fs_cost_ormqr(field, 'R', m, m - k, fs_min(m - k, rank)) : fs_no_work(),
            jobv == 'V' ? fs_cost_orgqr(field, p, p, rank) : fs_no_work(),
            jobq == 'Q' && rest > 0 ? fs_cost_ormqr(field, 'R', n, n, rank) : fs_no_work(),
        });
}

/* Cycles that the Kogbetliantz iteration takes on l columns, in tenths. It looks for its end at
 * every other cycle: between the two even numbers that matrices of the size take. */
static int64_t tgsja_tenths(fs_field field, int64_t l)
{
    if (fs_is_single(field))
        return l <= 90 ? 70 : 75; /* 6 or 8; 8 as a rule */
    return l <= 130 ? 83 : 96;    /* 8; 10 or 8 */
}

/* tgsja: generalized singular values of two triangular matrices of l columns by Jacobi
 *   rotations; jobu, jobv, jobq not N update the m x m, p x p and n x n orthogonal matrices.
 * formula: 8.3 cycles, 9.6 for l > 130 (single precision 7, 7.5 for l > 90), each l (l - 1)/2
 *   rotations of 2 l + min(m, k + l) pairs, + p, n pairs for V, Q, and b (b - 1)/2 of l pairs, + m
 *   for U, b = min(l, m - k) rows of A
 * class: estimate
 * source: algorithm
 * depends: the cycles, 6, 8 or 10 as a rule, which the tolerance decides
 * error: 10% as a rule on random matrices of 40 to 240 columns, up to 17% */
fs_work fs_cost_tgsja(fs_field field, int64_t jobu, int64_t jobv, int64_t jobq, int64_t m,
                      int64_t p, int64_t n, int64_t k, int64_t l)
{
    fs_work w;

    if (fs_settled_order(&w, m, p, n) || fs_settled_order(&w, l, 1, 1))
        return w;
    fs_int L = l, below = fs_max(0, fs_min(l, fs_minus(m, k)));
    fs_int columns = 2 * L + fs_min(m, fs_max(0, fs_min(k, m)) + l) + (jobv != 'N' ? p : 0) +
                     (jobq != 'N' ? n : 0);
    fs_int pairs =
        L * (L - 1) / 2 * columns + below * (below - 1) / 2 * (L + (jobu != 'N' ? m : 0));
    return fs_work_scaled(fs_rotations(field, pairs), tgsja_tenths(field, l), 10);
}

/* ggsvd3: generalized singular value decomposition of an m x n and a p x n matrix; jobu U, jobv
 *   V, jobq Q: with the orthogonal matrices.
 * formula: ggsvp3(m, p, n) + tgsja(m, p, n, k, l), l = min(p, n), k = min(m, n - l)
 * class: estimate
 * source: composition
 * depends: the ranks, the cycles of the iteration
 * error: 16% on random matrices */
fs_work fs_cost_ggsvd3(fs_field field, int64_t jobu, int64_t jobv, int64_t jobq, int64_t m,
                       int64_t n, int64_t p)
{
    return fs_work_add(fs_cost_ggsvp3(field, jobu, jobv, jobq, m, p, n),
                       fs_cost_tgsja(field, jobu, jobv, jobq, m, p, n,
                                     fs_min(m, fs_minus(n, fs_min(p, n))), fs_min(p, n)));
}

/* The order of the bidiagonal blocks of a CS decomposition. */
static int64_t blocks_order(int64_t m, int64_t p, int64_t q)
{
    return fs_min(fs_min(p, fs_minus(m, p)), fs_min(q, fs_minus(m, q)));
}

/* bbcsd: CS decomposition of a matrix in bidiagonal-block form of order r = min(p, m - p, q, m -
 *   q); jobu1, jobu2, jobv1t, jobv2t Y update the orthogonal matrices.
 * formula: mul = 129 t r^2, add = 39 t r^2 + rotations of t r^2 pairs for each row or column
 *   updated, of p (U1), m - p (U2), q (V1), m - q (V2); t = 1.22, single precision 0.97
 * class: estimate
 * source: algorithm: implicit QR on four bidiagonal blocks at once
 * depends: the sweeps of the iteration */
fs_work fs_cost_bbcsd(fs_field field, int64_t jobu1, int64_t jobu2, int64_t jobv1t, int64_t jobv2t,
                      int64_t m, int64_t p, int64_t q)
{
    fs_work w;
    int64_t r = blocks_order(m, p, q);

    if (fs_settled_order(&w, m, r, 1))
        return w;
    fs_int updated = (jobu1 == 'Y' ? p : 0) + (jobu2 == 'Y' ? m - p : 0) + (jobv1t == 'Y' ? q : 0) +
                     (jobv2t == 'Y' ? m - q : 0);
    fs_int square = (fs_int)r * r;
    int percent = fs_is_single(field) ? 97 : 122; /* rotations of r^2 */
    fs_int pairs = fs_ratio(percent * square * updated, 100);
    return fs_work_add(fs_real_work(129 * percent * square / 100, 39 * percent * square / 100),
                       fs_real_by_field(field, 4 * pairs, 2 * pairs));
}

/* orbdb: reduction of a partitioned m x m orthogonal matrix (p x q leading block) to bidiagonal
 *   blocks; r = min(p, m - p, q, m - q).
 * formula: mul = add = 4 (r m^2 - 2 m r^2 + 4 r^3/3) + 2 (m - 2 r)^3/3 + 3.5 m^2
 * class: leading
 * source: derivation: 8 (m - 2 i)^2 operations a step, and an LQ factorization of what is left
 * error: 1% at p = q = m/2 */
fs_work fs_cost_orbdb(fs_field field, int64_t m, int64_t p, int64_t q)
{
    fs_work w;
    int64_t r = blocks_order(m, p, q);

    if (fs_settled_order(&w, m, r, 1))
        return w;
    fs_int M = m, R = r, rest = m - 2 * r;
    fs_int half =
        fs_ratio(12 * (R * M * M - 2 * M * R * R) + 16 * R * R * R + 2 * rest * rest * rest, 3) +
        7 * M * M / 2;
    return fs_from_counts(field, half, half);
}

/* orcsd: CS decomposition of a partitioned m x m orthogonal matrix; jobu1, jobu2, jobv1t, jobv2t
 *   Y: with the orthogonal matrices.
 * formula: orbdb(m, p, q) + orgqr or orglq of order p, m - p, q, m - q + bbcsd(m, p, q)
 * class: estimate
 * source: composition
 * depends: the sweeps of the iteration */
fs_work fs_cost_orcsd(fs_field field, int64_t jobu1, int64_t jobu2, int64_t jobv1t, int64_t jobv2t,
                      int64_t m, int64_t p, int64_t q)
{
    fs_work w;

    if (fs_settled_order(&w, m, blocks_order(m, p, q), 1))
        return w;
    return fs_total(
        6,
        (fs_work[]){
            fs_cost_orbdb(field, m, p, q),
            jobu1 == 'Y' ? fs_blocked_orgqr(field, p, p, fs_min(p, q)) : fs_no_work(),
            jobu2 == 'Y' ? fs_blocked_orgqr(field, m - p, m - p, fs_min(m - p, q)) : fs_no_work(),
            jobv1t == 'Y' ? fs_blocked_orglq(field, q - 1, q - 1, q - 1) : fs_no_work(),
            jobv2t == 'Y' ? fs_blocked_orglq(field, m - q, m - q, m - q) : fs_no_work(),
            fs_cost_bbcsd(field, jobu1, jobu2, jobv1t, jobv2t, m, p, q),
        });
}

/* orbdb2by1: reduction of an m x q matrix with orthonormal columns, partitioned after row p.
 * formula: mul = add = 1.22 (4 r m q - 2 r^2 (m + q) + 4 r^3/3), r = min(p, m - p, q, m - q)
 * class: leading
 * source: derivation: two reflectors from the left and one from the right a step, of 4 (m - 2
 *   i)(q - i) operations a side; orthogonalisation adds about a fifth */
fs_work fs_cost_orbdb2by1(fs_field field, int64_t m, int64_t p, int64_t q)
{
    fs_work w;
    int64_t r = blocks_order(m, p, q);

    if (fs_settled_order(&w, m, r, 1))
        return w;
    fs_int M = m, Q = q, R = r;
    fs_int half = fs_ratio(61 * (12 * R * M * Q - 6 * R * R * (M + Q) + 4 * R * R * R), 150);
    return fs_from_counts(field, half, half);
}

/* orcsd2by1: CS decomposition of an m x q matrix with orthonormal columns, partitioned after row
 *   p; jobu1, jobu2, jobv1t Y: with the orthogonal matrices.
 * formula: orbdb2by1(m, p, q) + orgqr or orglq of order p, m - p, q + bbcsd(m, p, q)
 * class: estimate
 * source: composition
 * depends: the sweeps of the iteration */
fs_work fs_cost_orcsd2by1(fs_field field, int64_t jobu1, int64_t jobu2, int64_t jobv1t, int64_t m,
                          int64_t p, int64_t q)
{
    fs_work w;

    if (fs_settled_order(&w, m, blocks_order(m, p, q), 1))
        return w;
    return fs_total(
        5,
        (fs_work[]){
            fs_cost_orbdb2by1(field, m, p, q),
            jobu1 == 'Y' ? fs_blocked_orgqr(field, p, p, fs_min(p, q)) : fs_no_work(),
            jobu2 == 'Y' ? fs_blocked_orgqr(field, m - p, m - p, fs_min(m - p, q)) : fs_no_work(),
            jobv1t == 'Y' ? fs_blocked_orglq(field, q - 1, q - 1, q - 1) : fs_no_work(),
            fs_cost_bbcsd(field, jobu1, jobu2, jobv1t, 'N', m, p, q),
        });
}
