/* SPDX-License-Identifier: MIT */
/* Reads a call's arguments out of its frame, as its binding says that they are passed. */
#ifndef FS_ARGUMENTS_H
#define FS_ARGUMENTS_H

#include "interpose/binding.h"
#include "interpose/entries.h"
#include "interpose/signature.h"

#include <stdbool.h>
#include <stdint.h>

struct fs_frame;

/* One argument. Integers are read in the backend's width and never wider: what lies beyond may not
 * be mapped. A chain of tests, most frequent first: a jump table would be one more line of cache.
 */
static inline uint64_t fs_read_argument(const uint64_t *word, struct fs_argument argument)
{
    uint64_t value = word[argument.word];
    if (argument.reading == FS_READ_INT32_AT)
        return value != 0 ? (uint64_t) * (const int32_t *)value : 0;
    if (argument.reading == FS_READ_INT32)
        return (uint64_t)(int32_t)value;
    if (argument.reading == FS_READ_CHAR_AT)
        return value != 0 ? *(const unsigned char *)value : 0;
    if (argument.reading == FS_READ_CHAR)
        return value & 0xff;
    if (argument.reading == FS_READ_INT64_AT)
        return value != 0 ? *(const uint64_t *)value : 0;
    return argument.reading == FS_READ_INT64 ? value : 0;
}

/* Does the call ask for the size of its workspace alone? */
static inline bool fs_is_query(const uint64_t *word, const struct fs_binding *binding)
{
    for (unsigned i = binding->nparam; i < (unsigned)binding->nparam + binding->nquery; i++) {
        int64_t size = (int64_t)fs_read_argument(word, binding->argument[i]);
        if (size == -1 || size == -2)
            return true;
    }
    return false;
}

/* The first word of the call's key. */
static inline uint64_t fs_key_head_of(const uint64_t *word, const struct fs_binding *binding,
                                      uint32_t name_space)
{
    uint32_t flags = 0;
    if (binding->same[0] != FS_NO_WORD && word[binding->same[0]] == word[binding->same[1]])
        flags |= FS_KEY_SAME_OPERANDS;
    if (binding->layout != FS_NO_WORD && (uint32_t)word[binding->layout] == 101)
        flags |= FS_KEY_ROW_MAJOR;
    return fs_key_head(binding->entry, name_space, flags);
}

/* Is the call one of this signature? Not for batches, whose parameters are sums. */
static inline bool fs_is_of(const struct fs_signature *signature, const uint64_t *word,
                            uint64_t site, const struct fs_binding *binding, uint32_t name_space)
{
    if (signature->word[1] != site ||
        signature->word[0] != fs_key_head_of(word, binding, name_space))
        return false;
    const uint64_t *last = &signature->word[FS_KEY_FIXED];
    if (binding->parameters_reading == FS_READ_INT32_AT) {
        for (unsigned i = 0; i < binding->nparam; i++) {
            const int32_t *value = (const int32_t *)word[binding->argument[i].word];
            if (value == NULL || last[i] != (uint64_t)*value)
                return false;
        }
    } else if (binding->parameters_reading == FS_READ_INT32) {
        for (unsigned i = 0; i < binding->nparam; i++)
            if (last[i] != (uint64_t)(int32_t)word[binding->argument[i].word])
                return false;
    } else if (binding->batch) {
        return false;
    } else {
        for (unsigned i = 0; i < binding->nparam; i++)
            if (last[i] != fs_read_argument(word, binding->argument[i]))
                return false;
    }
    return !fs_is_query(word, binding);
}

/* Makes the call's key: what its signature is found by. False: it is a workspace query. */
bool fs_sign(struct fs_key *key, const struct fs_frame *frame, const struct fs_binding *binding,
             uint32_t name_space);

#endif
