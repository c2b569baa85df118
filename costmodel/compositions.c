/* SPDX-License-Identifier: MIT */
/* Work of LAPACK's newer drivers, which call many others: dynamic mode decomposition and column
 * subset selection. */
#include "costmodel/arith.h"
#include "costmodel/cost.h"

/* gedmd: dynamic mode decomposition of m x n snapshots.
 * formula: gesdd(S, m, n) + gemm(n, n, m) + gemm(n, n, n) + geev(N, V, n) + gemm(m, n, n)
 * class: estimate
 * source: composition at full rank
 * depends: the rank; which decomposition whtsvd picks */
fs_work fs_cost_gedmd(fs_field field, int64_t m, int64_t n)
{
    return fs_total(5, (fs_work[]){fs_cost_gesdd(field, 'S', m, n), fs_cost_gemm(field, n, n, m),
                                   fs_cost_gemm(field, n, n, n), fs_cost_geev(field, 'N', 'V', n),
                                   fs_cost_gemm(field, m, n, n)});
}

/* gecxx: column subset selection A = C X of an m x n matrix at full rank k = min(m, n).
 * formula: geqp3(m, n) + ormqr(L, m, n, k) + geqrf(m, k) + trsm(L, k, n)
 * class: estimate
 * source: composition
 * depends: the number of columns selected; which factors are asked for */
fs_work fs_cost_gecxx(fs_field field, int64_t m, int64_t n)
{
    int64_t k = fs_min(m, n);

    return fs_total(4,
                    (fs_work[]){fs_cost_geqp3(field, m, n), fs_cost_ormqr(field, 'L', m, n, k),
                                fs_cost_geqrf(field, m, k), fs_cost_trsm(field, 'L', 'N', k, n)});
}
