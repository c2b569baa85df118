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
 *   + 28 n^2 pairs, S: 2.55 n^3 + 28 n^2, each of Q, Z: 1.375 n^3
 * class: estimate
 * source: executed counts of random matrices of order 20 to 200
 * depends: the sweeps of the iteration, which grow with the condition of B
 * error: 6% or less on random matrices with n >= 60 */
fs_work fs_cost_hgeqz(fs_field field, int64_t job, int64_t compq, int64_t compz, int64_t n,
                      int64_t ilo, int64_t ihi)
{
    fs_work w;

    if (fs_settled_order(&w, n, fs_minus(ihi, fs_minus(ilo, 1)), ilo) || ihi > n)
        return ihi > n ? fs_no_work() : w;
    fs_int square = (fs_int)(ihi - ilo + 1) * (ihi - ilo + 1);
    fs_int cube = square * (job == 'S' ? n : ihi - ilo + 1);
    fs_int vectors = (compq == 'N' ? 0 : 1) + (compz == 'N' ? 0 : 1);
    if (fs_is_complex(field))
        return fs_rotations(field, fs_ratio(((job == 'S' ? 102 : 75) + 55 * vectors) * cube, 40) +
                                       28 * square);
    return fs_real_work(fs_ratio(((job == 'S' ? 74 : 54) + 43 * vectors) * cube, 10) +
                            (job == 'S' ? 135 : 110) * square,
                        fs_ratio(((job == 'S' ? 68 : 49) + 39 * vectors) * cube, 10) +
                            (job == 'S' ? 85 : 80) * square);
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

/* tgexc: moves an eigenvalue of a generalized Schur form by d = |ifst - ilst| places; wantq,
 *   wantz update Q and Z.
 * formula: real: mul = 20 n d, add = 15 n d, + mul = 5 n d, add = 4.5 n d for each of Q, Z;
 *   complex: rotations of 2 n d pairs, + n d pairs for each
 * class: estimate
 * source: derivation for single eigenvalues; executed counts for real pairs, which have 2x2
 *   blocks
 * depends: whether pairs of complex eigenvalues are exchanged: up to 3 times the work
 * error: 13% complex for n >= 100; random real matrices spread by 40% */
fs_work fs_cost_tgexc(fs_field field, int64_t wantq, int64_t wantz, int64_t n, int64_t ifst,
                      int64_t ilst)
{
    fs_work w;
    int64_t places = ifst > ilst ? fs_minus(ifst, ilst) : fs_minus(ilst, ifst);

    if (ifst < 1 || ilst < 1 || fs_settled_order(&w, n, places, 1))
        return ifst < 1 || ilst < 1 ? fs_no_work() : w;
    fs_int swaps = (fs_int)n * places, vectors = (wantq != 0) + (wantz != 0);
    if (fs_is_complex(field))
        return fs_rotations(field, (2 + vectors) * swaps + 12 * (fs_int)places);
    return fs_real_work((20 + 5 * vectors) * swaps, fs_ratio((30 + 9 * vectors) * swaps, 2));
}

/* Solves that the estimates of ijob take: projections (1, 4, 5), Frobenius (2, 4), 1-norm (3, 5).
 */
static int64_t tgsen_equations(int64_t ijob)
{
    static const int64_t equations[] = {0, 1, 2, 10, 3, 11};

    return ijob >= 0 && ijob <= 5 ? equations[ijob] : 0;
}

/* tgsen: reorders a generalized Schur form so that selected eigenvalues lead; wantq, wantz
 *   update Q and Z; ijob asks for condition numbers.
 * formula: with half of the eigenvalues selected, every other one: real: mul = 1.85 n^3, add =
 *   1.4 n^3, + mul = 0.55 n^3, add = 0.45 n^3 for each of Q, Z; complex: rotations of n^3/4 pairs,
 *   + n^3/8 for each; ijob 1 to 5: + 1, 2, 10, 3, 11 times tgsyl(0, n/2, n/2)
 * class: estimate
 * source: derivation from tgexc
 * depends: how many eigenvalues are selected, and where they are; solves of the norm estimate
 * error: 30% on random matrices with alternate selection */
fs_work fs_cost_tgsen(fs_field field, int64_t ijob, int64_t wantq, int64_t wantz, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    fs_int cube = (fs_int)n * n * n, vectors = (wantq != 0) + (wantz != 0);
    fs_work swaps = fs_is_complex(field) ? fs_rotations(field, (2 + vectors) * cube / 8)
                                         : fs_real_work(fs_ratio((37 + 11 * vectors) * cube, 20),
                                                        fs_ratio((28 + 9 * vectors) * cube, 20));
    return fs_work_add(
        swaps, fs_work_times(tgsen_equations(ijob), fs_cost_tgsyl(field, 0, (n + 1) / 2, n / 2)));
}

/* tgsyl: coupled Sylvester equations with matrices in generalized Schur form of order m and n;
 *   ijob 1 and 2: and an estimate of their separation by another solve, 3 and 4: only the
 *   estimate.
 * formula: mul = 1.2 m n (m + n) + 44 m n, add = m n (m + n) + 20 m n; complex: mul = 5 m n (m +
 *   n) + 45 m n, add = 4.5 m n (m + n) + 26 m n; ijob 1, 2: 2.13 times (complex 2.03), 3, 4: 1.11
 *   times (complex 1.03)
 * class: leading
 * source: derivation of the leading terms; executed counts for the rest
 * error: 2% or less for n >= 60 */
fs_work fs_cost_tgsyl(fs_field field, int64_t ijob, int64_t m, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, m, n, 1))
        return w;
    fs_int elements = (fs_int)m * n, products = elements * ((fs_int)m + n);
    w = fs_is_complex(field)
            ? fs_real_work(5 * products + 45 * elements, 9 * products / 2 + 26 * elements)
            : fs_real_work(fs_ratio(6 * products, 5) + 44 * elements, products + 20 * elements);
    int64_t percent = ijob == 1 || ijob == 2 ? 213 : ijob == 3 || ijob == 4 ? 111 : 100;
    if (percent != 100 && fs_is_complex(field))
        percent = percent == 213 ? 203 : 103;
    return fs_work_scaled(w, percent, 100);
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
