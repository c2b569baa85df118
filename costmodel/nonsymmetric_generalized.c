/* SPDX-License-Identifier: MIT */
/* Work of the generalized nonsymmetric eigenproblem: Hessenberg-triangular reduction, QZ iteration,
 * eigenvectors, reordering, condition, Sylvester equations, and the drivers. */
#include "costmodel/cost.h"
#include "costmodel/svd.h"

/* gghrd: reduction of rows ilo to ihi of a pair to Hessenberg-triangular form; compq, compz I or
 *   V form or update Q and Z; q = ihi - ilo.
 * formula: q (q - 1) rotations, of (2n + 3) q (q - 1)/2 + q (q - 1)(2q - 1)/6 pairs in all, + n
 *   pairs for each of q (q - 1)/2 and of Q and Z; 3 mul to set up each, complex 15
 * class: exact
 * source: derivation
 * error: 0 on the row with n = 60 */
fs_work fs_cost_gghrd(fs_field field, int64_t compq, int64_t compz, int64_t n, int64_t ilo,
                      int64_t ihi)
{
    fs_work w;
    int64_t rows = fs_minus(ihi, ilo);

    if (fs_settled_order(&w, n, fs_minus(rows, 1), ilo) || ihi > n)
        return ihi > n ? fs_no_work() : w;
    fs_int N = n, q = rows;
    fs_int half = q * (q - 1) / 2;
    fs_int vectors = (compq == 'N' ? 0 : 1) + (compz == 'N' ? 0 : 1);
    fs_int pairs = half * (2 * N + 3 + vectors * N) + q * (q - 1) * (2 * q - 1) / 6;
    fs_int setup = 2 * half * (fs_is_complex(field) ? 15 : 3);
    return fs_work_add(fs_rotations(field, pairs), fs_real_work(setup, 0));
}

/* hgeqz: eigenvalues of a Hessenberg-triangular pair (job E), generalized Schur form (job S),
 *   and Schur vectors unless compq, compz are N; rows ilo to ihi are active.
 * formula: E: mul = 5.4 n^3 + 110 n^2, add = 4.9 n^3 + 80 n^2; S: mul = 7.4 n^3 + 135 n^2, add =
 *   6.8 n^3 + 85 n^2; each of Q, Z: mul = 4.3 n^3, add = 3.9 n^3; complex: rotations: E: 1.875 n^3
 *   + 28 n^2 pairs, S: 2.55 n^3 + 28 n^2, each of Q, Z: 1.375 n^3; of q active rows: q^2 for n^2,
 *   q^3 for n^3 of E, q^2 (n + (n - ihi)/3) for n^3 of the rest; 7% more where ihi < n
 * class: estimate
 * source: executed counts of random matrices of order 20 to 200
 * depends: the sweeps of the iteration, which grow with the condition of B
 * error: 6% or less on random matrices with n >= 60; 10% where not all rows are active */
fs_work fs_cost_hgeqz(fs_field field, int64_t job, int64_t compq, int64_t compz, int64_t n,
                      int64_t ilo, int64_t ihi)
{
    fs_work w;

    if (fs_settled_order(&w, n, fs_minus(ihi, fs_minus(ilo, 1)), ilo) || ihi > n)
        return ihi > n ? fs_no_work() : w;
    int64_t active = ihi - ilo + 1;
    fs_int square = (fs_int)active * active;
    fs_int cube = job == 'S' ? square * n + fs_ratio(square * (n - ihi), 3) : square * active;
    fs_int vectors = (compq == 'N' ? 0 : 1) + (compz == 'N' ? 0 : 1);
    if (fs_is_complex(field))
        w = fs_rotations(field, fs_ratio(((job == 'S' ? 102 : 75) + 55 * vectors) * cube, 40) +
                                    28 * square);
    else
        w = fs_real_work(fs_ratio(((job == 'S' ? 74 : 54) + 43 * vectors) * cube, 10) +
                             (job == 'S' ? 135 : 110) * square,
                         fs_ratio(((job == 'S' ? 68 : 49) + 39 * vectors) * cube, 10) +
                             (job == 'S' ? 85 : 80) * square);
    if (ihi < n) /* the last rows of a random triangular factor, the smallest, end it sooner */
        w = fs_work_scaled(w, 107, 100);
    return fs_is_single(field) ? fs_work_scaled(w, 51 * active + 1150, 100 * active) : w;
}

/* ggbal: balances a pair of matrices: job B or S scales, P only permutes.
 * formula: B, S: mul = 12 n, add = 8 n^2 + 20 n; complex: add = 14.2 n^2 + 30 n
 * class: estimate
 * source: executed counts of one sweep
 * depends: the sweeps until the exponents settle
 * error: 2% on random matrices */
fs_work fs_cost_ggbal(fs_field field, int64_t job, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, n, 1, 1) || (job != 'B' && job != 'S'))
        return job == 'B' || job == 'S' ? w : fs_no_work();
    fs_int N = n;
    return fs_real_work(12 * N, fs_is_complex(field) ? fs_ratio(142 * N * N, 10) + 30 * N
                                                     : 8 * N * N + 20 * N);
}

/* tgevc: eigenvectors of a generalized Schur form, for side R, L or B; howmny B: multiplied by
 *   Schur vectors; S: mm of them, else all.
 * formula: a side: mul = n^3/3 + 8.5 n^2, add = n^3/3 + 4.4 n^2; howmny B: mul = 5n^3/6 + 9.7
 *   n^2, add = 5n^3/6 + 4.5 n^2; S: mm/n of it; complex: n^3 by the rule, n^2 as 13, 7 and 18,
 *   10.5
 * class: leading
 * source: derivation: two back-substitutions, and a matrix by vector product for each vector
 * depends: howmny S: which vectors
 * error: 1% for n >= 60 */
fs_work fs_cost_tgevc(fs_field field, int64_t side, int64_t howmny, int64_t n, int64_t mm)
{
    fs_work w;

    if (fs_settled_order(&w, n, howmny == 'S' ? mm : 1, 1))
        return w;
    fs_int N = n, square = N * N;
    bool back = howmny == 'B', complex_field = fs_is_complex(field);
    fs_int cubic = (back ? 5 : 2) * N * square / 6;
    int mul_tenths = complex_field ? (back ? 180 : 130) : (back ? 97 : 85);
    int add_tenths = complex_field ? (back ? 105 : 70) : (back ? 45 : 44);
    w = fs_work_add(
        fs_from_counts(field, cubic, cubic),
        fs_real_work(fs_ratio(mul_tenths * square, 10), fs_ratio(add_tenths * square, 10)));
    if (howmny == 'S')
        w = fs_work_scaled(w, fs_min(mm, n), n);
    return fs_work_times(side == 'B' ? 2 : 1, w);
}

/* tgsna: condition numbers of eigenvalues (job E), eigenvectors (V) or both (B) of a generalized
 *   Schur form; mm of them with howmny S, else all.
 * formula: for each: E: mul = 2 n^2 + 10 n, add = 2 n^2 + 6 n; V: mul = 6.5 n^2 + 250 n, add =
 *   5.5 n^2 + 160 n, complex: mul = 16 n^2 + 215 n, add = 12 n^2 + 145 n
 * class: estimate
 * source: executed counts: products with both matrices; a reordering and a Sylvester equation
 * depends: solves of the separation estimate
 * error: 5% on random matrices with n >= 60 */
fs_work fs_cost_tgsna(fs_field field, int64_t job, int64_t howmny, int64_t n, int64_t mm)
{
    fs_work w;
    int64_t m = howmny == 'S' ? fs_min(mm, n) : n;

    if (fs_settled_order(&w, n, m, 1))
        return w;
    fs_int N = n, square = N * N;
    fs_work values =
        fs_work_times(m, fs_from_counts(field, 2 * square + 10 * N, 2 * square + 6 * N));
    fs_work vectors =
        fs_work_times(m, fs_is_complex(field)
                             ? fs_real_work(16 * square + 215 * N, 12 * square + 145 * N)
                             : fs_real_work(13 * square / 2 + 250 * N, 11 * square / 2 + 160 * N));
    return fs_work_add(job == 'V' ? fs_no_work() : values, job == 'E' ? fs_no_work() : vectors);
}

/* QR factorization of B, applied to A, and the reduction to Hessenberg-triangular form. */
static fs_work to_hessenberg_triangular(fs_field field, int64_t n, bool left, bool right)
{
    return fs_total(
        4, (fs_work[]){fs_blocked_geqrf(field, n, n), fs_blocked_ormqr(field, 'L', n, n, n),
                       left ? fs_blocked_orgqr(field, n, n, n) : fs_no_work(),
                       fs_cost_gghrd(field, left ? 'V' : 'N', right ? 'V' : 'N', n, 1, n)});
}

/* ggev: generalized eigenvalues, and left (jobvl V) and right (jobvr V) eigenvectors.
 * formula: geqrf(n, n) + ormqr(L, n, n, n) + gghrd + hgeqz(E), any vectors: hgeqz(S) + tgevc(B)
 *   + 2 n^2 add a side to normalise; jobvl V: + orgqr(n, n, n); with blocking
 * class: estimate
 * source: composition
 * depends: the sweeps of the iteration
 * error: 4% or less on random matrices with n >= 60 */
fs_work fs_cost_ggev(fs_field field, int64_t jobvl, int64_t jobvr, int64_t n)
{
    fs_work w;
    bool left = jobvl == 'V', right = jobvr == 'V';

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    fs_work start = to_hessenberg_triangular(field, n, left, right);
    if (!left && !right)
        return fs_work_add(start, fs_cost_hgeqz(field, 'E', 'N', 'N', n, 1, n));
    fs_int square = (fs_int)n * n;
    return fs_total(4, (fs_work[]){
                           start,
                           fs_cost_hgeqz(field, 'S', left ? 'V' : 'N', right ? 'V' : 'N', n, 1, n),
                           fs_cost_tgevc(field, left && right ? 'B' : 'R', 'B', n, n),
                           fs_real_by_field(field, square, square),
                       });
}

/* What the blocked reduction and the multishift iteration of ggev3 and gges3 execute beyond. */
static fs_work multishift(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    fs_int N = n;
    fs_int half = n <= 75 ? N * N * N : 650 * N * N;
    return fs_is_complex(field) ? fs_work_times(4, fs_real_work(half, half))
                                : fs_real_work(half, half);
}

/* ggev3: as ggev, by the blocked reduction and the multishift iteration.
 * formula: ggev(jobvl, jobvr, n) + 2 n^3 (n <= 75) or 1300 n^2, complex four times
 * class: estimate
 * source: executed counts
 * depends: the sweeps of the iteration, the shifts that the library takes
 * error: 6% on random matrices of order 60 to 200, complex 10% */
fs_work fs_cost_ggev3(fs_field field, int64_t jobvl, int64_t jobvr, int64_t n)
{
    return fs_work_add(fs_cost_ggev(field, jobvl, jobvr, n), multishift(field, n));
}

/* ggevx: as ggev, with condition numbers of eigenvalues (sense E), eigenvectors (V) or both (B).
 * formula: ggbal(balanc, n) + ggev(jobvl, jobvr, n) + tgsna(sense, A, n)
 * class: estimate
 * source: composition
 * depends: as ggev; sense forms both sides of eigenvectors */
fs_work fs_cost_ggevx(fs_field field, int64_t balanc, int64_t jobvl, int64_t jobvr, int64_t sense,
                      int64_t n)
{
    fs_work base =
        fs_work_add(fs_cost_ggbal(field, balanc, n), fs_cost_ggev(field, jobvl, jobvr, n));

    if (sense != 'E' && sense != 'V' && sense != 'B')
        return base;
    return fs_work_add(base, fs_cost_tgsna(field, sense, 'A', n, n));
}

/* gges: generalized Schur form, with left (jobvsl V) and right (jobvsr V) Schur vectors; sort S
 *   reorders it.
 * formula: geqrf(n, n) + ormqr(L, n, n, n) + gghrd + hgeqz(S); jobvsl V: + orgqr(n, n, n); sort
 *   S: + tgsen(0, jobvsl, jobvsr, n); with blocking
 * class: estimate
 * source: composition
 * depends: the sweeps of the iteration; which eigenvalues are selected
 * error: 4% or less on random matrices with n >= 60 */
fs_work fs_cost_gges(fs_field field, int64_t jobvsl, int64_t jobvsr, int64_t sort, int64_t n)
{
    fs_work w;
    bool left = jobvsl == 'V', right = jobvsr == 'V';

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    return fs_total(3, (fs_work[]){
                           to_hessenberg_triangular(field, n, left, right),
                           fs_cost_hgeqz(field, 'S', left ? 'V' : 'N', right ? 'V' : 'N', n, 1, n),
                           sort == 'S' ? fs_cost_tgsen(field, 0, left, right, n) : fs_no_work(),
                       });
}

/* gges3: as gges, by the blocked reduction and the multishift iteration.
 * formula: gges(jobvsl, jobvsr, sort, n) + 2 n^3 (n <= 75) or 1300 n^2, complex four times
 * class: estimate
 * source: executed counts
 * depends: the sweeps of the iteration, the shifts that the library takes
 * error: 6% on random matrices of order 60 to 200, complex 10% */
fs_work fs_cost_gges3(fs_field field, int64_t jobvsl, int64_t jobvsr, int64_t sort, int64_t n)
{
    return fs_work_add(fs_cost_gges(field, jobvsl, jobvsr, sort, n), multishift(field, n));
}

/* ggesx: as gges, with condition numbers by sense (E, V, B), which needs sort S.
 * formula: gges(jobvsl, jobvsr, N, n) + tgsen(ijob, jobvsl, jobvsr, n), ijob 1 for E, 2 for V, 4
 *   for B
 * class: estimate
 * source: composition
 * depends: as gges */
fs_work fs_cost_ggesx(fs_field field, int64_t jobvsl, int64_t jobvsr, int64_t sort, int64_t sense,
                      int64_t n)
{
    int64_t ijob = sense == 'E' ? 1 : sense == 'V' ? 2 : sense == 'B' ? 4 : 0;

    if (sort != 'S')
        return fs_cost_gges(field, jobvsl, jobvsr, sort, n);
    return fs_work_add(fs_cost_gges(field, jobvsl, jobvsr, 'N', n),
                       fs_cost_tgsen(field, ijob, jobvsl == 'V', jobvsr == 'V', n));
}
