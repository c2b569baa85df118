/* SPDX-License-Identifier: MIT */
/* In which order to contract the operands of an einsum, pair by pair, and what each step costs.
 * Pure functions on the caller's memory. */
#ifndef FS_EINSUM_PATH_H
#define FS_EINSUM_PATH_H

#include "costmodel/einsum.h"

/* The most operands of the optimal search, whose time grows with 3^n. */
enum { FS_EINSUM_OPTIMAL_MAX = 16 };

/* A contraction of two tensors: the operands are numbered 0 .. count - 1, the result of step s is
 * count + s. A lone operand is one step, with right == left. */
typedef struct {
    uint8_t left, right;
    fs_tensor result;
    fs_work work;
    fs_count flops; /* of work, under the path's FMA convention */
} fs_einsum_step;

typedef struct {
    unsigned step_count;
    fs_einsum_step step[FS_EINSUM_OPERANDS];
    fs_work work; /* the sums over the steps, saturating */
    fs_count flops;
    fs_count largest_elements; /* of the largest intermediate result; 0: there is none */
} fs_einsum_path;

/* What a path is looked for: contraction, field, and 1 or 2 for fma as in fs_work_flops. */
typedef struct {
    const fs_einsum *einsum;
    fs_field field;
    int fma;
} fs_einsum_problem;

/* A cheap path for any number of operands: the better one of two greedy searches, by the elements
 * that a step removes and by its cost. O(n^3). */
void fs_einsum_greedy(const fs_einsum_problem *problem, fs_einsum_path *path);

/* Bytes of scratch memory that the optimal search of `count` operands needs. */
size_t fs_einsum_optimal_bytes(unsigned count);

/* The cheapest of all paths, and among these one whose largest intermediate result is smallest. At
 * most FS_EINSUM_OPTIMAL_MAX operands; scratch as above, aligned as malloc does. */
void fs_einsum_optimal(const fs_einsum_problem *problem, fs_einsum_path *path, void *scratch);

/* The operand or intermediate result of a number. */
const fs_tensor *fs_einsum_path_tensor(const fs_einsum *einsum, const fs_einsum_path *path,
                                       unsigned number);

/* The BLAS call that a step is: `times` calls of `routine` (a family) with these dimensions; 0: not
 * an argument of it. */
typedef struct {
    const char *routine;
    fs_count times, m, n, k;
    char side; /* of the symmetric matrix in symm: L or R */
} fs_blas_call;

/* Finds the BLAS call that contracts a and b into the indices kept, if there is one: a product of
 * matrices whose rows and columns may be several indices, repeated for the indices that all three
 * have. False: none (elementwise, or an index of one operand alone is summed). */
bool fs_einsum_blas_call(const fs_einsum *einsum, const fs_tensor *a, const fs_tensor *b,
                         fs_indices kept, fs_blas_call *call);

#endif
