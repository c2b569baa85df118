/* SPDX-License-Identifier: MIT */
/* Work of operations on whole arrays that have conventional prices: elementwise functions, sums and
 * the like, the truncated SVD. Their figures are budget units rather than counts of an algorithm.
 */
#include "costmodel/elementwise.h"

#include "costmodel/arith.h"

/* Counts beyond this saturate, so that complex work fits too. */
#define LIMIT (FS_COUNT_MAX >> 4)

/* pointwise: one operation for each element of the result: exp, add, maximum, ...
 * formula: mul = elements of the result; of a symmetric result the distinct ones
 * class: exact
 * source: convention: an elementwise function is one operation, counted as a multiplication
 * depends: what the function is: an exponential takes some twenty operations */
fs_work fs_cost_pointwise(fs_field field, fs_count elements)
{
    return elements > LIMIT ? fs_all_work() : fs_from_counts(field, (fs_int)elements, 0);
}

/* reduction: one operation for each element of the input: sum, mean, max, ...
 * formula: add = elements of the input; of a symmetric input the distinct ones
 * class: exact
 * source: convention: one element added to the result is one addition */
fs_work fs_cost_reduction(fs_field field, fs_count elements)
{
    return elements > LIMIT ? fs_all_work() : fs_from_counts(field, 0, (fs_int)elements);
}

/* truncated_svd: the k largest singular values and their vectors of an m x n matrix.
 * formula: mul = add = m n k
 * class: estimate
 * source: convention: one product of the matrix with k vectors
 * depends: the method: subspace iteration takes a product for each iteration, gesdd computes all
 *   singular values */
fs_work fs_cost_truncated_svd(fs_field field, int64_t m, int64_t n, int64_t k)
{
    fs_work w;

    if (fs_settled(&w, m, n, k))
        return w;
    return fs_from_counts(field, (fs_int)m * n * k, (fs_int)m * n * k);
}
