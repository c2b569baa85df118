/* SPDX-License-Identifier: MIT */
/* Walks the matrices of gemm_batch, group by group: each is an operand of a product of its group's
 * dimensions. */
#include "interpose/nanbatch.h"

#include <stddef.h>
#include <string.h>

/* The sources of a batched routine, in the order in which the generator writes them. */
enum { M, N, K, GROUP_COUNT, GROUP_SIZE, TRANSA, TRANSB, BETA };

/* The matrices of a product, by the names of their arrays. */
enum { A, B, C };
static const char *const array_names[] = {"a_array", "b_array", "c_array"};
static const char *const matrix_names[] = {"a", "b", "c"};

static struct fs_source source_of(const struct fs_nancall *call, unsigned which)
{
    return fs_sources[call->shape->source + which];
}

/* CBLAS enumerators: no transposition, transposed, conjugate transposed, conjugate. */
enum { CBLAS_NO_TRANS = 111, CBLAS_CONJ_NO_TRANS = 114 };

static bool is_transposed(const struct fs_nancall *call, unsigned which, int64_t group)
{
    uint64_t word = fs_nancall_word(call, source_of(call, which).word);
    if (word == 0)
        return false;
    if (call->shape->interface == FS_CBLAS) {
        int32_t value = ((const int32_t *)word)[group];
        return value != CBLAS_NO_TRANS && value != CBLAS_CONJ_NO_TRANS;
    }
    char letter = ((const char *)word)[group];
    return letter != 'N' && letter != 'n' && letter != 'R' && letter != 'r';
}

static bool is_read(const struct fs_nancall *call, unsigned matrix, int64_t group)
{
    uint64_t beta = fs_nancall_word(call, source_of(call, BETA).word);
    size_t bytes = fs_prec_bytes(call->prec);
    return matrix != C || beta == 0 ||
           !fs_nancall_is_zero(call, (const char *)beta + (size_t)group * bytes, false);
}

static fs_extent extent_of(const struct fs_nancall *call, unsigned matrix, int64_t group)
{
    int64_t m = fs_nancall_integer(call, source_of(call, M), group);
    int64_t n = fs_nancall_integer(call, source_of(call, N), group);
    int64_t k = fs_nancall_integer(call, source_of(call, K), group);
    switch (matrix) {
    case A:
        return is_transposed(call, TRANSA, group) ? fs_extent_full(k, m) : fs_extent_full(m, k);
    case B:
        return is_transposed(call, TRANSB, group) ? fs_extent_full(n, k) : fs_extent_full(k, n);
    default:
        return fs_extent_full(m, n);
    }
}

static const struct fs_array_source *array_source(const struct fs_nancall *call, unsigned matrix)
{
    for (unsigned i = 0; i < call->family->narray; i++)
        if (strcmp(call->family->array[i].name, array_names[matrix]) == 0)
            return &fs_array_sources[call->shape->array + i];
    return NULL;
}

/* The group's matrices of one kind, of which the first is number `first` of the batch. */
static bool scan_group(const struct fs_nancall *call, unsigned matrix, int64_t group, int64_t first,
                       int64_t count, struct fs_finding *finding)
{
    const struct fs_array_source *source = array_source(call, matrix);
    const char *const *address =
        source != NULL ? (const char *const *)fs_nancall_word(call, source->word) : NULL;
    fs_extent extent = extent_of(call, matrix, group);
    struct fs_operand operand;
    fs_nancall_type(call, 'p', &operand);
    if (address == NULL ||
        !fs_operand_place(&operand, &extent, fs_nancall_integer(call, source->stride, group), true,
                          call->order))
        return false;
    for (int64_t i = first; i < first + count; i++) {
        operand.base = address[i];
        if (operand.base != NULL && fs_operand_scan(&operand, &finding->what)) {
            finding->array = matrix_names[matrix];
            finding->matrix = i;
            return true;
        }
    }
    return false;
}

/* The products' matrices from the first kind to the last. */
static bool scan(const struct fs_nancall *call, unsigned first_kind, bool as_input,
                 struct fs_finding *finding)
{
    int64_t groups = fs_nancall_integer(call, source_of(call, GROUP_COUNT), 0), at = 0;
    for (int64_t group = 0; group < groups; group++) {
        int64_t count = fs_nancall_integer(call, source_of(call, GROUP_SIZE), group);
        if (count <= 0)
            continue;
        for (unsigned matrix = first_kind; matrix <= C; matrix++)
            if ((!as_input || is_read(call, matrix, group)) &&
                scan_group(call, matrix, group, at, count, finding))
                return true;
        at += count;
    }
    return false;
}

bool fs_nanbatch_scan_inputs(const struct fs_nancall *call, struct fs_finding *finding)
{
    return scan(call, A, true, finding);
}

bool fs_nanbatch_scan_outputs(const struct fs_nancall *call, struct fs_finding *finding)
{
    return scan(call, C, false, finding);
}
