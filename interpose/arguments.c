/* SPDX-License-Identifier: MIT */
/* Makes a call's key out of its arguments. */
#include "interpose/arguments.h"

#include "costmodel/work.h"
#include "interpose/frame.h"

static int64_t element(uint64_t array, int64_t index, uint32_t int_bytes)
{
    return int_bytes == 8 ? ((const int64_t *)array)[index] : ((const int32_t *)array)[index];
}

/* Parameters of a gemm_batch call: m, n, k of its first group, group_count, and the sum of products
 * over the groups, saturating at INT64_MAX. */
static void batch_values(const uint64_t *word, const struct fs_binding *binding, int64_t value[5])
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
    fs_count products = 0;
    for (int64_t i = 0; i < groups; i++) {
        int64_t factor[4] = {element(size, i, int_bytes), element(m, i, int_bytes),
                             element(n, i, int_bytes), element(k, i, int_bytes)};
        fs_count product = 1;
        for (int j = 0; j < 4; j++)
            product = fs_count_mul(product, factor[j] > 0 ? (fs_count)factor[j] : 0);
        products = fs_count_add(products, product);
    }
    value[0] = groups > 0 ? element(m, 0, int_bytes) : 0;
    value[1] = groups > 0 ? element(n, 0, int_bytes) : 0;
    value[2] = groups > 0 ? element(k, 0, int_bytes) : 0;
    value[3] = groups;
    value[4] = products > INT64_MAX ? INT64_MAX : (int64_t)products;
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
