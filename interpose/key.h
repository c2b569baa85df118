/* SPDX-License-Identifier: MIT */
/* Keys: what makes two calls equal; and how hash tables refer to what has one. */
#ifndef FS_KEY_H
#define FS_KEY_H

#include "costmodel/catalogue.h"

#include <stdbool.h>
#include <stdint.h>

/* A key's words: entry point, namespace and flags; call site or stack; then the parameters as
 * passed.
 */
#define FS_KEY_FIXED 2
#define FS_KEY_MAX   (FS_KEY_FIXED + FS_PARAM_MAX)

enum { FS_KEY_SAME_OPERANDS = 1, FS_KEY_ROW_MAJOR = 2 };

struct fs_key {
    uint64_t hash;
    uint32_t words;
    uint64_t word[FS_KEY_MAX];
};

static inline uint64_t fs_key_head(uint32_t entry, uint32_t name_space, uint32_t flags)
{
    return (uint64_t)entry | (uint64_t)flags << 16 | (uint64_t)name_space << 32;
}

/* Two words at a time: the upper half of a product depends on all bits of both, the lower half puts
 * them where a table looks. */
static inline uint64_t fs_key_hash(const uint64_t *word, unsigned words)
{
    uint64_t hash = 0x9e3779b97f4a7c15u;
    for (unsigned i = 0; i < words; i += 2) {
        uint64_t next = i + 1 < words ? word[i + 1] : 0;
        unsigned __int128 product =
            (unsigned __int128)(hash ^ word[i]) * (next ^ 0xd6e8feb86659fd93u);
        hash = (uint64_t)product ^ (uint64_t)(product >> 64);
    }
    return hash;
}

/* The key of all further shapes of an entry point in a namespace. */
static inline struct fs_key fs_folded_key(uint32_t entry, uint32_t name_space)
{
    struct fs_key key = {.words = 1, .word = {fs_key_head(entry, name_space, 0)}};
    key.hash = fs_key_hash(key.word, key.words);
    return key;
}

/* An address in the lower 48 bits, the hash's upper 16 above it, so that most other keys' entries
 * need not be looked at. */
typedef uint64_t fs_slot;

static inline fs_slot fs_slot_of(const void *entry, uint64_t hash)
{
    return (hash >> 48) << 48 | (uintptr_t)entry;
}

static inline bool fs_slot_may_be(fs_slot slot, uint64_t hash)
{
    return slot >> 48 == hash >> 48;
}

static inline void *fs_slot_entry(fs_slot slot)
{
    return (void *)(slot & (((uint64_t)1 << 48) - 1));
}

#endif
