/* SPDX-License-Identifier: MIT */
/* A table of mappings (mappings.h). Rows are claimed and given back one by one; threads are many,
 * but new mappings are rare. */
#include "oplog/mappings.h"

#include <stdint.h>

enum { ROWS = 8192 };

/* Free rows have start 0. `bytes` is written after a row was claimed: until then it has none. */
static struct {
    uintptr_t start;
    size_t bytes;
} rows[ROWS];
static unsigned used; /* rows from here on were never claimed */

void fs_mappings_add(const void *start, size_t bytes)
{
    for (unsigned i = 0; i < ROWS; i++) {
        uintptr_t seen = 0;
        if (!__atomic_compare_exchange_n(&rows[i].start, &seen, (uintptr_t)start, false,
                                         __ATOMIC_ACQ_REL, __ATOMIC_RELAXED))
            continue;
        __atomic_store_n(&rows[i].bytes, bytes, __ATOMIC_RELEASE);
        unsigned before = __atomic_load_n(&used, __ATOMIC_RELAXED);
        while (before < i + 1 && !__atomic_compare_exchange_n(&used, &before, i + 1, true,
                                                              __ATOMIC_RELEASE, __ATOMIC_RELAXED))
            ;
        return;
    }
}

size_t fs_mappings_remove(const void *start)
{
    unsigned count = __atomic_load_n(&used, __ATOMIC_ACQUIRE);
    for (unsigned i = 0; i < count; i++) {
        if (__atomic_load_n(&rows[i].start, __ATOMIC_ACQUIRE) != (uintptr_t)start)
            continue;
        size_t bytes = rows[i].bytes;
        __atomic_store_n(&rows[i].bytes, 0, __ATOMIC_RELEASE);
        __atomic_store_n(&rows[i].start, 0, __ATOMIC_RELEASE);
        return bytes;
    }
    return 0;
}

void fs_mappings_clear(void)
{
    unsigned count = __atomic_load_n(&used, __ATOMIC_ACQUIRE);
    for (unsigned i = 0; i < count; i++) {
        rows[i].bytes = 0;
        rows[i].start = 0;
    }
    used = 0;
}

bool fs_mappings_have(const void *address)
{
    unsigned count = __atomic_load_n(&used, __ATOMIC_ACQUIRE);
    for (unsigned i = 0; i < count; i++) {
        size_t bytes = __atomic_load_n(&rows[i].bytes, __ATOMIC_ACQUIRE);
        uintptr_t start = __atomic_load_n(&rows[i].start, __ATOMIC_ACQUIRE);
        if (start != 0 && (uintptr_t)address - start < bytes)
            return true;
    }
    return false;
}
