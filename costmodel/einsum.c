/* SPDX-License-Identifier: MIT */
/* The work of contractions (einsum.h): points of index spaces, counted once where symmetry makes
 * them equal. */
#include "costmodel/einsum.h"

#include "costmodel/arith.h"

#include <string.h>

fs_count fs_index_points(const fs_einsum *einsum, fs_indices indices)
{
    fs_count points = 1;

    for (; indices != 0; indices &= indices - 1)
        points = fs_count_mul(points, (fs_count)einsum->extent[__builtin_ctzll(indices)]);
    return points;
}

/* Multisets of r elements out of n: (n + r - 1)! / (r! (n - 1)!), saturating. */
static fs_count multisets(fs_count n, unsigned r)
{
    fs_count result = 1;

    for (unsigned i = 1; i <= r; i++) {
        fs_count product = fs_count_mul(result, fs_count_add(n, i - 1));
        if (product == FS_COUNT_MAX)
            return product;
        result = product / i;
    }
    return result;
}

/* Points that permutations inside the blocks of indices do not make equal. */
static fs_count distinct_points(const fs_einsum *einsum, fs_indices indices, fs_indices wide,
                                const uint8_t *block)
{
    fs_count points = 1;

    while (indices != 0) {
        unsigned first = (unsigned)__builtin_ctzll(indices);
        unsigned members = 0;
        for (fs_indices rest = indices; rest != 0; rest &= rest - 1) {
            unsigned index = (unsigned)__builtin_ctzll(rest);
            if (block[index] != block[first])
                continue;
            indices &= ~fs_index_bit(index);
            members++;
        }
        if (wide & fs_index_bit(first))
            points = fs_count_mul(points, multisets((fs_count)einsum->extent[first], members));
    }
    return points;
}

/* Indices may be exchanged in a product where they may in each factor: the blocks of a product are
 * the intersections of its factors' blocks. */
static void intersect_blocks(unsigned count, const fs_tensor *const *in, fs_indices indices,
                             uint8_t *block)
{
    memset(block, FS_EINSUM_ABSENT, FS_EINSUM_INDICES);
    for (fs_indices rest = indices; rest != 0; rest &= rest - 1) {
        unsigned index = (unsigned)__builtin_ctzll(rest);
        fs_indices candidates = indices;
        for (; candidates != 0; candidates &= candidates - 1) {
            unsigned other = (unsigned)__builtin_ctzll(candidates);
            bool is_equal = true;
            for (unsigned i = 0; i < count && is_equal; i++)
                is_equal = in[i]->block[other] == in[i]->block[index];
            if (is_equal)
                break;
        }
        block[index] = (uint8_t)__builtin_ctzll(candidates);
    }
}

/* Each index a block of its own. */
static void separate_blocks(fs_indices indices, uint8_t *block)
{
    memset(block, FS_EINSUM_ABSENT, FS_EINSUM_INDICES);
    for (; indices != 0; indices &= indices - 1)
        block[__builtin_ctzll(indices)] = (uint8_t)__builtin_ctzll(indices);
}

/* The tensor's blocks for the indices of another set are absent. Their names stay distinct, for a
 * block's name is one of its indices or of an index that was summed with it. */
static void keep_indices(fs_tensor *tensor, fs_indices kept)
{
    tensor->indices &= kept;
    tensor->wide &= kept;
    for (unsigned i = 0; i < FS_EINSUM_INDICES; i++)
        if (!(tensor->indices & fs_index_bit(i)))
            tensor->block[i] = FS_EINSUM_ABSENT;
}

static fs_work in_field(fs_field field, fs_count mul, fs_count add)
{
    const fs_count limit = FS_COUNT_MAX >> 1;

    if (mul > limit || add > limit)
        return (fs_work){mul > limit || fs_is_complex(field) ? FS_COUNT_MAX : mul,
                         add > limit || fs_is_complex(field) ? FS_COUNT_MAX : add};
    return fs_from_counts(field, (fs_int)mul, (fs_int)add);
}

fs_work fs_einsum_contract(const fs_einsum *einsum, fs_field field, unsigned count,
                           const fs_tensor *const *in, fs_indices kept, fs_tensor *result)
{
    fs_tensor all = {.indices = 0};
    fs_count products, sums = 0;

    for (unsigned i = 0; i < count; i++) {
        all.indices |= in[i]->indices;
        all.wide |= in[i]->wide;
    }
    fs_indices summed = all.indices & ~kept;
    if (einsum->has_symmetry) {
        intersect_blocks(count, in, all.indices, all.block);
        products = distinct_points(einsum, all.indices, all.wide, all.block);
        if (summed != 0)
            sums = fs_count_mul(distinct_points(einsum, all.indices & kept, all.wide, all.block),
                                distinct_points(einsum, summed, all.wide, all.block));
    } else {
        products = fs_index_points(einsum, all.wide);
        sums = summed != 0 ? products : 0;
    }
    if (result != NULL) {
        if (!einsum->has_symmetry)
            separate_blocks(all.indices, all.block);
        *result = all;
        keep_indices(result, kept);
    }
    return in_field(field, fs_count_mul(products, count - 1), sums);
}

fs_work fs_einsum_work(const fs_einsum *einsum, fs_field field)
{
    const fs_tensor *in[FS_EINSUM_OPERANDS];

    for (unsigned i = 0; i < einsum->count; i++)
        in[i] = &einsum->operand[i];
    return fs_einsum_contract(einsum, field, einsum->count, in, einsum->output, NULL);
}

fs_count fs_tensor_elements(const fs_einsum *einsum, const fs_tensor *tensor)
{
    return fs_index_points(einsum, tensor->wide);
}

fs_count fs_tensor_distinct(const fs_einsum *einsum, const fs_tensor *tensor)
{
    return distinct_points(einsum, tensor->indices, tensor->wide, tensor->block);
}

bool fs_einsum_make_symmetric(fs_einsum *einsum, unsigned operand)
{
    fs_tensor *tensor = &einsum->operand[operand];
    unsigned rank = einsum->rank[operand];
    unsigned times[FS_EINSUM_INDICES] = {0};
    const uint8_t *index = einsum->index[operand];

    if (rank < 2)
        return false;
    for (unsigned i = 0; i < rank; i++) {
        bool is_wide = (tensor->wide >> index[i] & 1) != 0;
        if (is_wide != ((tensor->wide >> index[0] & 1) != 0) ||
            (is_wide && einsum->extent[index[i]] != einsum->extent[index[0]]))
            return false;
        times[index[i]]++;
    }
    /* Of a diagonal T_iij, i and j may not be exchanged: those with the same number of axes may.
     * Where the operand is broadcast, the lengths of its indices may differ. */
    for (unsigned i = 0; i < rank; i++)
        for (unsigned j = 0; j < rank; j++)
            if (times[index[j]] == times[index[i]] && index[j] < tensor->block[index[i]] &&
                einsum->extent[index[j]] == einsum->extent[index[i]])
                tensor->block[index[i]] = index[j];
    einsum->has_symmetry = true;
    return true;
}
