/* SPDX-License-Identifier: MIT */
/* Work of reordering Schur forms: exchanges of neighbouring diagonal blocks, moves of one, and the
 * selection of a cluster with its condition numbers. */
#include "costmodel/arith.h"
#include "costmodel/cost.h"

/* laexc: exchanges neighbouring blocks of order n1 and n2 of a real Schur form; wantq updates
 *   Q.
 * formula: with N = n, 2 n with wantq: n1 + n2 = 2: mul = 4 N, add = 2 N; 3: mul = 10 N + 122,
 *   add = 7 N + 64; 4: mul = 20 N + 323, add = 14 N + 188
 * class: leading
 * source: derivation: a rotation; a reflector of order 3 and a rotation; two of each
 * depends: the standardisation of blocks that come out real
 * error: 1% or less for n >= 60 */
fs_work fs_cost_laexc(fs_field field, int64_t wantq, int64_t n, int64_t n1, int64_t n2)
{
    fs_work w;

    (void)field;
    if (fs_settled(&w, n, n1, n2))
        return w;
    int order = (int)(fs_min(n1, 2) + fs_min(n2, 2));
    fs_int N = (fs_int)n * (wantq != 0 ? 2 : 1);
    if (order == 2)
        return fs_real_work(4 * N, 2 * N);
    return order == 3 ? fs_real_work(10 * N + 122, 7 * N + 64)
                      : fs_real_work(20 * N + 323, 14 * N + 188);
}

/* tgex2: exchanges neighbouring blocks of order n1 and n2 (1 in the complex field) of a
 *   generalized Schur form; wantq and wantz update Q and Z.
 * formula: with v = wantq + wantz: n1 + n2 = 2: mul = (8 + 4 v) n + 144, add = (4 + 2 v) n +
 *   76; 3: mul = (20.7 + 9.1 v) n + 950, add = (18 + 9 v) n + 565; 4: mul = (36.5 + 15.5 v) n +
 *   2130, add = (32 + 16 v) n + 1363; complex: mul = (24 + 12 v) n + 344, add = (16 + 8 v) n +
 *   230
 * class: leading
 * source: derivation: two rotations; products with orthogonal matrices of order n1 + n2 from
 *   both sides
 * depends: where it is: the reference forms alpha times rows on the way
 * error: 2% median, 12% or less for n >= 60 */
fs_work fs_cost_tgex2(fs_field field, int64_t wantq, int64_t wantz, int64_t n, int64_t n1,
                      int64_t n2)
{
    static const int tenths[3][4] = {{80, 40, 40, 20}, {207, 91, 180, 90}, {365, 155, 320, 160}};
    static const int fixed[3][2] = {{144, 76}, {950, 565}, {2130, 1363}};
    fs_work w;

    if (fs_settled(&w, n, n1, n2))
        return w;
    int order = (int)(fs_min(n1, 2) + fs_min(n2, 2));
    fs_int N = n;
    int vectors = (wantq != 0) + (wantz != 0);
    if (fs_is_complex(field))
        return fs_real_work((24 + 12 * vectors) * N + 344, (16 + 8 * vectors) * N + 230);
    const int *of = tenths[order - 2];
    return fs_real_work(fs_ratio((of[0] + of[1] * vectors) * N, 10) + fixed[order - 2][0],
                        fs_ratio((of[2] + of[3] * vectors) * N, 10) + fixed[order - 2][1]);
}

/* Places between two rows; false if these are no rows, or the same. */
static bool places_between(int64_t ifst, int64_t ilst, int64_t *places)
{
    *places = ifst > ilst ? fs_minus(ifst, ilst) : fs_minus(ilst, ifst);
    return ifst >= 1 && ilst >= 1 && *places > 0;
}

/* trexc: moves an eigenvalue of a Schur form by d = |ifst - ilst| places; compq V updates Q.
 * formula: complex: d (rotations of n pairs, V: 2 n, + 20 mul, 8 add); real: d/2 laexc(V, n,
 *   2, 2)
 * class: estimate
 * source: composition: of the eigenvalues of a random real matrix of order n, all but 0.8
 *   sqrt(n) come in pairs, which are exchanged with pairs, two places at a time
 * depends: whether a real eigenvalue is moved, which takes half of the work
 * error: 2% where a pair is moved, complex 1%, for n >= 60 */
fs_work fs_cost_trexc(fs_field field, int64_t compq, int64_t n, int64_t ifst, int64_t ilst)
{
    fs_work w;
    int64_t places;

    if (!places_between(ifst, ilst, &places) || fs_settled_order(&w, n, places, 1))
        return places_between(ifst, ilst, &places) ? w : fs_no_work();
    if (fs_is_complex(field))
        return fs_work_times(places,
                             fs_work_add(fs_rotations(field, (compq == 'V' ? 2 : 1) * (fs_int)n),
                                         fs_real_work(20, 8)));
    return fs_work_scaled(fs_cost_laexc(field, compq == 'V', n, 2, 2), places, 2);
}

/* tgexc: moves an eigenvalue of a generalized Schur form by d = |ifst - ilst| places; wantq,
 *   wantz update Q and Z.
 * formula: complex: d tgex2(n, 1, 1); real: d/2 tgex2(n, 2, 2)
 * class: estimate
 * source: composition, as trexc
 * depends: whether a real eigenvalue is moved, which takes half of the work
 * error: 6% where a pair is moved, complex 1%, for n >= 60 */
fs_work fs_cost_tgexc(fs_field field, int64_t wantq, int64_t wantz, int64_t n, int64_t ifst,
                      int64_t ilst)
{
    fs_work w;
    int64_t places;

    if (!places_between(ifst, ilst, &places) || fs_settled_order(&w, n, places, 1))
        return places_between(ifst, ilst, &places) ? w : fs_no_work();
    if (fs_is_complex(field))
        return fs_work_times(places, fs_cost_tgex2(field, wantq, wantz, n, 1, 1));
    return fs_work_scaled(fs_cost_tgex2(field, wantq, wantz, n, 2, 2), places, 2);
}

/* Exchanges that bring every other block of a Schur form to the front: n^2/8 of single eigenvalues,
 * n^2/32 of pairs. */
static fs_work exchanges(fs_field field, int64_t n, fs_work one)
{
    return fs_work_scaled(fs_work_times(n, one), n, fs_is_complex(field) ? 8 : 32);
}

/* trsen: reorders a Schur form so that selected eigenvalues lead, with Schur vectors if compq
 *   is V; job E, V, B: condition numbers of the cluster and of its subspace.
 * formula: with half of the eigenvalues selected, every other one or pair: complex: n^2/8
 *   rotations of n pairs, V: 2 n; real: n^2/32 laexc(V, n, 2, 2); job E: + trsyl(n/2, n/2), V: +
 *   5 of them, B: + 6
 * class: estimate
 * source: composition
 * depends: how many eigenvalues are selected, and where they are
 * error: 4% median, 15% or less on random matrices with alternate selection, n >= 60 */
fs_work fs_cost_trsen(fs_field field, int64_t job, int64_t compq, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    fs_work one = fs_is_complex(field)
                      ? fs_work_add(fs_rotations(field, (compq == 'V' ? 2 : 1) * (fs_int)n),
                                    fs_real_work(20, 8))
                      : fs_cost_laexc(field, compq == 'V', n, 2, 2);
    int64_t equations = job == 'E' ? 1 : job == 'V' ? 5 : job == 'B' ? 6 : 0;
    return fs_work_add(exchanges(field, n, one),
                       fs_work_times(equations, fs_cost_trsyl(field, (n + 1) / 2, n / 2)));
}

/* Equations that ijob takes, as they are and transposed: projections (1, 4, 5) and estimates of a
 * separation in the Frobenius norm (2, 4) or in the 1-norm (3, 5), by some ten solves. */
static fs_work separations(fs_field field, int64_t ijob, int64_t m, int64_t n)
{
    static const int plain[] = {0, 1, 2, 7, 3, 8}, transposed[] = {0, 0, 0, 3, 0, 3};

    if (ijob < 1 || ijob > 5)
        return fs_no_work();
    return fs_work_add(fs_work_times(plain[ijob], fs_cost_tgsyl(field, 'N', 0, m, n)),
                       fs_work_times(transposed[ijob], fs_cost_tgsyl(field, 'T', 0, m, n)));
}

/* tgsen: reorders a generalized Schur form so that selected eigenvalues lead; wantq, wantz
 *   update Q and Z; ijob asks for condition numbers.
 * formula: with half of the eigenvalues selected, every other one or pair: complex: n^2/8
 *   tgex2(n, 1, 1); real: n^2/32 tgex2(n, 2, 2); ijob 1 to 5: + 1, 2, 10, 3, 11 times tgsyl(0,
 *   n/2, n/2), 3 of the 10 transposed
 * class: estimate
 * source: composition
 * depends: how many eigenvalues are selected, and where they are; solves of the norm estimate
 * error: 6% median, 15% or less on random matrices with alternate selection, n >= 60 */
fs_work fs_cost_tgsen(fs_field field, int64_t ijob, int64_t wantq, int64_t wantz, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    int64_t order = fs_is_complex(field) ? 1 : 2;
    return fs_work_add(exchanges(field, n, fs_cost_tgex2(field, wantq, wantz, n, order, order)),
                       separations(field, ijob, (n + 1) / 2, n / 2));
}
