/* SPDX-License-Identifier: MIT */
/* The public functions of flopcost.h for contractions, elementwise functions and the truncated SVD.
 */
#include "costmodel/flopcost_internal.h"

#include "costmodel/einsum_path.h"
#include "costmodel/elementwise.h"
#include "flopscope.h"

#include <stdio.h>
#include <stdlib.h>

enum { OPTIMAL_MAX = 10, SHAPES_BYTES = 512 };

static int take_shapes(const struct flopscope_shape *shapes, size_t count, fs_tensor_shape *taken)
{
    if (count == 0 || count > FS_EINSUM_OPERANDS)
        return fs_flopcost_fail(FLOPSCOPE_TOO_MANY, "einsum: %zu operands; accepted: 1 to %d",
                                count, FS_EINSUM_OPERANDS);
    for (size_t i = 0; i < count; i++) {
        if (shapes[i].rank > FS_EINSUM_RANK)
            return fs_flopcost_fail(FLOPSCOPE_TOO_MANY,
                                    "einsum: operand %zu has %zu axes; accepted: up to %d", i + 1,
                                    shapes[i].rank, FS_EINSUM_RANK);
        taken[i].rank = (unsigned)shapes[i].rank;
        for (size_t j = 0; j < shapes[i].rank; j++)
            taken[i].extent[j] = shapes[i].extent[j];
    }
    return FLOPSCOPE_OK;
}

static int parse(fs_einsum *einsum, const char *subscripts, const struct flopscope_shape *shapes,
                 size_t count)
{
    fs_tensor_shape taken[FS_EINSUM_OPERANDS];
    char why[256];
    int error = take_shapes(shapes, count, taken);

    if (error != FLOPSCOPE_OK)
        return error;
    if (subscripts == NULL)
        return fs_flopcost_fail(FLOPSCOPE_BAD_VALUE, "einsum: no subscripts");
    if (!fs_einsum_parse(einsum, subscripts, taken, (unsigned)count, why, sizeof why))
        return fs_flopcost_fail(FLOPSCOPE_BAD_VALUE, "einsum: %s", why);
    return FLOPSCOPE_OK;
}

FS_EXPORT int flopscope_einsum_cost(const char *subscripts, const struct flopscope_shape *shapes,
                                    size_t count, struct flopscope_work *work)
{
    fs_einsum einsum;
    int error = parse(&einsum, subscripts, shapes, count);

    return error != FLOPSCOPE_OK ? error : fs_flopcost_give(fs_einsum_work(&einsum, FS_REAL), work);
}

/* ---- paths ---- */

/* "256x256 256" */
static void write_shapes(const struct flopscope_shape *shapes, size_t count, char *text)
{
    size_t used = 0;

    text[0] = '\0';
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < shapes[i].rank && used < SHAPES_BYTES; j++)
            used += (size_t)snprintf(text + used, SHAPES_BYTES - used, "%s%lld",
                                     j > 0   ? "x"
                                     : i > 0 ? " "
                                             : "",
                                     (long long)shapes[i].extent[j]);
}

/* False: no memory. */
static bool search(const fs_einsum_problem *problem, fs_einsum_path *path)
{
    unsigned count = problem->einsum->count;

    if (count > OPTIMAL_MAX) {
        fs_einsum_greedy(problem, path);
        return true;
    }
    void *scratch = malloc(fs_einsum_optimal_bytes(count));
    if (scratch == NULL)
        return false;
    fs_einsum_optimal(problem, path, scratch);
    free(scratch);
    return true;
}

static void give_path(const fs_einsum_path *from, fs_count naive, struct flopscope_path *path)
{
    *path = (struct flopscope_path){
        .optimized_cost = fs_saturated(from->flops),
        .naive_cost = fs_saturated(naive),
        .speedup = from->flops > 0 ? (double)naive / (double)from->flops : 1.0,
        .largest_elements = fs_saturated(from->largest_elements),
        .step_count = from->step_count,
    };
    for (unsigned i = 0; i < from->step_count; i++) {
        const fs_einsum_step *step = &from->step[i];
        path->step[i].left = step->left;
        path->step[i].right = step->right;
        path->step[i].flops = fs_saturated(step->flops);
        fs_flopcost_give(step->work, &path->step[i].work);
    }
}

FS_EXPORT int flopscope_einsum_path(const char *subscripts, const struct flopscope_shape *shapes,
                                    size_t count, int fma, struct flopscope_path *path)
{
    fs_einsum einsum;
    fs_einsum_path found;
    char text[SHAPES_BYTES];
    int error = parse(&einsum, subscripts, shapes, count);

    if (error != FLOPSCOPE_OK)
        return error;
    if (fma != 1 && fma != 2)
        return fs_flopcost_fail(FLOPSCOPE_BAD_VALUE, "einsum_path: fma=%d; accepted: 1 or 2", fma);
    const fs_einsum_problem problem = {&einsum, FS_REAL, fma};
    if (!search(&problem, &found))
        return fs_flopcost_fail(FLOPSCOPE_NO_MEMORY, "einsum_path: no memory");
    give_path(&found, fs_work_flops(fs_einsum_work(&einsum, FS_REAL), fma), path);
    write_shapes(shapes, count, text);
    FLOPSCOPE_DEDUCT("einsum_path", 1, subscripts, text);
    return FLOPSCOPE_OK;
}

/* ---- arrays ---- */

static fs_count elements(const struct flopscope_shape *shape)
{
    fs_count product = 1;

    for (size_t i = 0; i < shape->rank; i++)
        product = fs_count_mul(product, shape->extent[i] > 0 ? (fs_count)shape->extent[i] : 0);
    return product;
}

FS_EXPORT int flopscope_pointwise_cost(const struct flopscope_shape *result,
                                       struct flopscope_work *work)
{
    return fs_flopcost_give(fs_cost_pointwise(FS_REAL, elements(result)), work);
}

FS_EXPORT int flopscope_reduction_cost(const struct flopscope_shape *input,
                                       struct flopscope_work *work)
{
    return fs_flopcost_give(fs_cost_reduction(FS_REAL, elements(input)), work);
}

FS_EXPORT int flopscope_svd_cost(int64_t m, int64_t n, int64_t k, struct flopscope_work *work)
{
    return fs_flopcost_give(fs_cost_truncated_svd(FS_REAL, m, n, k), work);
}
