/* SPDX-License-Identifier: MIT */
/* Contractions in Einstein notation: 'ij,jk->ik' on shapes, as NumPy's einsum reads it, and the
 * work of doing them. Pure functions on the caller's memory. */
#ifndef FS_EINSUM_H
#define FS_EINSUM_H

#include <stddef.h>

#include "costmodel/work.h"

enum {
    FS_EINSUM_OPERANDS = 32, /* the most operands, as in NumPy */
    FS_EINSUM_RANK = 52,     /* the most axes of an operand */
    FS_EINSUM_INDICES = 52,  /* distinct indices: the letters, those of an ellipsis included */
    FS_EINSUM_ABSENT = 255
};

typedef struct {
    unsigned rank;
    int64_t extent[FS_EINSUM_RANK];
} fs_tensor_shape;

/* A set of indices: bit i is the i-th letter of A-Z a-z, the order that NumPy sorts outputs in. */
typedef uint64_t fs_indices;

/* An operand or an intermediate result. */
typedef struct {
    fs_indices indices; /* of its axes */
    fs_indices wide;    /* those along which it is longer than 1; the others are broadcast */
    /* Indices with the same value may be exchanged (the tensor is symmetric in them): the first
     * such index, FS_EINSUM_ABSENT for one that the tensor does not have. */
    uint8_t block[FS_EINSUM_INDICES];
} fs_tensor;

typedef struct {
    unsigned count; /* of operands */
    unsigned rank[FS_EINSUM_OPERANDS];
    uint8_t index[FS_EINSUM_OPERANDS][FS_EINSUM_RANK]; /* of each axis */
    fs_tensor operand[FS_EINSUM_OPERANDS];
    unsigned output_rank;
    uint8_t output_index[FS_EINSUM_INDICES];
    fs_indices output;
    fs_indices ellipsis; /* letters that stand for the axes of an ellipsis */
    int64_t extent[FS_EINSUM_INDICES];
    bool has_symmetry;
} fs_einsum;

static inline fs_indices fs_index_bit(unsigned index)
{
    return (fs_indices)1 << index;
}

/* The letter of an index: 0 is A, 25 Z, 26 a, 51 z. */
char fs_index_letter(unsigned index);

/* Reads subscripts for `count` operands of the given shapes: implicit output, repeated indices, the
 * ellipsis and axes of length 1 that are broadcast, as in NumPy. False: *error (error_size bytes)
 * says in one line what is wrong. */
bool fs_einsum_parse(fs_einsum *einsum, const char *subscripts, const fs_tensor_shape *shape,
                     unsigned count, char *error, size_t error_size);

/* Declares that an operand does not change when its axes are exchanged. False where that cannot be:
 * it has less than two axes, or they are not equally long. */
bool fs_einsum_make_symmetric(fs_einsum *einsum, unsigned operand);

/* The work of contracting `count` tensors at once into a result with the indices `kept`, which is
 * filled in unless it is NULL. Over an index space of P points: (count - 1) P multiplications, and
 * P additions if an index is summed. Points at which symmetry makes the products (the summands)
 * equal are counted once. */
fs_work fs_einsum_contract(const fs_einsum *einsum, fs_field field, unsigned count,
                           const fs_tensor *const *in, fs_indices kept, fs_tensor *result);

/* The work of all operands at once: the naive cost. */
fs_work fs_einsum_work(const fs_einsum *einsum, fs_field field);

/* Elements of a tensor, and those that symmetry leaves distinct; saturating. */
fs_count fs_tensor_elements(const fs_einsum *einsum, const fs_tensor *tensor);
fs_count fs_tensor_distinct(const fs_einsum *einsum, const fs_tensor *tensor);

/* Points of an index space; saturating. */
fs_count fs_index_points(const fs_einsum *einsum, fs_indices indices);

#endif
