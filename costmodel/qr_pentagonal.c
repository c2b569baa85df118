/* SPDX-License-Identifier: MIT */
/* Work of triangular-pentagonal QR and LQ factorizations: a triangle on top of an m x n matrix
 * whose last l rows (columns) are trapezoidal. */
#include "costmodel/arith.h"
#include "costmodel/cost.h"

/* Products with the trapezoidal part: m n^2 for a full one, less for l rows of a triangle. */
static fs_int pentagon(fs_int m, fs_int n, fs_int l)
{
    return m * n * n - l * l * n + fs_ratio(l * l * l, 3);
}

/* What both block factorizations have in common, for blocks of nb columns: products with the
 * pentagon, forming triangular factors and applying them. */
static fs_int in_blocks(fs_int m, fs_int n, fs_int l, fs_int nb)
{
    return pentagon(m, n, l) + fs_ratio(nb * (2 * n * m - l * l), 4) +
           fs_ratio(nb * (3 * n * n - n * nb - l * nb), 12);
}

/* tpqrt: QR factorization of a triangle over an m x n pentagonal matrix in blocks of nb.
 * formula: mul = m n^2 - l^2 n + l^3/3 + nb (m n - l^2/2)/2 + nb (3 n^2 - n nb - l nb)/12 + m
 *   n/2 + 9 n^2/4, add = the same with - m n/2 + 5 n^2/4
 * class: leading
 * source: derivation: tpqrt2 of each block, tprfb to the columns that follow
 * error: 2% or less for n >= 60 */
fs_work fs_cost_tpqrt(fs_field field, int64_t m, int64_t n, int64_t l, int64_t nb)
{
    fs_work w;

    if (l < 0 || fs_settled(&w, m, n, nb))
        return l < 0 ? fs_no_work() : w;
    fs_int M = m, N = n;
    fs_int products = in_blocks(M, N, fs_min(l, fs_min(m, n)), fs_min(nb, n));
    return fs_from_counts(field, products + (2 * M * N + 9 * N * N) / 4,
                          products + (5 * N * N - 2 * M * N) / 4);
}

/* tplqt: LQ factorization of a triangle beside a pentagonal matrix, in blocks of nb rows; n is
 *   their number, m the number of columns.
 * formula: mul = m n^2 - l^2 n + l^3/3 + nb (m n - l^2/2)/2 + nb (3 n^2 - n nb - l nb)/12 + 4
 *   m n, add = the same with - m n/2 + 5 n^2/4
 * class: leading
 * source: derivation, as tpqrt; rows take products by alpha
 * error: 2% or less for n >= 60 */
fs_work fs_cost_tplqt(fs_field field, int64_t m, int64_t n, int64_t l, int64_t nb)
{
    fs_work w;

    if (l < 0 || fs_settled(&w, m, n, nb))
        return l < 0 ? fs_no_work() : w;
    fs_int M = m, N = n;
    fs_int products = in_blocks(M, N, fs_min(l, fs_min(m, n)), fs_min(nb, n));
    return fs_from_counts(field, products + 4 * M * N, products + (5 * N * N - 2 * M * N) / 4);
}

/* tpqrt2: unblocked QR factorization of a triangle over an m x n pentagonal matrix, with the n
 *   x n triangular factor.
 * formula: mul = 3 m n^2/2 - 3 n l^2/2 + l^3/2 + n^3/6 + m n/2 + 3 n l/2 - l^2 + 5 n^2/2, add
 *   = 3 m n^2/2 - 3 n l^2/2 + l^3/2 + n^3/6 - m n/2 - n l/2 + l^2/2 + 3 n^2/2
 * class: exact
 * source: derivation: reflectors applied to the columns that follow (m n^2) and to those
 *   before (m n^2/2), of which l rows are a triangle
 * error: 0.2% or less for n >= 60 */
fs_work fs_cost_tpqrt2(fs_field field, int64_t m, int64_t n, int64_t l)
{
    fs_work w;

    if (l < 0 || fs_settled(&w, m, n, 1))
        return l < 0 ? fs_no_work() : w;
    fs_int M = m, N = n, L = fs_min(l, fs_min(m, n));
    fs_int cubic = 9 * M * N * N - 9 * N * L * L + 3 * L * L * L + N * N * N;
    return fs_from_counts(field,
                          (cubic + 3 * M * N + 9 * N * L - 6 * L * L + 15 * N * N + 38 * N) / 6,
                          fs_ratio(cubic - 3 * M * N - 3 * N * L + 3 * L * L + 9 * N * N, 6));
}

/* tplqt2: unblocked LQ factorization of a triangle beside an n x m pentagonal matrix (n rows),
 *   with the n x n triangular factor.
 * formula: mul = 3 m n^2/2 - 3 n l^2/2 + l^3/2 + n^3/6 + 7 m n/2 + 5 n l/2 - 7 l^2/2 + n^2/2,
 *   add = 3 m n^2/2 - 3 n l^2/2 + l^3/2 + n^3/6 - m n/2 + n l/2
 * class: exact
 * source: derivation, as tpqrt2; rows take products by alpha
 * error: 0.2% or less for n >= 60 */
fs_work fs_cost_tplqt2(fs_field field, int64_t m, int64_t n, int64_t l)
{
    fs_work w;

    if (l < 0 || fs_settled(&w, m, n, 1))
        return l < 0 ? fs_no_work() : w;
    fs_int M = m, N = n, L = fs_min(l, fs_min(m, n));
    fs_int cubic = 9 * M * N * N - 9 * N * L * L + 3 * L * L * L + N * N * N;
    return fs_from_counts(
        field, fs_ratio(cubic + 21 * M * N + 15 * N * L - 21 * L * L + 3 * N * N + 50 * N, 6),
        fs_ratio(cubic - 3 * M * N + 3 * N * L + 17 * N, 6));
}

/* Pentagonal reflectors in blocks of nb, applied; in_rows: their vectors are rows. */
static fs_work apply(fs_field field, int64_t side, bool in_rows, int64_t m, int64_t n, int64_t k,
                     int64_t l, int64_t nb)
{
    fs_work w;

    if (l < 0 || fs_settled(&w, m, n, k) || fs_settled(&w, nb, 1, 1))
        return l < 0 ? fs_no_work() : w;
    int64_t order = side == 'R' ? n : m, vectors = side == 'R' ? m : n;
    int64_t L = fs_min(l, fs_min(order, k)), columns = fs_min(nb, k);
    fs_int rectangle = (fs_int)order * k, V = vectors;
    fs_int products = V * (2 * rectangle - (fs_int)L * L) + V * ((fs_int)columns * k) / 2;
    if (side == 'R')
        return fs_from_counts(field, products + V * (k + 2 * L) / 2 + 2 * rectangle,
                              products + V * (3 * k) / 2);
    /* Elements that products by alpha and beta are formed of for each block. */
    fs_int more = in_rows ? V * ((k - 1) / columns + 1) * (order - L / 2) : 0;
    return fs_from_counts(field, products + V * ((in_rows ? 3 : 7) * k + 4 * L) / 2 + 3 * more,
                          products + V * (3 * k + 2 * L) / 2 + more);
}

/* tpmqrt: applies Q of k pentagonal reflectors in blocks of nb to a k x n matrix over an m x n
 *   one, side R from the right.
 * formula: side L: mul = n (2 m k - l^2 + nb k/2 + 7k/2 + 2 l), add = n (2 m k - l^2 + nb k/2
 *   + 3k/2 + l); side R: mul = m (2 n k - l^2 + nb k/2 + k/2 + l) + 2 n k, add = m (2 n k - l^2
 *   + nb k/2 + 3k/2)
 * class: leading
 * source: derivation
 * error: 1% or less */
fs_work fs_cost_tpmqrt(fs_field field, int64_t side, int64_t m, int64_t n, int64_t k, int64_t l,
                       int64_t nb)
{
    return apply(field, side, false, m, n, k, l, nb);
}

/* tpmlqt: applies Q of k pentagonal reflectors in rows, in blocks of mb, to a k x n matrix
 *   over an m x n one, side R from the right.
 * formula: tpmqrt(side, m, n, k, l, mb); side L: - 2 n k mul + (k/mb) n (m - l/2) (3 mul, 1 add)
 *   + l n mb mul and add
 * class: leading
 * source: derivation; with side L the products by alpha and beta are those of the whole matrix for
 *   each block, not of its k rows
 * error: 1% or less */
fs_work fs_cost_tpmlqt(fs_field field, int64_t side, int64_t m, int64_t n, int64_t k, int64_t l,
                       int64_t mb)
{
    fs_work w = apply(field, side, true, m, n, k, l, mb), settled;

    /* LAPACK 3.11 applies blocks of rows as rectangles where they meet the triangle. */
    if (side == 'R' || l <= 0 || fs_settled(&settled, m, n, k))
        return w;
    fs_int corners = (fs_int)n * fs_min(l, fs_min(m, k)) * fs_max(0, fs_min(mb, k));
    return fs_work_add(w, fs_from_counts(field, corners, corners));
}

/* tprfb: applies one block of k pentagonal reflectors to a k x n matrix over an m x n one, side
 *   R from the right.
 * formula: storev C: tpmqrt(side, m, n, k, l, k); R: tpmlqt(side, m, n, k, l, k)
 * class: leading
 * source: derivation
 * error: 2% or less */
fs_work fs_cost_tprfb(fs_field field, int64_t side, int64_t storev, int64_t m, int64_t n, int64_t k,
                      int64_t l)
{
    return apply(field, side, storev == 'R', m, n, k, l, k);
}

/* Row blocks of a tall matrix beside the first of mb rows, each with k rows of the triangle above:
 * their rows, whole blocks of them, and the rows of the last. */
struct tall {
    int64_t rows, whole, last;
};

static struct tall tall_blocks(int64_t m, int64_t mb, int64_t k)
{
    int64_t rows = mb - k;

    return (struct tall){rows, (m - mb) / rows, (m - mb) % rows};
}

/* latsqr: QR factorization of a tall and skinny m x n matrix by blocks of mb rows, with
 *   reflectors in blocks of nb.
 * formula: geqrt(mb, n, nb) + tpqrt(mb - n, n, 0, nb) for each further block; mb <= n or mb >=
 *   m: geqrt(m, n, nb)
 * class: leading
 * source: composition
 * error: 1% or less */
fs_work fs_cost_latsqr(fs_field field, int64_t m, int64_t n, int64_t mb, int64_t nb)
{
    if (n <= 0 || mb <= n || mb >= m)
        return fs_cost_geqrt(field, m, n, nb);
    struct tall blocks = tall_blocks(m, mb, n);
    return fs_total(
        3, (fs_work[]){fs_cost_geqrt(field, mb, n, nb),
                       fs_work_times(blocks.whole, fs_cost_tpqrt(field, blocks.rows, n, 0, nb)),
                       fs_cost_tpqrt(field, blocks.last, n, 0, nb)});
}

/* laswlq: LQ factorization of a short and wide m x n matrix by blocks of nb columns, with
 *   reflectors in blocks of mb.
 * formula: gelqt(m, nb, mb) + tplqt(nb - m, m, 0, mb) for each further block; nb <= m or nb >=
 *   n: gelqt(m, n, mb)
 * class: leading
 * source: composition
 * error: 2% or less */
fs_work fs_cost_laswlq(fs_field field, int64_t m, int64_t n, int64_t mb, int64_t nb)
{
    if (m <= 0 || nb <= m || nb >= n)
        return fs_cost_gelqt(field, m, n, mb);
    struct tall blocks = tall_blocks(n, nb, m);
    return fs_total(
        3, (fs_work[]){fs_cost_gelqt(field, m, nb, mb),
                       fs_work_times(blocks.whole, fs_cost_tplqt(field, blocks.rows, m, 0, mb)),
                       fs_cost_tplqt(field, blocks.last, m, 0, mb)});
}

/* lamtsqr: applies Q of latsqr to an m x n matrix.
 * formula: gemqrt(side, mb, n, k, nb) + tpmqrt(side, mb - k, n, k, 0, nb) for each further
 *   block; side R: of columns
 * class: leading
 * source: composition
 * error: 1% or less */
fs_work fs_cost_lamtsqr(fs_field field, int64_t side, int64_t m, int64_t n, int64_t k, int64_t mb,
                        int64_t nb)
{
    int64_t order = side == 'R' ? n : m, other = side == 'R' ? m : n;

    if (k <= 0 || mb <= k || mb >= order)
        return fs_cost_gemqrt(field, side, m, n, k, nb);
    struct tall blocks = tall_blocks(order, mb, k);
    fs_work first = side == 'R' ? fs_cost_gemqrt(field, 'R', other, mb, k, nb)
                                : fs_cost_gemqrt(field, 'L', mb, other, k, nb);
    fs_work whole = side == 'R' ? fs_cost_tpmqrt(field, 'R', other, blocks.rows, k, 0, nb)
                                : fs_cost_tpmqrt(field, 'L', blocks.rows, other, k, 0, nb);
    fs_work last = side == 'R' ? fs_cost_tpmqrt(field, 'R', other, blocks.last, k, 0, nb)
                               : fs_cost_tpmqrt(field, 'L', blocks.last, other, k, 0, nb);
    return fs_total(3, (fs_work[]){first, fs_work_times(blocks.whole, whole), last});
}

/* lamswlq: applies Q of laswlq to an m x n matrix.
 * formula: gemlqt(side, nb, n, k, mb) + tpmlqt(side, nb - k, n, k, 0, mb) for each further
 *   block; side R: of columns
 * class: leading
 * source: composition
 * error: 2% or less */
fs_work fs_cost_lamswlq(fs_field field, int64_t side, int64_t m, int64_t n, int64_t k, int64_t mb,
                        int64_t nb)
{
    int64_t order = side == 'R' ? n : m, other = side == 'R' ? m : n;

    if (k <= 0 || nb <= k || nb >= order)
        return fs_cost_gemlqt(field, side, m, n, k, mb);
    struct tall blocks = tall_blocks(order, nb, k);
    fs_work first = side == 'R' ? fs_cost_gemlqt(field, 'R', other, nb, k, mb)
                                : fs_cost_gemlqt(field, 'L', nb, other, k, mb);
    fs_work whole = side == 'R' ? fs_cost_tpmlqt(field, 'R', other, blocks.rows, k, 0, mb)
                                : fs_cost_tpmlqt(field, 'L', blocks.rows, other, k, 0, mb);
    fs_work last = side == 'R' ? fs_cost_tpmlqt(field, 'R', other, blocks.last, k, 0, mb)
                               : fs_cost_tpmlqt(field, 'L', blocks.last, other, k, 0, mb);
    return fs_total(3, (fs_work[]){first, fs_work_times(blocks.whole, whole), last});
}
