/* SPDX-License-Identifier: MIT */
/* Work of the nonsymmetric eigenproblem: Hessenberg QR iteration, eigenvectors, reordering,
 * condition, Sylvester equations, and the drivers. Estimates of the executed count. */
#include "costmodel/cost.h"
#include "costmodel/svd.h"

/* QR iteration on a Hessenberg matrix: cubic n^3 + square n^2 operations in all. */
struct sweep {
    int64_t size_below;
    int cubic_tenths[3]; /* eigenvalues; Schur form; Schur form and vectors */
    int square[3];
};

/* Fitted to executed counts of random matrices: the double-shift code up to order 75, then
 * multishift QR with 10 shifts up to 149 and more beyond (iparmq), each with its small bulges and
 * deflation windows, whose part shrinks as n grows. */
static const struct sweep sweeps[2][3] = {
    [FS_REAL] = {{76, {72, 100, 189}, {85, 90, 130}},
                 {150, {35, 57, 133}, {456, 480, 495}},
                 {0, {44, 61, 96}, {890, 1000, 2050}}},
    [FS_COMPLEX] = {{76, {250, 360, 720}, {215, 250, 270}},
                    {150, {143, 220, 502}, {1705, 1800, 2260}},
                    {0, {172, 280, 442}, {3270, 3200, 6690}}},
};

/* Work of the iteration on q active rows; `kind` indexes struct sweep. 515 in 1000 multiply. */
static fs_work iterate(fs_field field, int kind, int64_t q)
{
    const struct sweep *sweep = sweeps[fs_is_complex(field)];
    fs_work w;

    if (fs_settled_order(&w, q, 1, 1))
        return w;
    while (sweep->size_below != 0 && q >= sweep->size_below)
        sweep++;
    fs_int Q = q;
    fs_int total =
        fs_ratio(sweep->cubic_tenths[kind] * Q * Q * Q, 10) + sweep->square[kind] * Q * Q;
    if (fs_is_single(field))
        total = fs_ratio(64 * total, 100) + fs_ratio(6 * total, Q);
    fs_int mul = fs_ratio(515 * total, 1000);
    return fs_real_work(mul, total - mul);
}

/* hseqr: eigenvalues of a Hessenberg matrix (job E), Schur form (job S), and Schur vectors
 *   unless compz is N; rows ilo to ihi are active.
 * formula: a n^3 + b n^2 operations: n <= 75: E 7.2, 85; S 10, 90; with vectors 18.9, 130; n <
 *   150: E 3.5, 456; S 5.7, 480; vectors 13.3, 495; above: E 4.4, 890; S 6.1, 1000; vectors 9.6,
 *   2050; complex: E 25, 215; S 36, 250; vectors 72, 270; then 14.3, 1705; 22, 1800; 50.2, 2260;
 *   then 17.2, 3270; 28, 3200; 44.2, 6690; single precision: 0.64 + 6/n of it
 * class: estimate
 * source: executed counts of random matrices of order 20 to 800
 * depends: the sweeps and the deflation of the matrix, so eps; the number of shifts of the
 *   library; a random Hessenberg matrix, not reduced from a dense one, falls into blocks: -80%
 *   for n = 200 in single precision, -18% in double
 * error: 7% or less on reduced random matrices of order 40 to 300 */
fs_work fs_cost_hseqr(fs_field field, int64_t job, int64_t compz, int64_t n, int64_t ilo,
                      int64_t ihi)
{
    fs_work w;
    int64_t q = fs_minus(ihi, fs_minus(ilo, 1));

    if (fs_settled_order(&w, n, q, ilo) || ihi > n)
        return ihi > n ? fs_no_work() : w;
    if (job != 'S')
        return iterate(field, 0, q);
    /* The updates of the active rows reach all n columns, and those of the columns all n rows. */
    return fs_work_scaled(iterate(field, compz == 'N' ? 1 : 2, q), n, q);
}

/* gebal: balances a matrix: job B or S scales, P only permutes.
 * formula: B, S: mul = 2 n^2 + 7 n, add = 2 n^2 + 2 n; complex: mul = 4 n^2 + 7 n, add = 6 n^2 +
 *   10 n
 * class: estimate
 * source: executed counts of one sweep
 * depends: the sweeps until the norms are balanced: 1 to 3
 * error: 1% on random matrices */
fs_work fs_cost_gebal(fs_field field, int64_t job, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, n, 1, 1) || (job != 'B' && job != 'S'))
        return job == 'B' || job == 'S' ? w : fs_no_work();
    fs_int N = n;
    return fs_is_complex(field) ? fs_real_work(4 * N * N + 7 * N, 6 * N * N + 10 * N)
                                : fs_real_work(2 * N * N + 7 * N, 2 * N * N + 2 * N);
}

/* gebak: transforms m eigenvectors of a balanced matrix back: job B or S scales rows ilo to ihi.
 * formula: mul = (ihi - ilo + 1) m; complex: twice
 * class: exact
 * source: definition of the operation */
fs_work fs_cost_gebak(fs_field field, int64_t job, int64_t ilo, int64_t ihi, int64_t m)
{
    fs_work w;

    if ((job != 'B' && job != 'S') || fs_settled_order(&w, fs_minus(ihi, fs_minus(ilo, 1)), m, 1))
        return job != 'B' && job != 'S' ? fs_no_work() : w;
    return fs_real_by_field(field, (fs_int)(ihi - ilo + 1) * m, 0);
}

static int64_t sides(int64_t side)
{
    return side == 'B' ? 2 : 1;
}

/* trevc: eigenvectors of a Schur form, for side R, L or B; howmny B: multiplied by Schur
 *   vectors; S: mm of them, else all.
 * formula: a side: mul = n^3/6 + 5.3 n^2, add = n^3/6 + 3 n^2; howmny B: mul = 2n^3/3 + 6 n^2,
 *   add = 2n^3/3 + 2.4 n^2; S: mm/n of it
 * class: leading
 * source: derivation: back-substitution, and a matrix by vector product for each vector
 * depends: howmny S: which vectors: those of the last eigenvalues cost three times the average
 * error: 1% for n >= 60 */
fs_work fs_cost_trevc(fs_field field, int64_t side, int64_t howmny, int64_t n, int64_t mm)
{
    fs_work w;

    if (fs_settled_order(&w, n, howmny == 'S' ? mm : 1, 1))
        return w;
    fs_int N = n, squares = N * N;
    if (howmny == 'B')
        w = fs_work_add(fs_from_counts(field, 2 * N * squares / 3, 2 * N * squares / 3),
                        fs_real_work(6 * squares, fs_ratio(24 * squares, 10)));
    else
        w = fs_work_add(fs_from_counts(field, N * squares / 6, N * squares / 6),
                        fs_real_work(fs_ratio(53 * squares, 10), 3 * squares));
    if (howmny == 'S')
        w = fs_work_scaled(w, fs_min(mm, n), n);
    return fs_work_times(sides(side), w);
}

/* Columns of a block in which trevc3 multiplies vectors by Schur vectors (ilaenv). */
enum { VECTORS_A_BLOCK = 64 };

/* trevc3: as trevc, with matrix by matrix products in blocks of up to 64 vectors.
 * formula: howmny A, S: trevc; B: a side: trevc(A) + n s mul and add, s = 64 (n + (n - 64) + ... +
 *   (r + 64)) + r^2, r what is left of n
 * class: leading
 * source: derivation: the blocks are multiplied with their zeros
 * error: 2% for n >= 60; single precision complex up to 12%, where solves are guarded */
fs_work fs_cost_trevc3(fs_field field, int64_t side, int64_t howmny, int64_t n, int64_t mm)
{
    fs_work w;

    if (howmny != 'B' || fs_settled_order(&w, n, 1, 1))
        return fs_cost_trevc(field, side, howmny, n, mm);
    fs_int block = VECTORS_A_BLOCK, whole = n / block, rest = n % block;
    fs_int sum = block * (whole * n - block * (whole * (whole - 1) / 2)) + rest * rest;
    return fs_work_add(fs_cost_trevc(field, side, 'A', n, mm),
                       fs_work_times(sides(side), fs_from_counts(field, n * sum, n * sum)));
}

/* trsna: condition numbers of eigenvalues (job E), eigenvectors (V) or both (B) of a Schur form;
 *   mm of them with howmny S, else all.
 * formula: for each: E: mul = 5 n, add = 4 n, complex twice; V: mul = 5.6 n^2 + 60 n, add = 6.2
 *   n^2 + 35 n, complex: mul = 16 n^2, add = 15 n^2
 * class: estimate
 * source: executed counts: a reordering and the norm of an inverse for each vector
 * depends: the solves of the norm estimate
 * error: 5% on random matrices with n >= 60 */
fs_work fs_cost_trsna(fs_field field, int64_t job, int64_t howmny, int64_t n, int64_t mm)
{
    fs_work w;
    int64_t m = howmny == 'S' ? fs_min(mm, n) : n;

    if (fs_settled_order(&w, n, m, 1))
        return w;
    fs_int N = n;
    fs_work values = fs_real_by_field(field, 5 * N * m, 4 * N * m);
    fs_work vectors = fs_is_complex(field)
                          ? fs_real_work(16 * N * N * m, 15 * N * N * m)
                          : fs_real_work(fs_ratio(56 * N * N * m, 10) + 60 * N * m,
                                         fs_ratio(62 * N * N * m, 10) + 35 * N * m);
    return fs_work_add(job == 'V' ? fs_no_work() : values, job == 'E' ? fs_no_work() : vectors);
}

/* laein: an eigenvector of a Hessenberg matrix of order n by inverse iteration.
 * formula: mul = 3.2 n^2 + 25 n, add = 4.1 n^2 + 11 n; complex: mul = 4 n^2 + 24 n, add = 5
 *   n^2 + 12 n
 * class: estimate
 * source: executed counts: one factorization and one solve
 * depends: whether the eigenvalue is real: a third of the work of a real matrix's complex one
 * error: 3% for complex eigenvalues of random matrices with n >= 60 */
fs_work fs_cost_laein(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    fs_int N = n;
    return fs_is_complex(field)
               ? fs_real_work(4 * N * N + 24 * N, 5 * N * N + 12 * N)
               : fs_real_work(fs_ratio(32 * N * N, 10) + 25 * N, fs_ratio(41 * N * N, 10) + 11 * N);
}

/* hsein: mm eigenvectors of a Hessenberg matrix by inverse iteration, for side R, L or B.
 * formula: a side: mul = mm (1.55 n^2 + 7 n), add = mm (2 n^2 + 4 n); complex: mul = mm (4 n^2 +
 *   20 n), add = mm (5 n^2 + 13 n)
 * class: estimate
 * source: executed counts: one factorization and one or two solves a vector
 * depends: the iterations
 * error: 2% for n >= 60 */
fs_work fs_cost_hsein(fs_field field, int64_t side, int64_t n, int64_t mm)
{
    fs_work w;

    if (fs_settled_order(&w, n, mm, 1))
        return w;
    fs_int N = n;
    w = fs_is_complex(field)
            ? fs_real_work(mm * (4 * N * N + 20 * N), mm * (5 * N * N + 13 * N))
            : fs_real_work(mm * fs_ratio(31 * N * N + 140 * N, 20), mm * (2 * N * N + 4 * N));
    return fs_work_times(sides(side), w);
}

/* Reduction to Hessenberg form, with its orthogonal matrix if vectors are wanted. */
static fs_work to_hessenberg(fs_field field, int64_t n, bool vectors)
{
    return fs_work_add(fs_blocked_gehrd(field, n),
                       vectors
                           ? fs_blocked_orgqr(field, fs_minus(n, 1), fs_minus(n, 1), fs_minus(n, 1))
                           : fs_no_work());
}

/* geev: eigenvalues, and left (jobvl V) and right (jobvr V) eigenvectors.
 * formula: none: gebal(B) + gehrd + hseqr(E); any: gebal(B) + gehrd + orghr + hseqr(S, V) +
 *   trevc3(B) + 3 n^2 mul, 2 n^2 add a side to normalise and balance back; with blocking
 * class: estimate
 * source: composition
 * depends: the sweeps and the deflation of the iteration
 * error: 6% or less on random matrices with n >= 60 */
fs_work fs_cost_geev(fs_field field, int64_t jobvl, int64_t jobvr, int64_t n)
{
    fs_work w;
    bool left = jobvl == 'V', right = jobvr == 'V';

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    fs_work start =
        fs_work_add(fs_cost_gebal(field, 'B', n), to_hessenberg(field, n, left || right));
    if (!left && !right)
        return fs_work_add(start, fs_cost_hseqr(field, 'E', 'N', n, 1, n));
    fs_int square = (fs_int)n * n;
    fs_work finish = fs_work_add(fs_cost_trevc3(field, 'R', 'B', n, n),
                                 fs_real_by_field(field, 3 * square, 2 * square));
    return fs_total(3, (fs_work[]){start, fs_cost_hseqr(field, 'S', 'V', n, 1, n),
                                   fs_work_times(left && right ? 2 : 1, finish)});
}

/* geevx: as geev, with condition numbers of eigenvalues (sense E), eigenvectors (V) or both (B).
 * formula: geev(jobvl, jobvr, n), sense V or B from the Schur form; + trsna(sense, A, n)
 * class: estimate
 * source: composition
 * depends: as geev; balancing */
fs_work fs_cost_geevx(fs_field field, int64_t jobvl, int64_t jobvr, int64_t sense, int64_t n)
{
    fs_work base = fs_cost_geev(field, jobvl, jobvr, n);

    if (sense != 'E' && sense != 'V' && sense != 'B')
        return base;
    return fs_work_add(base, fs_cost_trsna(field, sense, 'A', n, n));
}

/* gees: Schur form, and Schur vectors if jobvs is V; sort S reorders it.
 * formula: gebal(P) + gehrd + hseqr(S, N); V: + orghr, hseqr(S, V); sort S: + trsen(N, jobvs,
 *   n); with blocking
 * class: estimate
 * source: composition
 * depends: the sweeps and the deflation of the iteration; which eigenvalues are selected
 * error: 4% or less on random matrices with n >= 60 */
fs_work fs_cost_gees(fs_field field, int64_t jobvs, int64_t sort, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    return fs_total(3,
                    (fs_work[]){to_hessenberg(field, n, jobvs == 'V'),
                                fs_cost_hseqr(field, 'S', jobvs, n, 1, n),
                                sort == 'S' ? fs_cost_trsen(field, 'N', jobvs, n) : fs_no_work()});
}

/* geesx: as gees, with condition numbers by sense (E, V, B), which needs sort S.
 * formula: gees(jobvs, N, n) + trsen(sense, jobvs, n) if sort is S
 * class: estimate
 * source: composition
 * depends: as gees */
fs_work fs_cost_geesx(fs_field field, int64_t jobvs, int64_t sort, int64_t sense, int64_t n)
{
    return fs_work_add(fs_cost_gees(field, jobvs, 'N', n),
                       sort == 'S' ? fs_cost_trsen(field, sense, jobvs, n) : fs_no_work());
}
