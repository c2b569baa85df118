/* SPDX-License-Identifier: MIT */
/* Makes a call's key out of its arguments. */
#include "interpose/arguments.h"

#include "costmodel/work.h"
#include "interpose/frame.h"

static int64_t element(uint64_t array, int64_t index, uint32_t int_bytes)
{
    return int_bytes == 8 ? ((const int64_t *)array)[index] : ((const int32_t *)array)[index];
}

/* Adds the product of three dimensions to a sum; one that is not positive makes it 0. */
static void add_product(int64_t *sum, int64_t a, int64_t b, int64_t c)
{
    fs_count product = fs_count_mul(fs_count_mul(a > 0 ? (fs_count)a : 0, b > 0 ? (fs_count)b : 0),
                                    c > 0 ? (fs_count)c : 0);
    product = fs_count_add((fs_count)*sum, product);
    *sum = product > INT64_MAX ? INT64_MAX : (int64_t)product;
}

/* Parameters of a gemm_batch call: m, n, k of its first group, group_count, and over all products
 * the sums of m n k and of the elements of A, B and C; saturating. */
static void batch_values(const uint64_t *word, const struct fs_binding *binding, int64_t value[8])
{
    enum { M, N, K, COUNT, SIZE };
    const struct fs_argument *argument = binding->argument;
    uint32_t int_bytes = binding->int_bytes;
    uint64_t m = word[argument[M].word], n = word[argument[N].word], k = word[argument[K].word];
    uint64_t count = word[argument[COUNT].word], size = word[argument[SIZE].word];
    uint8_t reading = argument[COUNT].reading;
    bool by_value = reading == FS_READ_INT32 || reading == FS_READ_INT64;
    int64_t groups = !by_value                  ? element(count, 0, int_bytes)
                     : reading == FS_READ_INT64 ? (int64_t)count
                                                : (int32_t)count;
    int64_t products = 0, elements[3] = {0, 0, 0};
    for (int64_t i = 0; i < groups; i++) {
        int64_t each = element(size, i, int_bytes), rows = element(m, i, int_bytes),
                cols = element(n, i, int_bytes), inner = element(k, i, int_bytes);
        int64_t result = 0;
        add_product(&result, rows, cols, 1);
        add_product(&products, each, result, inner);
        add_product(&elements[0], each, rows, inner);
        add_product(&elements[1], each, inner, cols);
        add_product(&elements[2], each, rows, cols);
    }
    value[0] = groups > 0 ? element(m, 0, int_bytes) : 0;
    value[1] = groups > 0 ? element(n, 0, int_bytes) : 0;
    value[2] = groups > 0 ? element(k, 0, int_bytes) : 0;
    value[3] = groups;
    value[4] = products;
    for (int i = 0; i < 3; i++)
        value[5 + i] = elements[i];
}

bool fs_sign(struct fs_key *key, const struct fs_frame *frame, const struct fs_binding *binding,
             uint32_t name_space)
{
    const uint64_t *word = frame->word;
    if (fs_is_query(word, binding))
        return false;
    key->words = FS_KEY_FIXED + binding->nparam;
    key->word[0] = fs_key_head_of(word, binding, name_space);
    key->word[1] = frame->site;
    if (binding->batch)
        batch_values(word, binding, (int64_t *)&key->word[FS_KEY_FIXED]);
    else
        for (unsigned i = 0; i < binding->nparam; i++)
            key->word[FS_KEY_FIXED + i] = fs_read_argument(word, binding->argument[i]);
    key->hash = fs_key_hash(key->word, key->words);
    return true;
}
