/* SPDX-License-Identifier: MIT */
/* Which BLAS call a pairwise contraction is (einsum_path.h): the indices that both operands lose
 * are the inner dimension, those that one keeps are rows or columns, those of all three count
 * products. */
#include "costmodel/einsum_path.h"

/* Whether a tensor is a symmetric matrix, of which one index is summed where this is asked. */
static bool is_symmetric_matrix(const fs_tensor *tensor)
{
    fs_indices rest = tensor->wide & (tensor->wide - 1);

    return __builtin_popcountll(tensor->indices) == 2 && rest != 0 &&
           tensor->block[__builtin_ctzll(tensor->wide)] == tensor->block[__builtin_ctzll(rest)];
}

/* A matrix product and its vector cases; the dimensions that there are not are 0. */
static void name_product(fs_blas_call *call, fs_count rows, fs_count columns, fs_count inner)
{
    if (rows > 0 && columns > 0) {
        call->routine = "gemm";
        call->m = rows;
        call->n = columns;
        call->k = inner;
    } else if (rows > 0 || columns > 0) {
        call->routine = "gemv";
        call->m = rows > 0 ? rows : columns;
        call->n = inner;
    } else {
        call->routine = "dot";
        call->n = inner;
    }
}

/* The same with a symmetric matrix on one side. */
static void name_symmetric_product(fs_blas_call *call, char side)
{
    if (call->k > 0) {
        call->routine = "symm";
        call->side = side;
        call->k = 0;
    } else {
        call->routine = "symv";
        call->m = 0;
    }
}

/* Points of a set of indices, 0 of no indices. */
static fs_count points_or_none(const fs_einsum *einsum, fs_indices indices)
{
    return indices != 0 ? fs_index_points(einsum, indices) : 0;
}

bool fs_einsum_blas_call(const fs_einsum *einsum, const fs_tensor *a, const fs_tensor *b,
                         fs_indices kept, fs_blas_call *call)
{
    fs_indices both = a->wide & b->wide, lone = a->wide ^ b->wide;
    fs_indices inner = both & ~kept, batch = both & kept;
    fs_indices rows = a->wide & lone & kept, columns = b->wide & lone & kept;

    *call = (fs_blas_call){.times = fs_index_points(einsum, batch)};
    if ((lone & ~kept) != 0 || (inner | rows | columns) == 0)
        return false;
    if (inner != 0) {
        name_product(call, points_or_none(einsum, rows), points_or_none(einsum, columns),
                     fs_index_points(einsum, inner));
        if (batch == 0 && rows != 0 && is_symmetric_matrix(a))
            name_symmetric_product(call, 'L');
        else if (batch == 0 && columns != 0 && is_symmetric_matrix(b))
            name_symmetric_product(call, 'R');
    } else if (rows != 0 && columns != 0) {
        call->routine = "ger";
        call->m = fs_index_points(einsum, rows);
        call->n = fs_index_points(einsum, columns);
    } else {
        call->routine = "scal";
        call->n = fs_index_points(einsum, rows | columns);
    }
    return true;
}
