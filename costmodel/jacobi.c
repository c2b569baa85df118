/* SPDX-License-Identifier: MIT */
/* Work of sweeps of one-sided Jacobi rotations. */
#include "costmodel/arith.h"
#include "costmodel/cost.h"

/* jacobi_sweeps: nsweep sweeps of one-sided Jacobi rotations of an m x n matrix, n1 columns
 *   against the rest (0: all pairs); jobv V and A update V of n and of mv rows.
 * formula: nsweep p (4 m + 2.8 rows of V) mul and (3.5 m + 2 rows of V) add, p = n (n - 1)/2;
 * n1: 3.35 m and 3.05 m, p = n1 (n - n1); complex: 19 m + 14 rows mul and 14 m + 9.2 rows add;
 * n1: 16.4 m + 12 rows, 12 m
 *   + 8 rows
 * class: estimate
 * source: derivation: an inner product and a rotation a pair; executed counts
 * depends: the pairs that are orthogonal already; sweeps that are not needed
 * error: 6% median, 15% or less for n >= 20, where all sweeps are needed */
fs_work fs_cost_jacobi_sweeps(fs_field field, int64_t jobv, int64_t m, int64_t n, int64_t n1,
                              int64_t mv, int64_t nsweep)
{
    static const int tenths[2][2][4] = {{{40, 28, 35, 20}, {33, 28, 31, 20}},
                                        {{190, 140, 140, 92}, {164, 120, 120, 80}}};
    fs_work w;

    if (fs_settled_order(&w, m, n, nsweep))
        return w;
    fs_int N = n, split = fs_min(n1, n), M = m;
    fs_int pairs = split > 0 ? split * (N - split) : N * (N - 1) / 2;
    fs_int rows = jobv == 'V' ? n : jobv == 'A' ? fs_max(0, fs_min(mv, FS_ORDER_MAX)) : 0;
    const int *of = tenths[fs_is_complex(field)][split > 0];
    return fs_work_times(nsweep, fs_real_work(fs_ratio(pairs * (of[0] * M + of[1] * rows), 10),
                                              fs_ratio(pairs * (of[2] * M + of[3] * rows), 10)));
}
