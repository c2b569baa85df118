/* SPDX-License-Identifier: MIT */
/* Blocking overhead of the reference code (blocked.h): forming triangular factors and applying
 * them. Derived by counting a block's operations; the factor of each was measured on n = 150 ..
 * 400. */
#include "costmodel/blocked.h"

#include "costmodel/cost.h"

/* Blocks of a factorization with k columns: all but the last FS_CROSSOVER ones. */
static fs_int blocks_of(int64_t k)
{
    return k > FS_CROSSOVER ? (k - FS_CROSSOVER + FS_BLOCK_COLUMNS - 1) / FS_BLOCK_COLUMNS : 0;
}

/* Overhead of percent/100 nb^2 (size - slope j) multiplications and as many additions for every
 * block that starts at column j = 0, nb, 2 nb, ... */
static fs_work overhead(fs_field field, fs_int nb, fs_int blocks, fs_int size, fs_int slope,
                        int percent)
{
    fs_int sum = blocks * size - slope * nb * (blocks * (blocks - 1) / 2);
    fs_int half = fs_ratio(nb * nb * sum, 100);

    return fs_work_times(percent, fs_from_counts(field, half, half));
}

/* Forming and applying k reflectors to the rest of an m x n matrix: 95 % of nb^2 (m + n - nb - 2j).
 */
static fs_work factor_overhead(fs_field field, int64_t m, int64_t n, int64_t k)
{
    fs_work w;

    if (fs_settled_order(&w, m, n, k))
        return w;
    return overhead(field, FS_BLOCK_COLUMNS, blocks_of(k), (fs_int)m + n - FS_BLOCK_COLUMNS, 2, 47);
}

fs_work fs_blocked_geqrf(fs_field field, int64_t m, int64_t n)
{
    return fs_work_add(fs_cost_geqrf(field, m, n), factor_overhead(field, m, n, fs_min(m, n)));
}

fs_work fs_blocked_gelqf(fs_field field, int64_t m, int64_t n)
{
    return fs_work_add(fs_cost_gelqf(field, m, n), factor_overhead(field, m, n, fs_min(m, n)));
}

fs_work fs_blocked_orgqr(fs_field field, int64_t m, int64_t n, int64_t k)
{
    return fs_work_add(fs_cost_orgqr(field, m, n, k), factor_overhead(field, m, n, k));
}

fs_work fs_blocked_orglq(fs_field field, int64_t m, int64_t n, int64_t k)
{
    return fs_work_add(fs_cost_orglq(field, m, n, k), factor_overhead(field, m, n, k));
}

fs_work fs_blocked_ormqr(fs_field field, int64_t side, int64_t m, int64_t n, int64_t k)
{
    return fs_blocked_ormqr_by(field, side, m, n, k, FS_BLOCK_COLUMNS);
}

fs_work fs_blocked_ormqr_by(fs_field field, int64_t side, int64_t m, int64_t n, int64_t k,
                            int64_t nb)
{
    fs_work w;

    if (fs_settled_order(&w, m, n, k))
        return w;
    if (nb < 2 || k <= nb)
        return fs_cost_ormqr(field, side, m, n, k);
    fs_int whole = k / nb, rest = k % nb;
    fs_int last = (fs_int)m + n - whole * nb;
    fs_int partial = fs_ratio(46 * rest * rest * last, 100);
    return fs_total(3, (fs_work[]){fs_cost_ormqr(field, side, m, n, k),
                                   overhead(field, nb, whole, (fs_int)m + n, 1, 46),
                                   fs_from_counts(field, partial, partial)});
}

fs_work fs_blocked_gebrd(fs_field field, int64_t m, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, m, n, 1))
        return w;
    return fs_work_add(
        fs_cost_gebrd(field, m, n),
        overhead(field, FS_BLOCK_COLUMNS, blocks_of(fs_min(m, n)), (fs_int)m + n, 2, 180));
}

fs_work fs_blocked_gehrd(fs_field field, int64_t n)
{
    fs_work w;

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    return fs_work_add(fs_cost_gehrd(field, n, 1, n),
                       overhead(field, FS_BLOCK_COLUMNS, blocks_of(n), 2 * (fs_int)n, 1, 68));
}

fs_work fs_blocked_sytrd(fs_field field, int64_t n)
{
    return fs_blocked_sytrd_by(field, n, FS_BLOCK_COLUMNS);
}

fs_work fs_blocked_sytrd_by(fs_field field, int64_t n, int64_t nb)
{
    fs_work w;

    if (fs_settled_order(&w, n, 1, 1))
        return w;
    fs_int rest = FS_BLOCK_COLUMNS;
    fs_int half = nb > 1 && n > rest ? fs_ratio(24 * nb * ((fs_int)n * n - rest * rest), 25) : 0;
    return fs_work_add(fs_cost_sytrd(field, n), fs_from_counts(field, half, half));
}
