/* SPDX-License-Identifier: MIT */
/* Work of the pieces of QR and QZ iterations: the double-shift and the multishift code, one sweep
 * of small bulges, one window of aggressive early deflation. */
#include "costmodel/arith.h"
#include "costmodel/cost.h"

/* Operations of an iteration on n rows: cubic n^3 / 100 + square n^2, for eigenvalues, Schur form,
 * Schur form and vectors; `share` thousandths of them multiply. */
struct iteration {
    int cubic[3];
    int square[3];
    int share;
};

/* lahqr: double shifts on real matrices, single ones on complex. */
static const struct iteration double_shift[] = {
    [FS_REAL] = {{628, 925, 1852}, {129, 131, 173}, 505},
    [FS_REAL_SINGLE] = {{501, 731, 1464}, {81, 77, 88}, 505},
    [FS_COMPLEX] = {{2211, 3274, 6556}, {354, 362, 493}, 505},
    [FS_COMPLEX_SINGLE] = {{1674, 2466, 4939}, {268, 288, 402}, 505},
};

/* Orders from which the reference's iparmq takes more shifts. */
enum { MORE_SHIFTS_FROM = 150, MULTISHIFT_FROM = 75 };

/* laqr0 with 10 shifts below MORE_SHIFTS_FROM, and with more from there. */
static const struct iteration multishift[][2] = {
    [FS_REAL] = {{{234, 474, 1187}, {604, 596, 710}, 515},
                 {{559, 768, 1429}, {728, 782, 1239}, 513}},
    [FS_REAL_SINGLE] = {{{156, 313, 769}, {421, 427, 544}, 515},
                        {{367, 473, 843}, {455, 534, 918}, 513}},
    [FS_COMPLEX] = {{{1344, 2304, 5169}, {1702, 1680, 2102}, 509},
                    {{2145, 2857, 5389}, {2566, 3022, 5051}, 508}},
    [FS_COMPLEX_SINGLE] = {{{908, 1530, 3475}, {1253, 1305, 1691}, 509},
                           {{1372, 1746, 3185}, {1747, 2170, 3826}, 508}},
};

/* laqz0, likewise. */
static const struct iteration multishift_pair[][2] = {
    [FS_REAL] = {{{251, 911, 3240}, {2291, 1795, 889}, 534},
                 {{663, 953, 2100}, {1862, 1783, 2161}, 539}},
    [FS_REAL_SINGLE] = {{{182, 593, 1853}, {1464, 1193, 996}, 534},
                        {{292, 371, 744}, {1375, 1514, 2367}, 538}},
    [FS_COMPLEX] = {{{2214, 5109, 14930}, {7037, 4813, 947}, 540},
                    {{2617, 3339, 7028}, {6127, 6585, 9759}, 534}},
    [FS_COMPLEX_SINGLE] = {{{1428, 3146, 8282}, {4493, 3303, 2591}, 538},
                           {{1321, 1605, 3326}, {4256, 4754, 7620}, 534}},
};

/* Work of an iteration whose `active` of n rows have not converged; what reaches beyond them grows
 * with all n. kind: eigenvalues, Schur form, Schur form and vectors. */
static fs_work iterate(const struct iteration *iteration, int kind, int64_t n, int64_t active)
{
    fs_int Q = active, inner = fs_ratio(iteration->cubic[0] * Q * Q * Q, 100);
    fs_int outer = (iteration->cubic[kind] - iteration->cubic[0]) * Q * Q;
    fs_int total = inner + iteration->square[kind] * Q * Q + fs_ratio(outer * n, 100);
    fs_int mul = fs_ratio(iteration->share * total, 1000);

    return fs_real_work(mul, total - mul);
}

/* True if the order n and rows ilo to ihi settle the work; else *active is the number of rows. */
static bool settled_rows(fs_work *w, int64_t n, int64_t ilo, int64_t ihi, int64_t *active)
{
    *active = fs_minus(ihi, fs_minus(ilo, 1));
    if (ihi > n || ilo < 1) {
        *w = fs_no_work();
        return true;
    }
    return fs_settled_order(w, n, *active, 1);
}

static int kind_of(bool schur_form, bool vectors)
{
    return !schur_form ? 0 : vectors ? 2 : 1;
}

/* lahqr: QR iteration on a Hessenberg matrix by the double-shift code; wantt the Schur form,
 *   wantz Schur vectors; rows ilo to ihi are active.
 * formula: a n^3 + b n^2 operations: eigenvalues 6.28, 129; wantt 9.25, 131; wantz too 18.52, 173;
 * single precision 5.01, 81; 7.31, 77; 14.64, 88; complex 22.1, 354; 32.7, 362; 65.6, 493; single
 *   precision 16.7, 268; 24.7, 288; 49.4, 402
 * class: estimate
 * source: executed counts of random matrices
 * depends: the sweeps of the iteration
 * error: 2% median, 7% or less on random matrices of order 60 to 230 */
fs_work fs_cost_lahqr(fs_field field, int64_t wantt, int64_t wantz, int64_t n, int64_t ilo,
                      int64_t ihi)
{
    fs_work w;
    int64_t active;

    if (settled_rows(&w, n, ilo, ihi, &active))
        return w;
    return iterate(&double_shift[field], kind_of(wantt != 0, wantz != 0), n, active);
}

/* laqr0: QR iteration on a Hessenberg matrix by the multishift code; wantt the Schur form,
 *   wantz Schur vectors; rows ilo to ihi are active.
 * formula: a n^3 + b n^2 operations below order 150, c n^3 + d n^2 above: eigenvalues 2.34,
 *   604, 5.59, 728; wantt 4.74, 596, 7.68, 782; wantz too 11.9, 710, 14.3, 1239; single
 *   precision 2/3 of it; complex 13.4, 1702, 21.5, 2566; 23, 1680, 28.6, 3022; 51.7, 2102, 53.9,
 *   5051; single precision 7/10 of it
 * class: estimate
 * source: executed counts of random matrices
 * depends: the sweeps and the deflation; the number of shifts of the library
 * error: 2% median, 9% or less on random matrices of order 60 to 230 */
fs_work fs_cost_laqr0(fs_field field, int64_t wantt, int64_t wantz, int64_t n, int64_t ilo,
                      int64_t ihi)
{
    fs_work w;
    int64_t active;

    if (settled_rows(&w, n, ilo, ihi, &active))
        return w;
    return iterate(&multishift[field][active >= MORE_SHIFTS_FROM], kind_of(wantt != 0, wantz != 0),
                   n, active);
}

/* laqz0: QZ iteration on a Hessenberg-triangular pair by the multishift code; wants S the
 *   Schur form, wantq and wantz V or I Schur vectors; rows ilo to ihi are active.
 * formula: below order 75 hgeqz; a n^3 + b n^2 operations below 150, c n^3 + d n^2 above:
 *   eigenvalues 2.51, 2291, 6.63, 1862; Schur form 9.1, 1795, 9.5, 1783; vectors too 32.4, 889,
 *   21, 2161; single precision 2/3 of it; complex 22, 7037, 26, 6127; 51, 4813, 33, 6585; 149,
 *   947, 70, 9759; single precision 6/10 of it
 * class: estimate
 * source: executed counts of random matrices
 * depends: the sweeps and the deflation; the number of shifts of the library
 * error: 3% median, 13% or less on random matrices of order 60 to 230 */
fs_work fs_cost_laqz0(fs_field field, int64_t wants, int64_t wantq, int64_t wantz, int64_t n,
                      int64_t ilo, int64_t ihi)
{
    fs_work w;
    int64_t active;

    if (settled_rows(&w, n, ilo, ihi, &active))
        return w;
    if (active < MULTISHIFT_FROM)
        return fs_cost_hgeqz(field, wants, wantq, wantz, n, ilo, ihi);
    return iterate(&multishift_pair[field][active >= MORE_SHIFTS_FROM],
                   kind_of(wants == 'S', wantq != 'N' || wantz != 'N'), n, active);
}

/* laqr2: aggressive early deflation in a window of nw rows, with the updates of the n rows
 *   around it if wantt and wantz.
 * formula: mul = add = 12.5 nw^3; wantt: + n nw^2/3; wantz: + n nw^2/3 + 4.5 nw^3; complex:
 *   three times; single precision: 4/5 of it
 * class: estimate
 * source: executed counts: the Schur form of the window, and the reduction of what remains
 * depends: how much deflates: where much of it does, twice the work
 * error: 10% in the first window of a random matrix, -25% on average over an iteration */
fs_work fs_cost_laqr2(fs_field field, int64_t wantt, int64_t wantz, int64_t n, int64_t nw)
{
    fs_work w;

    if (fs_settled_order(&w, n, nw, 1))
        return w;
    fs_int window = fs_min(nw, n), square = window * window;
    fs_int around = (wantt != 0) + (wantz != 0);
    fs_int half =
        fs_ratio((wantz != 0 ? 34 : 25) * square * window, 2) + fs_ratio(around * n * square, 3);
    half = fs_ratio(half * (fs_is_complex(field) ? 3 : 1) * (fs_is_single(field) ? 4 : 5), 5);
    return fs_real_work(half, half);
}

/* laqr5: one sweep of nshfts/2 small bulges down rows ktop to kbot; wantt the whole rows and
 *   columns, wantz Schur vectors; kacc22 0: reflectors one at a time, else accumulated.
 * formula: with L = kbot - ktop, s = nshfts: mul = 2.5 L s columns + 18 L s, add = 2.5 L s
 *   columns + 10 L s, columns = L, n with wantt, + n with wantz; kacc22 not 0: 3.75 for L
 *   columns, 3.15 for others; complex: four times
 * class: estimate
 * source: derivation: a reflector of order 3 from both sides, 10 operations an element;
 *   executed counts for kacc22
 * depends: kacc22: which zeros are multiplied with
 * error: 1% or less for kacc22 = 0, 13% else, for n >= 60 and kbot - ktop >= 30 */
fs_work fs_cost_laqr5(fs_field field, int64_t wantt, int64_t wantz, int64_t kacc22, int64_t n,
                      int64_t ktop, int64_t kbot, int64_t nshfts)
{
    fs_work w;
    int64_t rows = fs_minus(kbot, ktop);

    if (fs_settled_order(&w, n, rows, nshfts))
        return w;
    int hundredths = kacc22 == 0 ? 250 : wantt == 0 ? 375 : 315;
    fs_int bulges = (fs_int)rows * nshfts;
    fs_int columns = (wantt != 0 ? n : rows) + (wantz != 0 ? (fs_int)n : 0);
    fs_int half = fs_ratio(hundredths * bulges * columns, 100);
    int setup = kacc22 == 0 || wantt == 0 ? 0 : 60;
    w = fs_real_work(half + (18 + setup) * bulges, half + (10 + setup) * bulges);
    return fs_work_times(fs_is_complex(field) ? 4 : 1, w);
}

/* laqz_window: early deflation of a pair in a window of nw rows, with the updates around it;
 *   ilq and ilz those of the vectors.
 * formula: hgeqz(S, V, V, nw) + 8 nw^3 + 2 (n - nw) nw^2 + n nw^2 for each of ilq, ilz, mul
 *   and add; complex four times
 * class: estimate
 * source: derivation; executed counts
 * depends: how much deflates; nothing is done on a window that is not to be opened
 * error: 20% median on random matrices with n >= 100 */
fs_work fs_cost_laqz_window(fs_field field, int64_t ilq, int64_t ilz, int64_t n, int64_t nw)
{
    fs_work w;
    int64_t window = fs_min(nw, n);

    if (fs_settled_order(&w, n, nw, 1))
        return w;
    fs_int square = (fs_int)window * window, vectors = (ilq != 0) + (ilz != 0);
    fs_int half = 8 * square * window + (2 * ((fs_int)n - window) + vectors * n) * square;
    return fs_work_add(fs_cost_hgeqz(field, 'S', 'V', 'V', window, 1, window),
                       fs_work_times(fs_is_complex(field) ? 4 : 1, fs_real_work(half, half)));
}

/* laqz_sweep: one sweep of so many shifts, in blocks of nblock rows, down rows ilo to ihi of a
 *   pair; ilschur the whole rows and columns, ilq Schur vectors.
 * formula: with L = ihi - ilo: mul = add = 3.5 L^2 shifts + 20 L shifts nblock; ilschur: 9.5 L
 *   n shifts; ilq too: 10.6 L n shifts + 22 L shifts nblock; complex 14 and 78; 32.5; 52 and 26
 * class: estimate
 * source: executed counts
 * depends: where the bulges meet the ends of blocks
 * error: 15% median, 25% or less on random matrices with n >= 100; single precision 30% */
fs_work fs_cost_laqz_sweep(fs_field field, int64_t ilschur, int64_t ilq, int64_t n, int64_t ilo,
                           int64_t ihi, int64_t shifts, int64_t nblock)
{
    static const int tenths[2][3][2] = {{{35, 200}, {95, 0}, {106, 220}},
                                        {{140, 780}, {325, 0}, {520, 260}}};
    fs_work w;
    int64_t rows = fs_minus(ihi, ilo);

    if (fs_settled_order(&w, n, rows, shifts) || fs_settled_order(&w, nblock, 1, 1))
        return w;
    const int *of = tenths[fs_is_complex(field)][kind_of(ilschur != 0, ilq != 0)];
    fs_int bulges = (fs_int)rows * shifts;
    fs_int half =
        fs_ratio(of[0] * bulges * (ilschur != 0 ? n : rows) + of[1] * bulges * nblock, 10);
    return fs_real_work(half, half);
}

/* laqz_step: moves a bulge of a pair of matrices, rows istartm to istopm, one place down, with
 *   nq rows of Q and nz of Z: two shifts (shifts 2, real) or one (1, complex).
 * formula: rotations of shifts (2 rows + nq + nz) pairs; mul = 77, add = 31, complex: mul =
 *   58, add = 26
 * class: leading
 * source: derivation: two rotations from each side, one in the complex field
 * error: 2% or less for 30 rows */
fs_work fs_cost_laqz_step(fs_field field, int64_t shifts, int64_t istartm, int64_t istopm,
                          int64_t nq, int64_t nz)
{
    fs_work w;
    int64_t rows = fs_minus(istopm, fs_minus(istartm, 1));

    if (fs_settled_order(&w, rows, istartm, 1))
        return w;
    if (fs_max(nq, nz) > FS_ORDER_MAX)
        return fs_all_work();
    fs_int pairs = shifts * (2 * (fs_int)rows + fs_max(0, nq) + fs_max(0, nz));
    return fs_work_add(fs_rotations(field, pairs),
                       fs_is_complex(field) ? fs_real_work(58, 26) : fs_real_work(77, 31));
}
