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

/* tpqrt: QR factorization of a triangle over an m x n pentagonal matrix in blocks of nb, also
 *   LQ.
 * formula: mul = add = m n^2 - l^2 n + l^3/3 + nb m n/2
 * class: leading
 * source: derivation */
fs_work fs_cost_tpqrt(fs_field field, int64_t m, int64_t n, int64_t l, int64_t nb)
{
    fs_work w;

    if (l < 0 || fs_settled(&w, m, n, nb))
        return l < 0 ? fs_no_work() : w;
    l = fs_min(l, fs_min(m, n));
    fs_int products = pentagon(m, n, l) + (fs_int)fs_min(nb, n) * m * n / 2;
    return fs_from_counts(field, products, products);
}

/* tpqrt2: unblocked QR factorization of a triangle over an m x n pentagonal matrix, with the n x
 *   n triangular factor, also LQ.
 * formula: mul = add = m n^2 - l^2 n + l^3/3 + (m n^2 + n^3/3)/2
 * class: leading
 * source: derivation */
fs_work fs_cost_tpqrt2(fs_field field, int64_t m, int64_t n, int64_t l)
{
    fs_work w;

    if (l < 0 || fs_settled(&w, m, n, 1))
        return l < 0 ? fs_no_work() : w;
    fs_int M = m, N = n;
    fs_int products =
        pentagon(m, n, fs_min(l, fs_min(m, n))) + fs_ratio(3 * M * N * N + N * N * N, 6);
    return fs_from_counts(field, products, products);
}

/* tpmqrt: applies Q of k pentagonal reflectors in blocks of nb to a k x n matrix over an m x n
 *   one, side R from the right.
 * formula: side L: mul = add = n (2 m k - l^2) + nb k n/2; side R: m (2 n k - l^2) + nb k m/2
 * class: leading
 * source: derivation */
fs_work fs_cost_tpmqrt(fs_field field, int64_t side, int64_t m, int64_t n, int64_t k, int64_t l,
                       int64_t nb)
{
    fs_work w;

    if (l < 0 || fs_settled(&w, m, n, k) || fs_settled(&w, nb, 1, 1))
        return l < 0 ? fs_no_work() : w;
    fs_int order = side == 'R' ? n : m, vectors = side == 'R' ? m : n;
    fs_int L = fs_min(l, fs_min((int64_t)order, k));
    fs_int products = vectors * (2 * order * k - L * L) + (fs_int)fs_min(nb, k) * k * vectors / 2;
    return fs_from_counts(field, products, products);
}

/* tprfb: applies one block of k pentagonal reflectors to a k x n matrix over an m x n one, side
 *   R from the right.
 * formula: side L: mul = add = n (2 m k - l^2) + n k^2/2; side R: m and n exchanged
 * class: leading
 * source: derivation */
fs_work fs_cost_tprfb(fs_field field, int64_t side, int64_t m, int64_t n, int64_t k, int64_t l)
{
    return fs_cost_tpmqrt(field, side, m, n, k, l, k);
}
